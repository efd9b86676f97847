/// Checks a medicine against everything else that is known of a person.
///
/// The components of one product are never checked against each other: that they go together was
/// decided when the product was made.
package struct SafetyCheck: Sendable {
  package let person: CheckedPerson
  package let facts: SafetyFacts
  package let today: CalendarDate
  package let refills: RefillPolicy

  package init(
    person: CheckedPerson,
    facts: SafetyFacts,
    today: CalendarDate,
    refills: RefillPolicy = RefillPolicy()
  ) {
    self.person = person
    self.facts = facts
    self.today = today
    self.refills = refills
  }

  /// Every alert about a medicine, gravest first, each once.
  ///
  /// The medicine itself is left out of the person's list when it stands there.
  package func alerts(on medicine: CheckedMedicine) -> [SafetyAlert] {
    let others = person.medicines.filter { $0.id == nil || $0.id != medicine.id }
    var alerts: [SafetyAlert] = []
    for other in others {
      alerts += interactionAlerts(medicine, other)
      alerts += duplicateAlerts(medicine, other)
    }
    alerts += foodAlerts(medicine)
    alerts += allergyAlerts(medicine)
    alerts += conditionAlerts(medicine, others)
    alerts += maximumAlerts(medicine, others)
    alerts += directionsAlerts(medicine, others)
    alerts += refillAlerts(medicine)
    return Self.eachOnce(alerts)
  }

  /// Every alert among several medicines that nobody takes yet, and about each with the person.
  package func alerts(among medicines: [CheckedMedicine]) -> [SafetyAlert] {
    var alerts: [SafetyAlert] = []
    for (index, medicine) in medicines.enumerated() {
      let one = SafetyCheck(
        person: person.adding(Array(medicines[..<index])),
        facts: facts,
        today: today,
        refills: refills
      )
      alerts += one.alerts(on: medicine)
    }
    return Self.eachOnce(alerts)
  }

  /// Of several alerts with one key the gravest stays.
  private static func eachOnce(_ alerts: [SafetyAlert]) -> [SafetyAlert] {
    var seen: Set<String> = []
    return SafetyAlert.ordered(alerts).filter { seen.insert($0.key).inserted }
  }
}

extension CheckedPerson {
  /// The same person with more medicines.
  fileprivate func adding(_ more: [CheckedMedicine]) -> CheckedPerson {
    var person = self
    person.medicines += more
    return person
  }
}
