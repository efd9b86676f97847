import Domain
import GRDB

/// Writes interactions to where they wait for the end of their file.
///
/// A pair is the same whichever side stands first. Both sides must be known to the catalogue: a pair
/// that can never be found would be counted among those that are looked for. A source may make less
/// of what it said itself, and not of what another one says: a warning must not fade because somebody
/// loaded a shorter table.
struct InteractionWriter {
  private let db: Database
  private let ticket: ImportTicket
  /// Names as they were written to names as the catalogue has them.
  private var known: [String: String?] = [:]

  init(_ db: Database, _ ticket: ImportTicket) {
    self.db = db
    self.ticket = ticket
  }

  mutating func write(_ written: InteractionEntry, _ file: FileRow) throws -> StageRows.Outcome {
    var entry = written
    guard let first = try side(written.first) else {
      return .unknownSide(column: "a", name: written.first)
    }
    guard let second = try side(written.second) else {
      return .unknownSide(column: "b", name: written.second)
    }
    (entry.first, entry.second) = (first, second)
    if let staged = try contents(Self.staged, [ticket.id, entry.first, entry.second]) {
      return staged == entry.contents ? .taken : .standsTwice
    }
    if let staged = try contents(Self.staged, [ticket.id, entry.second, entry.first]) {
      return staged == entry.contents ? .taken : .standsTwice
    }
    let present = try contents(Self.present, [entry.first, entry.second])
    if present == entry.contents { return .unchanged }
    if file.isKeyRepeated { return .standsTwice }
    let turned = try contents(Self.present, [entry.second, entry.first])
    if let graver = [present, turned].compactMap({ $0 }).first(where: entry.isLessSevere) {
      return .lessSevere(
        than: String.fromDatabaseValue(graver[0]) ?? "",
        source: String.fromDatabaseValue(graver[8]) ?? ""
      )
    }
    try db.execute(
      once: """
        INSERT INTO staged_interactions (import_id, side_a, side_b, severity, interaction_type,
          mechanism, clinical_effect, management_strategy, evidence_level,
          keep_apart_before_minutes, keep_apart_after_minutes, source, written_on, after_a_days,
          after_b_days)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [ticket.id, entry.first, entry.second] + StatementArguments(entry.contents)
    )
    return .taken
  }

  /// The side as the catalogue has it; nil for one that it does not know.
  private mutating func side(_ name: String) throws -> String? {
    if let answer = known[name] { return answer }
    let isClass = name.hasPrefix("class:")
    let answer = try String.fetchOne(
      db,
      once: isClass
        ? "SELECT 'class:' || class_name FROM ingredient_classes WHERE class_name = ? LIMIT 1"
        : "SELECT name FROM ingredients WHERE name = ?",
      arguments: [isClass ? String(name.dropFirst(6)) : name]
    )
    known[name] = .some(answer)
    return answer
  }

  private static let columns = """
    severity, interaction_type, mechanism, clinical_effect, management_strategy, evidence_level,
    keep_apart_before_minutes, keep_apart_after_minutes, source, written_on, after_a_days,
    after_b_days
    """

  private static let staged = """
    SELECT \(columns)
    FROM staged_interactions
    WHERE import_id = ? AND side_a = ? AND side_b = ?
    """

  private static let present = """
    SELECT \(columns)
    FROM drug_interactions
    WHERE side_a = ? AND side_b = ?
    """

  private func contents(_ sql: String, _ arguments: StatementArguments) throws -> [DatabaseValue]? {
    try Row.fetchOne(db, once: sql, arguments: arguments).map { Array($0.databaseValues) }
  }

  /// Puts what waited into the table that the checks ask.
  static func publish(_ ticket: ImportTicket, in db: Database) throws {
    try db.execute(sql: update, arguments: ["ticket": ticket.id])
    try db.execute(sql: updateTurned, arguments: ["ticket": ticket.id])
    try db.execute(
      sql: """
        INSERT INTO drug_interactions (side_a, side_b, \(columns))
        SELECT side_a, side_b, \(columns)
        FROM staged_interactions AS s
        WHERE import_id = :ticket
          AND NOT EXISTS (SELECT 1 FROM drug_interactions AS d
            WHERE d.side_a = s.side_a AND d.side_b = s.side_b)
        """,
      arguments: ["ticket": ticket.id]
    )
    try db.execute(
      sql: "DELETE FROM staged_interactions WHERE import_id = ?",
      arguments: [ticket.id]
    )
  }

  private static let assignments = """
    UPDATE drug_interactions
    SET side_a = s.side_a, side_b = s.side_b, severity = s.severity,
      interaction_type = s.interaction_type, mechanism = s.mechanism,
      clinical_effect = s.clinical_effect, management_strategy = s.management_strategy,
      evidence_level = s.evidence_level,
      keep_apart_before_minutes = s.keep_apart_before_minutes,
      keep_apart_after_minutes = s.keep_apart_after_minutes, source = s.source,
      written_on = s.written_on, after_a_days = s.after_a_days, after_b_days = s.after_b_days
    FROM staged_interactions AS s
    WHERE s.import_id = :ticket
    """

  private static let update = """
    \(assignments) AND drug_interactions.side_a = s.side_a AND drug_interactions.side_b = s.side_b
    """

  private static let updateTurned = """
    \(assignments) AND drug_interactions.side_a = s.side_b AND drug_interactions.side_b = s.side_a
      AND NOT EXISTS (SELECT 1 FROM drug_interactions AS d
        WHERE d.side_a = s.side_a AND d.side_b = s.side_b)
    """
}

extension InteractionEntry {
  /// Whether it makes less of a pair than these contents, which are another source's.
  fileprivate func isLessSevere(_ contents: [DatabaseValue]) -> Bool {
    let order = ["minor", "moderate", "major", "contraindicated"]
    let present = String.fromDatabaseValue(contents[0]).flatMap(order.firstIndex)
    guard let present, let own = order.firstIndex(of: severity) else { return false }
    return own < present && String.fromDatabaseValue(contents[8]) != source
  }

  /// Everything but the sides, in the order of the columns.
  fileprivate var contents: [DatabaseValue] {
    [
      severity.databaseValue, kind.databaseValue, mechanism.databaseValue, effect.databaseValue,
      management.databaseValue, evidence.databaseValue, keepApartBeforeMinutes.databaseValue,
      keepApartAfterMinutes.databaseValue, source.databaseValue,
      writtenOn.description.databaseValue, afterFirstDays.databaseValue,
      afterSecondDays.databaseValue,
    ]
  }
}
