import Domain
import Exchange
import Foundation
import Store

/// The folder of a catalogue or a sample, read file by file.
struct SampleText {
  /// The folder with `README.md` and the files beside it.
  let folder: String

  /// The rows of a file, which has exactly these columns.
  ///
  /// - Throws: ``SampleError``
  func rows(_ file: String, _ columns: String) throws(SampleError) -> [SampleRow] {
    guard let data = FileManager.default.contents(atPath: folder + "/" + file) else {
      throw .fileMissing(file)
    }
    do throws(CSVError) {
      var table = try CSVTable([UInt8](data))
      try table.require(columns.split(separator: " ").map(String.init))
      var rows: [SampleRow] = []
      while let row = try table.next() { rows.append(SampleRow(file: file, row: row)) }
      return rows
    } catch {
      throw .unreadable(file: file, error)
    }
  }
}

/// One row of a file, whose fields are read as what they stand for.
struct SampleRow {
  let file: String
  let row: CSVRow

  var origin: BulkOrigin { BulkOrigin(file: file, line: row.line) }

  func place(_ column: String) -> SamplePlace {
    SamplePlace(file: file, line: row.line, column: column)
  }

  func bad(_ column: String, expected: String) -> SampleError {
    .badValue(place(column), value: row[column] ?? "", expected: expected)
  }

  /// The field of a column that a file may lack; nil when it is empty.
  func field(_ column: String) -> String? { row[column].flatMap { $0.isEmpty ? nil : $0 } }

  /// The text in a column, nil when it is empty.
  func optional(_ column: String) throws(SampleError) -> String? {
    guard let text = row[column] else { throw .unreadable(file: file, .columnMissing(column)) }
    guard !text.isEmpty else { return nil }
    // Plain ASCII, which is nearly everything, needs no closer look.
    if text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) {
      do throws(StoreError) {
        _ = try PlainText.checked(text, of: column, atMost: 20_000)
      } catch {
        throw bad(column, expected: "plain text")
      }
    }
    return text
  }

  func required(_ column: String) throws(SampleError) -> String {
    guard let text = try optional(column) else { throw bad(column, expected: "filled") }
    return text
  }

  /// The parts of a list between semicolons.
  func list(_ column: String) throws(SampleError) -> [String] {
    guard let text = try optional(column) else { return [] }
    return text.components(separatedBy: "; ")
  }

  func optionalNumber(_ column: String) throws(SampleError) -> Int? {
    guard let text = try optional(column) else { return nil }
    guard let number = Int(text) else { throw bad(column, expected: "a whole number") }
    return number
  }

  func number(_ column: String) throws(SampleError) -> Int {
    guard let number = try optionalNumber(column) else {
      throw bad(column, expected: "a whole number")
    }
    return number
  }

  /// A decimal number in thousandths.
  func optionalThousandths(_ column: String) throws(SampleError) -> Int? {
    guard let text = try optional(column) else { return nil }
    let isNegative = text.hasPrefix("-")
    guard
      let value = Rational(text: isNegative ? String(text.dropFirst()) : text),
      let quantity = StockQuantity(value)
    else { throw bad(column, expected: "a number with at most three decimals") }
    return isNegative ? -quantity.thousandths : quantity.thousandths
  }

  func thousandths(_ column: String) throws(SampleError) -> Int {
    guard let number = try optionalThousandths(column) else {
      throw bad(column, expected: "a number with at most three decimals")
    }
    return number
  }

  func optionalFlag(_ column: String) throws(SampleError) -> Bool? {
    switch try optional(column) {
    case "yes", "true": true
    case "no", "false": false
    case nil: nil
    default: throw bad(column, expected: "yes or no")
    }
  }

  func flag(_ column: String) throws(SampleError) -> Bool {
    guard let flag = try optionalFlag(column) else { throw bad(column, expected: "yes or no") }
    return flag
  }

  func optionalTime(_ column: String) throws(SampleError) -> TimeOfDay? {
    guard let text = try optional(column) else { return nil }
    guard let time = TimeOfDay(text: text) else {
      throw bad(column, expected: "a time such as 08:00")
    }
    return time
  }

  func time(_ column: String) throws(SampleError) -> TimeOfDay {
    guard let time = try optionalTime(column) else {
      throw bad(column, expected: "a time such as 08:00")
    }
    return time
  }

  func date(_ column: String) throws(SampleError) -> CalendarDate {
    guard let date = CalendarDate(text: try required(column)) else {
      throw bad(column, expected: "a date such as 1955-03-04")
    }
    return date
  }

  /// The day that a number counts from the day of opening.
  func optionalDay(_ column: String, from today: CalendarDate) throws(SampleError) -> CalendarDate?
  {
    guard let days = try optionalNumber(column) else { return nil }
    guard abs(days) < 100_000 else { throw bad(column, expected: "a number of days") }
    return today + days
  }

  func day(_ column: String, from today: CalendarDate) throws(SampleError) -> CalendarDate {
    guard let day = try optionalDay(column, from: today) else {
      throw bad(column, expected: "a number of days")
    }
    return day
  }

  /// One of the raw values of an enum.
  func word<Word: RawRepresentable & CaseIterable>(
    _ column: String,
    as type: Word.Type
  ) throws(SampleError) -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: try required(column)) else {
      let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw bad(column, expected: "one of \(known)")
    }
    return word
  }

  /// What a name in a column stands for.
  func find<Value>(
    _ column: String,
    in known: [String: Value]
  ) throws(SampleError) -> Value {
    let name = try required(column)
    guard let value = known[name] else { throw .unknownName(place(column), value: name) }
    return value
  }
}
