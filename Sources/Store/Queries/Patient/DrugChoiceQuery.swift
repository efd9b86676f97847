import Domain
import GRDB

/// Finds the drug that is meant when a medication is added, and what is near it when there is none.
package struct DrugChoiceQuery: NamedQuery {
  package var name: String

  package init(name: String) { self.name = name }

  // Names of drugs are asked for while somebody's list is changed, by whoever may see that list.
  package var dataKind: DataKind { .medications }

  /// What the catalogue knows of a name.
  package struct Choice: Equatable, Sendable {
    /// The drug that is meant: of that name, or the only one of that brand or ingredient; nil when
    /// there is none.
    package let drug: Drug?
    /// Whether the catalogue knows anything at all.
    package let isCatalogueEmpty: Bool
    /// Whether the checks know what is in a medicine of that name.
    package let isChecked: Bool
    /// Letters with more than one meaning, which must not stand for a medicine.
    package let ambiguous: AmbiguousName?
    /// The drugs that the name may mean, or else the names most like it, best first, at most five.
    ///
    /// Empty when the drug was found.
    package let near: [String]
    /// Whether the name itself is known and means each of ``near``.
    package let meansEach: Bool
  }

  /// What adding needs to know of a drug.
  package struct Drug: Equatable, Sendable {
    package let name: String
    package let dosingUnit: String
  }

  package func fetch(_ context: ReadContext) throws -> Choice {
    let names = DrugNames(db: context.db)
    let candidates = try names.candidates(name)
    if candidates.count == 1, let found = candidates.first {
      return Choice(
        drug: Drug(name: found.name, dosingUnit: found.dosingUnit),
        isCatalogueEmpty: false,
        isChecked: true,
        ambiguous: nil,
        near: [],
        meansEach: false
      )
    }
    let ambiguous = AmbiguousName(name)
    let isChecked = try names.find(name).map { !$0.ingredients.isEmpty } ?? false
    guard candidates.isEmpty else {
      return Choice(
        drug: nil,
        isCatalogueEmpty: false,
        isChecked: isChecked,
        ambiguous: ambiguous,
        near: candidates.prefix(5).map(\.name),
        meansEach: true
      )
    }
    let (near, isEmpty) = try self.near(context)
    return Choice(
      drug: nil,
      isCatalogueEmpty: isEmpty,
      isChecked: isChecked && ambiguous == nil,
      ambiguous: ambiguous,
      near: near,
      meansEach: false
    )
  }

  /// Names like this one, and whether there are any names at all.
  ///
  /// The first word decides: what stands behind it, as in `metoprolol succinate extended-release`,
  /// makes strangers look alike.
  private func near(_ context: ReadContext) throws -> (names: [String], isEmpty: Bool) {
    var ranked: [(first: Int, all: Int, name: String)] = []
    var isEmpty = true
    let rows = try Row.fetchCursor(
      context.db,
      sql: "SELECT drug_name, generic_name, brand_names FROM drugs_master ORDER BY drug_name"
    )
    let wanted = Array(name.lowercased().unicodeScalars.prefix(60))
    let first = Array(wanted.prefix { $0 != " " })
    while let row = try rows.next() {
      isEmpty = false
      let drug: String = row["drug_name"]
      let others: [String] = [row["generic_name"], row["brand_names"]]
      let words = [drug] + others.flatMap { $0.split { ";,[]\"".contains($0) }.map(String.init) }
      let distances = words.map { word in
        let start = word.drop { $0 == " " }.prefix { $0 != " " }
        return (Self.distance(first, to: String(start)), Self.distance(wanted, to: word))
      }
      guard let best = distances.min(by: { $0 < $1 }), best.0 <= max(1, first.count / 4) else {
        continue
      }
      ranked.append((best.0, best.1, drug))
    }
    let near = ranked.sorted { ($0.first, $0.all, $0.name) < ($1.first, $1.all, $1.name) }
    return (near.prefix(5).map(\.name), isEmpty)
  }

  /// How many letters differ between a name and a word, blanks at its ends aside; none when the word
  /// begins with the name.
  static func distance(_ name: [Unicode.Scalar], to word: String) -> Int {
    let trimmed = word.lowercased().drop { $0 == " " }
    let letters = Array(trimmed.unicodeScalars)
    if name.count > 2, letters.starts(with: name) { return 0 }
    var row = Array(0...letters.count)
    for (index, letter) in name.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in letters.indices {
        let cost = diagonal + (letters[column] == letter ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(cost, row[column] + 1, diagonal + 1)
      }
    }
    return row[letters.count]
  }
}
