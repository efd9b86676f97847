import Domain
import GRDB

/// Proves a database: that its pages, its audit and its rows are what this program wrote, and that
/// what is derived is what it is derived from.
package struct Verification: Sendable {
  /// The parts of the proof, in the order in which they are made.
  package enum Part: String, CaseIterable, Sendable {
    case file
    case audit
    case doses
    case stock
    case openDoses
    case supply
    case ledgers
  }

  /// One thing that does not hold.
  package enum Finding: Equatable, Sendable {
    /// What SQLite's own check of the file says.
    case integrity(String)
    /// A row refers to one that is not there.
    case orphan(table: String, row: Int?, parent: String)
    case audit(AuditFault)
    /// A record of a dose does not have the content that it was written with.
    case changedDose(user: Int, dueMinute: Int, schedule: Int, nth: Int)
    case stock(StockVerification.Fault)
    case openDose(OpenDoseFault)
    case supply(SupplyFault)
    case ledger(LedgerFault)
    /// A part that could not be proven to its end.
    case unreadable(Part, detail: String)
  }

  /// What was looked at and what does not hold.
  package struct Report: Equatable, Sendable {
    package internal(set) var findings: [Finding] = []
    package internal(set) var auditEntries = 0
    package internal(set) var doses = 0
    package internal(set) var stockMovements = 0
    package internal(set) var openDoses = 0
    package internal(set) var supplies = 0
    package internal(set) var fills = 0

    /// Whether everything holds.
    package var holds: Bool { findings.isEmpty }
  }

  /// The most findings of one part; a hundred show the pattern.
  static let mostFindings = 100

  let key: DatabaseKey
  let environment: StoreEnvironment

  func report(_ db: Database) -> Report {
    var report = Report()
    var scan = LedgerScan(key: key, db: db)
    for part in Part.allCases {
      do {
        try prove(part, db, &report, &scan)
      } catch let error as DatabaseError {
        report.findings.append(.unreadable(part, detail: error.message ?? "\(error.resultCode)"))
      } catch StoreError.damaged(let detail) {
        report.findings.append(.unreadable(part, detail: detail))
      } catch {
        report.findings.append(.unreadable(part, detail: "\(error)"))
      }
    }
    return report
  }

  private func prove(
    _ part: Part,
    _ db: Database,
    _ report: inout Report,
    _ scan: inout LedgerScan
  ) throws {
    switch part {
    case .file: report.findings += try FileVerification.findings(in: db)
    case .audit:
      report.auditEntries = try Self.count("audit_logs", db)
      if let fault = try AuditChain(key: key).firstFault(in: db) {
        report.findings.append(.audit(AuditFault(fault)))
      } else if let cut = try LedgerVerification(scan: scan, environment: environment).cutAudit() {
        report.findings.append(.audit(cut))
      }
    case .doses:
      report.doses = try Self.count("dose_events", db)
      try scan.scanDoses()
      report.findings += scan.changedDoses.prefix(Self.mostFindings).map {
        .changedDose(user: $0.user, dueMinute: $0.dueMinute, schedule: $0.schedule, nth: $0.nth)
      }
    case .stock:
      report.stockMovements = try Self.count("stock_movements", db)
      try scan.scanMovements()
      report.findings += try StockVerification(scan: scan).faults().map(Finding.stock)
    case .openDoses:
      report.openDoses = try Self.count("open_doses", db)
      report.findings += try OpenDoseVerification(db: db, environment: environment).faults()
        .map(Finding.openDose)
    case .supply:
      report.supplies = try Self.count("supply_balances", db)
      report.findings += try SupplyVerification.faults(in: db).map(Finding.supply)
    case .ledgers:
      report.fills = try Self.count("fills", db)
      try scan.scanFills()
      report.findings += try LedgerVerification(scan: scan, environment: environment).faults()
        .map(Finding.ledger)
    }
  }

  /// `table` is one of the names above and never comes from outside.
  private static func count(_ table: String, _ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
  }
}

/// Where the chain of the audit is broken first; what follows cannot be told from it.
package enum AuditFault: Equatable, Sendable {
  /// An entry does not have the content, or the predecessor, that it was written with.
  case changed(Int)
  /// Entries are not there.
  case missing(from: Int, to: Int)

  init(_ fault: AuditChain.Fault) {
    switch fault {
    case .changed(let number): self = .changed(number)
    case .missing(let first, let last): self = .missing(from: first, to: last)
    }
  }
}

extension CareDatabase {
  /// Proves everything that can be proven, from one consistent snapshot.
  ///
  /// - Throws: ``StoreError/keyMissing(fingerprint:folder:)`` and what opening a read throws.
  package func verify() throws -> Verification.Report {
    let key = try DatabaseKey.load(fingerprint: info.keyFingerprint, from: environment)
    return try read { db, environment in
      Verification(key: key, environment: environment).report(db)
    }
  }

  /// Proves the chain of the audit alone.
  ///
  /// - Throws: ``StoreError/keyMissing(fingerprint:folder:)`` and what reading throws.
  package func auditFault() throws -> AuditFault? {
    let key = try DatabaseKey.load(fingerprint: info.keyFingerprint, from: environment)
    return try read { db, _ in
      try AuditChain(key: key).firstFault(in: db).map(AuditFault.init)
    }
  }

  /// How many audit entries there are and the digest of the last one, 32 bytes.
  ///
  /// Kept elsewhere, it shows later that the end of the audit was cut off.
  package func auditHead() throws -> (number: Int, digest: [UInt8]) {
    try read { db, _ in try AuditChain.head(of: db) }
  }
}
