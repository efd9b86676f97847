extension SafetyCheck {
  /// Kidney function, pregnancy, age and illnesses that speak against a medicine.
  func conditionAlerts(
    _ medicine: CheckedMedicine,
    _ others: [CheckedMedicine]
  ) -> [SafetyAlert] {
    medicine.ingredients.flatMap { ingredient -> [SafetyAlert] in
      let side = Side(ingredient, of: medicine)
      let sides = ingredient.sides
      let rows = facts.conditions.filter { sides.contains($0.side) }
      let met = rows.compactMap { row in
        meets(row.condition, row.code, medicine, others).map { (row, $0) }
      }
      let gravest = Dictionary(grouping: met, by: { $0.1.subject }).values.compactMap { rows in
        rows.max { $0.0.isOutweighed(by: $1.0) }
      }
      return gravest.map { row, found in alert(row, found, side) }
        + unknowns(rows, side)
    }
  }

  /// What of the person a row is about.
  private struct Found {
    /// The words for it beside the medicine.
    let words: String
    let subject: String
  }

  private func alert(_ row: SafetyFacts.Condition, _ found: Found, _ side: Side) -> SafetyAlert {
    SafetyAlert(
      kind: .condition,
      severity: row.severity,
      between: [side.name, found.words],
      effect: row.effect,
      management: row.management,
      source: row.source,
      stop: .init(for: row.severity),
      subject: "\(side.ingredient.name)|\(found.subject)"
    )
  }

  private func meets(
    _ condition: String,
    _ code: String?,
    _ medicine: CheckedMedicine,
    _ others: [CheckedMedicine]
  ) -> Found? {
    let age = person.age(on: today)
    switch ConditionWords(condition) {
    case .kidney(let range):
      guard let eGFR = person.eGFR, range.contains(eGFR.value) else { return nil }
      let day = eGFR.on.map { " of \(Display.date($0, today: today))" } ?? ""
      return Found(words: "kidney function: eGFR \(eGFR.value)\(day)", subject: "kidney")
    case .pregnancy:
      switch person.pregnancy?.value {
      case .pregnant: return Found(words: condition, subject: "pregnancy")
      case .planning: return Found(words: "planning a pregnancy", subject: "pregnancy")
      case .lactating, .no, nil: return nil
      }
    case .breastfeeding:
      guard person.pregnancy?.value == .lactating else { return nil }
      return Found(words: condition, subject: condition)
    case .age(let range, let illness):
      guard let age, range.contains(age) else { return nil }
      guard let illness else { return Found(words: "age \(age)", subject: "age") }
      return has(illness, nil).map { Found(words: "age \(age), \($0)", subject: condition) }
    case .illness(let illness, let without):
      if let without, (others + [medicine]).contains(where: { $0.has(class: without) }) {
        return nil
      }
      return has(illness, code).map { Found(words: $0, subject: condition) }
    }
  }

  /// The person's own words for an illness that she has, by its code or its name.
  private func has(_ illness: String, _ code: String?) -> String? {
    person.conditions.first { condition in
      if let code, let own = condition.code, own.hasPrefix(code) { return true }
      let (name, wanted) = (condition.name.lowercased(), illness.lowercased())
      return name.contains(wanted)
        || wanted.hasSuffix(" history")
          && name.contains(
            wanted.dropLast(" history".count)
          )
    }?.name
  }

  /// What would have to be known to rule an alert out.
  private func unknowns(_ rows: [SafetyFacts.Condition], _ side: Side) -> [SafetyAlert] {
    guard person.isKnown else { return [] }
    return [unknownKidney(rows, side), unknownPregnancy(rows, side)].compactMap { $0 }
  }

  private func unknownKidney(_ rows: [SafetyFacts.Condition], _ side: Side) -> SafetyAlert? {
    let kidney = rows.filter { $0.condition.hasPrefix(ConditionWords.kidneyPrefix) }
    let limit = facts.limits.first {
      $0.ingredient == side.ingredient.name && $0.renalNote != nil
    }
    guard !kidney.isEmpty || limit != nil else { return nil }
    let words: String
    switch person.eGFR {
    case nil: words = "Kidney function is not known here."
    case .some(let value):
      guard let on = value.on, today - on > 365 else { return nil }
      words = "Kidney function was last measured on \(Display.date(on, today: today))."
    }
    return SafetyAlert(
      kind: .condition,
      severity: .minor,
      between: [side.name, "kidney function not known"],
      effect: "\(words) This medicine depends on it.",
      management: limit?.renalNote ?? "Ask for a measurement, and tell your pharmacist.",
      source: kidney.first?.source ?? limit?.source ?? "",
      subject: "\(side.ingredient.name)|kidneyUnknown"
    )
  }

  private func unknownPregnancy(_ rows: [SafetyFacts.Condition], _ side: Side) -> SafetyAlert? {
    guard person.sex == .female, person.pregnancy == nil, let age = person.age(on: today),
      (12...55).contains(age),
      let row = rows.first(where: {
        $0.condition == "pregnancy" && $0.severity == .contraindicated
      })
    else { return nil }
    return SafetyAlert(
      kind: .condition,
      severity: .moderate,
      between: [side.name, "pregnancy not known"],
      effect: "Whether there is a pregnancy is not on record. \(row.effect)",
      management: "Tell your pharmacist if you are pregnant or may become so.",
      source: row.source,
      subject: "\(side.ingredient.name)|pregnancyUnknown"
    )
  }
}

extension CheckedMedicine {
  func has(class name: String) -> Bool {
    isTaken && ingredients.contains { $0.classes.contains(name) }
  }
}

extension SafetyFacts.Condition {
  fileprivate func isOutweighed(by other: SafetyFacts.Condition) -> Bool {
    (severity.rawValue, isNamed ? 1 : 0) < (other.severity.rawValue, other.isNamed ? 1 : 0)
  }

  private var isNamed: Bool { !side.hasPrefix("class:") }
}

/// What the words of a row on a condition ask about.
enum ConditionWords: Hashable {
  /// mL per minute and 1.73 square meters.
  case kidney(Range<Int>)
  case pregnancy
  case breastfeeding
  /// Years, and an illness beside them.
  case age(ClosedRange<Int>, illness: String?)
  /// An illness, unless a medicine of a class is taken with it.
  case illness(String, withoutClass: String?)

  static let kidneyPrefix = "kidney function: eGFR "

  init(_ words: String) {
    if words.hasPrefix(Self.kidneyPrefix), let range = Self.range(of: words) {
      self = .kidney(range)
    } else if words.hasPrefix("pregnancy") {
      self = .pregnancy
    } else if words == "breastfeeding" {
      self = .breastfeeding
    } else if words.hasPrefix("child or teenager with ") {
      self = .age(0...18, illness: "viral")
    } else if words.hasPrefix("smoker aged "), let age = Self.numbers(in: words).first {
      self = .age(age...150, illness: "smok")
    } else if words.hasPrefix("age "), let age = Self.numbers(in: words).first {
      let illness = words.split(separator: " with ").dropFirst().first.map(String.init)
      self = .age(words.contains("under") ? 0...(age - 1) : age...150, illness: illness)
    } else {
      let parts = words.components(separatedBy: " without ")
      let without = parts.dropFirst().first?.replacingSpaces
      self = .illness(parts.first ?? words, withoutClass: without)
    }
  }

  /// `under 30` or `30 to 45`, which ends before 45.
  private static func range(of words: String) -> Range<Int>? {
    let numbers = numbers(in: words)
    switch numbers.count {
    case 1: return 0..<numbers[0]
    case 2 where numbers[0] < numbers[1]: return numbers[0]..<numbers[1]
    default: return nil
    }
  }

  private static func numbers(in words: String) -> [Int] {
    words.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
  }
}

extension String {
  /// The parts between a separator.
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }

  fileprivate var replacingSpaces: String { split(separator: " ").joined(separator: "-") }
}
