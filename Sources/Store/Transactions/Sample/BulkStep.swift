import Domain

/// A part of a batch; the parts are written in their order, so that every row follows those it
/// refers to.
package enum BulkStep: Sendable {
  case rows(BulkRows)
  case doses([DoseRow])
  case movements([StockMovementRow])
  case fills([FillRow])
}

/// A row that carries a digest over its own content.
protocol DigestedRow: Sendable {
  static var insertSQL: String { get }
  /// Appends what the digest is computed over.
  func append(to bytes: inout CanonicalBytes)
  /// Binds all columns but the digest, in the order of ``insertSQL``.
  func bind(to insert: inout BulkStatement)
  /// Says to the ledger of such rows that it has one more, with this term.
  func add(_ term: Int, to ledgers: inout LedgerChanges)
}

extension DoseRow: DigestedRow {
  static let insertSQL = """
    INSERT INTO dose_events (\(columns), digest)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  func bind(to insert: inout BulkStatement) {
    insert.bind(user)
    insert.bind(dueMinute)
    insert.bind(schedule)
    insert.bind(nth)
    insert.bind(utcOffset)
    insert.bind(status.rawValue)
    insert.bind(takenAfter)
    insert.bind(recordedAfter)
    insert.bind(amount)
    insert.bind(deducted)
    insert.bind(withFood.map { $0 ? 1 : 0 })
    insert.bind(reason)
    insert.bind(via.rawValue)
    insert.bind(operation)
    insert.bind(version)
  }

  func add(_ term: Int, to ledgers: inout LedgerChanges) {
    ledgers.addDose(of: schedule, term)
  }
}

extension StockMovementRow: DigestedRow {
  static let insertSQL = """
    INSERT INTO stock_movements (\(columns))
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  func bind(to insert: inout BulkStatement) {
    insert.bind(id)
    insert.bind(lotID)
    insert.bind(productID)
    insert.bind(kind.rawValue)
    insert.bind(quantity.thousandths)
    insert.bind(reason?.rawValue)
    insert.bind(reference)
    insert.bind(operation?.bytes)
    insert.bind(operationLine)
    insert.bind(reverses)
    insert.bind(movedAt.milliseconds)
    insert.bind(movedBy)
    insert.bind(witnessedBy)
  }

  func add(_ term: Int, to ledgers: inout LedgerChanges) { ledgers.addMovement(term) }
}

extension FillRow: DigestedRow {
  static let insertSQL = """
    INSERT INTO fills (\(columns))
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  func bind(to insert: inout BulkStatement) {
    insert.bind(id)
    insert.bind(publicID)
    insert.bind(prescription)
    insert.bind(number)
    insert.bind(product)
    insert.bind(quantity.thousandths)
    insert.bind(daysSupply)
    insert.bind(filledOn.description)
    insert.bind(status)
    insert.bind(preparedBy)
    insert.bind(checkedBy)
    insert.bind(pickedUpAt?.milliseconds)
    insert.bind(pickedUpBy)
  }

  func add(_ term: Int, to ledgers: inout LedgerChanges) { ledgers.addFill(term) }
}
