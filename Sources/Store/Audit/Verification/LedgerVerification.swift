import Domain
import GRDB

/// Compares the rows of the ledgers with the totals that were kept while they were written.
struct LedgerVerification {
  let scan: LedgerScan
  let environment: StoreEnvironment

  private var db: Database { scan.db }

  func faults() throws -> [LedgerFault] {
    var faults = scan.changedFills.prefix(Verification.mostFindings).map(LedgerFault.changedFill)
    faults += try doseFaults()
    guard let (sealed, seal) = try LedgerSeal.fetch(db) else { return faults + [.sealMissing] }
    let head = try AuditChain.head(of: db)
    // Where the audit's end was cut off, that is the finding.
    if head.number >= sealed.auditCount,
      sealed.seal(auditHead: head.digest, key: scan.key) != seal
    {
      faults.append(.sealBroken)
    }
    let tallied = try tallies().values.reduce(into: LedgerTotal()) { $0.add($1) }
    if tallied != sealed.doses {
      faults.append(.tallies(sealed: sealed.doses.count, tallied: tallied.count))
    }
    if let fault = Self.fault(
      scan.movements,
      sealed.movements,
      hasChanges: !scan.changedMovements.isEmpty,
      missing: LedgerFault.movements,
      replaced: .movementsReplaced
    ) {
      faults.append(fault)
    }
    if let fault = Self.fault(
      scan.fills,
      sealed.fills,
      hasChanges: !scan.changedFills.isEmpty,
      missing: LedgerFault.fills,
      replaced: .fillsReplaced
    ) {
      faults.append(fault)
    }
    return Array(faults.prefix(Verification.mostFindings))
  }

  /// The audit entries that were cut off at its end, which the chain itself cannot show.
  func cutAudit() throws -> AuditFault? {
    guard let (sealed, _) = try LedgerSeal.fetch(db) else { return nil }
    let head = try AuditChain.head(of: db)
    return head.number < sealed.auditCount
      ? .missing(from: head.number + 1, to: sealed.auditCount) : nil
  }

  private static func fault(
    _ found: NumberedTotal,
    _ sealed: LedgerTotal,
    hasChanges: Bool,
    missing: (Int, Int, [Int]) -> LedgerFault,
    replaced: LedgerFault
  ) -> LedgerFault? {
    if found.total.count != sealed.count {
      return missing(sealed.count, found.total.count, found.missing(of: sealed.count))
    }
    // The term of a changed row is that of its new content.
    return found.total.sum == sealed.sum || hasChanges ? nil : replaced
  }

  private func tallies() throws -> [Int: LedgerTotal] {
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT schedule_id, dose_count, term_sum FROM dose_tallies"
    )
    return Dictionary(
      uniqueKeysWithValues: rows.map { ($0[0], LedgerTotal(count: $0[1], sum: $0[2])) }
    )
  }

  private func doseFaults() throws -> [LedgerFault] {
    let tallies = try tallies()
    let changed = Set(scan.changedDoses.map(\.schedule))
    let schedules = Set(tallies.keys).union(scan.doses.keys).sorted()
    return try schedules.compactMap { schedule in
      let written = tallies[schedule] ?? LedgerTotal()
      let found = scan.doses[schedule] ?? LedgerTotal()
      if written.count != found.count {
        return .doses(
          schedule: schedule,
          written: written.count,
          found: found.count,
          missing: written.count > found.count ? try missingDoses(of: schedule) : []
        )
      }
      return written.sum == found.sum || changed.contains(schedule)
        ? nil : .dosesReplaced(schedule: schedule)
    }
  }

  /// The due minutes that must have had a record: those that the audit names, and those that the
  /// plan has before the dose that is open.
  private func missingDoses(of schedule: Int) throws -> [Int] {
    guard let user = try user(of: schedule) else { return [] }
    let recorded = try Int.fetchSet(
      db,
      sql: "SELECT due_minute FROM dose_events WHERE user_id = ? AND schedule_id = ?",
      arguments: [user, schedule]
    )
    let named = try auditedDoses(of: schedule).union(plannedDoses(of: schedule, user, recorded))
    return Array(named.subtracting(recorded).sorted().prefix(LedgerFault.mostNamed))
  }

  private func user(of schedule: Int) throws -> Int? {
    try Int.fetchOne(
      db,
      sql: "SELECT user_id FROM medication_schedules WHERE schedule_id = ?",
      arguments: [schedule]
    )
  }

  /// Doses whose last entry in the audit is not that they were taken back.
  private func auditedDoses(of schedule: Int) throws -> Set<Int> {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT record_id, action_type
        FROM audit_logs
        WHERE table_name = 'dose_events' AND record_id LIKE ?
        ORDER BY log_id
        """,
      arguments: ["\(schedule)@%"]
    )
    var doses: Set<Int> = []
    while let row = try rows.next() {
      let record: String = row[0]
      guard let due = record.split(separator: "@").last.flatMap({ Int($0) }) else { continue }
      if row[1] == "dose.undo" { doses.remove(due) } else { doses.insert(due) }
    }
    return doses
  }

  private func plannedDoses(
    of schedule: Int,
    _ user: Int,
    _ recorded: Set<Int>
  ) throws -> Set<Int> {
    var profile = environment
    profile.zoneOverride = nil
    let context = ReadContext(
      db: db,
      actor: CareDatabase.founder,
      subject: user,
      environment: profile,
      now: profile.now()
    )
    let zone = try context.zoneInForce()
    let planned = try ScheduleRecords(context: context, zone: zone).one(schedule)
    guard !planned.dependsOnRecords else { return [] }
    let open = try OpenDoseRecords.find(db, schedule: schedule)?.dueMinute ?? recorded.max() ?? 0
    let first = min(recorded.min() ?? open, planned.knownFrom.midnight.minute)
    let plan = planned.occurrences(fromDue: first, in: zone).prefix { $0.dueMinute < open }
    return Set(plan.map(\.dueMinute))
  }
}
