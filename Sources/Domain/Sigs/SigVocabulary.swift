/// The phrases that directions are written in, and what each means.
enum SigVocabulary {
  /// One phrase: its words and its meaning.
  struct Phrase: Sendable {
    let words: [String]
    let meaning: SigMeaning
  }

  /// The longest phrase that starts with the given words, if any.
  ///
  /// `words` are the next tokens' texts; only as many as the longest phrase has are looked at.
  static func longestPhrase(_ words: some Collection<String>) -> Phrase? {
    guard let first = words.first, let candidates = byFirstWord[first] else { return nil }
    return candidates.first { words.starts(with: $0.words) }
  }

  /// The most words in any phrase.
  static let longest = phrases.map(\.words.count).max() ?? 1

  /// Every word that means something anywhere.
  static let words: Set<String> = {
    var all = Set(phrases.flatMap(\.words)).union(units.keys).union(periods.keys)
    all.formUnion(grammarWords)
    all.formUnion(symptoms)
    return all.union(SigNumberWords.all)
  }()

  /// Words that the grammar itself reads.
  private static let grammarWords: Set<String> = [
    "q", "x", "for", "by", "at", "max", "maximum", "mdd", "nte", "times", "time", "per", "a", "an",
    "of", "to", "or", "and", "am", "pm", "up", "total", "before", "after", "prior", "until", "must",
    "last", "fill", "ok", "not", "no", "more", "than", "exceed", "in", "within", "least", "hs",
    "od",
    "ms", "ss", "dc", "u", "each", "dose", "doses",
    "mwf", "biweekly", "bimonthly", "qn", "between", "apart", "instr", "int", "on", "days", "day",
  ]

  /// Complaints that may follow "as needed" without a "for".
  static let symptoms: Set<String> = [
    "pain", "anxiety", "nausea", "vomiting", "sleep", "insomnia", "cough", "wheezing", "itching",
    "itch", "fever", "headache", "headaches", "migraine", "constipation", "diarrhea", "allergies",
    "allergy", "heartburn", "spasms", "spasm", "swelling", "dizziness", "agitation", "cramps",
    "indigestion", "breath", "shortness", "sob", "congestion", "rash", "edema", "chest", "muscle",
    "severe", "moderate", "mild", "breakthrough", "panic", "vertigo", "bloating", "gas", "dyspnea",
    "sore", "throat", "nerve", "joint", "back", "arthritis", "hives", "toothache", "tooth",
    "seizure", "seizures", "hiccups", "reflux", "inflammation", "menstrual", "withdrawal",
    "cravings", "palpitations", "tremor", "angina", "stomach", "motion", "hot",
    "wheeze", "sneezing", "dryness", "discomfort", "stiffness", "restlessness", "bp",
  ]

  /// Units as they are written, with the singular that is kept.
  static let units: [String: String] = {
    var table: [String: String] = [
      "tabs": "tablet", "tab": "tablet", "tb": "tablet",
      "cap": "capsule", "caps": "capsule",
      "pills": "pill", "pill": "pill",
      "ml": "mL", "mls": "mL", "milliliter": "mL", "milliliters": "mL", "cc": "mL", "ccs": "mL",
      "millilitre": "mL", "millilitres": "mL",
      "mg": "mg", "mgs": "mg", "milligram": "mg", "milligrams": "mg", "mcg": "mcg", "mcgs": "mcg",
      "ug": "mcg", "microgram": "mcg", "micrograms": "mcg", "g": "g", "gm": "g", "gms": "g",
      "gram": "g", "grams": "g", "meq": "mEq", "mmol": "mmol", "kg": "kg", "l": "L",
      "gtt": "drop", "gtts": "drop",
      "supp": "suppository", "supps": "suppository", "app": "application",
      "appl": "application", "inhalation": "inhalation", "puffs": "puff", "pf": "puff",
      "lozenges": "lozenge", "packets": "packet", "pkt": "packet",
      "sachet": "packet", "sachets": "packet", "amp": "ampule", "amps": "ampule",
      "ampoule": "ampule", "ampoules": "ampule", "neb": "vial", "nebs": "vial",
      "chewable": "tablet", "spr": "spray", "sprays": "spray", "squirt": "spray",
      "squirts": "spray", "inches": "inch", "pumps": "pump", "pump": "pump", "capful": "capful",
      "capfuls": "capful", "applicatorful": "applicatorful", "applicatorfuls": "applicatorful",
      "troche": "troche", "troches": "troche", "pad": "pad", "pads": "pad",
    ]
    for (singular, plural) in Amount.counted {
      table[singular] = singular
      table[plural] = singular
    }
    return table
  }()

  /// Measures by the spoon, which are kept in milliliters.
  static let spoons: [String: Int] = [
    "tsp": 5, "tsps": 5, "teaspoon": 5, "teaspoons": 5, "teaspoonful": 5, "teaspoonfuls": 5,
    "tbsp": 15, "tablespoon": 15, "tablespoons": 15, "tablespoonful": 15, "tablespoonfuls": 15,
  ]

  static let periods: [String: SigPeriod] = [
    "minute": .minute, "minutes": .minute, "min": .minute, "mins": .minute,
    "hour": .hour, "hours": .hour, "hr": .hour, "hrs": .hour, "h": .hour,
    "hourly": .hour,
    "day": .day, "days": .day, "d": .day, "daily": .day,
    "week": .week, "weeks": .week, "wk": .week, "wks": .week, "weekly": .week,
    "month": .month, "months": .month, "mo": .month, "monthly": .month,
  ]

  static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  private static let byFirstWord: [String: [Phrase]] = Dictionary(
    grouping: phrases,
    by: { $0.words.first ?? "" }
  ).mapValues { $0.sorted { $0.words.count > $1.words.count } }

  private static let phrases: [Phrase] = tables.flatMap { meaning, spellings in
    spellings.map { Phrase(words: $0.split(separator: " ").map(String.init), meaning: meaning) }
  }

  private static var tables: [(SigMeaning, [String])] {
    SigPhrases.actionsAndRoutes + SigPhrases.frequencies + SigPhrases.moments + SigPhrases.meals
      + SigPhrases.weekdays + SigPhrases.sites + SigPhrases.notes + SigPhrases.connections
  }
}
