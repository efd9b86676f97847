/// What makes a text unreadable as comma-separated values, with the line where it was found.
///
/// Lines count from 1, those inside quoted fields too.
package enum CSVError: Error, Equatable, Sendable {
  /// There is no header line.
  case empty
  /// A quoted field that began in this line has no closing quote.
  case unclosedQuote(line: Int)
  /// Something other than a comma or the end of the line follows a closing quote.
  case textAfterQuote(line: Int)
  /// A quote stands inside a field that does not begin with one.
  case quoteInsideField(line: Int)
  /// A carriage return that no line feed follows.
  case bareCarriageReturn(line: Int)
  case nul(line: Int)
  /// A field is not UTF-8; fields count from 1.
  case invalidUTF8(line: Int, field: Int)
  case wrongFieldCount(line: Int, expected: Int, found: Int)
  case columnTwice(String)
  case columnMissing(String)
  case columnUnknown(String)
}

extension CSVError {
  /// The line where it was found; the header's for what is wrong with columns.
  package var line: Int {
    switch self {
    case .empty, .columnTwice, .columnMissing, .columnUnknown: 1
    case .unclosedQuote(let line), .textAfterQuote(let line), .quoteInsideField(let line),
      .bareCarriageReturn(let line), .nul(let line), .invalidUTF8(let line, _),
      .wrongFieldCount(let line, _, _):
      line
    }
  }

  /// The same error in a text whose first line is another one of the file.
  func moved(by lines: Int) -> CSVError {
    switch self {
    case .empty, .columnTwice, .columnMissing, .columnUnknown: self
    case .unclosedQuote(let line): .unclosedQuote(line: line + lines)
    case .textAfterQuote(let line): .textAfterQuote(line: line + lines)
    case .quoteInsideField(let line): .quoteInsideField(line: line + lines)
    case .bareCarriageReturn(let line): .bareCarriageReturn(line: line + lines)
    case .nul(let line): .nul(line: line + lines)
    case .invalidUTF8(let line, let field): .invalidUTF8(line: line + lines, field: field)
    case .wrongFieldCount(let line, let expected, let found):
      .wrongFieldCount(line: line + lines, expected: expected, found: found)
    }
  }

  /// What is wrong, in plain words that follow the name of the file and the line.
  package var words: String {
    switch self {
    case .empty: "there is no header line"
    case .unclosedQuote: "a quoted field is not closed"
    case .textAfterQuote: "something other than a comma follows a closing quote"
    case .quoteInsideField: "a quote stands inside a field that does not begin with one"
    case .bareCarriageReturn: "a carriage return stands without a line feed"
    case .nul: "a NUL byte stands in the text"
    case .invalidUTF8(_, let field): "field \(field) is not UTF-8"
    case .wrongFieldCount(_, let expected, let found):
      "the line has \(found) fields where the header has \(expected)"
    case .columnTwice(let name): "the column \(name) stands twice"
    case .columnMissing(let name): "the column \(name) is missing"
    case .columnUnknown(let name): "the column \(name) is not known"
    }
  }
}
