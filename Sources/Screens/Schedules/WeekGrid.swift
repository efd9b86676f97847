import Domain
import Store
import Terminal

/// The medications of a person and the times of one week, ready to be drawn.
struct WeekGrid {
  /// One line of a medication: what stands left, and the week or words beside it.
  struct Line: Equatable {
    let left: String
    let body: Body
  }

  /// What stands beside the name.
  enum Body: Equatable {
    /// Seven cells from Monday on.
    case week([String])
    /// Words across the whole week.
    case words(String)
  }

  /// The Monday the week begins with.
  let monday: CalendarDate
  let words: PlanWords
  /// What stands too near to what in this week.
  let apart: KeepApartWeek
  /// Columns of the name, without the mark before it.
  let nameWidth: Int
  /// Columns of a day, with the blank before it.
  let dayWidth: Int

  /// The grid for so many columns.
  ///
  /// A day is as wide as its longest time, so that no time is ever cut; names get the rest.
  init(
    words: PlanWords,
    monday: CalendarDate,
    columns: Int,
    items: [MedicationPlan.Item],
    apart: KeepApartWeek = .none
  ) {
    self.words = words
    self.monday = monday
    self.apart = apart
    let longest =
      items.map { item -> Int in
        let times = words.active(item).flatMap { Self.times(of: $0.rule) }
        let near = Self.tooNear(item, apart, monday, today: words.plan.today)
        return (times.map { Self.clock($0).count }.max() ?? 0)
          + (near.isEmpty ? 0 : Self.mark.count)
      }.max() ?? 0
    dayWidth = max(max(6, longest) + 1, min(10, (columns - 32) / 7))
    nameWidth = max(10, columns - 1 - dayWidth * 7)
  }

  /// Beside a time that stands too near to another medicine.
  private static let mark = "!"

  /// The medicines that doses of the week, from today on, stand too near to.
  private static func tooNear(
    _ item: MedicationPlan.Item,
    _ apart: KeepApartWeek,
    _ monday: CalendarDate,
    today: CalendarDate
  ) -> [String] {
    guard item.label.status == "active" else { return [] }
    return apart.others(
      of: item.label.medication,
      from: max(monday, today).midnight,
      to: (monday + 7).midnight
    )
  }

  /// A time for a narrow place: `8 AM`, `8:30 AM`, `noon`.
  static func clock(_ time: TimeOfDay) -> String { Display.clock(time).replacing(":00", with: "") }

  private static func times(of rule: ScheduleRule) -> [TimeOfDay] {
    switch rule {
    case .times(let rule): rule.times.map(\.at)
    case .taper(let rule): rule.steps.flatMap { $0.times.map(\.at) }
    case .byReading(let rule): rule.times.times.map(\.at)
    case .interval, .linked, .asNeeded, .unscheduled: []
    }
  }

  /// `Mon 23`; today in capitals.
  func heading(_ day: Int) -> String {
    let date = monday + day
    let name = "\(date.weekday.name.prefix(3)) \(date.components.day)"
    return date == words.plan.today ? name.uppercased() : name
  }

  /// The lines of a medication, the name over as many as it needs.
  ///
  /// Where amounts differ from day to day they stand in the cells, and the time beneath the name.
  func lines(_ item: MedicationPlan.Item) -> [Line] {
    let bodies = bodies(item)
    let title = Self.titleLines(item.label.title, width: nameWidth - 1)
    guard bodies.allSatisfy({ $0.time == nil }) else {
      return title.map { Line(left: $0, body: .words("")) }
        + bodies.map { Line(left: $0.time.map { "  at \($0)" } ?? "", body: $0.body) }
    }
    var left = title
    if left.count < bodies.count, let note = note(item) { left.append("  " + note) }
    return (0..<max(left.count, bodies.count)).map { index in
      Line(
        left: index < left.count ? left[index] : "",
        body: index < bodies.count ? bodies[index].body : .words("")
      )
    }
  }

  /// A title over lines, a number never parted from its unit.
  static func titleLines(_ title: String, width: Int) -> [String] {
    var words: [String] = []
    for word in title.split(separator: " ").map(String.init) {
      let isNumber = words.last?.last?.isNumber ?? false
      if isNumber, let last = words.popLast() {
        words.append("\(last)\u{A0}\(word)")
      } else {
        words.append(word)
      }
    }
    return WordWrap.lines(words.joined(separator: " "), width: width)
      .map { $0.replacing("\u{A0}", with: " ") }
  }

  /// A body, and the time of its doses where its cells show amounts.
  private struct Slot {
    var time: String?
    let body: Body
  }

  private func bodies(_ item: MedicationPlan.Item) -> [Slot] {
    if item.label.status == "paused" { return wrapped(words.paused(item)) }
    if words.isStopped(item) { return wrapped(words.stopped(item)) }
    let schedules = words.active(item)
    guard !schedules.isEmpty else { return [Slot(body: .words("no times entered"))] }
    let near = Self.tooNear(item, apart, monday, today: words.plan.today)
    let warning = near.isEmpty ? [] : wrapped("\(Self.mark) too near to \(Display.list(near))")
    return schedules.flatMap { bodies($0) } + warning
  }

  private func bodies(_ schedule: PlannedSchedule) -> [Slot] {
    switch schedule.rule {
    case .times, .taper, .byReading:
      let slots = slots(schedule)
      guard slots.isEmpty else { return slots }
      return [Slot(body: .words("no dose this week"))]
    case .interval, .linked, .asNeeded, .unscheduled:
      return wrapped(words.plan.sentence(schedule))
    }
  }

  private func wrapped(_ text: String) -> [Slot] {
    WordWrap.lines(text, width: dayWidth * 7 - 2).map { Slot(body: .words($0)) }
  }

  /// One line for each time of day, with a cell for each day.
  private func slots(_ schedule: PlannedSchedule) -> [Slot] {
    let occurrences = schedule.occurrences(
      from: monday.midnight,
      to: (monday + 7).midnight,
      in: words.plan.zone
    )
    let times = Set(occurrences.map(\.local.time)).sorted()
    return times.map { time in
      let doses = occurrences.filter { $0.local.time == time }
      let isVarying = Set(doses.map(\.amount)).count > 1
      let cells = (0..<7).map { day -> String in
        guard let dose = doses.first(where: { $0.local.date == monday + day }) else { return "-" }
        guard isVarying, let amount = dose.amount else {
          return Self.clock(time) + (isTooNear(schedule, dose) ? Self.mark : "")
        }
        return cell(amount)
      }
      return Slot(time: isVarying ? Display.clock(time) : nil, body: .week(cells))
    }
  }

  private func isTooNear(_ schedule: PlannedSchedule, _ dose: Occurrence) -> Bool {
    dose.local.date >= words.plan.today
      && !apart.tooNear(schedule.medication, at: dose.local).isEmpty
  }

  /// An amount that fits a cell whole; a cut amount could be read as another.
  private func cell(_ amount: Amount) -> String {
    let text = Display.amount(amount)
    if text.count < dayWidth { return text }
    let unit = ["tablet": "tab", "capsule": "cap"][amount.unit] ?? amount.unit
    let short = "\(Display.quantity(amount.quantity)) \(unit)"
    return short.count < dayWidth && !amount.isMeasured ? short : "differs"
  }

  /// What is the same for all lines of a medication: its amount, or the time of amounts that differ.
  private func note(_ item: MedicationPlan.Item) -> String? {
    let schedules = words.active(item)
    guard item.label.status == "active", schedules.count == 1, let schedule = schedules.first,
      case .times(let rule) = schedule.rule
    else { return nil }
    let amounts = Set(rule.times.map(\.amount))
    guard amounts.count == 1, case .fixed(let amount)? = amounts.first else { return nil }
    let said = Display.amount(amount)
    return ["\(said) each time", said].first { $0.count + 2 < nameWidth }
  }
}
