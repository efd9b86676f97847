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
    /// The drug of that name, whatever the case; nil when there is none.
    package let drug: Drug?
    /// Whether the catalogue knows anything at all.
    package let isCatalogueEmpty: Bool
    /// The names most like it, best first, at most five; empty when the drug was found.
    package let near: [String]
  }

  /// What adding needs to know of a drug.
  package struct Drug: Equatable, Sendable {
    package let name: String
    package let dosingUnit: String
  }

  package func fetch(_ context: ReadContext) throws -> Choice {
    let found = try Row.fetchOne(
      context.db,
      once: "SELECT drug_name, dosing_unit FROM drugs_master WHERE drug_name = ?",
      arguments: [name]
    )
    if let found {
      let drug = Drug(name: found["drug_name"], dosingUnit: found["dosing_unit"])
      return Choice(drug: drug, isCatalogueEmpty: false, near: [])
    }
    var ranked: [(distance: Int, name: String)] = []
    var isEmpty = true
    let rows = try Row.fetchCursor(
      context.db,
      sql: "SELECT drug_name, generic_name, brand_names FROM drugs_master ORDER BY drug_name"
    )
    let wanted = Array(name.lowercased().unicodeScalars.prefix(60))
    while let row = try rows.next() {
      isEmpty = false
      let drug: String = row["drug_name"]
      let others: [String] = [row["generic_name"], row["brand_names"]]
      let words = [drug] + others.flatMap { $0.split { ";,[]\"".contains($0) }.map(String.init) }
      let distances = words.map { Self.distance(wanted, to: $0) }
      if let distance = distances.min(), distance <= max(2, wanted.count / 3) {
        ranked.append((distance, drug))
      }
    }
    let near = ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(5)
    return Choice(drug: nil, isCatalogueEmpty: isEmpty, near: near.map(\.name))
  }

  /// How many letters differ between a name and a word, blanks at its ends aside; none when the word
  /// begins with the name.
  private static func distance(_ name: [Unicode.Scalar], to word: String) -> Int {
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
