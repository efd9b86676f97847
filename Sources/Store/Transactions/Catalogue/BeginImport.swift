import Domain
import GRDB

/// Begins to load a publisher's file, or goes on with the same file where it was broken off.
package struct BeginImport: NamedTransaction {
  package var dataset: CatalogueDataset
  package var fileName: String
  /// SHA-256 of the file.
  package var fileDigest: [UInt8]

  package init(dataset: CatalogueDataset, fileName: String, fileDigest: [UInt8]) {
    self.dataset = dataset
    self.fileName = fileName
    self.fileDigest = fileDigest
  }

  package var dataKind: DataKind { .catalog }
  package var operation: AccessOperation { .change }

  package enum Answer: Equatable, Sendable {
    case begun(ImportTicket)
    /// Another file of the data set was broken off, and what is left of it has to go first.
    case otherIsOpen(ImportTicket)
  }

  package func run(_ context: WriteContext) throws -> Answer {
    let open = try Row.fetchOne(
      context.db,
      sql: """
        SELECT import_id, file_digest, status
        FROM imports
        WHERE dataset = ? AND status IN ('loading', 'discarding')
        """,
      arguments: [dataset.rawValue]
    )
    if let open {
      let ticket = ImportTicket(id: open["import_id"], dataset: dataset)
      let digest: DatabaseBytes = open["file_digest"]
      let goesOn = open["status"] == "loading" && digest.bytes == fileDigest
      return goesOn ? .begun(ticket) : .otherIsOpen(ticket)
    }
    try context.db.execute(
      sql: """
        INSERT INTO imports (dataset, file_name, file_digest, status, started_at, started_by)
        VALUES (?, ?, ?, 'loading', ?, ?)
        """,
      arguments: [
        dataset.rawValue, String(fileName.prefix(255)), DatabaseBytes(fileDigest),
        context.now.milliseconds, context.actor.userID,
      ]
    )
    let ticket = ImportTicket(id: Int(context.db.lastInsertedRowID), dataset: dataset)
    context.audit(
      AuditEntry(
        action: "import.begin",
        table: "imports",
        record: "\(ticket.id)",
        after: fileDigest,
        detail: .object(["dataset": .string(dataset.rawValue)])
      )
    )
    return .begun(ticket)
  }
}

/// An import that is under way.
package struct ImportTicket: Hashable, Sendable {
  package let id: Int
  package let dataset: CatalogueDataset

  /// Makes sure that it still is: another process may have ended it.
  func requireLoading(_ db: Database) throws { try require(["loading"], db) }

  /// Makes sure that nothing of it has come into sight.
  func requireOpen(_ db: Database) throws { try require(["loading", "discarding"], db) }

  private func require(_ statuses: [String], _ db: Database) throws {
    let status = try String.fetchOne(
      db,
      once: "SELECT status FROM imports WHERE import_id = ?",
      arguments: [id]
    )
    guard let status, statuses.contains(status) else {
      throw StoreError.changedMeanwhile(what: "import", id: "\(id)")
    }
  }
}
