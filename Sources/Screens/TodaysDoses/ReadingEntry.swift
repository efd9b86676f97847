import Domain
import Store

/// Reads what is typed for a dose that hangs on a reading: the reading, and what was taken.
struct ReadingEntry: Sendable {
  let rule: ByReadingRule
  /// What the medicine is counted in.
  let unit: String

  /// What was taken: an amount, or nothing at all.
  enum Taken: Equatable {
    case amount(Amount)
    case nothing
  }

  func reading(_ text: String) -> Rational? {
    guard let reading = Rational(text: text), reading.isPositive, reading < Rational(100_000),
      (reading * Rational(1000)).isWhole
    else { return nil }
    return reading
  }

  func taken(_ text: String) -> Taken? {
    let text = text.split(separator: " ").joined(separator: " ")
    if ["0", "0 \(unit)", "0 \(unit)s", "none"].contains(text.lowercased()) { return .nothing }
    return AmountEntry(unit: unit).amount(text).map { .amount($0) }
  }

  /// What is wrong with a field, as a sentence.
  func problem(_ field: String, _ text: String) -> String? {
    guard field == "amount" else {
      return reading(text) == nil
        ? "Type the number on the meter. LO or HI: do not guess, call." : nil
    }
    switch taken(text) {
    case .nothing: return nil
    case .amount(let amount) where amount.unit == unit: return nil
    case .amount: return "This is counted in \(Amount.counted[unit] ?? unit) here."
    case nil: return AmountEntry(unit: unit).problem(text) ?? "Say how much you took."
    }
  }

  /// Why what was typed is asked about once more; nil when it is what the table says.
  func doubt(_ reading: Rational, _ taken: Taken) -> String? {
    let place = rule.place(of: reading)
    let shown = Display.decimal(reading)
    guard case .row(let index) = place else {
      return "No row of the table holds \(shown). \(rule.words(on: place))"
    }
    let row = rule.table[index]
    let typed: Rational =
      switch taken {
      case .amount(let amount): amount.quantity
      case .nothing: .zero
      }
    guard let planned = row.plainUnits else {
      return taken == .nothing ? nil : "The table says for \(shown): \(row.units)."
    }
    return typed == planned ? nil : "The table says for \(shown): \(row.units)."
  }
}
