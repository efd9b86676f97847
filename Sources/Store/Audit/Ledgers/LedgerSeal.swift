import GRDB

/// The one row that says how many doses, movements of stock, fills and audit entries there are and
/// what they add up to, sealed with the key.
///
/// It is written by every transaction. Whoever removes a row cannot bring it into line: that takes
/// the row's term and a new seal, and both take the key. An old seal put back with old rows does not
/// fit the audit, whose newest digest the seal covers. Only the whole file, swapped for an older
/// copy of itself, passes; that shows against the head of the audit kept elsewhere.
struct LedgerSeal: Equatable {
  var doses = LedgerTotal()
  var movements = LedgerTotal()
  var fills = LedgerTotal()
  var auditCount = 0

  /// What stands in the seal's place once something did not fit: no later transaction heals it.
  static let broken = [UInt8](repeating: 0, count: 16)

  /// The seal over the totals and the newest digest of the audit.
  func seal(auditHead: [UInt8], key: DatabaseKey) -> [UInt8] {
    var content = CanonicalBytes()
    content.append("ledgers")
    for total in [doses, movements, fills] {
      content.append(total.count)
      content.append(total.sum)
    }
    content.append(auditCount)
    content.append(auditHead)
    return Array(key.authenticate(content.bytes).prefix(16))
  }

  /// The row and its seal as stored; nil when it is not there.
  static func fetch(_ db: Database) throws -> (LedgerSeal, seal: [UInt8])? {
    let row = try Row.fetchOne(
      db,
      once: """
        SELECT dose_count, dose_sum, movement_count, movement_sum, fill_count, fill_sum,
          audit_count, seal
        FROM ledger_seal
        WHERE only_row = 1
        """
    )
    return row.map { row in
      (
        LedgerSeal(
          doses: LedgerTotal(count: row[0], sum: row[1]),
          movements: LedgerTotal(count: row[2], sum: row[3]),
          fills: LedgerTotal(count: row[4], sum: row[5]),
          auditCount: row[6]
        ),
        (row[7] as DatabaseBytes).bytes
      )
    }
  }

  /// Writes the first row, of a database that was just made or is from a program without seals.
  func begin(auditHead: [UInt8], key: DatabaseKey, in db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO ledger_seal (only_row, dose_count, dose_sum, movement_count, movement_sum,
          fill_count, fill_sum, audit_count, seal)
        VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: arguments + [DatabaseBytes(seal(auditHead: auditHead, key: key))]
    )
  }

  /// Takes the rows of a database from before there were seals as they are.
  static func beginOverExisting(key: DatabaseKey, in db: Database) throws {
    var scan = LedgerScan(key: key, db: db)
    try scan.scanDoses()
    try scan.scanMovements()
    try scan.scanFills()
    for (schedule, total) in scan.doses { try recordTally(total, of: schedule, in: db) }
    let head = try AuditChain.head(of: db)
    let totals = LedgerSeal(
      doses: scan.allDoses,
      movements: scan.movements.total,
      fills: scan.fills.total,
      auditCount: head.number
    )
    try totals.begin(auditHead: head.digest, key: key, in: db)
  }

  /// Brings what a transaction changed into the totals and seals them anew.
  ///
  /// `before` and `after` are the heads of the audit before and after the transaction's entries. A
  /// row that is missing is not made again, and a seal that did not fit stays broken: both are for
  /// `verify` to report.
  static func record(
    _ changes: LedgerChanges,
    auditBefore before: AuditHead,
    after: AuditHead,
    key: DatabaseKey,
    in db: Database
  ) throws {
    for (schedule, change) in changes.doses.sorted(by: { $0.key < $1.key }) {
      try recordTally(change, of: schedule, in: db)
    }
    guard let (sealed, stored) = try fetch(db) else { return }
    var totals = sealed
    let fitted =
      totals.auditCount == before.number
      && totals.seal(auditHead: before.digest, key: key) == stored
    for change in changes.doses.values { totals.doses.add(change) }
    totals.movements.add(changes.movements)
    totals.fills.add(changes.fills)
    totals.auditCount = after.number
    let seal = fitted ? totals.seal(auditHead: after.digest, key: key) : broken
    try db.execute(
      once: """
        UPDATE ledger_seal
        SET dose_count = ?, dose_sum = ?, movement_count = ?, movement_sum = ?, fill_count = ?,
          fill_sum = ?, audit_count = ?, seal = ?
        WHERE only_row = 1
        """,
      arguments: totals.arguments + [DatabaseBytes(seal)]
    )
  }

  private static func recordTally(
    _ change: LedgerTotal,
    of schedule: Int,
    in db: Database
  ) throws {
    try db.execute(
      once: """
        UPDATE dose_tallies
        SET dose_count = dose_count + ?, term_sum = (term_sum + ?) & ?
        WHERE schedule_id = ?
        """,
      arguments: [change.count, change.sum, LedgerTotal.modulus - 1, schedule]
    )
    // Without a tally there is nothing to take away from.
    guard db.changesCount == 0, change.count > 0 else { return }
    try db.execute(
      once: "INSERT INTO dose_tallies (schedule_id, dose_count, term_sum) VALUES (?, ?, ?)",
      arguments: [schedule, change.count, change.sum]
    )
  }

  private var arguments: StatementArguments {
    [
      doses.count, doses.sum, movements.count, movements.sum, fills.count, fills.sum, auditCount,
    ]
  }
}

/// The newest entry of the audit; number 0 and zeros for an empty one.
typealias AuditHead = (number: Int, digest: [UInt8])
