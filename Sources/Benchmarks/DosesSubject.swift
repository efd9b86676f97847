import Domain
import Foundation
import GRDB
import Store
import TestSupport

extension Subject {
  /// The table that grows by the hundred million.
  static let doses = Subject(
    name: "doses",
    question: "what does a dose cost on disk, and does Today stay as fast as the table grows?"
  ) { run in
    SQLTrace.install()
    let table = try DoseTable()
    let emptySize = try table.size()
    var figures: [Figure] = []
    var firstTime: Double?
    for count in [1_000_000, 10_000_000] {
      run.note("doses: filling up to \(count)")
      try table.fill(upTo: count)
      let reading = try table.readToday(turns: run.either(100, whole: 400))
      let name = "\(count / 1_000_000) million"
      figures.append(
        Figure(
          "Today of one person in \(name)",
          reading.ours,
          .milliseconds,
          beside: "sqlite3, same SQL",
          reading.shell
        )
      )
      if let firstTime {
        figures.append(
          Figure(
            "Today of one person in \(name)",
            reading.ours,
            .milliseconds,
            beside: "Today in 1 million",
            firstTime
          )
        )
      }
      firstTime = firstTime ?? reading.ours
      figures.append(
        Figure(
          "a dose on disk, of \(name)",
          Double(try table.size() - emptySize) / Double(count),
          .bytes,
          beside: "a row as lines of CSV",
          try table.averageLine()
        )
      )
    }
    return figures
  }
}

/// A database of many people, each with a thousand doses behind them.
private final class DoseTable {
  private static let dosesEach = 1000
  private let household: Household
  private var people = 1

  init() throws {
    household = try Household(
      info: NewDatabase(isCounter: true),
      medications: [
        .tablet("metformin", strength: "500 mg", at: ["08:00", "20:00"], start: "2026-11-24")
      ]
    )
    let filler = try Filler(household.path)
    try filler.execute(
      "UPDATE schedule_versions SET rule = replace(rule, '2026-11-24', '2025-07-01')"
    )
    try filler.finish()
  }

  func size() throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: household.path)
    return attributes[.size] as? Int ?? 0
  }

  /// Adds people with their doses until there are so many doses.
  func fill(upTo doses: Int) throws {
    let wanted = doses / Self.dosesEach
    let filler = try Filler(household.path)
    for sql in CopiedPeople.sql { try filler.execute(sql, ["from": people, "to": wanted]) }
    let first = (CalendarDate(text: Household.now.prefix(10))?.day ?? 0) - Self.dosesEach / 2
    let known = try filler.number("SELECT coalesce(max(user_id), 0) FROM dose_events")
    try filler.execute(
      Self.doseSQL,
      ["from": known, "to": wanted, "each": Self.dosesEach, "first": first]
    )
    try filler.finish()
    people = wanted
  }

  /// Milliseconds of one Today, through the program and through the shell.
  func readToday(turns: Int) throws -> (ours: Double, shell: Double) {
    let database = try household.open()
    defer { database.close() }
    let user = people / 2
    let actor = Acting(userID: user, handle: "person\(user)", roles: [.patient])
    let session = database.acting(as: actor, for: user)
    _ = try session.read(DayQuery())
    let sql = try SQLTrace.statements { _ = try session.read(DayQuery()) }
    let times = try (0..<turns).map { _ in
      try milliseconds { _ = try session.read(DayQuery()) }
    }
    return (Timings(times).median, try shell(sql, turns: turns))
  }

  /// Bytes of one row as text with commas.
  func averageLine() throws -> Double {
    let end = try ChildProcess.run(
      "/usr/bin/sqlite3",
      ["-csv", household.path, "SELECT * FROM dose_events LIMIT 1000"]
    )
    return Double(end.output.utf8.count) / 1000
  }

  private func shell(_ statements: [String], turns: Int) throws -> Double {
    let selects = statements.filter { $0.hasPrefix("SELECT") || $0.hasPrefix("WITH") }
    guard !selects.isEmpty else { throw NotMeasured(reason: "no statement was heard") }
    let once = (["BEGIN"] + selects + ["COMMIT"]).joined(separator: ";\n") + ";\n"
    let scratch = try Scratch()
    let timed = try [1, turns + 1].map { count in
      let file = scratch.folder + "/today.sql"
      let text = ".output /dev/null\n" + String(repeating: once, count: count)
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      return try Timings(
        (0..<5).map { _ in
          try milliseconds {
            let end = try ChildProcess.run(
              "/usr/bin/sqlite3",
              ["-readonly", "-init", "/dev/null", household.path, ".read \(file)"]
            )
            guard end.exit == .code(0), end.errors.isEmpty else {
              throw NotMeasured(reason: "sqlite3: \(end.errors.prefix(200))")
            }
          }
        }
      ).median
    }
    return (timed[1] - timed[0]) / Double(turns)
  }

  /// In the order of the key, so that the table is as full as a table of archived doses.
  private static let doseSQL = """
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :each)
    INSERT INTO dose_events (user_id, due_minute, schedule_id, nth, utc_offset, status,
      taken_after_seconds, recorded_after_seconds, deducted, recorded_via, digest)
    SELECT u.user_id, :first * 1440 + 480 + n.i * 720, u.user_id, 0, -18000, 1, 300, 300, '1', 1,
      randomblob(8)
    FROM users AS u
    CROSS JOIN n
    WHERE u.user_id > :from AND u.user_id <= :to
    """
}
