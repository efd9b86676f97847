import Domain
import GRDB

/// Whether the checks can look for what somebody says she reacts to, asked before it is put on
/// record: a name that nobody here knows would stand there as if it were checked.
package struct AllergyReadingQuery: NamedQuery {
  package var name: String
  package var kind: CheckedPerson.Allergy.Kind

  package init(_ name: String, kind: CheckedPerson.Allergy.Kind) {
    self.name = name
    self.kind = kind
  }

  package var dataKind: DataKind { .medications }

  /// What can be made of a name.
  package struct Reading: Equatable, Sendable {
    package let canBeChecked: Bool
    /// Medicines with a name like it, best first; empty when it can be checked.
    package let near: [String]
  }

  package func fetch(_ context: ReadContext) throws -> Reading {
    let name = name.split(separator: " ").joined(separator: " ")
    guard !(try SafetyRecords(context: context).canCheck(allergy: name, kind)) else {
      return Reading(canBeChecked: true, near: [])
    }
    return Reading(
      canBeChecked: false,
      near: try near(name, context)
    )
  }

  /// Ingredients with a name like it, else medicines with such a name or brand.
  private func near(_ name: String, _ context: ReadContext) throws -> [String] {
    let wanted = Array(name.lowercased().unicodeScalars.prefix(60))
    let names = try String.fetchAll(
      context.db,
      sql: "SELECT name FROM ingredients ORDER BY name"
    )
    let ranked = names.map { (DrugChoiceQuery.distance(wanted, to: $0), $0) }
      .filter { $0.0 <= max(1, wanted.count / 4) }.sorted { $0 < $1 }
    let ingredients = ranked.prefix(3).map(\.1)
    return ingredients.isEmpty
      ? try DrugChoiceQuery(name: name).fetch(context).near : Array(ingredients)
  }
}
