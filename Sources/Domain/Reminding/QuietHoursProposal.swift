/// The quiet hours that a newcomer is offered.
package enum QuietHoursProposal {
  /// Where nothing else is known: 22:00 to 07:00.
  package static let usual = (start: TimeOfDay(minuteOfDay: 1320), end: TimeOfDay(minuteOfDay: 420))

  /// From half an hour after the last planned dose of the day until the first one.
  ///
  /// Doses that leave no night between them, such as one in the morning alone, get the usual hours,
  /// moved so that no dose falls into them: a night that lasted from 8:30 AM to 8:00 AM would keep
  /// everything else quiet as well.
  package static func hours(around times: [TimeOfDay]) -> (start: TimeOfDay, end: TimeOfDay) {
    guard let first = times.min()?.minute, let last = times.max()?.minute else { return usual }
    let isEvening = last >= 18 * 60
    let isMorning = first <= 11 * 60
    let start = isEvening ? last + 30 : usual.start.minute
    let end = isMorning && first != last ? first : min(first, usual.end.minute)
    guard start % 1440 != end else { return usual }
    return (TimeOfDay(minuteOfDay: start % 1440), TimeOfDay(minuteOfDay: end))
  }
}

extension ScheduleRule {
  /// The times of day at which it plans doses; empty where it has none.
  package var timesOfDay: [TimeOfDay] {
    switch self {
    case .times(let rule): rule.times.map(\.at)
    case .byReading(let rule): rule.times.times.map(\.at)
    case .taper(let rule): rule.steps.flatMap(\.times).map(\.at)
    case .interval, .linked, .asNeeded, .unscheduled: []
    }
  }
}
