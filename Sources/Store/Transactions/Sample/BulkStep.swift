import Domain
import Foundation
import GRDB

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
  /// What the digest is computed over.
  var digestedBytes: [UInt8] { get }
  /// The values of all columns but the digest, in the order of ``insertSQL``.
  var values: [DatabaseValue] { get }
}

extension DoseRow: DigestedRow {
  static let insertSQL = """
    INSERT INTO dose_events (\(columns), digest)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  var digestedBytes: [UInt8] { canonical }

  var values: [DatabaseValue] {
    [
      user.databaseValue, dueMinute.databaseValue, schedule.databaseValue, nth.databaseValue,
      utcOffset.databaseValue, status.rawValue.databaseValue, BulkValue(takenAfter).stored,
      recordedAfter.databaseValue, BulkValue(amount).stored, BulkValue(deducted).stored,
      BulkValue(withFood.map { $0 ? 1 : 0 }).stored, BulkValue(reason).stored,
      via.rawValue.databaseValue, BulkValue(operation).stored, version.databaseValue,
    ]
  }
}

extension StockMovementRow: DigestedRow {
  static let insertSQL = """
    INSERT INTO stock_movements (\(columns))
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  var digestedBytes: [UInt8] { bytes }

  var values: [DatabaseValue] {
    [
      id.databaseValue, lotID.databaseValue, productID.databaseValue, kind.rawValue.databaseValue,
      quantity.thousandths.databaseValue, BulkValue(reason?.rawValue).stored,
      BulkValue(reference).stored, BulkValue(operation?.bytes).stored,
      operationLine.databaseValue, BulkValue(reverses).stored, movedAt.milliseconds.databaseValue,
      movedBy.databaseValue, BulkValue(witnessedBy).stored,
    ]
  }
}

extension FillRow: DigestedRow {
  static let insertSQL = """
    INSERT INTO fills (\(columns))
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  var digestedBytes: [UInt8] { bytes }

  var values: [DatabaseValue] {
    [
      id.databaseValue, BulkValue(publicID).stored, prescription.databaseValue,
      number.databaseValue, product.databaseValue, quantity.thousandths.databaseValue,
      BulkValue(daysSupply).stored, filledOn.description.databaseValue, status.databaseValue,
      BulkValue(preparedBy).stored, BulkValue(checkedBy).stored, BulkValue(pickedUpAt).stored,
      BulkValue(pickedUpBy).stored,
    ]
  }
}
