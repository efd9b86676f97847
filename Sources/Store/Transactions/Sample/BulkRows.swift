import Domain
import Foundation
import GRDB

/// A value on its way into a column.
package struct BulkValue: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByNilLiteral
{
  let stored: DatabaseValue

  package init(_ text: String?) { stored = text.map(\.databaseValue) ?? .null }

  package init(_ number: Int?) { stored = number.map(\.databaseValue) ?? .null }

  /// 1 or 0.
  package init(_ flag: Bool) { stored = (flag ? 1 : 0).databaseValue }

  package init(_ bytes: [UInt8]?) { stored = bytes.map { Data($0).databaseValue } ?? .null }

  /// The day as ISO text.
  package init(_ day: CalendarDate?) { self.init(day?.description) }

  /// The instant in milliseconds.
  package init(_ instant: Instant?) { self.init(instant?.milliseconds) }

  package init(stringLiteral value: String) { self.init(value) }

  package init(integerLiteral value: Int) { self.init(value) }

  package init(nilLiteral: ()) { stored = .null }
}

/// Where a row of a batch comes from.
package struct BulkOrigin: Equatable, Sendable {
  package let file: String
  /// From 1.
  package let line: Int

  package init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}

/// Rows of one table that are written together.
package struct BulkRows: Sendable {
  package let table: BulkTable
  private let width: Int
  private var values: [BulkValue] = []
  private var origins: [BulkOrigin?] = []

  package init(_ table: BulkTable) {
    self.table = table
    width = table.width
  }

  package var count: Int { origins.count }

  /// Adds a row with its values in the order of the table's columns.
  ///
  /// `origin` is nil for a row that stands in no file.
  package mutating func append(_ row: [BulkValue], from origin: BulkOrigin? = nil) {
    precondition(row.count == width, "\(table.rawValue) has \(width) columns, not \(row.count)")
    values += row
    origins.append(origin)
  }

  /// Writes the rows in their order.
  ///
  /// - Throws: ``BulkFault`` for the first row that the schema refuses.
  func insert(in db: Database) throws {
    guard count > 0 else { return }
    let statement = try db.makeStatement(sql: table.insertSQL)
    for index in 0..<count {
      let row = values[index * width..<(index + 1) * width].map(\.stored)
      do {
        statement.setUncheckedArguments(StatementArguments(row))
        try statement.execute()
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
        throw BulkFault(
          table: table,
          origin: origins[index],
          detail: error.message ?? "a rule of the table"
        )
      }
    }
  }
}

/// A row of a batch that the schema refuses; nothing was written.
package struct BulkFault: Error, Equatable, Sendable {
  package let table: BulkTable
  package let origin: BulkOrigin?
  /// What SQLite says, which names the column or the rule and no value.
  package let detail: String
}
