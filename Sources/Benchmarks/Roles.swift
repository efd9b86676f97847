import Domain
import Foundation
import GRDB
import Services
import Store
import TestSupport

/// What this executable does as a child of a measurement or of a test: it records doses.
///
/// `--role gated|plain FOLDER WRITER SECONDS` records for so long and prints a summary;
/// `--role remind FOLDER PROCESS DAYS` reminds and prints each alert it rings;
/// `--role record FOLDER WRITER FROM COUNT` prints the number of each dose once it is on disk.
enum Roles {
  static func run(_ arguments: [String]) -> Int32 {
    guard arguments.count >= 4, let writer = Int(arguments[2]), let number = Int(arguments[3])
    else { return 64 }
    do {
      switch arguments[0] {
      case "gated": try summary(GatedRecorder(arguments[1], writer), seconds: number)
      case "plain": try summary(PlainRecorder(arguments[1], writer), seconds: number)
      case "record":
        let recorder = try GatedRecorder(arguments[1], writer)
        let count = arguments.count > 4 ? Int(arguments[4]) ?? 1 : Int.max - number
        for dose in number..<(number + count) {
          try recorder.record(dose)
          Output.line("\(dose)")
        }
        recorder.close()
      case "remind": try ReminderRole(arguments[1], days: number).run()
      default: return 64
      }
      return 0
    } catch {
      Output.note("\(error)")
      return 1
    }
  }

  private static func summary(_ recorder: some Recorder, seconds: Int) throws {
    let end = milliseconds() + Double(seconds) * 1000
    var times: [Double] = []
    while milliseconds() < end {
      let dose = times.count
      times.append(try milliseconds { try recorder.record(dose) })
    }
    recorder.close()
    Output.line(WriterSummary(times).text)
  }
}

/// Records doses, one commit each.
private protocol Recorder {
  func record(_ dose: Int) throws
  func close()
}

/// Records as the program does.
private struct GatedRecorder: Recorder {
  private let database: CareDatabase
  private let session: ActingSession
  private let writer: Int
  private let now: Instant

  init(_ folder: String, _ writer: Int) throws {
    self.writer = writer
    guard let now = Instant(text: Household.now) else { throw NotMeasured(reason: "no clock") }
    self.now = now
    let zones = SystemZones()
    let environment = StoreEnvironment(
      now: { @Sendable in now },
      realNow: { @Sendable in now },
      randomBytes: { @Sendable count in
        (0..<count).map { _ in UInt8.random(in: .min ... .max) }
      },
      zone: { @Sendable identifier in try zones.rules(for: identifier) },
      keyFolder: folder + "/state/prescripcare/keys",
      agent: "writer \(writer)"
    )
    database = try DatabaseFile.open(
      path: folder + "/data/prescripcare/prescripcare.sqlite",
      environment: environment
    )
    let owner = try database.people(limit: 1)[0]
    session = database.acting(as: owner.acting, for: owner.user)
  }

  /// The dose with this number of this writer; again the same dose when it is on record.
  func record(_ dose: Int) throws {
    _ = try session.write(
      LogDose(
        medication: 1,
        at: now - 60 * (1 + dose),
        amount: Amount(Rational(1), "tablet"),
        operationID: RecordedDose(writer: writer, dose: dose).operation,
        via: .command
      )
    )
  }

  func close() { database.close() }
}

/// Writes the same rows with a busy timeout and nothing else between the processes.
private struct PlainRecorder: Recorder {
  private let queue: DatabaseQueue
  private let writer: Int

  init(_ folder: String, _ writer: Int) throws {
    self.writer = writer
    var configuration = Configuration()
    configuration.busyMode = .timeout(30)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL")
      try db.execute(sql: "PRAGMA synchronous = FULL")
    }
    queue = try DatabaseQueue(
      path: folder + "/data/prescripcare/prescripcare.sqlite",
      configuration: configuration
    )
  }

  func record(_ dose: Int) throws {
    try queue.writeWithoutTransaction { db in
      try db.inTransaction(.immediate) {
        try db.execute(
          sql: """
            INSERT INTO dose_events (user_id, due_minute, schedule_id, nth, utc_offset, status,
              taken_after_seconds, recorded_after_seconds, deducted, recorded_via, digest)
            SELECT 1, ?, 1, coalesce(max(nth) + 1, 0), 0, 1, 0, 0, '1', 2, randomblob(8)
            FROM dose_events
            WHERE user_id = 1 AND due_minute = ? AND schedule_id = 1
            """,
          arguments: [10_000_000 - dose, 10_000_000 - dose]
        )
        try db.execute(
          sql: """
            UPDATE supply_balances SET quantity = quantity - 1, version = version + 1
            WHERE medication_id = 1
            """
        )
        try db.execute(
          sql: """
            INSERT INTO audit_logs (user_id, subject_id, action_type, table_name, record_id,
              new_digest, performed_at, user_agent, risk_level, previous_digest, digest)
            SELECT 1, 1, 'dose.log', 'dose_events', ?, randomblob(8), 0, ?, 'low', digest,
              randomblob(32)
            FROM audit_logs
            ORDER BY log_id DESC
            LIMIT 1
            """,
          arguments: ["\(dose)", "writer \(writer)"]
        )
        return .commit
      }
    }
  }

  func close() { try? queue.close() }  // The process ends now.
}
