/// The signs that must never stand in what the program composes, since they have been misread.
///
/// Sources: The Joint Commission, Official "Do Not Use" List (2004, integrated into
/// IM.02.02.01); ISMP List of Error-Prone Abbreviations, Symbols, and Dose Designations (2021);
/// FDA and ISMP campaign on abbreviations. What a person wrote herself, coded fields and proper
/// names are exempt and must be marked so.
package enum ForbiddenSigns {
  /// When this table was last compared with its sources.
  package static let checkedOn = CalendarDate(year: 2026, month: 11, day: 1)

  /// Who asks that a sign is not used.
  package enum Source: String, Sendable {
    case jointCommission = "The Joint Commission, Do Not Use List, 2004"
    case ismp = "ISMP List of Error-Prone Abbreviations, 2021"
  }

  /// How a sign is recognised.
  package enum Shape: Hashable, Sendable {
    /// A word exactly so, in these letters and this case.
    case word
    /// A word in any case, with or without periods (`q.d.`).
    case abbreviation
    /// A word in capitals that is no part of a phrase in capitals (`AS`, but not `AS NEEDED`).
    case capitals
    /// A word that follows a number, with or without a space (`10 U`, `10U`).
    case unit
    /// A character anywhere.
    case character
  }

  /// One row of the table.
  package struct Sign: Hashable, Sendable {
    package let text: String
    package let shape: Shape
    package let mistakenFor: String
    package let instead: String
    package let source: Source
  }

  /// One place in a text that breaks the list.
  package struct Violation: Hashable, Sendable {
    /// The offending part as it stands in the text.
    package let found: String
    package let rule: Rule
  }

  /// Why a part of a text is refused.
  package enum Rule: Hashable, Sendable {
    case sign(Sign)
    case trailingZero
    case missingLeadingZero
    case unitRunTogether
    case unitWithPeriod
    case commaMissing
    case slash
    case listNumberBesideAmount
    case arrowBesideAmount
  }

  /// Every sign that is recognised by itself; rules of number and unit are in the checker.
  package static let table: [Sign] = jointCommission + ismpWords + ismpCharacters

  private static let jointCommission: [Sign] = [
    joint("U", .unit, "0, 4, cc", "units"), joint("u", .unit, "0, 4, cc", "units"),
    joint("IU", .word, "IV, 10", "units"), joint("IUs", .word, "IV, 10", "units"),
    joint("qd", .abbreviation, "qid", "once a day"),
    joint("qod", .abbreviation, "daily, 4 times a day", "every other day"),
    joint("MS", .word, "magnesium sulfate", "morphine"),
    joint("MSO4", .word, "magnesium sulfate", "morphine"),
    joint("MgSO4", .word, "morphine", "magnesium sulfate"),
  ]

  private static let ismpWords: [Sign] = [
    ismp("cc", .unit, "units", "mL"),
    ismp("OD", .word, "once a day", "right eye"), ismp("od", .word, "right eye", "once a day"),
    ismp("OS", .word, "by mouth", "left eye"), ismp("OU", .word, "left ear", "both eyes"),
    ismp("AD", .capitals, "right eye", "right ear"),
    ismp("AS", .capitals, "left eye", "left ear"), ismp("AU", .word, "both eyes", "both ears"),
    ismp("HS", .word, "half strength", "at bedtime"),
    ismp("hs", .word, "half strength", "at bedtime"),
    ismp("qhs", .abbreviation, "every hour", "at bedtime"),
    ismp("qn", .abbreviation, "every hour", "at bedtime"),
    ismp("BT", .word, "BID", "at bedtime"),
    ismp("SC", .word, "SL", "under the skin"), ismp("SQ", .word, "5 every", "under the skin"),
    ismp("subq", .abbreviation, "every", "under the skin"),
    ismp("TIW", .abbreviation, "3 times a day", "3 times a week"),
    ismp("BIW", .abbreviation, "2 times a day", "2 times a week"),
    ismp("UD", .word, "unit dose", "as directed"),
    ismp("teaspoon", .abbreviation, "tablespoon", "mL"),
    ismp("teaspoons", .abbreviation, "tablespoons", "mL"),
    ismp("tablespoon", .abbreviation, "teaspoon", "mL"),
    ismp("tablespoons", .abbreviation, "teaspoons", "mL"),
    ismp("tsp", .abbreviation, "tbsp", "mL"), ismp("tbsp", .abbreviation, "tsp", "mL"),
  ]

  private static let ismpCharacters: [Sign] = [
    ismp("\u{B5}", .character, "m", "mcg"), ismp("\u{3BC}", .character, "m", "mcg"),
    ismp(">", .character, "7, less than", "more than"),
    ismp("<", .character, "L, more than", "less than"),
    ismp("@", .character, "2", "at"), ismp("&", .character, "2", "and"),
    ismp("+", .character, "4", "and"), ismp("\u{B0}", .character, "0", "hours, degrees"),
    ismp("\u{BD}", .character, "1, 2", "half"), ismp("\u{BC}", .character, "1, 4", "quarter"),
    ismp("\u{BE}", .character, "3, 4", "three quarters"),
    ismp("\u{2153}", .character, "1, 3", "third"),
    ismp("\u{2154}", .character, "2, 3", "two thirds"),
    ismp("\u{2044}", .character, "1", "words"),
  ]

  private static func joint(
    _ text: String,
    _ shape: Shape,
    _ mistakenFor: String,
    _ instead: String
  ) -> Sign {
    Sign(
      text: text,
      shape: shape,
      mistakenFor: mistakenFor,
      instead: instead,
      source: .jointCommission
    )
  }

  private static func ismp(
    _ text: String,
    _ shape: Shape,
    _ mistakenFor: String,
    _ instead: String
  ) -> Sign {
    Sign(text: text, shape: shape, mistakenFor: mistakenFor, instead: instead, source: .ismp)
  }
}
