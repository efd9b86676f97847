import Domain
import Store
import Terminal

/// A place one can go to from everywhere.
@MainActor package struct Destination: Sendable {
  package let id: Action.ID
  package let title: String
  /// What must be visible to the actor for the place to be offered.
  package let needs: DataKind
  package let make: @MainActor @Sendable (ScreenContext) -> any Screen

  package init(
    id: Action.ID,
    title: String,
    needs: DataKind,
    make: @escaping @MainActor @Sendable (ScreenContext) -> any Screen
  ) {
    self.id = id
    self.title = title
    self.needs = needs
    self.make = make
  }

  /// Every place, in the order of their digits.
  package static let all: [Destination] = [
    Destination(id: "go.today", title: "Today", needs: .doses) { TodayScreen($0) },
    Destination(id: "go.schedules", title: "Schedules", needs: .medications) {
      SchedulesScreen($0)
    },
    Destination(id: "go.refills", title: "Refills", needs: .prescriptions) { RefillsScreen($0) },
    Destination(id: "go.reminders", title: "Reminders", needs: .doses) { RemindersScreen($0) },
    Destination(id: "go.inventory", title: "Inventory", needs: .stock) { InventoryScreen($0) },
    Destination(id: "go.refillAlerts", title: "Refill alerts", needs: .stock) {
      RefillAlertsScreen($0)
    },
    Destination(id: "go.drugs", title: "Drugs", needs: .catalog) { DrugSearchScreen($0) },
  ]

  /// Where the program opens: on the day of whoever sits there, and for those who work at a counter
  /// and asked for nobody's record, on the stock.
  package static func first(in context: ScreenContext, asksForRecord: Bool) -> Destination? {
    let places = offered(in: context)
    let isAtHome = asksForRecord || context.person.user == context.actor.user
    return (isAtHome ? nil : places.first { $0.needs == .stock }) ?? places.first
  }

  /// The places that a person at this terminal may go to.
  package static func offered(in context: ScreenContext) -> [Destination] {
    all.filter { context.allows(.view, $0.needs) }
  }
}

/// Going from place to place, and the theme.
@MainActor package final class AppNavigation: Navigation {
  private(set) var context: ScreenContext
  /// What each line is about that came by itself and has not been answered.
  var announcements: [Ring.ID: Announcement] = [:]
  /// The number of the last line that came by itself.
  var lastRing = 0
  let places: [Destination]
  private let themes: [Theme]
  private var themeIndex: Int

  package init(_ context: ScreenContext, themes: [Theme] = [], current: Theme? = nil) {
    self.context = context
    self.themes = themes
    places = Destination.offered(in: context)
    themeIndex = themes.firstIndex { $0.name == current?.name } ?? 0
  }

  package var actions: [Action] {
    let going = places.enumerated().map { index, place in
      Action(
        id: place.id,
        keys: index < 9 ? [.character(Character("\(index + 1)"))] : [],
        title: "Go to \(place.title)",
        group: "Places"
      )
    }
    let theme = Action(
      id: "app.theme",
      keys: [],
      title: "Next theme",
      group: "Everywhere",
      availability: themes.count > 1 ? .enabled : .disabled(reason: "No other theme was found.")
    )
    return going + patientActions + [theme]
  }

  /// What every screen of a patient has: help at once, and whose record is open.
  private var patientActions: [Action] {
    guard places.contains(where: { $0.needs.isPersonal }) else { return [] }
    return [
      Action(
        id: "app.helpMe",
        keys: [.character("!")],
        title: "Help me: whom to call, what was taken, the list to read aloud",
        hint: "Help me",
        group: "Everywhere"
      ),
      Action(
        id: "app.myMedicines",
        keys: [.character("m")],
        title: "My medicines on one page, to show to a doctor",
        group: "Everywhere"
      ),
      Action(
        id: "app.who",
        keys: [.character("W")],
        title: "Open another person's medicines",
        group: "Everywhere",
        availability: context.people.count > 1
          ? .enabled : .disabled(reason: "There is nobody else whose medicines you may see.")
      ),
    ]
  }

  private func chooseOther() -> any Screen {
    ChoosePersonScreen(
      people: context.people,
      current: context.person,
      context: context
    ) { [weak self] person in
      guard let self else { return [] }
      guard person.user != context.person.user else { return [.close] }
      return open(person)
    }
  }

  /// Opens a place for a person, on Today with doses of it marked.
  func open(
    _ person: KnownPerson,
    at id: Action.ID = "go.today",
    announced: Set<DoseKey> = []
  ) -> [Effect] {
    let isOther = person.user != context.person.user
    if isOther { context = context.opened(for: person) }
    let place = places.first { $0.id == id && id != "go.today" }
    let screen = place?.make(context) ?? TodayScreen(context, announced: announced)
    return [.replaceAll(screen)] + (isOther ? [.done("Open now: \(person.fullName).")] : [])
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    if let place = places.first(where: { $0.id == action }) {
      return [.replaceAll(place.make(context))]
    }
    switch action {
    case "app.helpMe": return [.open(HelpMeScreen(context))]
    case "app.myMedicines": return [.open(MedicinePageScreen(context))]
    case "app.who": return [.open(chooseOther())]
    default: break
    }
    guard action == "app.theme", !themes.isEmpty else { return [] }
    themeIndex = (themeIndex + 1) % themes.count
    let theme = themes[themeIndex]
    return [.theme(theme), .done("Theme: \(theme.name).")]
  }
}
