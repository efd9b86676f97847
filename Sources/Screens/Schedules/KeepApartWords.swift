import Domain
import Store

/// What is said of two medicines whose times stand too near to each other.
package enum KeepApartWords {
  /// What stands too near, as in `7:00 AM is too near to calcium carbonate 500 mg at 8:00 AM`.
  package static func sentence(_ conflict: KeepApartConflict) -> String {
    let time = Display.clock(conflict.time)
    let gap = Display.duration(minutes: conflict.minutesApart)
    guard conflict.time != conflict.otherTime else {
      return "\(time) is also the time of \(conflict.other): keep \(gap) between them."
    }
    let other = Display.clock(conflict.otherTime)
    return "\(time) is too near to \(conflict.other) at \(other): keep \(gap) between them."
  }

  /// The nearest free time, or that there is none.
  package static func free(_ conflict: KeepApartConflict) -> String {
    conflict.freeTime.map { "The nearest free time is \(Display.clock($0))." }
      ?? "No time of the day is free: ask your pharmacist."
  }
}

/// The doses of one week that stand too near to another medicine.
struct KeepApartWeek {
  private let apart: [Int: [KeepApartRule]]
  /// The minutes of the doses of each medication, a day more on either side.
  private let minutes: [Int: [Int]]

  /// Nothing is kept apart.
  static let none = KeepApartWeek(apart: [:], minutes: [:])

  private init(apart: [Int: [KeepApartRule]], minutes: [Int: [Int]]) {
    self.apart = apart
    self.minutes = minutes
  }

  init(_ week: WeekPlan, monday: CalendarDate) {
    let involved = Set(week.apart.keys).union(week.apart.values.flatMap { $0.compactMap(\.other) })
    var minutes: [Int: [Int]] = [:]
    for item in week.plan.items where involved.contains(item.label.medication) {
      guard item.label.status == "active" else { continue }
      minutes[item.label.medication] = item.schedules.filter(\.isActive).flatMap { schedule in
        schedule.occurrences(
          from: (monday - 1).midnight,
          to: (monday + 8).midnight,
          in: week.plan.zone
        ).map(\.local.minute)
      }
    }
    apart = week.apart
    self.minutes = minutes
  }

  /// The medicines that a dose at a minute stands too near to, by name.
  func tooNear(_ medication: Int, at local: LocalMinute) -> [String] {
    (apart[medication] ?? []).filter { rule in
      guard let other = rule.other else { return false }
      return (minutes[other] ?? []).contains { rule.forbids(local.minute, with: $0) }
    }.map(\.otherTitle)
  }

  /// Whether any dose of the medication in some days stands too near to another.
  func others(of medication: Int, from first: LocalMinute, to last: LocalMinute) -> [String] {
    var names: [String] = []
    for minute in minutes[medication] ?? [] where (first.minute..<last.minute).contains(minute) {
      for name in tooNear(medication, at: LocalMinute(minute: minute)) where !names.contains(name) {
        names.append(name)
      }
    }
    return names
  }
}
