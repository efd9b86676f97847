import Domain
import Foundation
import GRDB
import TestSupport

/// A person with ten years of doses behind her, and the same as a calendar of calcurse.
struct History {
  static let days = 3650
  /// Eleven doses a day.
  static let medications = [
    ("metformin", "500 mg", ["08:00", "18:00"]), ("carvedilol", "12.5 mg", ["08:00", "18:00"]),
    ("lisinopril", "10 mg", ["08:00"]), ("apixaban", "5 mg", ["08:00", "20:00"]),
    ("levothyroxine", "75 mcg", ["07:00"]), ("gabapentin", "300 mg", ["08:00", "21:00"]),
    ("atorvastatin", "40 mg", ["21:00"]),
  ]

  /// A household whose owner answered every dose of ten years, up to yesterday.
  static func household() throws -> Household {
    let household = try Household(
      medications: medications.map { name, strength, times in
        try .tablet(name, strength: strength, at: times, start: "2026-11-24", purpose: "daily")
      }
    )
    let filler = try Filler(household.path)
    try filler.execute(
      "UPDATE schedule_versions SET rule = replace(rule, '2026-11-24', '2016-11-25')"
    )
    let yesterday = today.day - 1
    for (index, medication) in medications.enumerated() {
      for time in medication.2 {
        guard let minute = TimeOfDay(text: time)?.minute else { continue }
        try filler.execute(
          Self.sql,
          [
            "user": household.owner, "schedule": index + 1, "minute": minute, "days": days,
            "first": yesterday - days + 1,
          ]
        )
      }
    }
    try filler.finish()
    return household
  }

  /// The folder of a calcurse calendar that holds the same doses up to the real today.
  static func calendar(in folder: String, today: CalendarDate) throws {
    let doses = medications.flatMap { name, strength, times in
      times.map { (time: $0, text: "\(name) \(strength)") }
    }.sorted { $0.time < $1.time }
    var lines: [String] = []
    // In the order in which calcurse itself keeps them, which it reads fastest.
    for day in (today.day - days)...today.day {
      let date = CalendarDate(day: day)
      let text = american(date)
      for dose in doses {
        lines.append("\(text) @ \(dose.time) -> \(text) @ \(dose.time) |\(dose.text)")
      }
    }
    try FileManager.default.createDirectory(
      atPath: folder,
      withIntermediateDirectories: true
    )
    try (lines.joined(separator: "\n") + "\n")
      .write(toFile: folder + "/apts", atomically: true, encoding: .utf8)
  }

  private static var today: CalendarDate {
    CalendarDate(text: Household.now.prefix(10)) ?? CalendarDate(day: 0)
  }

  private static func american(_ date: CalendarDate) -> String {
    let parts = date.description.split(separator: "-")
    return "\(parts[1])/\(parts[2])/\(parts[0])"
  }

  private static let sql = """
    WITH RECURSIVE days (d) AS (
      SELECT 0 UNION ALL SELECT d + 1 FROM days WHERE d + 1 < :days
    )
    INSERT INTO dose_events (user_id, due_minute, schedule_id, nth, utc_offset, status,
      taken_after_seconds, recorded_after_seconds, recorded_via, digest)
    SELECT :user, (:first + d) * 1440 + :minute, :schedule, 0, -18000, 1,
      60 + abs(random() % 600), 660, 1, randomblob(8)
    FROM days
    ORDER BY d
    """
}
