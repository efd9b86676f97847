/// Letters that stand for more than one medicine, which nobody must guess.
///
/// Source: ISMP List of Error-Prone Abbreviations, Symbols, and Dose Designations, 2021, abbreviated
/// drug names.
package struct AmbiguousName: Hashable, Sendable {
  /// As it was written.
  package let text: String
  /// What it has been read as, each by its whole name.
  package let meanings: [String]

  /// Nil for a name that is not letters of that kind; a strength behind it does not count.
  package init?(_ name: String) {
    let words = name.split(separator: " ").prefix { $0.first?.isNumber != true }
    let text = words.joined(separator: " ")
    let key = text.lowercased().filter { $0.isLetter || $0.isNumber }
    guard let meanings = Self.table[key] else { return nil }
    self.text = text
    self.meanings = meanings
  }

  /// What the letters may mean, and that the whole name is to be written.
  package var sentence: String {
    "\"\(text)\" may mean \(Display.list(meanings, joinedBy: "or")): write the whole name."
  }

  private static let table: [String: [String]] = [
    "azt": ["zidovudine", "azathioprine", "aztreonam"],
    "cpz": ["prochlorperazine", "chlorpromazine"],
    "dpt": ["a vaccine", "a mixture for sedation"],
    "hct": ["hydrocortisone", "hydrochlorothiazide"],
    "hctz": ["hydrochlorothiazide", "hydrocortisone"],
    "mgso4": ["magnesium sulfate", "morphine sulfate"],
    "ms": ["morphine sulfate", "magnesium sulfate"],
    "mso4": ["morphine sulfate", "magnesium sulfate"],
    "mtx": ["methotrexate", "mitoxantrone"],
    "ptu": ["propylthiouracil", "mercaptopurine"],
    "t3": ["acetaminophen and codeine", "liothyronine"],
    "tac": ["triamcinolone", "tacrolimus"],
    "tnk": ["tenecteplase", "alteplase"],
    "tpa": ["alteplase", "tenecteplase"],
    "znso4": ["zinc sulfate", "morphine sulfate"],
  ]
}
