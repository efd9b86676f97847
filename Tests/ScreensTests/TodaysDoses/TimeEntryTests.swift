import Domain
import Testing

@testable import Screens

@Suite struct TimeEntryTests {
  @Test(arguments: [
    ("8:10", ["08:10", "20:10"]), ("8:10 AM", ["08:10"]), ("8:10pm", ["20:10"]),
    ("8p", ["20:00"]), ("20:10", ["20:10"]), ("810", ["08:10", "20:10"]), ("2010", ["20:10"]),
    ("noon", ["12:00"]), ("midnight", ["00:00"]), ("12 am", ["00:00"]), ("12:30 p.m.", ["12:30"]),
    ("0:05", ["00:05"]), ("", []), ("25:00", []), ("8:7", []), ("13 pm", []), ("8:60", []),
    ("eight", []), ("8:10:20", []), ("99999", []), ("٨", []),
  ])
  func `a time of day as people type it`(text: String, expected: [String]) {
    #expect(TimeEntry.times(text).map(\.description) == expected)
  }
}
