/// A time of day on a wall clock, 00:00 to 23:59.
package struct TimeOfDay: Hashable, Comparable, Sendable {
  /// Minutes since midnight, 0...1439.
  package let minute: Int

  /// A time of day, or nil outside 00:00...23:59.
  package init?(hour: Int, minute: Int) {
    guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
    self.minute = hour * 60 + minute
  }

  /// A time of day from minutes since midnight; the day is dropped.
  package init(minuteOfDay: Int) {
    let rest = minuteOfDay % 1440
    minute = rest < 0 ? rest + 1440 : rest
  }

  /// A time of day from `HH:MM`, or nil.
  package init?(text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard
      bytes.count == 5, bytes[2] == UInt8(ascii: ":"),
      [0, 1, 3, 4].allSatisfy({ digits.contains(bytes[$0]) })
    else { return nil }
    let value = bytes.map { Int($0) - 48 }
    self.init(hour: value[0] * 10 + value[1], minute: value[3] * 10 + value[4])
  }

  package var hour: Int { minute / 60 }

  package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minute < right.minute }
}

extension TimeOfDay: CustomStringConvertible {
  /// `HH:MM`.
  package var description: String { "\(padded(hour, 2)):\(padded(minute % 60, 2))" }
}

/// A minute on a wall clock: a date and a time, without a zone.
///
/// Counted from 1970-01-01T00:00 on that clock, with every day 1,440 minutes long. It names an
/// occurrence of a dose for good, wherever the person travels and whatever the clocks do.
package struct LocalMinute: Hashable, Comparable, Sendable {
  /// Minutes since 1970-01-01T00:00 of the wall clock.
  package let minute: Int

  package init(minute: Int) { self.minute = minute }

  /// A wall-clock minute from `YYYY-MM-DDTHH:MM`, or nil.
  package init?(text: some StringProtocol) {
    guard text.utf8.count == 16, let separator = text.firstIndex(of: "T") else { return nil }
    guard
      let date = CalendarDate(text: text[..<separator]),
      let time = TimeOfDay(text: text[text.index(after: separator)...])
    else { return nil }
    self = date.at(time)
  }

  package var date: CalendarDate {
    CalendarDate(day: minute >= 0 ? minute / 1440 : (minute - 1439) / 1440)
  }

  package var time: TimeOfDay { TimeOfDay(minuteOfDay: minute) }

  package static func < (left: LocalMinute, right: LocalMinute) -> Bool {
    left.minute < right.minute
  }

  package static func + (local: LocalMinute, minutes: Int) -> LocalMinute {
    LocalMinute(minute: local.minute + minutes)
  }

  /// Minutes from `earlier` to `later` on the wall clock.
  package static func - (later: LocalMinute, earlier: LocalMinute) -> Int {
    later.minute - earlier.minute
  }
}

extension LocalMinute: CustomStringConvertible {
  /// `YYYY-MM-DDTHH:MM`.
  package var description: String { "\(date)T\(time)" }
}

/// A point in time, in whole milliseconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Comparable, Sendable {
  package let milliseconds: Int

  package init(milliseconds: Int) { self.milliseconds = milliseconds }

  package init(seconds: Int) { milliseconds = seconds * 1000 }

  /// Seconds since 1970, rounded down.
  package var seconds: Int {
    milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000
  }

  package static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  package static func + (instant: Instant, seconds: Int) -> Instant {
    Instant(milliseconds: instant.milliseconds + seconds * 1000)
  }

  package static func - (instant: Instant, seconds: Int) -> Instant { instant + (-seconds) }

  /// Whole seconds from `earlier` to `later`, rounded down.
  package static func - (later: Instant, earlier: Instant) -> Int {
    Instant(milliseconds: later.milliseconds - earlier.milliseconds).seconds
  }
}
