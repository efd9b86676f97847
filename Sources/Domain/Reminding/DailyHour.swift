/// When a person is told of what can wait for a useful hour: refills and stock.
package enum DailyHour {
  /// The first and, left out, the last moment of the day at which it is useful.
  static let opens = TimeOfDay(minuteOfDay: 9 * 60)
  static let closes = TimeOfDay(minuteOfDay: 20 * 60)

  /// The first useful moment at or after `now`, on `day` or later, that is not quiet.
  ///
  /// Whoever is quiet all day long is told when the quiet hours end.
  package static func next(
    from now: Instant,
    notBefore day: CalendarDate? = nil,
    quiet: QuietHours = .off,
    in zone: ZoneRules
  ) -> Instant {
    let start = max(now, day.map { zone.resolve($0.at(opens)).instant } ?? now)
    var moment = start
    // A week has all the quiet hours there are; each round goes on by a part of a day.
    for _ in 0..<7 * 4 {
      let local = zone.local(of: moment).0
      if local.time < opens {
        moment = max(moment + 1, zone.resolve(local.date.at(opens)).instant)
      } else if local.time >= closes {
        moment = zone.resolve((local.date + 1).at(opens)).instant
      } else if let end = quiet.end(after: moment, in: zone) {
        moment = end
      } else {
        return moment
      }
    }
    return quiet.end(after: start, in: zone) ?? start
  }
}
