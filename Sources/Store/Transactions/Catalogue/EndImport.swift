import Domain
import GRDB

/// Brings a file that was loaded in full into sight, in one step.
package struct PublishImport: NamedTransaction {
  package var ticket: ImportTicket
  package var counts: ImportCounts

  package init(_ ticket: ImportTicket, counts: ImportCounts) {
    self.ticket = ticket
    self.counts = counts
  }

  package var dataKind: DataKind { .catalog }
  package var operation: AccessOperation { .change }

  package func run(_ context: WriteContext) throws {
    try ticket.requireLoading(context.db)
    if ticket.dataset == .interactions { try InteractionWriter.publish(ticket, in: context.db) }
    try context.db.execute(
      sql: """
        UPDATE imports
        SET status = 'done', finished_at = ?, rows_taken = ?, rows_unchanged = ?,
          rows_skipped = ?, rows_rejected = ?
        WHERE import_id = ?
        """,
      arguments: [
        context.now.milliseconds, counts.taken, counts.unchanged, counts.skipped, counts.rejected,
        ticket.id,
      ]
    )
    try context.db.execute(
      sql: """
        INSERT INTO import_heads (dataset, import_id)
        VALUES (?, ?)
        ON CONFLICT (dataset) DO UPDATE SET import_id = excluded.import_id
        """,
      arguments: [ticket.dataset.rawValue, ticket.id]
    )
    context.audit(
      AuditEntry(
        action: "import.publish",
        table: "imports",
        record: "\(ticket.id)",
        risk: .medium,
        detail: .object([
          "dataset": .string(ticket.dataset.rawValue), "taken": .integer(counts.taken),
          "unchanged": .integer(counts.unchanged), "skipped": .integer(counts.skipped),
          "rejected": .integer(counts.rejected),
        ])
      )
    )
  }
}

/// How many rows of a file became what.
package struct ImportCounts: Equatable, Sendable {
  package var taken = 0
  package var unchanged = 0
  package var skipped = 0
  package var rejected = 0

  package init(taken: Int = 0, unchanged: Int = 0, skipped: Int = 0, rejected: Int = 0) {
    self.taken = taken
    self.unchanged = unchanged
    self.skipped = skipped
    self.rejected = rejected
  }
}

/// Takes away some thousand rows that nobody sees: those of an import that was given up, those that
/// a finished one replaced, or drugs without a listing.
///
/// Repeated with the place that it answers, until it answers nil.
package struct ClearRows: NamedTransaction {
  package enum Purpose: Equatable, Sendable {
    case discard
    case sweep
    /// What no listing refers to any more.
    case unlisted
  }

  package var ticket: ImportTicket
  package var purpose: Purpose
  /// The key from which on rows are looked at.
  package var place: Int
  /// How many rows are looked at, at the most.
  package var count: Int

  package init(_ ticket: ImportTicket, _ purpose: Purpose, from place: Int, count: Int = 20_000) {
    self.ticket = ticket
    self.purpose = purpose
    self.place = place
    self.count = count
  }

  package var dataKind: DataKind { .catalog }
  package var operation: AccessOperation { .change }

  package func run(_ context: WriteContext) throws -> Int? {
    if purpose == .discard { try giveUp(context) }
    let table = purpose == .unlisted ? Table.drugs : Table(ticket.dataset)
    let next = try Int.fetchOne(
      context.db,
      sql: """
        SELECT \(table.key) FROM \(table.name) WHERE \(table.key) >= ?
        ORDER BY \(table.key) LIMIT 1 OFFSET ?
        """,
      arguments: [place, count]
    )
    // A key with more rows than are looked at goes as a whole.
    let following = next.map { max($0, place + 1) }
    let range: StatementArguments = ["from": place, "end": following ?? Int.max]
    let before = context.db.totalChangesCount
    for sql in table.statements(purpose) {
      try context.db.execute(
        sql: sql,
        arguments: purpose == .unlisted
          ? range : range + StatementArguments(["ticket": ticket.id])
      )
    }
    if purpose == .discard, following == nil { try close(context) }
    if context.db.totalChangesCount > before {
      context.audit(
        AuditEntry(
          action: purpose == .discard ? "import.discard" : "import.sweep",
          table: "imports",
          record: "\(ticket.id)"
        )
      )
    }
    return following
  }

  /// From now on nothing is added to it, not even by a process that is loading it still.
  private func giveUp(_ context: WriteContext) throws {
    try ticket.requireOpen(context.db)
    try context.db.execute(
      sql: "UPDATE imports SET status = 'discarding' WHERE import_id = ?",
      arguments: [ticket.id]
    )
  }

  private func close(_ context: WriteContext) throws {
    try context.db.execute(
      sql: "UPDATE imports SET status = 'discarded', finished_at = ? WHERE import_id = ?",
      arguments: [context.now.milliseconds, ticket.id]
    )
  }

  /// A table and what is taken away from it; its statements are made of these constants only.
  private struct Table {
    let name: String
    let key: String
    private var isVersioned = false
    /// Holds for the rows of the data set, where the table has those of several.
    private var own = "TRUE"

    /// What products are by their names.
    static let drugs = Table(name: "directory_drugs", key: "directory_drug_id")

    private init(name: String, key: String) { (self.name, self.key) = (name, key) }

    init(_ dataset: CatalogueDataset) {
      switch dataset {
      case .products, .unfinishedProducts:
        self.init(name: "directory_products", key: "directory_product_id")
      case .packages, .unfinishedPackages:
        self.init(name: "directory_packages", key: "directory_package_id")
      case .conceptNames: self.init(name: "rxnorm_names", key: "atom")
      case .conceptRelations: self.init(name: "rxnorm_relations", key: "concept")
      case .conceptCodes: self.init(name: "rxnorm_codes", key: "concept")
      case .interactions: self.init(name: "staged_interactions", key: "import_id")
      }
      if dataset.rawValue.hasPrefix("ndc.") { own = "dataset = '\(dataset.rawValue)'" }
      isVersioned = dataset == .conceptNames || dataset.rawValue.hasPrefix("ndc.")
    }

    private var within: String { "\(key) >= :from AND \(key) < :end" }

    func statements(_ purpose: Purpose) -> [String] {
      switch purpose {
      case .discard: [discard] + (isVersioned ? [restore] : [])
      case .sweep: isVersioned ? [sweep] : []
      case .unlisted:
        ["directory_search", "directory_parts"].map { search in
          "DELETE FROM \(search) WHERE rowid IN (SELECT directory_drug_id \(unlisted))"
        } + ["DELETE \(unlisted)"]
      }
    }

    private var discard: String {
      let since = name == "staged_interactions" ? "import_id" : "since_import"
      return "DELETE FROM \(name) WHERE \(within) AND \(since) = :ticket"
    }

    private var restore: String {
      "UPDATE \(name) SET until_import = NULL WHERE \(within) AND until_import = :ticket"
    }

    private var sweep: String {
      "DELETE FROM \(name) WHERE \(within) AND \(own) AND until_import <= :ticket"
    }

    private var unlisted: String {
      """
      FROM \(name) WHERE \(within) AND NOT EXISTS (SELECT 1 FROM directory_products AS p
        WHERE p.directory_drug_id = \(name).directory_drug_id)
      """
    }
  }
}
