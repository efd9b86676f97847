extension Display {
  /// A strength as a person reads it: `1,000 mg`, `400 mg per 5 mL`, `25 mg and 100 mg`.
  ///
  /// Text that is not a strength is returned as it is.
  package static func strength(_ text: String) -> String {
    guard let strength = Strength(text: text) else { return Strength.entered(text) }
    let mass = strength.amounts.map { amount($0) }.joined(separator: " and ")
    guard let per = strength.per else { return mass }
    return per.quantity == Rational(1) ? "\(mass) per \(per.unit)" : "\(mass) per \(amount(per))"
  }
}
