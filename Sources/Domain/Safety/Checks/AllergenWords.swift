/// What people write when they say what they are allergic to: families, and names in letters.
package enum AllergenWords {
  /// The ingredient and classes that are meant, as rows of the catalogue name them.
  static func sides(of allergy: CheckedPerson.Allergy) -> Set<String> {
    if let ingredient = allergy.ingredient { return [ingredient.name] }
    return family(allergy.name).map(Set.init) ?? [allergy.name.lowercased()]
  }

  /// Whether a name is that of a family of medicines.
  static func isFamily(_ name: String) -> Bool { family(name) != nil }

  /// The name under which the catalogue may know what was written, as `aspirin` for `ASA`.
  ///
  /// Nil for a family, which is no drug of its own.
  package static func drugName(_ name: String) -> String? {
    guard !isFamily(name) else { return nil }
    let plain = plain(name)
    return letters[plain] ?? plain
  }

  private static func family(_ name: String) -> [String]? {
    let written = name.lowercased()
    let plain = plain(name)
    return families.first { $0.words.contains(written) || $0.words.contains(plain) }?.sides
  }

  /// Without what stands in brackets, and without words that say only that it is an allergy.
  private static func plain(_ name: String) -> String {
    var depth = 0
    let outside = name.lowercased().filter { sign in
      if sign == "(" { depth += 1 }
      defer { if sign == ")" { depth = max(0, depth - 1) } }
      return depth == 0
    }
    let words = outside.split { " ,.;:".contains($0) }.map(String.init)
    let kept = words.filter { !fillers.contains($0) }
    return (kept.isEmpty ? words : kept).joined(separator: " ")
  }

  private static let fillers: Set<String> = [
    "allergy", "allergies", "allergic", "to", "reaction", "all", "any", "drugs", "medicines",
    "medications", "antibiotics", "family", "class",
  ]

  /// Letters that stand for one medicine on every allergy band.
  private static let letters = [
    "asa": "aspirin", "apap": "acetaminophen", "hctz": "hydrochlorothiazide",
    "inh": "isoniazid", "ntg": "nitroglycerin", "pen vk": "penicillin V potassium",
    "penicillin vk": "penicillin V potassium", "smx-tmp": "sulfamethoxazole and trimethoprim",
    "tmp-smx": "sulfamethoxazole and trimethoprim",
    "smz-tmp": "sulfamethoxazole and trimethoprim",
    "tmp/smx": "sulfamethoxazole and trimethoprim",
    "smx/tmp": "sulfamethoxazole and trimethoprim",
  ]

  private static let families: [(words: Set<String>, sides: [String])] = [
    (["penicillin", "penicillins", "pcn", "pcns", "pen"], ["class:penicillin"]),
    (["cephalosporin", "cephalosporins"], ["class:cephalosporin"]),
    (["carbapenem", "carbapenems"], ["class:carbapenem"]),
    (
      ["sulfa", "sulfas", "sulpha", "sulfonamide", "sulfonamides"],
      ["sulfamethoxazole", "class:sulfonamide-antibiotic"]
    ),
    (
      [
        "nsaid", "nsaids", "anti-inflammatories", "anti-inflammatory",
        "anti-inflammatory pain relievers",
      ],
      ["class:nsaid"]
    ),
    (["statin", "statins"], ["class:statin"]),
    (["opioid", "opioids", "opiate", "opiates"], ["class:opioid"]),
    (["macrolide", "macrolides"], ["class:macrolide"]),
    (
      ["quinolone", "quinolones", "fluoroquinolone", "fluoroquinolones"],
      ["class:fluoroquinolone"]
    ),
    (["tetracycline", "tetracyclines"], ["class:tetracycline"]),
    (["ace inhibitor", "ace inhibitors", "acei", "ace-i"], ["class:ace-inhibitor"]),
    (["salicylate", "salicylates"], ["aspirin", "class:salicylate"]),
  ]
}
