import Domain
import Foundation
import GRDB

/// Writes a batch of rows into a database that was just made, whole or not at all, with one entry
/// in the audit that has the counts and a digest over all rows that carry one.
package struct BulkLoad: NamedTransaction {
  /// Does so many pieces of work, at the same time where that helps, and returns when all are done.
  package typealias Pieces = @Sendable (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void

  /// What is put on record: `catalogue.load`, `sample.load`.
  package var action: String
  package var steps: [BulkStep]
  /// The version of the catalogue that the batch brings.
  package var catalogueVersion: String?
  /// The day on which the stock is judged; nil when the batch has none.
  package var stockDay: CalendarDate?
  /// Entries for single events of the batch, put on record before the batch itself.
  package var entries: [AuditEntry]
  package var inPieces: Pieces

  package var dataKind: DataKind { .settings }
  package var operation: AccessOperation { .change }
  /// Records that were checked where they come from, and a catalogue that is not there yet.
  package var loadsUnchecked: Bool { true }

  package init(
    action: String,
    steps: [BulkStep],
    catalogueVersion: String? = nil,
    stockDay: CalendarDate? = nil,
    entries: [AuditEntry] = [],
    inPieces: @escaping Pieces = { count, body in for piece in 0..<count { body(piece) } }
  ) {
    self.action = action
    self.steps = steps
    self.catalogueVersion = catalogueVersion
    self.stockDay = stockDay
    self.entries = entries
    self.inPieces = inPieces
  }

  /// The number of rows of each table.
  ///
  /// - Throws: ``BulkFault``, ``StoreError``
  package func run(_ context: WriteContext) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    var proofs: [UInt8] = []
    for step in steps {
      switch step {
      case .rows(let rows):
        try rows.insert(in: context.db)
        counts[rows.table.rawValue, default: 0] += rows.count
      case .doses(let rows):
        proofs += try insert(rows, context)
        counts["dose_events", default: 0] += rows.count
      case .movements(let rows):
        proofs += try insert(rows, context)
        counts["stock_movements", default: 0] += rows.count
      case .fills(let rows):
        proofs += try insert(rows, context)
        counts["fills", default: 0] += rows.count
      }
    }
    if let catalogueVersion {
      try context.db.execute(
        sql: "UPDATE database_info SET catalogue_version = ?",
        arguments: [catalogueVersion]
      )
    }
    if let stockDay { try assess(context, on: stockDay) }
    let supplies = "SELECT medication_id FROM supply_balances"
    for medication in try Int.fetchAll(context.db, sql: supplies) {
      context.supplyMoved(of: medication)
    }
    try DailyLooks.begin(context)
    record(counts, proofs, context)
    return counts
  }

  private func assess(_ context: WriteContext, on day: CalendarDate) throws {
    let products = try Int.fetchAll(context.db, sql: "SELECT product_id FROM products")
    for product in products { try context.assess(product: product, on: day) }
  }

  private func record(_ counts: [String: Int], _ proofs: [UInt8], _ context: WriteContext) {
    for entry in entries { context.audit(entry) }
    let members = counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }
      .map { JSONMember($0.key, .integer($0.value)) }
    let detail = JSON.object(members)
    var covered = CanonicalBytes()
    covered.append(detail.text)
    covered.append(proofs)
    context.audit(
      AuditEntry(
        action: action,
        table: "database_info",
        risk: .medium,
        after: context.key.authenticate(covered.bytes),
        detail: detail
      )
    )
  }

  /// Writes rows with their digests and says so to the ledgers.
  ///
  /// The proofs are computed before, in pieces, since that is what costs most of the time.
  ///
  /// - Returns: The proofs one after the other.
  private func insert<Row: DigestedRow>(_ rows: [Row], _ context: WriteContext) throws -> [UInt8] {
    guard !rows.isEmpty else { return [] }
    let proofs = self.proofs(of: rows, key: context.key)
    var insert = try BulkStatement(Row.insertSQL, in: context.db)
    try proofs.withUnsafeBytes { proofs in
      for (index, row) in rows.enumerated() {
        row.bind(to: &insert)
        let place = index * 16
        insert.bind(UnsafeRawBufferPointer(rebasing: proofs[place..<place + 8]))
        try insert.execute()
        row.add(DatabaseKey.term(proofs, at: place + 8), to: &context.ledgers)
      }
    }
    return proofs
  }

  private func proofs<Row: DigestedRow>(of rows: [Row], key: DatabaseKey) -> [UInt8] {
    let pieces = 2
    let size = (rows.count + pieces - 1) / pieces
    let results = ProofPieces(count: pieces)
    inPieces(pieces) { piece in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(size * 16)
      var content = CanonicalBytes()
      for index in min(piece * size, rows.count)..<min((piece + 1) * size, rows.count) {
        content.removeAll()
        rows[index].append(to: &content)
        key.appendProof(of: content.bytes, to: &bytes)
      }
      results.put(bytes, at: piece)
    }
    return results.joined
  }
}

/// Where pieces of work put what they made, each in its own place.
private final class ProofPieces: @unchecked Sendable {
  // Unchecked: `parts` is guarded by `lock`.
  private let lock = NSLock()
  private var parts: [[UInt8]]

  init(count: Int) { parts = Array(repeating: [], count: count) }

  func put(_ bytes: [UInt8], at piece: Int) { lock.withLock { parts[piece] = bytes } }

  var joined: [UInt8] { lock.withLock { parts.reduce(into: []) { $0 += $1 } } }
}
