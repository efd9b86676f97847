import Domain
import GRDB

/// One row of `dose_events`.
package struct DoseRow: Equatable, Sendable {
  /// What the `status` codes mean.
  package enum Status: Int, Sendable {
    case taken = 1
    case skipped = 2
    case missed = 3
    case paused = 4
    case notReached = 5

    var record: DoseRecord.Status {
      switch self {
      case .taken: .taken
      case .skipped: .skipped
      case .missed, .notReached: .missed
      case .paused: .paused
      }
    }

    package var name: String { "\(self)" }
  }

  package var user: Int
  package var dueMinute: Int
  package var schedule: Int
  package var nth: Int
  /// `dueMinute * 60` less this is the due instant for schedules on a wall clock; for the others it
  /// is the offset in force, for display.
  package var utcOffset: Int
  package var status: Status
  /// Seconds from the due instant to the taking; nil for every other status.
  package var takenAfter: Int?
  package var recordedAfter: Int
  /// What was taken; nil when it was what the rule planned.
  package var amount: String?
  /// Dosing units taken from the supply; nil when they could not be computed.
  package var deducted: String?
  package var withFood: Bool?
  package var reason: String?
  package var via: RecordedVia
  package var operation: [UInt8]?
  package var version: Int

  package init(
    user: Int,
    dueMinute: Int,
    schedule: Int,
    nth: Int,
    utcOffset: Int,
    status: Status,
    takenAfter: Int?,
    recordedAfter: Int,
    amount: String?,
    deducted: String?,
    withFood: Bool?,
    reason: String?,
    via: RecordedVia,
    operation: [UInt8]?,
    version: Int
  ) {
    self.user = user
    self.dueMinute = dueMinute
    self.schedule = schedule
    self.nth = nth
    self.utcOffset = utcOffset
    self.status = status
    self.takenAfter = takenAfter
    self.recordedAfter = recordedAfter
    self.amount = amount
    self.deducted = deducted
    self.withFood = withFood
    self.reason = reason
    self.via = via
    self.operation = operation
    self.version = version
  }

  /// The bytes of the row's digest.
  var canonical: [UInt8] {
    var out = CanonicalBytes()
    append(to: &out)
    return out.bytes
  }

  /// Appends what the digest is computed over: every column but the digest.
  func append(to out: inout CanonicalBytes) {
    for number in [user, dueMinute, schedule, nth, utcOffset, status.rawValue] {
      out.append(number)
    }
    out.append(takenAfter)
    out.append(recordedAfter)
    out.append(amount)
    out.append(deducted)
    out.append(withFood.map { $0 ? 1 : 0 })
    out.append(reason)
    out.append(via.rawValue)
    out.append(operation)
    out.append(version)
  }

  /// The due instant, given whether the schedule's minutes are of a wall clock.
  package func dueAt(onWallClock: Bool) -> Instant {
    Instant(seconds: dueMinute * 60 - (onWallClock ? utcOffset : 0))
  }

  func record(onWallClock: Bool) -> DoseRecord {
    DoseRecord(
      dueMinute: dueMinute,
      nth: nth,
      status: status.record,
      takenAt: takenAfter.map { dueAt(onWallClock: onWallClock) + $0 },
      amount: amount.flatMap { try? Amount(text: $0) }
    )  // What this program wrote it also reads.
  }
}

/// How a dose came to be recorded, by the code in `recording_ways`.
package enum RecordedVia: Int, Sendable {
  case screen = 1
  case command = 2
  case timer = 3
  case recall = 4
  case imported = 5
  case caregiver = 6
}

extension DoseRow {
  static let columns = """
    user_id, due_minute, schedule_id, nth, utc_offset, status, taken_after_seconds, \
    recorded_after_seconds, amount, deducted, taken_with_food, reason, recorded_via, \
    operation_id, version
    """

  /// A row that begins with ``columns``, read by their places: looking up fifteen names a row took
  /// most of the time of reading a month of doses.
  init(_ row: Row) throws {
    guard let status = Status(rawValue: row[5]), let via = RecordedVia(rawValue: row[12]) else {
      throw StoreError.damaged(detail: "a dose record")
    }
    self.init(
      user: row[0],
      dueMinute: row[1],
      schedule: row[2],
      nth: row[3],
      utcOffset: row[4],
      status: status,
      takenAfter: row[6],
      recordedAfter: row[7],
      amount: row[8],
      deducted: row[9],
      withFood: row[10],
      reason: row[11],
      via: via,
      operation: (row[13] as DatabaseBytes?)?.bytes,
      version: row[14]
    )
  }

  /// The row with this key, or nil.
  static func find(
    _ db: Database,
    user: Int,
    dueMinute: Int,
    schedule: Int,
    nth: Int = 0
  ) throws -> DoseRow? {
    try Row.fetchOne(
      db,
      once: """
        SELECT \(columns)
        FROM dose_events
        WHERE user_id = ? AND due_minute = ? AND schedule_id = ? AND nth = ?
        """,
      arguments: [user, dueMinute, schedule, nth]
    ).map(DoseRow.init)
  }

  /// The due minute of the last record of a schedule, of whatever kind: what lies before it is
  /// settled.
  static func lastDueMinute(_ db: Database, user: Int, schedule: Int) throws -> Int? {
    try Int.fetchOne(
      db,
      once: """
        SELECT due_minute
        FROM dose_events
        WHERE user_id = ? AND schedule_id = ?
        ORDER BY due_minute DESC
        LIMIT 1
        """,
      arguments: [user, schedule]
    )
  }

  /// The row of a schedule that was due last from a minute on, taken or not.
  static func latest(
    _ db: Database,
    user: Int,
    schedule: Int,
    from minute: Int
  ) throws -> DoseRow? {
    try Row.fetchOne(
      db,
      once: """
        SELECT \(columns)
        FROM dose_events
        WHERE user_id = ? AND schedule_id = ? AND due_minute >= ?
        ORDER BY due_minute DESC, nth DESC
        LIMIT 1
        """,
      arguments: [user, schedule, minute]
    ).map(DoseRow.init)
  }

  /// The rows of a person whose due minute lies in a range, in order.
  static func range(
    _ db: Database,
    user: Int,
    from first: Int,
    to last: Int
  ) throws -> [DoseRow] {
    try Row.fetchAll(
      db,
      once: """
        SELECT \(columns)
        FROM dose_events
        WHERE user_id = ? AND due_minute >= ? AND due_minute < ?
        ORDER BY due_minute, schedule_id, nth
        """,
      arguments: [user, first, last]
    ).map(DoseRow.init)
  }

  /// Writes the row with its digest and says so to the ledger.
  func insert(_ context: WriteContext) throws {
    let proof = context.key.proof(of: canonical)
    try context.db.cachedStatement(
      sql: """
        INSERT INTO dose_events (\(Self.columns), digest)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      user, dueMinute, schedule, nth, utcOffset, status.rawValue, takenAfter, recordedAfter, amount,
      deducted, withFood, reason, via.rawValue, operation.map { DatabaseBytes($0) }, version,
      DatabaseBytes(proof.digest),
    ])
    context.ledgers.addDose(of: schedule, proof.term)
  }

  /// Moves the row to the revisions and removes it from the record.
  func retire(_ context: WriteContext, change: String, reason: String?) throws {
    let db = context.db
    try db.execute(
      once: """
        INSERT INTO dose_event_revisions (\(Self.columns), change, change_reason, changed_at,
          changed_by)
        SELECT \(Self.columns), :change, :reason, :at, :by
        FROM dose_events
        WHERE user_id = :user AND due_minute = :due AND schedule_id = :schedule AND nth = :nth
        """,
      arguments: [
        "change": change, "reason": reason, "at": context.now.milliseconds,
        "by": context.actor.userID, "user": user,
        "due": dueMinute, "schedule": schedule, "nth": nth,
      ]
    )
    try db.execute(
      once: """
        DELETE FROM dose_events
        WHERE user_id = ? AND due_minute = ? AND schedule_id = ? AND nth = ? AND version = ?
        """,
      arguments: [user, dueMinute, schedule, nth, version]
    )
    guard db.changesCount == 1 else {
      throw StoreError.changedMeanwhile(what: "dose", id: "\(schedule)")
    }
    try db.execute(
      once: """
        DELETE FROM dose_sites
        WHERE user_id = ? AND due_minute = ? AND schedule_id = ? AND nth = ?
        """,
      arguments: [user, dueMinute, schedule, nth]
    )
    context.ledgers.removeDose(of: schedule, context.key.proof(of: canonical).term)
  }

  /// How many doses of a schedule were taken or skipped since it began.
  static func answeredCount(
    _ db: Database,
    user: Int,
    schedule: PlannedSchedule
  ) throws -> Int {
    try Int.fetchOne(
      db,
      once: """
        SELECT count(*)
        FROM dose_events
        WHERE user_id = ? AND due_minute >= ? AND schedule_id = ? AND status IN (1, 2)
        """,
      arguments: [user, schedule.versions[0].fromMinute, schedule.id]
    ) ?? 0
  }

  /// One more than the highest version this dose ever had.
  static func nextVersion(
    _ db: Database,
    user: Int,
    dueMinute: Int,
    schedule: Int,
    nth: Int
  ) throws -> Int {
    let highest = try Int.fetchOne(
      db,
      once: """
        SELECT max(version)
        FROM dose_event_revisions
        WHERE user_id = ? AND due_minute = ? AND schedule_id = ? AND nth = ?
        """,
      arguments: [user, dueMinute, schedule, nth]
    )
    return (highest ?? 0) + 1
  }
}
