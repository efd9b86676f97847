import Testing

@testable import Domain

/// A year of quiet hours against a slow and obvious telling of the rules, minute by minute.
@Suite struct QuietHoursYearTests {
  /// Windows as `mon 22:00-07:00`; a day without one has none.
  static let rules: [[String]] = [
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map { "\($0) 22:00-07:00" },
    ["fri 23:30-10:15", "sat 23:30-10:15", "sun 13:00-15:00", "mon 00:00-02:30"],
    [
      "mon 01:00-03:00", "tue 12:00-11:59", "thu 02:30-02:31", "sat 20:00-06:00", "sun 06:00-09:00",
    ],
  ]
  static let zones = ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe"]

  /// Quiet or not, straight from the words of the rule.
  struct Reference {
    let windows: [(day: String, from: Int, to: Int)]

    init(_ rule: [String]) {
      windows = rule.map { text in
        let parts = text.split(separator: " ")
        let ends = parts[1].split(separator: "-").map { end in
          let numbers = end.split(separator: ":").map { Int($0) ?? 0 }
          return numbers[0] * 60 + numbers[1]
        }
        return (String(parts[0]), ends[0], ends[1])
      }
    }

    func isQuiet(day: String, before: String, minute: Int) -> Bool {
      windows.contains { window in
        if window.from < window.to {
          return window.day == day && minute >= window.from && minute < window.to
        }
        return (window.day == day && minute >= window.from)
          || (window.day == before && minute < window.to)
      }
    }
  }

  /// For each minute of 2026 in a zone: its instant, and whether the reference calls it quiet.
  static func year(_ rule: [String], _ zone: ZoneRules) throws -> [(at: Instant, isQuiet: Bool)] {
    let reference = Reference(rule)
    let first = zone.resolve(try local("2026-01-01T00:00")).instant
    let last = zone.resolve(try local("2027-01-01T00:00")).instant
    return stride(from: first.seconds, to: last.seconds, by: 60).map { second in
      let instant = Instant(seconds: second)
      let wall = zone.local(of: instant).0
      let quiet = reference.isQuiet(
        day: wall.date.weekday.rawValue,
        before: (wall.date - 1).weekday.rawValue,
        minute: wall.time.minute
      )
      return (instant, quiet)
    }
  }

  static func hours(_ rule: [String]) throws -> QuietHours {
    var windows: [Weekday: QuietWindow] = [:]
    for text in rule {
      let parts = text.split(separator: " ")
      let ends = parts[1].split(separator: "-").map(String.init)
      windows[try #require(Weekday(rawValue: String(parts[0])))] = try window(ends[0], ends[1])
    }
    return QuietHours(windows)
  }

  @Test(arguments: 0..<3)
  func `every minute of a year is quiet or not, until when`(index: Int) throws {
    let rule = Self.rules[index]
    let zone = try SystemZones.rules(Self.zones[index])
    let hours = try Self.hours(rule)
    let year = try Self.year(rule, zone)
    var end: Instant?
    var wrong: [Instant] = []
    // Backwards, so that the next minute that is not quiet is known.
    for (position, minute) in year.enumerated().reversed() {
      if !minute.isQuiet { end = minute.at }
      guard let end, position % 7 == index || !minute.isQuiet else { continue }
      let expected = minute.isQuiet ? end : nil
      if hours.end(after: minute.at, in: zone) != expected { wrong.append(minute.at) }
    }
    #expect(year.contains { $0.isQuiet } && year.contains { !$0.isQuiet })
    #expect(wrong.isEmpty, "\(wrong.prefix(3).map { $0.text(in: zone) })")
  }

  @Test(arguments: 0..<3)
  func `every dose of a year is told when the minutes say so`(index: Int) throws {
    let rule = Self.rules[index]
    let zone = Self.zones[index]
    let times = ["00:10", "02:30", "06:59", "07:00", "13:30", "22:00", "23:45"]
    let scene = try ReminderScene(
      times.map { daily($0) },
      zone: zone,
      from: "2026-01-02T00:00",
      preferences: ReminderPreferences(quietHours: try Self.hours(rule), repeats: .none)
    )
    let from = try scene.instant("2026-01-02T00:00")
    let to = try scene.instant("2027-01-01T00:00")

    var expected: [String] = []
    var waiting: [String] = []
    let due = Dictionary(
      grouping: try times.indices.flatMap { schedule in
        try scene.state.schedules[schedule].occurrences(
          from: local("2026-01-02T00:00"),
          to: local("2027-01-01T00:00"),
          in: scene.zone
        ).map { (at: $0.instant, name: "\(schedule + 1)@\($0.dueMinute)") }
      },
      by: \.at
    )
    for minute in try Self.year(rule, scene.zone) where minute.at >= from {
      let now = (due[minute.at] ?? []).map(\.name)
      if minute.isQuiet {
        waiting += now
      } else {
        expected += now.map { "\(minute.at.milliseconds) \($0) due" }
        expected += waiting.map { "\(minute.at.milliseconds) \($0) digest" }
        waiting = []
      }
    }
    let simulation = ReminderSimulation(of: scene.state, from: from, to: to)
    let told = simulation.evaluations.flatMap { evaluation in
      evaluation.alerts.flatMap(\.items).map { "\(evaluation.at.milliseconds) \($0.key)" }
    }
    #expect(expected.count > 2400)
    #expect(told.sorted() == expected.sorted())
    #expect(!simulation.isCutShort)
  }
}
