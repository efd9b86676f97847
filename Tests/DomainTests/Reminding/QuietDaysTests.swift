import Testing

@testable import Domain

/// Days of the week with quiet hours of their own.
@Suite struct QuietDaysTests {
  private func days(_ text: String) throws -> QuietDays {
    try QuietDays(text: text) { hours in
      let ends = hours.split(separator: "-").compactMap { TimeOfDay(text: String($0)) }
      return try QuietWindow(from: try #require(ends.first), to: try #require(ends.last))
    }
  }

  private func text(_ days: QuietDays) -> String { days.text { "\($0.from)-\($0.to)" } }

  @Test(arguments: [
    ("", ""), ("sat sun 23:00-09:00; fri none", "fri none; sat sun 23:00-09:00"),
    ("Saturday, Sunday 23:00-09:00", "sat sun 23:00-09:00"), ("mon none;;", "mon none"),
    ("thurs 21:00-06:00", "thu 21:00-06:00"),
  ])
  func `days are read as they are typed, and written alike`(typed: String, kept: String) throws {
    let days = try days(typed)
    #expect(text(days) == kept)
    #expect(try self.days(text(days)) == days)
  }

  @Test(arguments: [
    ("23:00-09:00", "“23:00-09:00” is no day of the week."),
    ("sat", "After Saturday the hours are missing, or none."),
    ("sat none; sat 23:00-09:00", "Saturday stands there twice."),
  ])
  func `what cannot be meant says why`(typed: String, sentence: String) {
    #expect { _ = try days(typed) } throws: { ($0 as? QuietDaysError)?.sentence == sentence }
  }

  @Test func `other days have their own hours, and none where none were wanted`() throws {
    let night = try QuietWindow(
      from: try #require(TimeOfDay(text: "22:00")),
      to: try #require(TimeOfDay(text: "07:00"))
    )
    let hours = QuietHours(daily: night, but: try days("sun 23:00-10:00; fri none"))
    #expect(hours[.monday] == night)
    #expect(hours[.friday] == nil)
    #expect(hours[.sunday].map { "\($0.from)" } == "23:00")
  }
}
