import Testing

@testable import Domain

@Suite struct LocalMinuteTests {
  @Test(arguments: [
    ("1970-01-01T00:00", 0), ("1969-12-31T23:59", -1), ("2026-03-01T08:30", 29_539_230),
  ]) func `a wall clock minute is counted from 1970`(text: String, minute: Int) {
    let local = LocalMinute(text: text)
    #expect(local == LocalMinute(minute: minute))
    #expect(local?.description == text)
  }

  @Test(arguments: [
    "", "2026-03-01", "2026-03-01 08:30", "2026-03-01T8:30", "2026-03-01T24:00",
    "2026-03-01T08:60", "2026-02-29T08:30", "2026-03-01T08:30Z", "2026-03-01T08:3x",
  ]) func `anything else is no wall clock minute`(text: String) {
    #expect(LocalMinute(text: text) == nil)
  }

  @Test func `date and time are found on both sides of 1970`() throws {
    for minute in [-1441, -1440, -1, 0, 1439, 1440] {
      let local = LocalMinute(minute: minute)
      #expect(local.date.at(local.time) == local)
    }
    #expect(LocalMinute(minute: -1).date.description == "1969-12-31")
    #expect(LocalMinute(minute: -1).time.description == "23:59")
    #expect(LocalMinute(minute: -1440).date.description == "1969-12-31")
  }

  @Test func `minutes are added and counted`() throws {
    let local = try #require(LocalMinute(text: "2026-12-31T23:59"))
    #expect((local + 1).description == "2027-01-01T00:00")
    #expect(local + 90 - local == 90)
    #expect(local < local + 1)
  }

  @Test(arguments: [
    ("00:00", 0), ("08:05", 485), ("23:59", 1439),
  ]) func `a time of day is counted from midnight`(text: String, minute: Int) {
    let time = TimeOfDay(text: text)
    #expect(time?.minute == minute)
    #expect(time?.description == text)
  }

  @Test(arguments: ["", "8:00", "24:00", "12:60", "12-00", "1 :00", "-1:00", "12:000", "+1:00"])
  func `anything else is no time of day`(text: String) { #expect(TimeOfDay(text: text) == nil) }

  @Test func `a time of day drops the day`() {
    let times = [-1, 0, 1440, 2879].map { TimeOfDay(minuteOfDay: $0).description }
    #expect(times == ["23:59", "00:00", "00:00", "23:59"])
    #expect(TimeOfDay(hour: 12, minute: 30)?.hour == 12)
    #expect(TimeOfDay(hour: 24, minute: 0) == nil)
  }

  @Test func `the seconds of an instant are rounded down`() {
    let seconds = [-1001, -1000, -1, 0, 999, 1000].map { Instant(milliseconds: $0).seconds }
    #expect(seconds == [-2, -1, -1, 0, 0, 1])
    let instant = Instant(seconds: 100)
    #expect(instant + 5 == Instant(milliseconds: 105_000))
    #expect(instant - 5 < instant)
    #expect(instant - Instant(seconds: 90) == 10)
    #expect(instant - Instant(milliseconds: 100_001) == -1)
  }
}
