/// The one place where numbers, amounts, names, times and dates become what a person reads.
///
/// Everything here keeps to the lists of signs that have led to wrong doses: see
/// ``ForbiddenSigns``. Files, commands and JSON use `description` of the types instead.
package enum Display {
  /// A whole number with a comma before each group of three digits: `1,325`, `-12,000`.
  package static func number(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { out += "," }
      out.append(digit)
    }
    return value < 0 ? "-" + out : out
  }

  /// An exact decimal with a leading zero, without trailing zeros, with commas: `0.5`, `1,325.25`.
  ///
  /// Numbers that do not end within six places are rounded to three and marked `about`.
  package static func decimal(_ value: Rational) -> String {
    guard let text = value.decimalText else {
      let rounded = Rational((value * Rational(1000) + Rational(1, 2)).floor, 1000)
      return "about \(decimal(rounded))"
    }
    let parts = text.split(separator: ".", maxSplits: 1)
    let sign = text.hasPrefix("-") ? "-" : ""
    let whole = sign + number(Int(parts[0].drop { $0 == "-" }) ?? 0)
    return parts.count == 1 ? whole : "\(whole).\(parts[1])"
  }

  /// A counted thing with its number: `1 day`, `5 days`, `1,200 patients`.
  ///
  /// `plural` is needed where it is not made with an `s`.
  package static func count(_ number: Int, _ singular: String, plural: String? = nil) -> String {
    "\(self.number(number)) \(number == 1 ? singular : plural ?? singular + "s")"
  }

  /// A list as people say it: `a`, `a and b`, `a, b and c`.
  package static func list(_ items: [String], joinedBy word: String = "and") -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return "\(items.dropLast().joined(separator: ", ")) \(word) \(last)"
  }

  /// How many of a whole: `2 of 12`, never with a slash.
  package static func part(_ done: Int, of whole: Int) -> String {
    "\(number(done)) of \(number(whole))"
  }

  /// A sentence with its first letter capital and a full stop at its end.
  ///
  /// Names of medicines keep their case, so this is only for sentences that start with a word.
  package static func sentence(_ text: String) -> String {
    let capital = text.prefix(1).uppercased() + text.dropFirst()
    return capital.last.map { ".!?".contains($0) } == true ? capital : capital + "."
  }
}
