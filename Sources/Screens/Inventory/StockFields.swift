import Domain
import Store
import Terminal

/// Fields and checks that several forms about stock share.
enum StockFields {
  /// Who stands beside the acting person.
  static func second(isNeeded: Bool) -> FormField {
    FormField(
      "second",
      label: "Second person",
      help: isNeeded
        ? "The handle of the colleague who looked on; needed here."
        : "The handle of a colleague who looked on, if any.",
      limit: 32
    )
  }

  /// A choice of reasons in their words.
  static func reason(_ reasons: [MovementReason]) -> FormField {
    FormField(
      "reason",
      label: "Reason",
      kind: .choice(reasons.map(\.words)),
      help: "Left and right change it, or the first letter."
    )
  }

  /// What is wrong with a quantity that must be above zero.
  static func quantityProblem(_ text: String) -> String? {
    guard let quantity = StockQuantity(text: text.trimmed) else {
      return text.trimmed.isEmpty ? "How many?" : "That is no number; one reads like 30 or 2.5."
    }
    return quantity > .zero ? nil : "More than zero."
  }

  /// A date as people write it: `2027-08-31`, `08/31/2027`, `08/2027` or `2027-08`, the last day of a
  /// month when no day is given.
  static func date(_ text: String) -> CalendarDate? {
    if let date = CalendarDate(text: text.trimmed) { return date }
    let isISO = text.contains("-")
    let parts = text.trimmed.split(whereSeparator: { "/-.".contains($0) }).map { Int($0) }
    let numbers = parts.compactMap { $0 }
    guard numbers.count == parts.count else { return nil }
    switch (numbers.count, isISO) {
    case (2, true): return endOfMonth(year: numbers[0], month: numbers[1])
    case (2, false): return endOfMonth(year: numbers[1], month: numbers[0])
    case (3, false):
      return CalendarDate(year: century(numbers[2]), month: numbers[0], day: numbers[1])
    default: return nil
    }
  }

  private static func endOfMonth(year: Int, month: Int) -> CalendarDate? {
    guard (1...12).contains(month) else { return nil }
    let year = century(year)
    return CalendarDate(
      year: year,
      month: month,
      day: CalendarDate.daysInMonth(year: year, month: month)
    )
  }

  /// An expiry of two digits lies in this century.
  private static func century(_ year: Int) -> Int { year < 100 ? 2000 + year : year }
}

extension String {
  /// Without blanks around it.
  var trimmed: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
