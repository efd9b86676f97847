/// Reads comma-separated values record by record, strictly by RFC 4180.
///
/// Lines end in LF or CRLF; a byte order mark at the beginning is skipped; the last line may lack
/// its end. Nothing is guessed: the first thing that breaks the rules is thrown.
package struct CSVReader: Sendable {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The next record, or nil at the end.
  package mutating func next() throws(CSVError) -> CSVRecord? {
    guard position < bytes.count else { return nil }
    var record = CSVRecord(line: line, fields: [])
    let outcome = bytes.withUnsafeBufferPointer { buffer -> Result<Int, CSVError> in
      var scan = FieldScan(buffer: buffer, position: position, line: line)
      do throws(CSVError) {
        repeat {
          record.fields.append(try scan.field(number: record.fields.count + 1))
        } while !scan
          .isRecordOver
      } catch {
        return .failure(error)
      }
      line = scan.line
      return .success(scan.position)
    }
    position = try outcome.get()
    return record
  }
}

/// One record as it stands in the text.
package struct CSVRecord: Equatable, Sendable {
  /// The line in which it begins, from 1.
  package let line: Int
  package fileprivate(set) var fields: [String]
}

/// The way of the reader through one record.
private struct FieldScan {
  let buffer: UnsafeBufferPointer<UInt8>
  var position: Int
  var line: Int
  var isRecordOver = false

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  mutating func field(number: Int) throws(CSVError) -> String {
    let firstLine = line
    if position < buffer.count, buffer[position] == Self.quote {
      return try text(try quoted(), number: number, line: firstLine)
    }
    let start = position
    scan: while position < buffer.count {
      switch buffer[position] {
      case Self.comma, Self.lineFeed, Self.carriageReturn: break scan
      case Self.quote: throw .quoteInsideField(line: line)
      case 0: throw .nul(line: line)
      default: position += 1
      }
    }
    let field = UnsafeBufferPointer(rebasing: buffer[start..<position])
    try separator(afterQuote: false)
    guard let text = String(validating: field, as: UTF8.self) else {
      throw .invalidUTF8(line: firstLine, field: number)
    }
    return text
  }

  /// The bytes of a quoted field with its doubled quotes made single.
  private mutating func quoted() throws(CSVError) -> [UInt8] {
    let firstLine = line
    var field: [UInt8] = []
    position += 1
    while position < buffer.count {
      let byte = buffer[position]
      position += 1
      switch byte {
      case Self.quote:
        guard position < buffer.count, buffer[position] == Self.quote else {
          try separator(afterQuote: true)
          return field
        }
        position += 1
      case Self.lineFeed: line += 1
      case 0: throw .nul(line: line)
      default: break
      }
      field.append(byte)
    }
    throw .unclosedQuote(line: firstLine)
  }

  /// Passes what ends a field: a comma, the end of the line or the end of the text.
  private mutating func separator(afterQuote: Bool) throws(CSVError) {
    guard position < buffer.count else {
      isRecordOver = true
      return
    }
    switch buffer[position] {
    case Self.comma: position += 1
    case Self.lineFeed:
      position += 1
      endLine()
    case Self.carriageReturn:
      guard position + 1 < buffer.count, buffer[position + 1] == Self.lineFeed else {
        throw .bareCarriageReturn(line: line)
      }
      position += 2
      endLine()
    default: throw afterQuote ? .textAfterQuote(line: line) : .quoteInsideField(line: line)
    }
  }

  private mutating func endLine() {
    line += 1
    isRecordOver = true
  }

  private func text(_ bytes: [UInt8], number: Int, line: Int) throws(CSVError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .invalidUTF8(line: line, field: number)
    }
    return text
  }
}
