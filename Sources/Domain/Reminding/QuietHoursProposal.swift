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

  /// The same for the doses of a week from a day on.
  ///
  /// Doses in hours leave room at night, such as every four hours of the day, or come around the
  /// clock: then they cannot be kept out of any night, and the hours are those of the other doses.
  package static func hours(
    around schedules: [PlannedSchedule],
    from day: CalendarDate,
    in zone: ZoneRules
  ) -> (start: TimeOfDay, end: TimeOfDay) {
    func times(_ schedule: PlannedSchedule) -> [TimeOfDay] {
      schedule.occurrences(from: day.midnight, to: (day + 7).midnight, in: zone).map(\.local.time)
    }
    let active = schedules.filter(\.isActive)
    let ofDay = active.filter(\.isOnWallClock).flatMap(times)
    let inHours = active.filter { !$0.isOnWallClock && !$0.dependsOnRecords }.map(times)
      .filter { times in times.allSatisfy { night(excludes: $0) } }
    return hours(around: ofDay + inHours.flatMap { $0 })
  }

  private static func night(excludes time: TimeOfDay) -> Bool {
    (5 * 60...23 * 60).contains(time.minute)
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
