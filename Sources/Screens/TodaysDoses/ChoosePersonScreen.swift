import Domain
import Store
import Terminal

/// Whose record to open, as a screen of its own: nobody slips from one person into another.
@MainActor package final class ChoosePersonScreen: Screen {
  package let title = "Who"
  private let people: [KnownPerson]
  private let current: KnownPerson
  private let choose: @MainActor (KnownPerson) -> [Effect]
  private var list: ListState

  package init(
    people: [KnownPerson],
    current: KnownPerson,
    choose: @escaping @MainActor (KnownPerson) -> [Effect]
  ) {
    self.people = people
    self.current = current
    self.choose = choose
    list = ListState(count: people.count)
    list.select(people.firstIndex { $0.user == current.user } ?? 0)
  }

  package var minimumSize: Size { Size(rows: 12, columns: 40) }

  package var actions: [Action] {
    [
      Action(
        id: "who.open",
        keys: [.enter],
        title: "Open this person's medicines",
        hint: "Open",
        isDangerous: true
      ),
      Action(id: "who.back", keys: [.escape], title: "Stay with \(current.fullName)", hint: "Stay"),
    ] + list.actions
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    switch action {
    case "who.back": return [.close]
    case "who.open":
      guard people.indices.contains(list.selected) else { return [] }
      return choose(people[list.selected])
    default:
      list.perform(action)
      return []
    }
  }

  package func draw(on canvas: Canvas) {
    canvas.put("WHOSE MEDICINES?", row: 0, column: 1, style: .role(.title, .bold))
    canvas.rule(row: 1)
    let area = canvas.part(row: 3, rows: max(1, canvas.rows - 4))
    list.layout(rows: area.rows)
    list.draw(on: area) { index, row, isSelected in
      let person = people[index]
      let birth = person.birthDate.map { "   born \(Display.fullDate($0))" } ?? ""
      let open = person.user == current.user ? "   (open now)" : ""
      row.put(
        person.fullName + birth + open,
        row: 0,
        column: 1,
        style: .role(.text, isSelected ? .bold : [])
      )
    }
  }
}
