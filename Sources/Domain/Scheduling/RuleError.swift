/// Why a document is not a schedule rule, or not a case to be worked out.
///
/// Places are written as paths, `times[0].amount`; the document itself is the empty path.
package enum RuleError: Error, Equatable, Sendable {
  case wrongType(String, expected: RuleValueType)
  case unknownKey(String, in: String)
  case missingKey(String, in: String)
  case unknownKind(String)
  case unknownWord(String, at: String, expected: [String])
  case unreadableTime(String, at: String)
  case unreadableMoment(String, at: String)
  case unreadableAmount(String, at: String, AmountError)
  case outOfRange(Int, at: String, ClosedRange<Int>)
  case excluding(String, String, in: String)
  case emptyList(String)
  case duplicate(String, at: String)
  case endNotAfterStart(start: RuleMoment, end: RuleMoment)
  case windowWithoutLength(TimeOfDay, at: String)
  case openStepNotLast(Int)
  case neverOccurs(String)
  case emptyText(String)
  case unreadableReading(String, at: String)
  case readingsOutOfOrder(String)
  case amountFromReading(String)
  case amountInReadingRow(String)
  case linkedAlone(after: String)
  case rangeBackwards(from: LocalMinute, to: LocalMinute)
  case unknownRule(String, at: String)
  case linkedToItself(String)
  case notARange(String)
}

/// A type of JSON value.
package enum RuleValueType: String, Sendable {
  case object
  case list
  case text
  case wholeNumber = "whole number"
  case number
}

extension RuleError {
  /// One plain sentence that says what is wrong and where.
  package var sentence: String {
    switch self {
    case .wrongType(let path, let expected):
      "\(Self.place(path)) should be \(expected.phrase)."
    case .unknownKey(let key, let path):
      "There is no “\(key)” in \(Self.inner(path))."
    case .missingKey(let key, let path):
      "“\(key)” is missing in \(Self.inner(path))."
    case .unknownKind(let kind):
      "There is no kind of schedule named “\(kind)”."
    case .unknownWord(let word, let path, let expected):
      "“\(path)” is “\(word)”, but should be one of \(expected.joined(separator: ", "))."
    case .unreadableTime(let text, let path):
      "“\(path)” is “\(text)”, which is not a time such as 08:00."
    case .unreadableMoment(let text, let path):
      "“\(path)” is “\(text)”, which is not a date such as 2026-03-01 or 2026-03-01T08:00."
    case .unreadableAmount(let text, let path, let error):
      "“\(path)” is “\(text)”, \(error.clause)."
    case .outOfRange(let number, let path, let range):
      "“\(path)” is \(number), but should be \(range.lowerBound) to \(range.upperBound)."
    case .excluding(let first, let second, let path):
      "“\(first)” and “\(second)” cannot stand together in \(Self.inner(path))."
    case .emptyList(let path):
      "“\(path)” is empty."
    case .duplicate(let value, let path):
      "“\(path)” repeats \(value)."
    case .notARange(let path):
      "\(Self.place(path)) should be more than “amount”, in the same unit."
    case .endNotAfterStart(let start, let end):
      "The end, \(end), is not after the start, \(start)."
    case .windowWithoutLength(let time, let path):
      "“\(path)” begins and ends at \(time)."
    case .openStepNotLast(let number):
      "Step \(number) has no number of days, but is not the last."
    case .neverOccurs(let path):
      "“\(path)” has amounts only for days on which nothing is due."
    case .emptyText(let path):
      "“\(path)” has no text."
    case .unreadableReading(let text, let path):
      "“\(path)” is \(text), which is not a reading."
    case .readingsOutOfOrder(let path):
      "“\(path)” overlaps the row before it or stands in the wrong order."
    case .amountFromReading(let path):
      "“\(path)” has an amount, but the amount comes from the reading."
    case .amountInReadingRow(let path):
      "\(Self.place(path)) has “amount”; a row of a table says “units”, in the prescriber's words."
    case .linkedAlone(let parent):
      "Doses that follow “\(parent)” are known only once it is recorded."
    case .rangeBackwards(let from, let to):
      "The range ends, \(to), before it begins, \(from)."
    case .unknownRule(let id, let path):
      "“\(path)” names the rule “\(id)”, which is not given."
    case .linkedToItself(let id):
      "The rule “\(id)” follows itself."
    }
  }

  private static func place(_ path: String) -> String { path.isEmpty ? "The rule" : "“\(path)”" }

  private static func inner(_ path: String) -> String { path.isEmpty ? "the rule" : "“\(path)”" }
}

extension RuleValueType {
  fileprivate var phrase: String {
    switch self {
    case .object: "an object"
    case .list: "a list"
    case .text: "a text"
    case .wholeNumber: "a whole number"
    case .number: "a number"
    }
  }
}

extension AmountError {
  fileprivate var clause: String {
    switch self {
    case .unreadable: "which is not an amount such as 1 tablet"
    case .unitMissing: "which has no unit"
    case .unknownUnit(let unit): "and “\(unit)” is not a known unit"
    case .notPositive: "which is no amount at all"
    }
  }
}
