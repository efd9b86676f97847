import Domain
import GRDB

/// A value on its way into a column.
package enum BulkValue: Sendable {
  case null
  case integer(Int)
  case text(String)
  case bytes([UInt8])
}

extension BulkValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByNilLiteral
{
  package init(_ text: String?) { self = text.map(BulkValue.text) ?? .null }

  package init(_ number: Int?) { self = number.map(BulkValue.integer) ?? .null }

  /// 1 or 0.
  package init(_ flag: Bool) { self = .integer(flag ? 1 : 0) }

  package init(_ bytes: [UInt8]?) { self = bytes.map(BulkValue.bytes) ?? .null }

  /// The day as ISO text.
  package init(_ day: CalendarDate?) { self.init(day?.description) }

  /// The instant in milliseconds.
  package init(_ instant: Instant?) { self.init(instant?.milliseconds) }

  package init(stringLiteral value: String) { self = .text(value) }

  package init(integerLiteral value: Int) { self = .integer(value) }

  package init(nilLiteral: ()) { self = .null }
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
    var insert = try BulkStatement(table.insertSQL, in: db)
    for index in 0..<count {
      for place in index * width..<(index + 1) * width { insert.bind(values[place]) }
      do {
        try insert.execute()
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

extension BulkStatement {
  fileprivate mutating func bind(_ value: BulkValue) {
    switch value {
    case .null: bindNull()
    case .integer(let number): bind(number)
    case .text(let text): bind(text)
    case .bytes(let bytes): bind(bytes)
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
