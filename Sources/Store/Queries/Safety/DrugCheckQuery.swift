import Domain
import GRDB

/// Checks drugs that are named, with each other and, when a person is meant, with her record.
package struct DrugCheckQuery: NamedQuery {
  package var names: [String]
  /// Whether the record that is open counts.
  package var isForPerson: Bool

  package init(_ names: [String], isForPerson: Bool) {
    self.names = names
    self.isForPerson = isForPerson
  }

  package var dataKind: DataKind { isForPerson ? .medications : .catalog }

  /// What is known about them.
  package struct Answer: Equatable, Sendable {
    package let alerts: [SafetyAlert]
    /// The names that the catalogue does not know.
    package let unknown: [String]
    /// Names of the catalogue that are like an unknown one, or drugs that it may mean.
    package let near: [String: [String]]
    /// Allergies of the person that no check can look for.
    package let unreadAllergies: [String]
    /// How many pairs the catalogue knows.
    package let pairsKnown: Int
    /// Of the person's own medicines that hold what is named: what cannot be reckoned.
    package let uncheckedMaxima: [UncheckedMaximum]
  }

  package func fetch(_ context: ReadContext) throws -> Answer {
    let names = DrugNames(db: context.db)
    var medicines: [CheckedMedicine] = []
    var unknown: [String] = []
    var near: [String: [String]] = [:]
    for name in self.names {
      guard let drug = try names.find(name), !drug.ingredients.isEmpty else {
        unknown.append(name)
        near[name] = try DrugChoiceQuery(name: name).fetch(context).near
        continue
      }
      medicines.append(
        CheckedMedicine(title: drug.name, ingredients: drug.ingredients, routes: drug.routes)
      )
    }
    let facts = SafetyFactRecords(db: context.db)
    let (check, whole) = try checks(context, medicines, facts)
    return Answer(
      alerts: check.alerts(among: medicines),
      unknown: unknown,
      near: near,
      unreadAllergies: check.unreadAllergies.map(\.name),
      pairsKnown: try facts.pairsKnown(),
      uncheckedMaxima: medicines.flatMap { whole.uncheckedMaxima(of: $0) }
    )
  }

  /// The check of what is named, and that with everything on the person's list.
  private func checks(
    _ context: ReadContext,
    _ medicines: [CheckedMedicine],
    _ facts: SafetyFactRecords
  ) throws -> (named: SafetyCheck, whole: SafetyCheck) {
    guard isForPerson else {
      let check = SafetyCheck(
        person: .nobody,
        facts: try facts.facts(on: medicines),
        today: LocalMinute(minute: context.now.minuteOfUTC).date
      )
      return (check, check)
    }
    let check = try SafetyRecords(context: context).check(with: medicines)
    // A medicine that is named and taken is one and not two.
    let named = Set(medicines.map { Set($0.ingredients.map(\.name)) })
    var person = check.person
    person.medicines.removeAll { named.contains(Set($0.ingredients.map(\.name))) }
    return (SafetyCheck(person: person, facts: check.facts, today: check.today), check)
  }
}
