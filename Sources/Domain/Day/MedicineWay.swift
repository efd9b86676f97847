/// How a medicine comes into the body, as far as its form says so.
package enum MedicineWay: Hashable, Sendable {
  case swallowed
  case injected
  case skin
  case eye
  case ear
  case nose
  case inhaled
  /// Another one, by the words of the form.
  case other(String)
}

extension MedicineWay {
  /// The way of a dosage form in words, with the unit in which its doses are counted.
  package init(form: String, unit: String) {
    let words = Set(form.lowercased().split { !$0.isLetter }.map(String.init))
    func has(_ some: Set<String>) -> Bool { !words.isDisjoint(with: some) }
    if unit == "patch" || has(["patch", "patches", "transdermal", "topical", "cream", "gel"]) {
      self = .skin
    } else if has(["eye", "eyes", "ophthalmic"]) {
      self = .eye
    } else if has(["ear", "ears", "otic"]) {
      self = .ear
    } else if has(["nasal", "nose"]) {
      self = .nose
    } else if unit == "puff" || has(["inhaler", "inhalation", "nebulizer", "mist"]) {
      self = .inhaled
    } else if unit == "unit" || has(["injection", "injector", "pen", "syringe", "vial", "auto"]) {
      self = .injected
    } else if has(["sublingual", "suppository", "rectal", "vaginal", "buccal"]) {
      self = .other(form.lowercased())
    } else if Self.swallowedUnits.contains(unit)
      || has(["tablet", "tablets", "capsule", "capsules", "oral", "suspension", "syrup"])
    {
      self = .swallowed
    } else {
      self = .other(form.lowercased())
    }
  }

  private static let swallowedUnits: Set<String> = [
    "tablet", "capsule", "caplet", "softgel", "lozenge", "mL",
  ]
}
