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
  private let context: ScreenContext?
  private var days: [Int: HouseholdDay] = [:]

  /// `context` is where it is read how the day of each stands.
  package init(
    people: [KnownPerson],
    current: KnownPerson,
    context: ScreenContext? = nil,
    choose: @escaping @MainActor (KnownPerson) -> [Effect]
  ) {
    self.people = people
    self.current = current
    self.choose = choose
    self.context = context
    list = ListState(count: people.count)
    list.select(people.firstIndex { $0.user == current.user } ?? 0)
  }

  package var minimumSize: Size { Size(rows: 12, columns: 40) }

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] { load() }

  package func refresh(_ cause: RefreshCause) -> [Effect] { load() }

  private func load() -> [Effect] {
    guard let context, context.household.count > 1 else { return [] }
    return [
      context.readHousehold { [weak self] days in
        self?.days = Dictionary(days.map { ($0.person.user, $0) }) { first, _ in first }
        return []
      }
    ]
  }

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
      let style = Style.role(.text, isSelected ? .bold : [])
      let name = person.fullName + birth + open
      guard let day = days[person.user] else {
        row.put(name, row: 0, column: 1, style: style)
        return
      }
      // Name and birth date tell two people apart: what is cut is how their day stands.
      let room = row.columns - name.count - 6
      let words = day.words.count <= room ? day.words : day.short
      let column = row.columns - words.count - 2
      row.put(name, row: 0, column: 1, width: max(10, column - 3), style: style)
      row.put(words, row: 0, column: column, style: day.due > 0 ? .role(.due, .bold) : style)
    }
  }
}
