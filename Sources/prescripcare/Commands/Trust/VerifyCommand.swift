import ArgumentParser
import Domain
import Store

/// `verify`: whether the database is what this program wrote.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Prove the database: file, audit, doses, stock, open doses and supplies."
  )

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let run = try CommandRun(global)
    try run.withDatabase { database in
      let report = try database.verify()
      guard report.holds else {
        throw CommandFailure(
          .checkFailed,
          report.findings.map(VerifyText.sentence).joined(separator: "\n")
        )
      }
      let counts = [
        ("auditEntries", report.auditEntries, "audit entries"), ("doses", report.doses, "doses"),
        ("stockMovements", report.stockMovements, "stock movements"),
        ("fills", report.fills, "fills"),
        ("openDoses", report.openDoses, "open doses"), ("supplies", report.supplies, "supplies"),
      ]
      run.print(
        json: .object(
          [JSONMember("holds", .bool(true))] + counts.map { JSONMember($0.0, .integer($0.1)) }
        ),
        text: "Everything holds: "
          + Display.list(counts.map { "\(Display.number($0.1)) \($0.2)" }) + "."
      )
    }
  }
}

/// Says what a proof found.
enum VerifyText {
  static func sentence(_ finding: Verification.Finding) -> String {
    switch finding {
    case .integrity(let message): "The file is damaged: \(message)."
    case .orphan(let table, let row, let parent):
      "Row \(row.map(String.init) ?? "without a number") of \(table) refers to a row of \(parent) "
        + "that is not there."
    case .audit(let fault): sentence(fault)
    case .changedDose(let user, let due, let schedule, let nth):
      "The record of the dose \(nth == 0 ? "" : "number \(nth + 1) ")of schedule \(schedule) due "
        + "\(LocalMinute(minute: due)) (person \(user)) was changed behind the program's back."
    case .stock(let fault): sentence(fault)
    case .openDose(let fault): sentence(fault)
    case .supply(let fault): sentence(fault)
    case .ledger(let fault): sentence(fault)
    case .unreadable(let part, let detail):
      "The part “\(part.rawValue)” could not be read to its end: \(detail)."
    }
  }

  static func sentence(_ fault: AuditFault) -> String {
    switch fault {
    case .changed(let number): "Audit entry \(number) was changed, or one was put in before it."
    case .missing(let first, let last) where first == last: "Audit entry \(first) is missing."
    case .missing(let first, let last): "Audit entries \(first) to \(last) are missing."
    }
  }

  private static func sentence(_ fault: StockVerification.Fault) -> String {
    switch fault {
    case .changedMovement(let id):
      "Movement \(id) of the stock ledger was changed behind the program's back."
    case .lot(let id, let holds, let ledger):
      "Lot \(id) holds \(holds), but its movements add up to \(ledger)."
    case .strayMovement(let id): "Movement \(id) of the stock ledger names the wrong product."
    case .product(let id, let column, let stored, let lots):
      "Product \(id) has \(stored) as \(column), but its lots have \(lots)."
    }
  }

  private static func sentence(_ fault: OpenDoseFault) -> String {
    func time(_ minute: LocalMinute) -> String { "\(minute)\(fault.isUTC ? "Z" : "")" }
    return switch (fault.stored, fault.expected) {
    case (let stored?, let expected?):
      "Schedule \(fault.schedule) waits for the dose of \(time(stored)), but should wait for that "
        + "of \(time(expected))."
    case (let stored?, nil):
      "Schedule \(fault.schedule) waits for the dose of \(time(stored)), but none is open."
    case (nil, let expected?):
      "Schedule \(fault.schedule) waits for no dose, but that of \(time(expected)) is open."
    case (nil, nil): "The open dose of schedule \(fault.schedule) is not the one that is due."
    }
  }

  private static func sentence(_ fault: SupplyFault) -> String {
    let stored = fault.stored.map { "is stored as \($0)" } ?? "is not stored"
    let sum = fault.expected.map { "its entries and doses come to \($0)" }
    return "The supply of medication \(fault.medication) \(stored), but "
      + (sum ?? "its entries cannot be added up") + "."
  }

  private static func sentence(_ fault: LedgerFault) -> String {
    switch fault {
    case .sealMissing:
      "The seal over the ledgers is not there, so rows may be missing unnoticed."
    case .sealBroken:
      "The seal over the ledgers does not fit: their totals or the end of the audit were changed "
        + "behind the program's back."
    case .tallies(let sealed, let tallied):
      "The schedules count \(tallied) doses, but \(sealed) were sealed."
    case .doses(let schedule, let written, let found, let missing):
      "Schedule \(schedule) has \(found) dose records, but \(written) were written"
        + named(missing.map { "\(LocalMinute(minute: $0))" }, "due")
    case .dosesReplaced(let schedule):
      "Schedule \(schedule) has as many dose records as were written, but not the same ones."
    case .movements(let written, let found, let missing):
      "The stock ledger has \(found) movements, but \(written) were written"
        + named(missing.map(String.init), "number")
    case .movementsReplaced:
      "The stock ledger has as many movements as were written, but not the same ones."
    case .changedFill(let id): "Fill \(id) was changed behind the program's back."
    case .fills(let written, let found, let missing):
      "There are \(found) fills, but \(written) were written"
        + named(missing.map(String.init), "number")
    case .fillsReplaced: "There are as many fills as were written, but not the same ones."
    }
  }

  /// The end of a sentence that names what is missing.
  private static func named(_ missing: [String], _ word: String) -> String {
    missing.isEmpty ? "." : ". Missing: \(word) \(Display.list(missing))."
  }
}
