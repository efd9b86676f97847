import Domain
import Services
import Store
import TestSupport
import Testing

/// The sample is opened at some hour somewhere, and the day of its first person is alive.
@Suite struct SampleTodayTests {
  /// How many doses of the day are in each state that a visitor looks for.
  private struct Day {
    let due: Int
    let later: Int
    let taken: Int

    init(_ sheet: DaySheet) {
      due = sheet.lines.count { $0.dose.state == .due || $0.dose.state == .late }
      later = sheet.lines.count { $0.dose.state == .later }
      taken = sheet.lines.count { $0.dose.state == .taken }
    }
  }

  private func day(_ now: String, home: String = "America/New_York") throws -> Day {
    Day(try LoadedSample(now: now, home: home).today(of: "ruth"))
  }

  @Test func `before the first dose of the day all of it lies ahead`() throws {
    let day = try day("2026-11-24T00:20:00-05:00")
    #expect(day.taken == 0)
    #expect(day.later > 5)
  }

  @Test(arguments: ["08:20", "11:20", "19:20"])
  func `in the morning and the evening something is due, later and taken`(_ time: String) throws {
    let day = try day("2026-11-24T\(time):00-05:00")
    #expect(day.due > 0)
    #expect(day.later > 0)
    #expect(day.taken > 0)
  }

  @Test func `between the doses some are taken and some are to come`() throws {
    let day = try day("2026-11-24T14:20:00-05:00")
    #expect(day.later > 0)
    #expect(day.taken > 5)
  }

  @Test func `at night the last doses still wait`() throws {
    let day = try day("2026-11-24T23:20:00-05:00")
    #expect(day.due > 0)
    #expect(day.taken > 5)
  }

  @Test(arguments: [
    ("Pacific/Auckland", "2026-11-25T09:20:00+13:00"),
    ("America/St_Johns", "2026-11-24T09:20:00-03:30"),
    // The night that has an hour twice, the one that lacks one, and the morning after.
    ("America/New_York", "2026-11-01T09:20:00-05:00"),
    ("America/New_York", "2027-03-14T09:20:00-04:00"),
    ("Europe/Berlin", "2027-03-28T09:20:00+02:00"),
  ])
  func `the morning is that of whoever opens it, wherever that is`(
    _ home: String,
    _ now: String
  ) throws {
    let sample = try LoadedSample(now: now, home: home)
    let sheet = try sample.today(of: "ruth")
    #expect(sheet.zone.identifier == home)
    #expect(sheet.today.description == String(now.prefix(10)))
    let day = Day(sheet)
    #expect(day.due > 0)
    #expect(day.later > 0)
    #expect(day.taken > 0)
    #expect(try sample.test.database.verify().findings == [])
  }
}
