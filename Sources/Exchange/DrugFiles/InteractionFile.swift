import Domain

/// Reads the records of a table of interactions in CSV, with the columns of the shipped one.
struct InteractionFile: Sendable {
  static let columns = [
    "a", "b", "severity", "kind", "mechanism", "effect", "management", "evidence",
    "evidence_type", "source", "written", "keep_apart_before_hours", "keep_apart_after_hours",
  ]

  /// Columns that a table may leave out.
  static let optional = ["after_a_days", "after_b_days"]

  private let places: [String: Int]

  /// Checks the header.
  init(header: [String]) throws(CSVError) {
    var places: [String: Int] = [:]
    for (place, name) in header.enumerated() {
      guard places.updateValue(place, forKey: name) == nil else { throw .columnTwice(name) }
    }
    for name in Self.columns where places[name] == nil { throw .columnMissing(name) }
    for name in header where !(Self.columns + Self.optional).contains(name) {
      throw .columnUnknown(name)
    }
    self.places = places
  }

  func row(_ fields: [String]) throws(LineProblem) -> CatalogueRow {
    guard fields.count == places.count else {
      throw .fieldCount(expected: places.count, found: fields.count)
    }
    func text(_ column: String) -> String {
      places[column].map { DrugFileText.trimmed(fields[$0]) } ?? ""
    }
    func required(_ column: String) throws(LineProblem) -> String {
      let value = text(column)
      if value.isEmpty { throw .empty(column: column) }
      return value
    }
    func one(_ column: String, of values: [String]) throws(LineProblem) -> String {
      let value = try required(column)
      guard values.contains(value) else {
        let expected = values.dropLast().joined(separator: ", ") + " and " + (values.last ?? "")
        throw .unknownValue(column: column, found: value, expected: expected)
      }
      return value
    }
    func minutes(_ column: String) throws(LineProblem) -> Int? {
      let hours = text(column)
      guard !hours.isEmpty else { return nil }
      guard let value = Rational(text: hours), value <= Rational(1000),
        (value * Rational(60)).isWhole
      else { throw .noNumber(column: column, found: hours) }
      return (value * Rational(60)).numerator
    }
    func days(_ column: String) throws(LineProblem) -> Int? {
      let days = text(column)
      guard !days.isEmpty else { return nil }
      guard let value = Rational(text: days), value.isWhole, (1...1000) ~= value.numerator else {
        throw .noNumber(column: column, found: days)
      }
      return value.numerator
    }
    let written = try required("written")
    guard let day = CalendarDate(text: written) else {
      throw .noDay(column: "written", found: written)
    }
    return .interaction(
      InteractionEntry(
        first: try required("a"),
        second: try required("b"),
        severity: try one("severity", of: ["contraindicated", "major", "moderate", "minor"]),
        kind: try required("kind"),
        mechanism: try required("mechanism"),
        effect: try required("effect"),
        management: try required("management"),
        evidence: try one("evidence", of: ["established", "probable", "suspected", "theoretical"]),
        keepApartBeforeMinutes: try minutes("keep_apart_before_hours"),
        keepApartAfterMinutes: try minutes("keep_apart_after_hours"),
        afterFirstDays: try days("after_a_days"),
        afterSecondDays: try days("after_b_days"),
        source: try required("source"),
        writtenOn: day
      )
    )
  }
}
