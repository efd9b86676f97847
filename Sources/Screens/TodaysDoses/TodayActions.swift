import Domain
import Store
import Terminal

/// The keys of Today in its present state.
@MainActor struct TodayActions {
  let screen: TodayScreen

  var actions: [Action] {
    guard screen.board != nil else { return [unread] }
    let own = screen.takeover == nil ? list : late
    return question + own + others + stay + zone + moves
  }

  /// The question of the attention line, which names the key.
  private var question: [Action] {
    guard let question = screen.question else { return [] }
    return [
      Action(
        id: "today.question",
        keys: [.character("c")],
        title: question.title
      )
    ]
  }

  private var stay: [Action] {
    [
      Action(
        id: "today.stay",
        keys: [.character("H")],
        title: "Going into hospital, or back: pause everything, or go on",
        availability: changing
      )
    ]
  }

  /// Which time one lives by, also once that was answered: by name only.
  private var zone: [Action] {
    guard screen.context.machineZone != nil else { return [] }
    return [
      Action(
        id: "today.zone",
        keys: [],
        title: "Say which time you live by",
        availability: changing
      )
    ]
  }

  private var changing: Action.Availability {
    if screen.isSaving { return .disabled(reason: "One moment: still saving.") }
    return screen.context.allows(.change, .medications)
      ? .enabled : .disabled(reason: "You may look at this record and not change it.")
  }

  private var unread: Action {
    Action(id: "today.read", keys: [.character("r")], title: "Read the list again", hint: "Again")
  }

  /// Why nothing can be recorded now.
  private var recording: Action.Availability {
    if screen.isSaving { return .disabled(reason: "One moment: still saving.") }
    if !screen.mayRecord { return .disabled(reason: "You may look at this list, not record.") }
    return .enabled
  }

  private var list: [Action] {
    [
      Action(
        id: "today.enter",
        keys: [.enter],
        title: enterTitle,
        hint: enterHint,
        availability: recording,
        isDangerous: true
      ),
      Action(
        id: "today.tick",
        keys: [.space],
        title: "Tick one medicine that you have swallowed",
        availability: recording,
        isDangerous: true
      ),
      Action(
        id: "today.skip",
        keys: [.character("s")],
        title: "Leave one dose out, and say why",
        hint: maySkip ? "Skip" : "",
        availability: recording
      ),
      Action(
        id: "today.later",
        keys: [.character("L")],
        title: "Ring again later",
        hint: hasOpen ? "Later" : "",
        availability: recording
      ),
      Action(
        id: "today.undo",
        keys: [.character("u")],
        title: "Take back what was just recorded, or the selected record",
        hint: "Undo",
        availability: recording,
        isDangerous: true
      ),
    ]
  }

  /// Whether anything waits for an answer that can be given now.
  private var hasOpen: Bool {
    guard let board = screen.board else { return false }
    return board.isToday && board.sheet.person.pausedSince == nil && !board.open.isEmpty
  }

  private var maySkip: Bool {
    hasOpen || screen.board?.isToday == false && screen.lineInHand?.dose.state == .notRecorded
  }

  private var late: [Action] {
    [
      Action(
        id: "today.enter",
        keys: [.enter],
        title: "I swallow it now",
        hint: "Taking it now",
        availability: recording,
        isDangerous: true
      ),
      Action(
        id: "today.at",
        keys: [.character("t")],
        title: "I took it earlier (asks the time)",
        hint: "Took it earlier",
        availability: recording
      ),
      Action(
        id: "today.skip",
        keys: [.character("n")],
        title: "I will not take it",
        hint: "Not taking",
        availability: recording
      ),
      Action(
        id: "today.unsure",
        keys: [.character("p")],
        title: "I am not sure: help me look",
        hint: "Not sure"
      ),
      Action(
        id: "today.today",
        keys: [.escape],
        title: "Show the whole list"
      ),
      Action(
        id: "today.undo",
        keys: [.character("u")],
        title: "Take back what was just recorded",
        availability: recording,
        isDangerous: true
      ),
    ]
  }

  private var others: [Action] {
    var actions =
      first + [
        Action(
          id: "today.asNeeded",
          keys: screen.hasEmptyList ? [] : [.character("a")],
          title: "Medicines used only when needed",
          hint: screen.takeover == nil && !screen.hasEmptyList ? "As needed" : ""
        ),
        Action(
          id: "today.details",
          keys: [.character("d"), .right],
          title: "Details, the label's directions, all doses of the day",
          hint: screen.takeover == nil ? "Details" : ""
        ),
      ]
    if screen.takeover == nil { actions += listOnly }
    return actions + [
      Action(
        id: "today.dayBefore",
        keys: [.character("[")],
        title: "The day before",
        group: "Another day"
      ),
      Action(
        id: "today.dayAfter",
        keys: [.character("]")],
        title: "The day after",
        group: "Another day"
      ),
    ]
  }

  /// With an empty list the key of what is used if needed enters the first medicine.
  private var first: [Action] {
    guard screen.hasEmptyList else { return [] }
    return [
      Action(
        id: "today.add",
        keys: [.character("a")],
        title: "Enter your first medicine",
        hint: "Add a medicine",
        availability: changing
      )
    ]
  }

  private var listOnly: [Action] {
    var actions = [
      Action(
        id: "today.at",
        keys: [.character("t")],
        title: "I took it at another time",
        availability: recording
      ),
      Action(
        id: "today.amount",
        keys: [.character("e")],
        title: "I took another amount",
        availability: recording
      ),
      Action(
        id: "today.unsure",
        keys: [.character("p")],
        title: "I am not sure whether I took it: help me look"
      ),
      Action(
        id: "today.extra",
        keys: [.character("x")],
        title: "I took one more than planned: shows first what was taken",
        availability: recording
      ),
      Action(
        id: "today.box",
        keys: [.character("b")],
        title: "The pill box of this week: fill it, or see what belongs where"
      ),
      Action(
        id: "today.opened",
        keys: [.character("o")],
        title: "Say when this bottle or pen was opened",
        availability: changing
      ),
      Action(
        id: "today.shift",
        keys: [.character("v")],
        title: "Move the whole taper 1 day later",
        availability: screen.taperInHand == nil
          ? .disabled(reason: "The medicine in hand is not tapered.") : changing,
        isDangerous: true
      ),
      Action(
        id: "today.note",
        keys: [.character("n")],
        title: "Write a note or a side effect",
        availability: recording
      ),
    ]
    if screen.date != nil {
      actions.append(
        Action(
          id: "today.today",
          keys: [.escape],
          title: "Back to today",
          hint: "Today",
          group: "Another day"
        )
      )
    }
    return actions
  }

  private var moves: [Action] {
    [
      Action(
        id: "today.down",
        keys: [.down, .character("j"), .tab],
        title: "Next medicine",
        group: "Move"
      ),
      Action(
        id: "today.up",
        keys: [.up, .character("k"), .backTab],
        title: "Medicine before",
        group: "Move"
      ),
      Action(id: "today.first", keys: [.home, .pageUp], title: "First medicine", group: "Move"),
      Action(id: "today.last", keys: [.end, .pageDown], title: "Last medicine", group: "Move"),
    ]
  }

  private var enterHint: String {
    switch screen.enterTarget {
    case .group(let lines): lines.count == 1 ? "Took it" : "Took them"
    case .question, .early: "Answer"
    case .late: screen.takeover == nil ? "Answer" : "Taking it now"
    case .repeated, .nothing: ""
    }
  }

  private var enterTitle: String {
    switch screen.enterTarget {
    case .group(let lines): "I have \(DoseWords.verb(lines)) \(DoseWords.group(lines))"
    case .question(let line), .early(let line): "Answer for \(line.label.title)"
    case .late(let line):
      screen.takeover == nil
        ? "Answer for \(line.label.title)" : "I take \(line.label.title) now"
    case .repeated(let line): "Say when \(line.label.title) was taken"
    case .nothing: "Record what is to be taken now"
    }
  }
}
