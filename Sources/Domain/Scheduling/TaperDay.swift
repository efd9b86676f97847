/// Where one dose of a taper stands: which day it is, and what comes after it.
package struct TaperDay: Hashable, Sendable {
  /// From 1.
  package let day: Int
  /// Days of the whole taper; nil when its last step has no end.
  package let days: Int?
  /// What is due at the same time of the next day; nil when nothing is.
  package let tomorrow: Amount?
  /// The first day after tomorrow on which another amount holds, and that amount.
  package let change: Change?

  /// Another amount from a day on.
  package struct Change: Hashable, Sendable {
    package let from: CalendarDate
    package let amount: Amount
  }

  /// Whether no dose follows it on another day.
  package var isLast: Bool { days == day }
}

extension TaperRule {
  /// Where the dose of a day and time stands; nil when the taper has none then.
  package func day(of date: CalendarDate, at time: TimeOfDay) -> TaperDay? {
    guard amount(on: date, at: time) != nil else { return nil }
    let tomorrow = amount(on: date + 1, at: time)
    var change: TaperDay.Change?
    var begin = span.start.date
    for step in steps {
      if begin > date + 1, let amount = amount(on: begin, at: time), amount != tomorrow {
        change = TaperDay.Change(from: begin, amount: amount)
        break
      }
      guard let days = step.days else { break }
      begin = begin + days
    }
    return TaperDay(
      day: date - span.start.date + 1,
      days: length,
      tomorrow: tomorrow,
      change: change
    )
  }

  /// Days from the start to the last dose.
  private var length: Int? {
    var sum = 0
    for step in steps {
      guard let days = step.days else {
        return span.end.map { ($0.local + -1).date - span.start.date + 1 }
      }
      sum += days
    }
    guard let end = span.end else { return sum }
    return min(sum, (end.local + -1).date - span.start.date + 1)
  }

  private func amount(on date: CalendarDate, at time: TimeOfDay) -> Amount? {
    guard date >= span.start.date, date - span.start.date < length ?? Int.max else { return nil }
    let planned = step(on: date)?.times.first { $0.at == time }
    return planned?.amount(on: date.weekday, number: date - span.start.date)
  }

  /// The step to which a day belongs; nil before the first and after the last.
  func step(on date: CalendarDate) -> TaperStep? {
    var rest = date - span.start.date
    guard rest >= 0 else { return nil }
    for step in steps {
      guard let days = step.days, rest >= days else { return step }
      rest -= days
    }
    return nil
  }
}
