extension Shell {
  /// The actions that the shell itself gives every screen.
  package var standardActions: [Action] {
    let isOverlay = top?.presentation != .full
    var actions = [
      Action(
        id: "shell.help",
        keys: top?.takesTyping == true
          ? [.function(1), .character("?")] : [.character("?"), .function(1)],
        title: "Show all keys",
        group: "Everywhere"
      ),
      Action(
        id: "shell.back",
        keys: [.escape],
        title: "Go back",
        group: "Everywhere",
        availability: screens.count > 1 ? .enabled : .disabled(reason: "q leaves the program.")
      ),
      Action(
        id: "shell.leave",
        keys: [.character("q")],
        title: screens.count > 1 ? "Leave this level" : "Leave the program",
        group: "Everywhere"
      ),
      Action(
        id: "shell.redraw",
        keys: [.control("l")],
        title: "Draw the screen again",
        group: "Everywhere"
      ),
    ]
    if !isOverlay {
      actions.insert(
        Action(
          id: "shell.palette",
          keys: [.character(":")],
          title: "Find a command by its name",
          group: "Everywhere"
        ),
        at: 1
      )
    }
    if allowsSuspending {
      actions.append(
        Action(
          id: "shell.suspend",
          keys: [.control("z")],
          title: "Stop for a moment (fg comes back)",
          group: "Everywhere"
        )
      )
    }
    return actions
  }

  func performStandard(_ id: Action.ID) {
    switch id {
    case "shell.help":
      apply([.open(HelpOverlay(of: top?.title ?? "", table: table))], from: top)
    case "shell.palette":
      apply([.open(Palette(table: table))], from: top)
    case "shell.back":
      if screens.count > 1 { leaveLevel() }
    case "shell.leave": leaveLevel()
    case "shell.redraw": wantsRedraw = true
    case "shell.suspend": wantsSuspend = true
    default: break
    }
  }
}
