import Domain
import Store

/// The moment of opening, as each zone shows it.
struct SampleClock {
  let now: Instant
  let environment: StoreEnvironment
  /// The zone that `home` stands for.
  let home: String

  /// The day in the zone that a column names; `home` is the zone of whoever opens the sample, so
  /// that its morning is their morning.
  ///
  /// - Throws: ``SampleError/badValue(_:value:expected:)`` for a zone that the system lacks.
  func day(_ row: SampleRow, _ column: String) throws(SampleError) -> SampleDay {
    let name = try row.required(column)
    guard let zone = try? environment.zone(name == "home" ? home : name) else {
      // Whatever failed.
      throw row.bad(column, expected: "home or a time zone such as America/New_York")
    }
    return SampleDay(now: now, zone: zone)
  }
}

/// The day of opening in one zone.
struct SampleDay {
  let now: Instant
  let zone: ZoneRules
  let today: CalendarDate

  init(now: Instant, zone: ZoneRules) {
    self.now = now
    self.zone = zone
    today = zone.local(of: now).0.date
  }

  /// The instant of a time of a day.
  func instant(_ day: CalendarDate, _ time: TimeOfDay) -> Instant {
    zone.resolve(day.at(time)).instant
  }

  /// The instant of a time of a day, or now where that has not come yet.
  func past(_ day: CalendarDate, _ time: TimeOfDay) -> Instant { min(instant(day, time), now) }

  func midnight(_ day: CalendarDate) -> Instant { zone.resolve(day.midnight).instant }
}
