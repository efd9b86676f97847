import Domain
import Store
import TestSupport

/// The household of most of these tests: two medicines due at 8:00, one of them again in the
/// evening, and one that is used only when needed.
enum Ruth {
  static func household(in parent: String? = nil) throws -> Household {
    let medications: [NewMedication] = [
      try .tablet("metformin", strength: "500 mg", at: ["08:00", "20:00"], onHand: 60),
      try .tablet("lisinopril", strength: "10 mg", at: ["08:00"], onHand: 30),
      try .asNeeded("ibuprofen", strength: "200 mg", hoursApart: 6, onHand: 20),
    ]
    guard let parent else { return try Household(medications: medications) }
    return try Household(medications: medications, in: parent)
  }
}

extension Household {
  /// The screens, once a dose that has just appeared may be answered.
  ///
  /// Keys that come in the first moment were meant for what stood there before, so the program asks
  /// to read first; when that moment ends it wakes and reports once more that it waits.
  func openToday(
    _ arguments: [String] = [],
    rows: Int = 24,
    columns: Int = 80
  ) throws -> PseudoTerminal {
    let terminal = try openScreens(arguments, rows: rows, columns: columns)
    terminal.waitUntilIdle()
    // A message that came between the two would be taken for the end of that moment.
    terminal.waitUntilQuiet(milliseconds: 600)
    return terminal
  }

  /// What the database says, read by another connection: `metformin 08:00 taken`, and what is left.
  func record() throws -> [String] {
    let database = try open()
    defer { database.close() }
    let session = session(database)
    let sheet = try session.read(DayQuery())
    let doses = sheet.lines.filter { $0.dose.state == .taken }.map { line in
      "\(line.label.drugName) \(line.dose.occurrence.local.time)"
    }
    let left = try session.read(MedicationListQuery()).map { item in
      "\(item.label.drugName) left \(item.onHand.map { "\($0)" } ?? "unknown")"
    }
    return doses.sorted() + left.sorted()
  }
}

/// The record before anything was pressed.
let untouched = ["ibuprofen left 20", "lisinopril left 30", "metformin left 60"]
