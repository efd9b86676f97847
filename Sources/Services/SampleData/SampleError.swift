import Domain
import Exchange
import Store

/// Why a catalogue or a sample cannot be loaded; nothing was kept of it.
package enum SampleError: Error, Equatable, Sendable {
  /// There is no folder with that text.
  case folderMissing(String)
  case fileMissing(String)
  /// The file is not the table it should be.
  case unreadable(file: String, CSVError)
  /// A value that is not what the column holds.
  case badValue(SamplePlace, value: String, expected: String)
  /// A name of something that stands nowhere.
  case unknownName(SamplePlace, value: String)
  /// A name that stands in an earlier line too.
  case nameTwice(SamplePlace, value: String)
  case badRule(SamplePlace, RuleError)
  /// The database refuses the row.
  case refused(file: String, line: Int, detail: String)
  /// The database refuses a row that stands in no file.
  case notLoaded(detail: String)
}

/// A field of a file.
package struct SamplePlace: Equatable, Sendable {
  package let file: String
  /// From 1.
  package let line: Int
  package let column: String

  package init(file: String, line: Int, column: String) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension SamplePlace: CustomStringConvertible {
  /// `people.csv, line 3, column zone`.
  package var description: String { "\(file), line \(line), column \(column)" }
}

extension SampleError {
  /// One plain sentence.
  package var sentence: String {
    switch self {
    case .folderMissing(let folder): "There is no folder \(folder)."
    case .fileMissing(let file): "\(file) is missing."
    case .unreadable(let file, let error): "\(file), line \(error.line): \(error.words)."
    case .badValue(let place, let value, let expected):
      "\(place): “\(value.prefix(60))” is not \(expected)."
    case .unknownName(let place, let value): "\(place): there is no \(value.prefix(60))."
    case .nameTwice(let place, let value):
      "\(place): \(value.prefix(60)) stands in an earlier line too."
    case .badRule(let place, let error): "\(place): \(error.sentence)"
    case .refused(let file, let line, let detail):
      "\(file), line \(line): the database refuses the row (\(detail))."
    case .notLoaded(let detail): "The sample does not hold together (\(detail))."
    }
  }
}
