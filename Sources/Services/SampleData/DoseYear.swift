import Domain
import Store

/// The doses of a medicine day by day over the year before opening, for summaries and supply.
struct DoseYear {
  /// One day.
  struct Day {
    var scheduled = 0
    var taken = 0
    var missed = 0
    var excused = 0
    /// Units of supply used, in ``Deductions/parts`` of a unit.
    var used = 0
  }

  let today: CalendarDate
  /// From 366 days ago to today.
  private(set) var days = Array(repeating: Day(), count: 367)

  init(today: CalendarDate) { self.today = today }

  private static let medicalReasons: Set<String> = ["advised by clinic", "too sick"]

  func date(_ index: Int) -> CalendarDate { today - (days.count - 1 - index) }

  mutating func count(
    _ status: DoseRow.Status,
    on date: CalendarDate,
    reason: String?,
    used: Int
  ) {
    let index = days.count - 1 - (today - date)
    guard days.indices.contains(index) else { return }
    days[index].scheduled += 1
    days[index].used += used
    switch status {
    case .taken: days[index].taken += 1
    case .paused: days[index].excused += 1
    case .skipped where reason.map(Self.medicalReasons.contains) ?? false:
      days[index].excused += 1
    case .skipped, .missed, .notReached: days[index].missed += 1
    }
  }

  /// Adds what was used without a plan.
  mutating func use(_ parts: Int, on date: CalendarDate) {
    let index = days.count - 1 - (today - date)
    if days.indices.contains(index) { days[index].used += parts }
  }

  mutating func add(_ other: DoseYear) {
    for index in days.indices {
      days[index].scheduled += other.days[index].scheduled
      days[index].taken += other.days[index].taken
      days[index].missed += other.days[index].missed
      days[index].excused += other.days[index].excused
      days[index].used += other.days[index].used
    }
  }

  /// Adds the summaries of every month and quarter that ended within the year.
  func addSummaries(of medication: SampleMedication, to batch: inout SampleBatch) {
    guard days.contains(where: { $0.scheduled > 0 }) else { return }
    var month = Day()
    var quarter = Day()
    var streak = 0
    var ends = MonthEnd(of: date(0))
    for (index, day) in days.enumerated().dropLast() {
      month.add(day)
      quarter.add(day)
      if day.missed > 0 { streak = 0 } else if day.scheduled > 0 { streak += 1 }
      let date = date(index)
      guard date == ends.date else { continue }
      add("month", from: ends.firstOfMonth, to: date, month, streak, medication, &batch)
      month = Day()
      if let start = ends.firstOfQuarter {
        add("quarter", from: start, to: date, quarter, streak, medication, &batch)
        quarter = Day()
      }
      ends = MonthEnd(of: date + 1)
    }
  }

  private func add(
    _ period: String,
    from start: CalendarDate,
    to end: CalendarDate,
    _ sum: Day,
    _ streak: Int,
    _ medication: SampleMedication,
    _ batch: inout SampleBatch
  ) {
    guard sum.scheduled > 0 else { return }
    batch.add(
      .adherenceSummaries,
      [
        BulkValue(medication.person.user), BulkValue(medication.id), BulkValue(period),
        BulkValue(start), BulkValue(end), BulkValue(sum.scheduled), BulkValue(sum.taken),
        BulkValue(sum.missed), BulkValue(sum.excused), BulkValue(streak),
        BulkValue(medication.person.day.midnight(end + 1) + 3600),
      ]
    )
  }
}

extension DoseYear.Day {
  fileprivate mutating func add(_ other: DoseYear.Day) {
    scheduled += other.scheduled
    taken += other.taken
    missed += other.missed
    excused += other.excused
  }
}

/// The last day of a month, and what ends with it.
private struct MonthEnd {
  let date: CalendarDate
  let firstOfMonth: CalendarDate
  /// The first day of the quarter; nil when the quarter goes on.
  let firstOfQuarter: CalendarDate?

  init(of day: CalendarDate) {
    let (year, month, dayOfMonth) = day.components
    firstOfMonth = day - (dayOfMonth - 1)
    date = firstOfMonth + (CalendarDate.daysInMonth(year: year, month: month) - 1)
    firstOfQuarter = month % 3 == 0 ? CalendarDate(year: year, month: month - 2, day: 1) : nil
  }
}
