import Domain
import Foundation
import GRDB
import Store
import TestSupport

extension Subject {
  /// A pharmacy's morning: everybody has something due at once.
  static let reminders = Subject(
    name: "reminders",
    question: "how fast are a day's reminders of 100,000 patients queued?"
  ) { run in
    let patients = run.either(10_000, whole: 100_000)
    let crowd = try Crowd(patients: patients)
    run.note("reminders: queueing for \(patients) patients")
    let ours = try crowd.queueAll()
    let queued = try crowd.count("SELECT count(*) FROM notification_queue")
    guard queued == patients else {
      throw NotMeasured(reason: "\(queued) of \(patients) reminders were queued")
    }
    let theirs = try crowd.insertTheSame()
    return [
      Figure(
        "reminders queued in a second, of \(patients) patients",
        Double(patients) / ours * 1000,
        .reminders,
        beside: "sqlite3 inserting the same rows",
        Double(patients) / theirs * 1000
      ),
      Figure(
        "one patient: read, decide, claim, queue, audit",
        ours / Double(patients),
        .milliseconds,
        beside: "sqlite3 inserting the same rows",
        theirs / Double(patients)
      ),
    ]
  }
}

/// Patients who each have one dose due now.
private final class Crowd {
  private let household: Household

  init(patients: Int) throws {
    household = try Household(
      info: NewDatabase(isCounter: true),
      medications: [.tablet("metformin", strength: "500 mg", at: ["08:00"])]
    )
    let filler = try Filler(household.path)
    for sql in CopiedPeople.sql { try filler.execute(sql, ["from": 1, "to": patients]) }
    // Only the doses are meant here.
    try filler.execute("UPDATE daily_looks SET next_at = NULL")
    try filler.finish()
  }

  func count(_ sql: String) throws -> Int {
    try DatabaseQueue(path: household.path).read { db in try Int.fetchOne(db, sql: sql) ?? 0 }
  }

  /// Milliseconds until every patient's reminder waits for its way.
  func queueAll() throws -> Double {
    let database = try household.open()
    defer { database.close() }
    let timer = database.acting(as: CareDatabase.timer, for: 0)
    let evaluation = EvaluateReminders(
      people: nil,
      claimant: "bench",
      isAlive: { @Sendable _ in true },
      offers: { @Sendable _, _ in false }
    )
    return try milliseconds {
      while try timer.write(evaluation).hasMore {}
    }
  }

  private static let tables = ["alert_events", "alert_claims", "notification_queue"]

  /// Milliseconds that the sqlite3 shell takes to insert the same rows from a script into a copy
  /// without them, in transactions as large as ours.
  func insertTheSame() throws -> Double {
    let scratch = try Scratch()
    let (script, copy) = (scratch.folder + "/rows.sql", scratch.folder + "/copy.sqlite")
    let selects = Self.tables.map { ".mode insert \($0)\nSELECT * FROM \($0);" }
    try shell(
      household.path,
      ".output \(script)\n" + selects.joined(separator: "\n")
        + "\n.output\nVACUUM INTO '\(copy)';\n",
      in: scratch
    )
    try shell(copy, Self.tables.reversed().map { "DELETE FROM \($0);" }.joined(), in: scratch)
    let rows = try String(contentsOfFile: script, encoding: .utf8).split(separator: "\n")
    let batches = stride(from: 0, to: rows.count, by: EvaluateReminders.mostPeople * 3).map {
      "BEGIN;\n"
        + rows[$0..<min(rows.count, $0 + EvaluateReminders.mostPeople * 3)]
        .joined(separator: "\n") + "\nCOMMIT;\n"
    }
    let text = "PRAGMA journal_mode = WAL;\nPRAGMA synchronous = FULL;\n" + batches.joined()
    return try milliseconds { try shell(copy, text, in: scratch) }
  }

  private func shell(_ database: String, _ text: String, in scratch: Scratch) throws {
    let file = scratch.folder + "/script"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let end = try ChildProcess.run(
      "/usr/bin/sqlite3",
      ["-init", "/dev/null", database, ".read \(file)"]
    )
    guard end.exit == .code(0), end.errors.isEmpty else {
      throw NotMeasured(reason: "sqlite3: \(end.errors.prefix(200))")
    }
  }
}
