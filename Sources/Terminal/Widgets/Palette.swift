/// Finds a command by a part of its name.
@MainActor package final class Palette: Screen {
  package let title = "Command"
  private let table: ActionTable
  private var query = TextInput()
  private var list = ListState()
  private var found: [Action]
  private let all: [Action]

  /// A palette over the actions of the screen below.
  package init(table: ActionTable) {
    self.table = table
    let hidden: Set<Action.ID> = ["shell.palette", "shell.back"]
    found = table.actions.filter { !hidden.contains($0.id) && !$0.id.name.hasPrefix("list.") }
    all = found
    list.count = found.count
  }

  package var presentation: Presentation { .overlay(Size(rows: 16, columns: 64)) }
  package var minimumSize: Size { Size(rows: 6, columns: 30) }
  package var takesTyping: Bool { true }

  package var actions: [Action] {
    [
      Action(id: "palette.run", keys: [.enter], title: "Do it", hint: "Do it", group: title),
      Action(id: "list.up", keys: [.up], title: "Up", group: title),
      Action(id: "list.down", keys: [.down], title: "Down", group: title),
    ]
  }

  package func takeText(_ press: KeyPress) -> [Effect]? {
    guard query.take(press.key) else { return nil }
    found = FuzzyMatch.ranked(all, by: query.text) { $0.title }
    list.count = found.count
    list.select(0)
    return []
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    guard action == "palette.run" else {
      list.perform(action)
      return []
    }
    guard found.indices.contains(list.selected) else { return [] }
    let chosen = found[list.selected]
    if let reason = chosen.reason { return [.notice(Notice(reason, role: .warning))] }
    return [.close, .perform(chosen.id)]
  }

  package func draw(on canvas: Canvas) {
    canvas.put(":", row: 0, style: .role(.footerKey))
    query.draw(on: canvas.part(row: 0, column: 2, rows: 1), isFocused: true)
    let area = canvas.part(row: 1)
    list.layout(rows: area.rows)
    list.draw(on: area, placesCursor: false) { index, row, isSelected in
      let action = self.found[index]
      let role: StyleRole = isSelected ? .selection : action.isEnabled ? .overlay : .muted
      row.put(action.title, row: 0, width: row.columns - 12, style: .role(role))
      let keys = self.table.firstKeyName(of: action)
      row.put(
        action.isEnabled ? keys : "not now",
        row: 0,
        column: row.columns - 11,
        width: 11,
        style: .role(role),
        alignment: .trailing
      )
    }
  }
}
