import Domain
import Store
import Terminal

/// A person's medications and their times, a week at a time.
@MainActor package final class SchedulesScreen: Screen {
  /// What is known of the list.
  enum Reading {
    case waiting
    case failed(String)
    case ready(WeekPlan)
  }

  /// In which order the medications stand.
  enum Order: String, CaseIterable {
    case asEntered = "as they were entered"
    case byName = "by name"
    case byNext = "by their next dose"
  }

  /// The last change, as long as it can be taken back.
  enum Undo {
    case transaction(UndoMedicationChange.Change, title: String)
    case status(medication: Int, SetMedicationStatus.Change, title: String)
  }

  let context: ScreenContext
  private(set) var reading = Reading.waiting
  private(set) var list = ListState()
  private(set) var order = Order.asEntered
  private(set) var showsStopped = false
  /// Weeks from the present one; 0 is this week.
  private(set) var weekOffset = 0
  private(set) var filter = ""
  /// Whether the filter takes what is typed.
  private(set) var isFiltering = false
  /// The first medication in sight; the view moves it so that the marked one is seen.
  var firstInSight = 0
  var undo: Undo?
  private var wanted: Int?
  private let refusal: String?

  /// Whether a medicine is to be entered as soon as the list was read.
  private var addsAtOnce: Bool

  package init(_ context: ScreenContext, addsAtOnce: Bool = false) {
    self.context = context
    self.addsAtOnce = addsAtOnce
    if let reason = context.database.readOnly {
      refusal = ErrorWords.sentence(for: StoreError.readOnly(reason))
    } else if context.allows(.change, .medications) {
      refusal = nil
    } else {
      refusal = "You may look at this list, not change it."
    }
  }

  package var title: String { "Schedules" }

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] { [load()] }

  package func refresh(_ cause: RefreshCause) -> [Effect] { [load()] }

  /// Reads the list again; `select` is marked when it has come.
  func load(select medication: Int? = nil) -> Effect {
    if let medication { wanted = medication }
    return context.read(WeekPlanQuery()) { [weak self] result in
      guard let self else { return [] }
      take(result)
      defer { addsAtOnce = false }
      return addsAtOnce ? [.perform("plan.add")] : []
    }
  }

  private func take(_ result: Result<WeekPlan, any Error>) {
    switch result {
    case .failure(let error): reading = .failed(ErrorWords.sentence(for: error))
    case .success(let plan):
      let marked = wanted ?? selected?.label.medication
      wanted = nil
      reading = .ready(plan)
      show(marked: marked)
    }
  }

  var plan: MedicationPlan? { week?.plan }

  private var week: WeekPlan? {
    guard case .ready(let week) = reading else { return nil }
    return week
  }

  /// What stands too near to what in the week in sight.
  var apartWeek: KeepApartWeek { week.map { KeepApartWeek($0, monday: monday) } ?? .none }

  /// Where the times of a medication stand too near to others.
  func conflicts(_ item: MedicationPlan.Item) -> [KeepApartConflict] {
    week?.conflicts[item.label.medication] ?? []
  }

  /// The schedule of which a time stands too near and can be moved to a free one.
  func movableSchedule(_ item: MedicationPlan.Item) -> PlannedSchedule? {
    let times = conflicts(item).filter { $0.freeTime != nil }.map(\.time)
    return item.schedules.first { schedule in
      guard schedule.isActive, case .times(let rule) = schedule.rule else { return false }
      return rule.times.contains { times.contains($0.at) }
    }
  }

  /// The medications in sight, in their order.
  var items: [MedicationPlan.Item] {
    guard let plan else { return [] }
    let words = PlanWords(plan: plan)
    let shown = plan.items.filter { item in
      (showsStopped || !words.isStopped(item)) && matches(item)
    }
    switch order {
    case .asEntered: return shown
    case .byName:
      return shown.sorted { $0.label.title.lowercased() < $1.label.title.lowercased() }
    case .byNext:
      let last = Instant(milliseconds: Int.max)
      let keyed = shown.map { (words.coming($0, limit: 1).first?.instant ?? last, $0) }
      return keyed.enumerated()
        .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
    }
  }

  var stoppedCount: Int {
    guard let plan else { return 0 }
    return plan.items.count { PlanWords(plan: plan).isStopped($0) }
  }

  var selected: MedicationPlan.Item? {
    let items = items
    return items.indices.contains(list.selected) ? items[list.selected] : nil
  }

  /// The Monday of the week in sight.
  var monday: CalendarDate {
    let today = plan?.today ?? CalendarDate(day: 0)
    return today - today.weekday.index + weekOffset * 7
  }

  private func matches(_ item: MedicationPlan.Item) -> Bool {
    guard !filter.isEmpty else { return true }
    let wanted = filter.lowercased()
    return [item.label.title, item.label.drugName, item.label.purpose ?? ""]
      .contains { $0.lowercased().contains(wanted) }
  }

  /// Sets the list anew and marks a medication, where it is in sight.
  private func show(marked: Int?) {
    let items = items
    list.count = items.count
    if let marked, let index = items.firstIndex(where: { $0.label.medication == marked }) {
      list.select(index)
    }
  }

  // MARK: Keys

  package var actions: [Action] {
    SchedulesActions(
      item: selected,
      isTooNear: selected.map { !conflicts($0).isEmpty } ?? false,
      isMovable: selected.map { movableSchedule($0) != nil } ?? false,
      isReady: plan != nil,
      refusal: refusal,
      canUndo: undo != nil,
      stopped: stoppedCount,
      isFiltered: !filter.isEmpty
    ).all + list.actions
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    if list.perform(action) { return [] }
    let marked = selected?.label.medication
    switch action {
    case "plan.weekBefore": weekOffset = max(-520, weekOffset - 1)
    case "plan.weekAfter": weekOffset = min(520, weekOffset + 1)
    case "plan.thisWeek": weekOffset = 0
    case "plan.filter": isFiltering = true
    case "plan.unfilter": filter = ""
    case "plan.order":
      let all = Order.allCases
      order = all[((all.firstIndex(of: order) ?? 0) + 1) % all.count]
      show(marked: marked)
      return [.done("Order: \(order.rawValue).")]
    case "plan.stopped": showsStopped.toggle()
    default: return change(action)
    }
    show(marked: marked)
    return []
  }

  /// While filtering, what is typed goes into the filter.
  package func takeText(_ press: KeyPress) -> [Effect]? {
    guard isFiltering else { return nil }
    let marked = selected?.label.medication
    switch press.key {
    case .enter, .down, .up: isFiltering = false
    case .escape:
      isFiltering = false
      filter = ""
    case .backspace: filter = String(filter.dropLast())
    case .character(let character): filter = String((filter + String(character)).prefix(40))
    case .paste(let text): filter = String((filter + text).prefix(40))
    default: return nil
    }
    show(marked: marked)
    return []
  }

  package func draw(on canvas: Canvas) { SchedulesView(screen: self).draw(on: canvas) }
}
