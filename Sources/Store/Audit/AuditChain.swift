import Domain
import GRDB

/// The chain of audit rows: each carries an HMAC over its own content and its predecessor's HMAC, so
/// that a changed, removed, inserted or reordered row breaks the chain.
struct AuditChain {
  let key: DatabaseKey

  /// Appends entries, all performed at one instant by one actor.
  ///
  /// - Returns: The head before and after.
  func append(
    _ entries: [AuditEntry],
    actor: Int,
    at instant: Instant,
    agent: String,
    in db: Database
  ) throws -> (before: AuditHead, after: AuditHead) {
    let before = try Self.head(of: db)
    var last = before
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO audit_logs (log_id, user_id, subject_id, action_type, table_name, record_id,
          old_digest, new_digest, detail, performed_at, ip_address, user_agent, risk_level,
          previous_digest, digest)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    )
    for entry in entries {
      let agent = entry.agent ?? agent
      let row = AuditRow(
        number: last.number + 1,
        actor: actor,
        entry: entry,
        performedAt: instant.milliseconds,
        agent: agent,
        detail: entry.detail?.text
      )
      let digest = key.authenticate(row.bytes(after: last.digest))
      try insert.execute(arguments: [
        row.number, actor, entry.subject, entry.action, entry.table, entry.record,
        entry.before.map { DatabaseBytes($0) }, entry.after.map { DatabaseBytes($0) }, row.detail,
        row.performedAt, Self.address(in: agent), agent, entry.risk.rawValue,
        DatabaseBytes(last.digest), DatabaseBytes(digest),
      ])
      last = (row.number, digest)
    }
    return (before, last)
  }

  /// The address of an agent that came over the network, as in `ssh 203.0.113.9`.
  ///
  /// It is part of the agent, which the digest covers.
  private static func address(in agent: String) -> String? {
    agent.hasPrefix("ssh ") ? String(agent.dropFirst(4)) : nil
  }

  /// The newest row's number and digest; zeros for an empty chain.
  static func head(of db: Database) throws -> AuditHead {
    let row = try GRDB.Row.fetchOne(
      db,
      once: "SELECT log_id, digest FROM audit_logs ORDER BY log_id DESC LIMIT 1"
    )
    guard let row else { return (0, [UInt8](repeating: 0, count: 32)) }
    return (row["log_id"], (row["digest"] as DatabaseBytes).bytes)
  }

  /// The first place at which the chain does not hold, or nil.
  func firstFault(in db: Database) throws -> Fault? {
    var expected = (number: 0, digest: [UInt8](repeating: 0, count: 32))
    let rows = try GRDB.Row.fetchCursor(
      db,
      sql: """
        SELECT log_id, user_id, subject_id, action_type, table_name, record_id, old_digest,
          new_digest, detail, performed_at, user_agent, risk_level, previous_digest, digest
        FROM audit_logs
        ORDER BY log_id
        """
    )
    while let stored = try rows.next() {
      let number: Int = stored["log_id"]
      guard number == expected.number + 1 else {
        return .missing(from: expected.number + 1, to: number - 1)
      }
      guard let row = AuditRow(stored: stored) else { return .changed(number) }
      let previous = (stored["previous_digest"] as DatabaseBytes).bytes
      let digest = (stored["digest"] as DatabaseBytes).bytes
      guard previous == expected.digest, key.authenticate(row.bytes(after: previous)) == digest
      else { return .changed(number) }
      expected = (number, digest)
    }
    return nil
  }

  /// Where a chain is broken.
  enum Fault: Equatable {
    case changed(Int)
    case missing(from: Int, to: Int)
  }
}

/// What a digest is computed over.
private struct AuditRow {
  let number: Int
  let actor: Int
  let entry: AuditEntry
  let performedAt: Int
  let agent: String?
  let detail: String?

  func bytes(after previous: [UInt8]) -> [UInt8] {
    var out = CanonicalBytes()
    out.append(previous)
    out.append(number)
    out.append(actor)
    out.append(entry.subject)
    out.append(entry.action)
    out.append(entry.table)
    out.append(entry.record)
    out.append(entry.before)
    out.append(entry.after)
    out.append(detail)
    out.append(performedAt)
    out.append(agent)
    out.append(entry.risk.rawValue)
    return out.bytes
  }
}

extension AuditRow {
  fileprivate init?(stored: GRDB.Row) {
    guard let risk = AuditEntry.Risk(rawValue: stored["risk_level"]) else { return nil }
    let before: DatabaseBytes? = stored["old_digest"]
    let after: DatabaseBytes? = stored["new_digest"]
    self.init(
      number: stored["log_id"],
      actor: stored["user_id"],
      entry: AuditEntry(
        action: stored["action_type"],
        table: stored["table_name"],
        record: stored["record_id"],
        subject: stored["subject_id"],
        risk: risk,
        before: before?.bytes,
        after: after?.bytes
      ),
      performedAt: stored["performed_at"],
      agent: stored["user_agent"],
      detail: stored["detail"]
    )
  }
}
