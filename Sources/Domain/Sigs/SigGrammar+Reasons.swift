extension SigGrammar {
  /// Words that never belong to a complaint: an order that would be lost in it must be seen.
  private static let stopWords: Set<String> = [
    "do", "not", "no", "never", "if", "until", "unless", "must", "may", "call", "avoid", "take",
    "then", "stop", "max", "maximum", "mdd", "up", "every", "q", "for", "at", "x", "with", "by",
    "before", "after", "only", "repeat", "instr", "int", "ok", "while", "when", "as", "on",
    "except", "but", "hold", "skip", "increase", "decrease", "each", "per", "nte", "replaces",
    "discontinue", "prior", "in", "via", "using", "keep", "wait", "also", "than",
  ]

  private static let joints: Set<String> = ["and", "or", "of", "to", "the", "your"]

  mutating func keepAsNeeded(at range: Range<Int>) {
    if word(at: range.lowerBound - 1) == "and", draft.saysWhen {
      // Doses at their times and further ones when needed, or the first ones only when needed.
      leftovers.append(range.lowerBound - 1..<range.upperBound)
      return
    }
    draft.clause.asNeeded = true
    draft.places[\.asNeeded] = range
    if word(at: index) == "for" { return }
    if isMark("(", at: index), let (_, end) = freeWords(at: index + 1), isMark(")", at: end) {
      _ = reason(from: range.lowerBound, at: index + 1)
      return
    }
    guard let word = word(at: index), SigVocabulary.symptoms.contains(word) else { return }
    _ = reason(from: range.lowerBound, at: index)
  }

  /// `until the cough is gone`; what ends with an action of the patient stays left over.
  mutating func until() -> Bool {
    guard word(at: index) == "until", phrase(at: index) == nil,
      let (text, end) = freeWords(at: index + 1)
    else { return false }
    let range = index..<end
    index = end
    set(\.until, text, at: range)
    return true
  }

  /// Complaints that prescribers write without a "for"; spoken, they have one.
  static let conditions: Set<String> = [
    "add", "adhd", "htn", "hypertension", "gerd", "copd", "asthma", "depression", "diabetes",
    "hyperlipidemia", "hypothyroidism", "bph", "gout", "osteoporosis", "uti", "angina",
  ]

  /// `1 tablet daily htn`.
  mutating func complaint() -> Bool {
    guard let word = word(at: index), draft.saysWhen, word != "add" || isMark("/", at: index + 1),
      Self.conditions.contains(word)
    else { return false }
    return reason(from: index, at: index)
  }

  /// What the medicine is for.
  mutating func reason(from start: Int, at first: Int) -> Bool {
    guard let (text, position) = freeWords(at: first) else { return false }
    index = position
    let range = start..<position
    if draft.clause.asNeeded {
      set(\.asNeededFor, text, at: range)
    } else {
      set(\.indication, text, at: range)
    }
    return true
  }

  /// Words that have no meaning of their own, up to the next thing that has one.
  func freeWords(at first: Int) -> (String, Int)? {
    var words: [String] = []
    var position = first
    while let word = reasonWord(at: position, isFirst: words.isEmpty), words.count < 10 {
      words.append(word)
      position += 1
    }
    while let last = words.last, Self.joints.contains(last) {
      words.removeLast()
      position -= 1
    }
    guard !words.isEmpty else { return nil }
    return (words.joined(separator: " "), position)
  }

  private func reasonWord(at position: Int, isFirst: Bool) -> String? {
    if isMark("/", at: position), !isFirst, word(at: position + 1) != nil { return "or" }
    guard let word = word(at: position), !Self.stopWords.contains(word),
      SigVocabulary.units[word] == nil, SigVocabulary.periods[word] == nil,
      SigNumberWords.whole[word] == nil, word.utf8.count > 1,
      ForbiddenSigns.violations(in: word).isEmpty
    else { return nil }
    if Self.joints.contains(word) { return isFirst ? nil : word }
    switch phrase(at: position)?.meaning {
    case nil, .site, .filler: return word
    default: return nil
    }
  }

  // MARK: Tokens with two meanings

  /// Abbreviations that are asked about unless form and route leave one meaning.
  mutating func question() -> Bool {
    guard let word = word(at: index) else { return false }
    let range = index..<index + 1
    switch word {
    case "ms", "dc", "ss", "biweekly", "bimonthly", "qn", "semiweekly": break
    case "u", "iu": break
    case "od":
      if isSolid {
        index += 1
        keep(SigFrequency(1, per: 1, .day), at: range)
        return true
      }
      if self.word(at: index + 1) == "and", self.word(at: index + 2) == "os", isDrop || isForEyes {
        index += 3
        set(\.site, .bothEyes, at: range.lowerBound..<index)
        return true
      }
      let second = isMark("/", at: index + 1) || isMark(",", at: index + 1) ? index + 2 : index + 1
      if self.word(at: second) == "os" {
        // One eye after the other, or one of them.
        leftovers.append(index..<second + 1)
        index = second + 1
        return true
      }
      if isDrop, draft.saysWhen || timesFollow || isForEyes {
        return keep(.rightEye, at: range)
      }
    case "os", "ou":
      if isDrop || isForEyes { return keep(word == "os" ? .leftEye : .bothEyes, at: range) }
    case "ad", "au":
      if isDrop { return keep(word == "ad" ? .rightEar : .bothEars, at: range) }
      guard word == "au" || tokens[index].written == "AD" else { return false }
    case "as":
      guard tokens[index].written == "AS", phrase(at: index) == nil, isDrop else { return false }
      return keep(.leftEar, at: range)
    case "hs":
      if isSolid || ["and", "at", "every"].contains(self.word(at: index - 1)) {
        index += 1
        keep(.bedtime, at: range)
        return true
      }
    default: return false
    }
    leftovers.append(range)
    index += 1
    return true
  }

  private mutating func keep(_ site: SigSite, at range: Range<Int>) -> Bool {
    index += 1
    set(\.site, site, at: range)
    return true
  }

  /// A tablet or capsule, or anything taken by mouth, does not go into an eye.
  private var isSolid: Bool {
    let solids = ["tablet", "capsule", "pill", "caplet", "softgel"]
    return draft.clause.route == .oral || draft.clause.unit.map(solids.contains) ?? false
  }

  var isDrop: Bool { draft.clause.unit == "drop" }

  private var isForEyes: Bool { draft.clause.route == .ophthalmic }

  /// Whether the words behind this one say when, so that it need not.
  private var timesFollow: Bool {
    if ["q", "every", "at"].contains(word(at: index + 1)) { return true }
    if case .number(let number) = number(at: index + 1) { return timesPerPeriod(number) != nil }
    switch phrase(at: index + 1)?.meaning {
    case .frequency, .moment, .mealMoment, .weekdays, .clock: return true
    default: return false
    }
  }
}
