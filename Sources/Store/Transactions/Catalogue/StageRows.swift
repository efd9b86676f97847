import Domain
import GRDB

/// Loads some thousand rows of a publisher's file to where nobody sees them yet.
package struct StageRows: NamedTransaction {
  package var ticket: ImportTicket
  /// Rows of the ticket's data set.
  package var rows: [FileRow]

  package init(_ ticket: ImportTicket, rows: [FileRow]) {
    self.ticket = ticket
    self.rows = rows
  }

  package var dataKind: DataKind { .catalog }
  package var operation: AccessOperation { .change }

  /// What became of one row.
  package enum Outcome: Equatable, Sendable {
    case taken
    /// It stands there already with the same content.
    case unchanged
    /// Its key stood on an earlier line with another content.
    case standsTwice
    /// A side of an interaction that the catalogue does not know.
    case unknownSide(column: String, name: String)
    /// An interaction that another source says is graver.
    case lessSevere(than: String, source: String)
  }

  /// What became of each row, in their order.
  package func run(_ context: WriteContext) throws -> [Outcome] {
    try ticket.requireLoading(context.db)
    let before = context.db.totalChangesCount
    let outcomes = try stage(context)
    if context.db.totalChangesCount > before {
      context.audit(
        AuditEntry(
          action: "import.rows",
          table: "imports",
          record: "\(ticket.id)",
          detail: .object([
            "dataset": .string(ticket.dataset.rawValue),
            "taken": .integer(outcomes.count { $0 == .taken }),
            "unchanged": .integer(outcomes.count { $0 == .unchanged }),
          ])
        )
      )
    }
    return outcomes
  }

  private func stage(_ context: WriteContext) throws -> [Outcome] {
    switch ticket.dataset {
    case .products, .unfinishedProducts:
      var writer = try DirectoryProductWriter(context.db, ticket)
      return try rows.map { row in
        guard case .product(let product) = row.row else { throw Self.otherRow }
        return try writer.write(product, row)
      }
    case .packages, .unfinishedPackages:
      var writer = try DirectoryPackageWriter(context.db, ticket)
      return try rows.map { row in
        guard case .package(let package) = row.row else { throw Self.otherRow }
        return try writer.write(package, row)
      }
    case .conceptNames, .conceptRelations, .conceptCodes:
      var writer = try ConceptWriter(context.db, ticket)
      return try rows.map { row in
        switch row.row {
        case .name(let name): try writer.write(name, row)
        case .relation(let relation): try writer.write(relation)
        case .code(let code): try writer.write(code)
        default: throw Self.otherRow
        }
      }
    case .interactions:
      var writer = InteractionWriter(context.db, ticket)
      return try rows.map { row in
        guard case .interaction(let entry) = row.row else { throw Self.otherRow }
        return try writer.write(entry, row)
      }
    }
  }

  private static let otherRow = StoreError.invalid("a row of another data set")
}

/// The version of a row that was written last, and what it says of a new one.
struct StagedVersion {
  let row: Int
  let since: Int
  /// The import that replaced it; nil for none.
  let until: Int?
  let isSame: Bool

  /// What a new row means.
  enum Meaning {
    case outcome(StageRows.Outcome)
    /// The same content, which an earlier line of the file with the same code had replaced.
    case restored
    /// Another content.
    case replaces
    /// Nothing is in sight under the key any more.
    case new
  }

  func meaning(of file: FileRow, in ticket: ImportTicket) -> Meaning {
    if since == ticket.id { return .outcome(isSame ? .taken : .standsTwice) }
    if file.isKeyRepeated { return .outcome(isSame ? .unchanged : .standsTwice) }
    switch until {
    case nil: return isSame ? .outcome(.unchanged) : .replaces
    case ticket.id: return isSame ? .restored : .new
    default: return .new
    }
  }
}
