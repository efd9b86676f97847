/// Comma-separated values with a header line, whose fields are found by the names of their columns.
package struct CSVTable: Sendable {
  /// The names in the header, in their order.
  package let columns: [String]
  private let places: [String: Int]
  private var reader: CSVReader

  /// Reads the header.
  ///
  /// - Throws: ``CSVError/empty``, ``CSVError/columnTwice(_:)`` and what reading a record throws.
  package init(_ bytes: [UInt8]) throws(CSVError) {
    reader = CSVReader(bytes)
    guard let header = try reader.next(), header.fields != [""] else { throw .empty }
    var places: [String: Int] = [:]
    for (place, name) in header.fields.enumerated() {
      guard places.updateValue(place, forKey: name) == nil else { throw .columnTwice(name) }
    }
    columns = header.fields
    self.places = places
  }

  /// Makes sure that there are exactly these columns, in any order.
  ///
  /// - Throws: ``CSVError/columnMissing(_:)``, ``CSVError/columnUnknown(_:)``
  package func require(_ names: [String]) throws(CSVError) {
    for name in names where places[name] == nil { throw .columnMissing(name) }
    for name in columns where !names.contains(name) { throw .columnUnknown(name) }
  }

  /// The next row, or nil at the end.
  ///
  /// - Throws: ``CSVError/wrongFieldCount(line:expected:found:)`` and what reading a record throws.
  package mutating func next() throws(CSVError) -> CSVRow? {
    guard let record = try reader.next() else { return nil }
    guard record.fields.count == columns.count else {
      throw .wrongFieldCount(
        line: record.line,
        expected: columns.count,
        found: record.fields.count
      )
    }
    return CSVRow(record: record, places: places)
  }
}

/// One row of a table.
package struct CSVRow: Sendable {
  private let record: CSVRecord
  private let places: [String: Int]

  fileprivate init(record: CSVRecord, places: [String: Int]) {
    self.record = record
    self.places = places
  }

  /// The line in which it begins, from 1.
  package var line: Int { record.line }

  /// The field in a column; nil when there is no such column.
  package subscript(_ column: String) -> String? { places[column].map { record.fields[$0] } }
}
