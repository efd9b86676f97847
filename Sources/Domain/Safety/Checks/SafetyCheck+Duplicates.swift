extension SafetyCheck {
  /// The same ingredient in two medicines, or two of a class of which one is enough.
  func duplicateAlerts(_ medicine: CheckedMedicine, _ other: CheckedMedicine) -> [SafetyAlert] {
    guard other.isTaken, medicine.isTaken else { return [] }
    let shared = medicine.ingredients.filter { one in
      other.ingredients.contains { $0.name == one.name }
    }
    if !shared.isEmpty { return shared.map { sameIngredient($0, medicine, other) } }
    for a in medicine.ingredients {
      for b in other.ingredients {
        // A row on the two says more than that they are alike.
        if facts.interactions(between: a, and: b).contains(where: { $0.keepApart == nil }) {
          continue
        }
        let alike = Self.onlyOneOf.first { row in
          a.classes.contains(row.name) && b.classes.contains(row.name)
            && (medicine.addsUp(with: other) || medicine.leaksIn(row.name, beside: other))
        }
        if let alike { return [sameClass(alike, Side(a, of: medicine), Side(b, of: other))] }
      }
    }
    return []
  }

  private func sameIngredient(
    _ ingredient: CheckedIngredient,
    _ medicine: CheckedMedicine,
    _ other: CheckedMedicine
  ) -> SafetyAlert {
    // A cream and a tablet do not add up as two tablets do.
    let isOneWay = medicine.addsUp(with: other)
    return SafetyAlert(
      kind: .duplicate,
      severity: isOneWay ? .major : .moderate,
      between: [medicine.title, other.title],
      effect: "Both hold \(ingredient.shownName): taken together that is a double amount.",
      management: "Which bottle do you keep? Take one of them only, until you have asked.",
      source: "Ingredients of both products",
      subject: "\(ingredient.name)|\(Self.pair(Self.product(medicine), Self.product(other)))",
      twin: isOneWay ? other.id : nil
    )
  }

  private func sameClass(_ row: (name: String, words: String), _ a: Side, _ b: Side) -> SafetyAlert
  {
    SafetyAlert(
      kind: .duplicate,
      severity: .moderate,
      between: [a.name, b.name],
      effect: "Both are \(row.words): their effects add up.",
      management: "Ask whether both are meant to be taken.",
      evidence: "probable",
      source: "Classes of both ingredients",
      subject: Self.pair(a.ingredient.name, b.ingredient.name)
    )
  }

  private static func product(_ medicine: CheckedMedicine) -> String {
    medicine.ingredients.map(\.name).joined(separator: "+")
  }

  /// Classes of which two at once are rarely meant, with the words for them.
  private static let onlyOneOf: [(name: String, words: String)] = [
    ("nsaid", "anti-inflammatory pain relievers"), ("ssri", "SSRI antidepressants"),
    ("snri", "SNRI antidepressants"), ("tricyclic-antidepressant", "tricyclic antidepressants"),
    ("benzodiazepine", "benzodiazepines"), ("hypnotic", "sleeping medicines"),
    ("opioid", "opioids"), ("muscle-relaxant", "muscle relaxants"),
    ("ace-inhibitor", "ACE inhibitors"), ("arb", "angiotensin receptor blockers"),
    ("beta-blocker", "beta blockers"), ("statin", "statins"),
    ("proton-pump-inhibitor", "acid blockers of one kind"), ("h2-blocker", "H2 blockers"),
    ("anticoagulant", "blood thinners"), ("p2y12-inhibitor", "platelet inhibitors of one kind"),
    ("thiazide-diuretic", "thiazide water tablets"), ("loop-diuretic", "loop water tablets"),
    ("dihydropyridine-calcium-channel-blocker", "calcium channel blockers"),
    ("sulfonylurea", "sulfonylureas"), ("dpp4-inhibitor", "DPP-4 inhibitors"),
    ("glp1-agonist", "GLP-1 medicines"), ("sglt2-inhibitor", "SGLT2 inhibitors"),
    ("gabapentinoid", "gabapentinoids"), ("antihistamine", "antihistamines"),
    ("bisphosphonate", "bisphosphonates"), ("alpha1-blocker", "alpha blockers"),
    ("triptan", "triptans"), ("pde5-inhibitor", "PDE-5 inhibitors"),
    ("hormonal-contraceptive", "hormonal contraceptives"),
    ("calcineurin-inhibitor", "calcineurin inhibitors"), ("thyroid-hormone", "thyroid hormones"),
  ]
}

extension CheckedMedicine {
  /// By these ways a medicine acts in the whole body.
  private static let systemicRoutes: Set<String> = [
    "oral", "sublingual", "buccal", "transdermal", "subcutaneous", "intramuscular", "intravenous",
    "rectal",
  ]

  /// Whether it acts in the whole body; one whose way is not known counts as if it did.
  var isSystemic: Bool { routes.isEmpty || !routes.isDisjoint(with: Self.systemicRoutes) }

  /// Whether what two medicines do comes together: by one way, or in the whole body by two.
  func addsUp(with other: CheckedMedicine) -> Bool {
    !routes.isDisjoint(with: other.routes) || isSystemic && other.isSystemic
  }

  /// Whether enough of one for the eye reaches the body to count beside one of its class by mouth.
  ///
  /// A beta blocker in eye drops slows the heart. Source: FDA label, timolol ophthalmic, warnings.
  func leaksIn(_ name: String, beside other: CheckedMedicine) -> Bool {
    let eye: Set<String> = ["ophthalmic"]
    return name == "beta-blocker"
      && (routes == eye && other.isSystemic || other.routes == eye && isSystemic)
  }
}
