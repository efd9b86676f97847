/// Where a reading stands in a prescriber's table.
package enum ReadingPlace: Hashable, Sendable {
  /// The row that holds it, from 0.
  case row(Int)
  /// It is lower than every row.
  case belowTable
  /// It lies between two rows or above the last one.
  case outside
}

/// What was measured before a dose, as the health record keeps it.
package struct ReadingMeasure: Hashable, Sendable {
  /// The name of the measurement: `glucose`.
  package let metric: String
  /// `mg per dL`, `mmol per L`; empty when the table does not tell.
  package let unit: String
}

extension ByReadingRule {
  /// Where a reading stands; nothing is rounded to make it fit a row.
  package func place(of reading: Rational) -> ReadingPlace {
    if let index = table.firstIndex(where: { $0.range.holds(reading) }) { return .row(index) }
    guard let lowest = table.first?.range.least else { return .outside }
    return reading < lowest ? .belowTable : .outside
  }

  /// The prescriber's words about a reading; where there are none, that nobody is to guess.
  package func words(on place: ReadingPlace) -> String {
    switch place {
    case .row(let index): table[index].units
    case .belowTable: floorText ?? Self.unknown
    case .outside: Self.unknown
    }
  }

  /// What the table says for a reading, or that it says nothing.
  package func sentence(on reading: Rational) -> String {
    let shown = Display.decimal(reading)
    let place = place(of: reading)
    switch place {
    case .row: return "The table says for \(shown): \(words(on: place))"
    case .belowTable where floorText != nil:
      return "\(shown) is below the table. The prescriber wrote: \(words(on: place))"
    case .belowTable: return "\(shown) is below the table. \(Self.unknown)"
    case .outside: return "No row of the table holds \(shown). \(Self.unknown)"
    }
  }

  /// What is said where the table says nothing.
  package static let unknown = "Do not guess. Call."

  /// What the readings of this table are.
  ///
  /// Blood sugar is counted in mg per dL or mmol per L, and no table can be mistaken for the other
  /// kind: every limit of the one lies above 40, of the other below. Other readings have no unit
  /// here.
  package func measure(isInsulin: Bool) -> ReadingMeasure {
    guard isInsulin else { return ReadingMeasure(metric: "reading", unit: "") }
    let highest = table.compactMap(\.range.highest).max() ?? .zero
    return ReadingMeasure(
      metric: "glucose",
      unit: highest > Rational(40) ? "mg per dL" : "mmol per L"
    )
  }
}

extension ReadingRow {
  /// The number with which the prescriber's words begin, as in `4 units`; nil for other words.
  package var plainUnits: Rational? {
    let words = units.split(separator: " ")
    guard words.count >= 2, words[1].hasPrefix("unit") else { return nil }
    return Rational(text: String(words[0]))
  }
}

extension ReadingRange {
  /// Whether a reading belongs to it.
  package func holds(_ reading: Rational) -> Bool {
    switch self {
    case .below(let limit): reading < limit
    case .between(let from, let to): reading >= from && reading <= to
    case .from(let from): reading >= from
    }
  }

  /// `below 70`, `70 to 149`, `350 or more`.
  package var words: String {
    switch self {
    case .below(let limit): "below \(Display.decimal(limit))"
    case .between(let from, let to): "\(Display.decimal(from)) to \(Display.decimal(to))"
    case .from(let from): "\(Display.decimal(from)) or more"
    }
  }

  /// The lowest reading that belongs to it; nil when there is none.
  fileprivate var least: Rational? {
    switch self {
    case .below: nil
    case .between(let from, _), .from(let from): from
    }
  }

  fileprivate var highest: Rational {
    switch self {
    case .below(let limit): limit
    case .between(_, let to): to
    case .from(let from): from
    }
  }
}
