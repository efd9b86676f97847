import Domain

/// A medicine and its directions in one line: `metformin 500 mg 1 tab po bid with meals x90d`.
struct QuickLine: Equatable {
  /// As it was written; never upper-cased.
  let name: String
  /// As ``Strength`` reads it; empty when none was written.
  let strength: String
  /// What was made of the rest.
  let reading: SigReading

  /// The directions as they were typed, which is what a label says.
  var directions: String { reading.input }

  /// The parts of a line; nil while there is no name in it.
  init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    guard !words.isEmpty else { return nil }
    let start = words.firstIndex(where: Self.isNumber) ?? Self.directionsStart(words)
    guard start > 0 else { return nil }
    name = words[..<start].joined(separator: " ")
    let all = words[start...].joined(separator: " ")
    var rest = Array(words[start...])
    let isCombined = name.contains { "-/".contains($0) } || name.contains(" and ")
    let found = Self.takeStrength(&rest, isCombined: isCombined) ?? ""
    var form: String?
    if !found.isEmpty, rest.count > 1, Self.isForm(rest[0]), !Self.isForm(rest[1]) {
      form = Amount.canonicalUnit(rest.removeFirst().lowercased())
    }
    let behind = SigParser.parse(rest.joined(separator: " "), unit: form)
    // Of "5 mg mon wed fri, 2.5 mg other days" the first amount is a dose and no strength.
    let whole = found.isEmpty ? behind : SigParser.parse(all)
    let isDose = behind.hasDose ? !behind.opensWithDose : !behind.understood && whole.understood
    strength = isDose ? "" : found
    reading = isDose ? whole : behind
  }

  /// Directions alone, for a medicine that is on the list and counted in such units.
  init(directions text: String, unit: String? = nil) {
    name = ""
    strength = ""
    reading = SigParser.parse(text, unit: unit)
  }

  /// What counts the doses: that of the directions, where they say one that is counted.
  var unit: String? {
    Amount.dosingUnit(among: reading.sig.clauses.compactMap(\.unit))
  }

  /// What stands beside the doses of the first schedule: `with food`, `in the right eye`.
  var special: String { reading.sig.clauses.first?.manner ?? "" }

  /// What it is for, where the directions say so.
  var purpose: String {
    let clauses = reading.sig.clauses
    let reason = clauses.compactMap { $0.indication ?? $0.asNeededFor }.first
    return reason.map { "for \($0)" } ?? ""
  }

  /// The rules that the directions make, or why they make none.
  func rules(start: LocalMinute) throws(EntryError) -> [ScheduleRule] {
    try plans(start: start).map(\.rule)
  }

  /// The schedules that the directions make, with what stands beside their doses.
  func plans(start: LocalMinute) throws(EntryError) -> [SigPlan] {
    guard reading.understood else {
      throw reading.unparsed.isEmpty ? .missing("how much and how often") : .line(reading.unparsed)
    }
    for clause in reading.sig.clauses where clause.amount == nil && clause.vagueAmount == nil {
      throw .missing("how much each time, such as 1 tablet")
    }
    do throws(SigPlanError) {
      return try reading.sig.plans(start: start)
    } catch {
      switch error {
      case .impossible(let reason): throw .impossible(reason)
      case .rule(let error): throw .rule(error)
      }
    }
  }

  /// Whether a word begins a number: `500`, and `.125` without its zero.
  private static func isNumber(_ word: String) -> Bool {
    word.first?.isNumber == true || word.first == "." && word.dropFirst().first?.isNumber == true
  }

  /// Where directions begin in a line without a number: the first place from which all is understood.
  private static func directionsStart(_ words: [String]) -> Int {
    let places = 1..<max(1, words.count)
    return places.first { SigParser.parse(words[$0...].joined(separator: " ")).understood }
      ?? words.count
  }

  private static func isForm(_ word: String) -> Bool {
    let bare = word.lowercased().filter { $0.isLetter }
    return bare == word.lowercased()
      && Amount.canonicalUnit(bare).map { Amount.counted[$0] != nil }
        ?? false
  }

  private static let masses: Set<String> = ["mg", "mcg", "g", "mEq", "mmol", "%"]

  /// Takes a strength off the front: `500 mg`, `500mg`, `25-100 mg`, `400 mg/5 mL`, `100 units/mL`.
  ///
  /// `5-10 mg` is two strengths of a combination only; of a single drug it is a range of doses.
  private static func takeStrength(_ words: inout [String], isCombined: Bool) -> String? {
    for length in stride(from: min(8, words.count), through: 1, by: -1) {
      let candidate = words[..<length].joined(separator: " ")
      guard let text = strengthText(candidate, isCombined: isCombined) else { continue }
      words.removeFirst(length)
      return text
    }
    return nil
  }

  private static func strengthText(_ text: String, isCombined: Bool) -> String? {
    guard let strength = Strength(text: text),
      strength.per != nil || strength.amounts.allSatisfy({ Self.masses.contains($0.unit) }),
      isCombined || strength.amounts.count == 1 || !Self.mayBeRange(strength, text)
    else { return nil }
    return strength.description
  }

  /// Whether two amounts may be the least and the most of one dose: from less to more, and not to
  /// twenty times as much, with a hyphen between them.
  private static func mayBeRange(_ strength: Strength, _ text: String) -> Bool {
    guard strength.amounts.count == 2, text.contains("-") else { return false }
    let (least, most) = (strength.amounts[0], strength.amounts[1])
    guard least.unit == most.unit else { return false }
    return least.quantity <= most.quantity
      && most.quantity < least.quantity * Rational(20)
  }
}
