/// How much of something: an exact number and its unit, as in `1 tablet`, `2.5 mL`, `500 mg`.
///
/// Never negative. Units are kept in the singular (`tablet`, `puff`, `unit`), measures as written in
/// medicine (`mg`, `mcg`, `g`, `mL`, `mEq`).
package struct Amount: Hashable, Sendable {
  package var quantity: Rational
  package var unit: String

  package init(_ quantity: Rational, _ unit: String) {
    self.quantity = quantity
    self.unit = unit
  }

  /// An amount from text such as `"2 tablets"`, `"1/2 tablet"`, `"1 1/2 tablets"`, `"2.5 mg"`.
  ///
  /// - Throws: ``AmountError``
  package init(text: String) throws(AmountError) {
    let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard trimmed.utf8.count <= 100 else { throw .unreadable(String(trimmed.prefix(40))) }
    guard let unitStart = trimmed.firstIndex(where: { $0.isLetter || $0 == "%" }) else {
      throw Rational(text: trimmed) == nil ? .unreadable(trimmed) : .unitMissing(trimmed)
    }
    let number = trimmed[..<unitStart].trimmingSuffix { $0 == " " }
    guard let quantity = Rational(text: number) else { throw .unreadable(trimmed) }
    guard quantity.isPositive else { throw .notPositive(trimmed) }
    let unitText = String(trimmed[unitStart...])
    guard let unit = Self.canonicalUnit(unitText) else { throw .unknownUnit(unitText) }
    self.init(quantity, unit)
  }

  /// Whether the unit is a measure (`mg`, `mL`) and so is written with decimals and never a plural.
  package var isMeasured: Bool { Self.measures.contains(unit) }
}

/// Why a text is not an amount.
package enum AmountError: Error, Equatable, Sendable {
  case unreadable(String)
  case unitMissing(String)
  case unknownUnit(String)
  case notPositive(String)
}

extension Amount {
  /// Units that are measures: written after a decimal, without a plural.
  package static let measures: Set<String> = [
    "mg", "mcg", "g", "kg", "mL", "L", "mEq", "mmol", "%",
  ]

  /// Units that are counted: written after a whole number or a fraction, with a plural.
  package static let counted: [String: String] = [
    "tablet": "tablets", "capsule": "capsules", "puff": "puffs", "drop": "drops",
    "unit": "units", "patch": "patches", "spray": "sprays", "suppository": "suppositories",
    "injection": "injections", "application": "applications", "inhalation": "inhalations",
    "lozenge": "lozenges", "packet": "packets", "film": "films", "ring": "rings", "vial": "vials",
    "ampule": "ampules", "pen": "pens", "syringe": "syringes", "click": "clicks", "dose": "doses",
    "each": "each", "inch": "inches", "gummy": "gummies", "scoop": "scoops", "kit": "kits",
    "ribbon": "ribbons", "strip": "strips", "wafer": "wafers", "caplet": "caplets",
    "softgel": "softgels", "enema": "enemas", "cartridge": "cartridges", "bottle": "bottles",
    "pill": "pills", "pump": "pumps", "capful": "capfuls", "applicatorful": "applicatorfuls",
    "troche": "troches", "pad": "pads", "piece": "pieces",
  ]

  private static let spellings: [String: String] = {
    var table: [String: String] = [
      "ml": "mL", "milliliter": "mL", "milliliters": "mL", "milligram": "mg", "milligrams": "mg",
      "microgram": "mcg", "micrograms": "mcg", "gram": "g", "grams": "g", "gm": "g", "l": "L",
      "liter": "L", "liters": "L", "meq": "mEq", "ea": "each", "tab": "tablet", "tabs": "tablet",
      "cap": "capsule", "caps": "capsule",
    ]
    for measure in measures { table[measure.lowercased()] = measure }
    for (singular, plural) in counted {
      table[singular] = singular
      table[plural] = singular
    }
    return table
  }()

  /// What doses in such units are counted in: the first that is counted, or mL; nil where there is
  /// none, as of doses in mg.
  package static func dosingUnit(among units: some Sequence<String>) -> String? {
    units.first { counted[$0] != nil || $0 == "mL" }
  }

  /// The singular unit meant by a word, or nil.
  package static func canonicalUnit(_ word: String) -> String? { spellings[word.lowercased()] }
}

extension Amount: CustomStringConvertible {
  /// Plain ASCII for files, JSON and commands: `1 tablet`, `1/2 tablet`, `2.5 mg`, `1000 units`.
  ///
  /// What a person reads on a screen comes from the display formatter instead.
  package var description: String {
    if isMeasured { return "\(quantity.decimalText ?? quantity.description) \(unit)" }
    let plural = quantity > Rational(1) ? (Self.counted[unit] ?? unit) : unit
    return "\(quantity) \(plural)"
  }
}

extension Substring {
  fileprivate func trimmingSuffix(where predicate: (Character) -> Bool) -> Substring {
    var end = endIndex
    while end > startIndex, predicate(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }
}
