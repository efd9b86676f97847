import Domain
import GRDB

/// What the checks say of a medicine on the list, of one about to be added, or of new directions.
package struct SafetyQuery: NamedQuery {
  package enum Question: Equatable, Sendable {
    case onList(medication: Int)
    case adding(NewMedication)
    /// A medication with one of its rules changed.
    case changing(medication: Int, to: [ScheduleRule])
  }

  package var question: Question

  package init(_ question: Question) { self.question = question }

  package var dataKind: DataKind { .medications }

  package func fetch(_ context: ReadContext) throws -> SafetySheet {
    let records = SafetyRecords(context: context)
    let medicine: CheckedMedicine
    let check: SafetyCheck
    switch question {
    case .adding(let new):
      medicine = try records.medicine(new)
      check = try records.check(with: [medicine])
    case .onList(let id):
      check = try records.check()
      medicine = try Self.medicine(id, in: check)
    case .changing(let id, let rules):
      check = try records.check()
      var changed = try Self.medicine(id, in: check)
      changed.rules = rules
      medicine = changed
    }
    let accepted = try SafetyAcceptances(context, subject: context.subject)
    let stored = try stored(context, medicine.id)
    return SafetySheet(
      medication: medicine.id,
      zone: try context.zoneInForce(),
      title: medicine.title,
      isKnown: !medicine.ingredients.isEmpty,
      alerts: check.alerts(on: medicine).map { alert in
        let reason = accepted.reason(alert, medicine, check)
        return SafetySheet.Item(
          alert: alert,
          acceptedBecause: reason,
          isChecked: reason != nil || stored[alert.key].map { $0 != "notYetChecked" } ?? false
        )
      },
      milligramsPerKilogram: check.milligramsPerKilogram(of: medicine).map { part in
        .init(ingredient: part.ingredient.shownName, amount: Amount(part.amount, "mg"))
      },
      needsWeight: check.needsWeight,
      uncheckedMaxima: check.uncheckedMaxima(of: medicine)
    )
  }

  private static func medicine(_ id: Int, in check: SafetyCheck) throws -> CheckedMedicine {
    guard let medicine = check.person.medicines.first(where: { $0.id == id }) else {
      throw StoreError.notFound(what: "medication", id: "\(id)")
    }
    return medicine
  }

  private func stored(_ context: ReadContext, _ medication: Int?) throws -> [String: String] {
    let rows = try Row.fetchAll(
      context.db,
      sql: "SELECT alert_key, status FROM safety_alerts WHERE medication_id = ?",
      arguments: [medication]
    )
    return Dictionary(
      uniqueKeysWithValues: rows.map { row -> (String, String) in
        (row["alert_key"], row["status"])
      }
    )
  }
}

/// What the checks say of one medicine, gravest first.
package struct SafetySheet: Equatable, Sendable {
  /// An alert and what was decided about it.
  package struct Item: Equatable, Sendable {
    package let alert: SafetyAlert
    /// The reason for which it rests; nil when it speaks.
    package let acceptedBecause: String?
    /// Whether a pharmacist has looked at it.
    package let isChecked: Bool
  }

  /// How much of an ingredient the largest dose holds for each kilogram.
  package struct Share: Equatable, Sendable {
    package let ingredient: String
    package let amount: Amount
  }

  /// Nil for one that is not on the list yet.
  package let medication: Int?
  package let zone: ZoneRules
  package let title: String
  /// Whether the catalogue knows what is in it.
  package let isKnown: Bool
  package let alerts: [Item]
  /// For the pharmacist of a child; empty without a weight of the last six months.
  package let milligramsPerKilogram: [Share]
  /// Whether the person is a child without a weight of the last six months.
  package let needsWeight: Bool
  /// What is not checked for want of a strength or an amount, so that no alert says nothing.
  package let uncheckedMaxima: [UncheckedMaximum]

  /// The alerts that speak.
  package var speaking: [SafetyAlert] {
    alerts.filter { $0.acceptedBecause == nil }.map(\.alert)
  }

  /// Those worth reading where nothing can be asked: on a command line the foods are told as well.
  package var told: [SafetyAlert] {
    let urgent = urgent
    return urgent
      + speaking.filter {
        $0.kind == .drugFood && $0.severity > .minor && !urgent.contains($0)
      }
  }

  /// Those worth a key before anything is saved: notes and foods stand in the details, where they
  /// tire nobody into passing over the rest.
  package var urgent: [SafetyAlert] {
    speaking.filter { alert in
      alert.severity == .contraindicated || alert.severity > .minor && alert.kind != .drugFood
    }
  }
}
