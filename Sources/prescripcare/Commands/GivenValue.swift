import Domain
import Store

/// Options as values; each failure quotes what was given and shows what is expected.
enum GivenValue {
  static func date(_ text: String?, _ option: String) throws -> CalendarDate? {
    guard let text else { return nil }
    guard let date = CalendarDate(text: text) else {
      throw CommandFailure(
        .badData,
        "\(option) is \(quoted(text)), which is not a date such as 2026-03-01."
      )
    }
    return date
  }

  /// A local time, or a date for its first minute.
  static func local(_ text: String, _ option: String) throws -> LocalMinute {
    guard let moment = RuleMoment(text: text) else {
      throw CommandFailure(
        .badData,
        "\(option) is \(quoted(text)), which is not a local time such as 2026-03-01T08:00."
      )
    }
    return moment.local
  }

  static func whole(_ number: Int?, _ option: String, _ range: ClosedRange<Int>) throws -> Int? {
    guard let number else { return nil }
    guard range.contains(number) else {
      throw CommandFailure(
        .badData,
        "\(option) is \(number); it is a number from \(range.lowerBound) to \(range.upperBound)."
      )
    }
    return number
  }

  /// An exact number that is not negative: `30`, `2.5`, `1/2`.
  static func quantity(_ text: String?, _ option: String) throws -> Rational? {
    guard let text else { return nil }
    guard let quantity = Rational(text: text), quantity >= .zero else {
      throw CommandFailure(
        .badData,
        "\(option) is \(quoted(text)), which is not a quantity such as 30 or 2.5."
      )
    }
    return quantity
  }

  static func positive(_ text: String?, _ option: String) throws -> Rational? {
    guard let quantity = try quantity(text, option) else { return nil }
    guard quantity.isPositive else {
      throw CommandFailure(.badData, "\(option) is 0; it is more than zero.")
    }
    return quantity
  }

  static func quoted(_ text: String) -> String {
    "“\(SafeText.forTerminal(String(text.prefix(40))))”"
  }
}
