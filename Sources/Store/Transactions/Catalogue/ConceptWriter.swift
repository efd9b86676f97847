import Domain
import GRDB

/// Writes RxNorm's names, relations and codes beyond the head of their data set.
///
/// Most rows of a first load are new: each is tried as such, and looked at only when it is refused.
struct ConceptWriter {
  private let ticket: ImportTicket
  private var findName: BulkStatement
  private var insertName: BulkStatement
  private var supersedeName: BulkStatement
  private var insertRelation: BulkStatement
  private var findRelation: BulkStatement
  private var insertCode: BulkStatement
  private var findCode: BulkStatement

  init(_ db: Database, _ ticket: ImportTicket) throws {
    self.ticket = ticket
    findName = try BulkStatement(
      """
      SELECT since_import, concept, term_type, name, is_obsolete, until_import
      FROM rxnorm_names
      WHERE atom = ?
      ORDER BY since_import DESC
      LIMIT 1
      """,
      in: db
    )
    insertName = try BulkStatement(
      """
      INSERT INTO rxnorm_names (atom, since_import, concept, term_type, name, is_obsolete)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      in: db
    )
    supersedeName = try BulkStatement(
      "UPDATE rxnorm_names SET until_import = ? WHERE atom = ? AND since_import = ?",
      in: db
    )
    insertRelation = try BulkStatement(
      """
      INSERT OR IGNORE INTO rxnorm_relations (concept, relation, other, since_import)
      VALUES (?, ?, ?, ?)
      """,
      in: db
    )
    findRelation = try BulkStatement(
      """
      SELECT since_import FROM rxnorm_relations WHERE concept = ? AND relation = ? AND other = ?
      """,
      in: db
    )
    insertCode = try BulkStatement(
      "INSERT OR IGNORE INTO rxnorm_codes (ndc11, concept, since_import) VALUES (?, ?, ?)",
      in: db
    )
    findCode = try BulkStatement(
      "SELECT since_import FROM rxnorm_codes WHERE ndc11 = ? AND concept = ?",
      in: db
    )
  }

  mutating func write(_ name: ConceptName, _ file: FileRow) throws -> StageRows.Outcome {
    findName.bind(name.atom)
    let last = try findName.first { row in
      StagedVersion(
        row: name.atom,
        since: row.integer(0),
        until: row.optionalInteger(5),
        isSame: row.integer(1) == name.concept && row.text(2) == name.kind
          && row.text(3) == name.name && (row.integer(4) == 1) == name.isObsolete
      )
    }
    // A name has no code that a later one could share, so that none is ever restored.
    if case .outcome(let outcome)? = last?.meaning(of: file, in: ticket) { return outcome }
    insertName.bind(name.atom)
    insertName.bind(ticket.id)
    insertName.bind(name.concept)
    insertName.bind(name.kind)
    insertName.bind(name.name)
    insertName.bind(name.isObsolete ? 1 : 0)
    try insertName.execute()
    if let last {
      supersedeName.bind(ticket.id)
      supersedeName.bind(name.atom)
      supersedeName.bind(last.since)
      try supersedeName.execute()
    }
    return .taken
  }

  mutating func write(_ relation: ConceptRelation) throws -> StageRows.Outcome {
    insertRelation.bind(relation.concept)
    insertRelation.bind(relation.relation)
    insertRelation.bind(relation.other)
    insertRelation.bind(ticket.id)
    if try insertRelation.execute() == 1 { return .taken }
    findRelation.bind(relation.concept)
    findRelation.bind(relation.relation)
    findRelation.bind(relation.other)
    return try findRelation.first { $0.integer(0) } == ticket.id ? .taken : .unchanged
  }

  mutating func write(_ code: ConceptCode) throws -> StageRows.Outcome {
    insertCode.bind(code.ndc11)
    insertCode.bind(code.concept)
    insertCode.bind(ticket.id)
    if try insertCode.execute() == 1 { return .taken }
    findCode.bind(code.ndc11)
    findCode.bind(code.concept)
    return try findCode.first { $0.integer(0) } == ticket.id ? .taken : .unchanged
  }
}
