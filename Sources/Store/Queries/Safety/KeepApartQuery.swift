import Domain
import GRDB

/// Where the times of a medicine stand too near to others on a person's list, and which times are
/// free.
package struct KeepApartQuery: NamedQuery {
  package enum Question: Equatable, Sendable {
    /// One about to be added.
    case adding(NewMedication)
    /// One on the list with its rules changed.
    case changing(medication: Int, to: [ScheduleRule])
  }

  package var question: Question

  package init(_ question: Question) { self.question = question }

  package var dataKind: DataKind { .medications }

  package func fetch(_ context: ReadContext) throws -> [KeepApartConflict] {
    let records = SafetyRecords(context: context)
    switch question {
    case .adding(let new):
      let medicine = try records.medicine(new)
      return try records.check(with: [medicine]).conflicts(of: medicine)
    case .changing(let id, let rules):
      let check = try records.check()
      guard var medicine = check.person.medicines.first(where: { $0.id == id }) else {
        throw StoreError.notFound(what: "medication", id: "\(id)")
      }
      medicine.rules = rules
      return check.conflicts(of: medicine)
    }
  }
}

/// A person's plan of medications with what stands too near to what in it.
package struct WeekPlan: Sendable {
  package let plan: MedicationPlan
  /// What each medication is kept apart from, of those that are taken.
  package let apart: [Int: [KeepApartRule]]
  /// Where the times of the coming two weeks stand too near, by medication.
  package let conflicts: [Int: [KeepApartConflict]]
}

/// Asks for the plan of a week, from one snapshot.
package struct WeekPlanQuery: NamedQuery {
  package init() {}

  package var dataKind: DataKind { .medications }

  package func fetch(_ context: ReadContext) throws -> WeekPlan {
    let plan = try MedicationPlanQuery().fetch(context)
    let check = try SafetyRecords(context: context).check()
    let active = Set(plan.items.filter { $0.label.status == "active" }.map(\.label.medication))
    var apart: [Int: [KeepApartRule]] = [:]
    var conflicts: [Int: [KeepApartConflict]] = [:]
    for medicine in check.person.medicines {
      guard let id = medicine.id, active.contains(id) else { continue }
      let rules = check.keepApartRules(of: medicine).filter { rule in
        rule.other.map { active.contains($0) } ?? false
      }
      guard !rules.isEmpty else { continue }
      apart[id] = rules
      conflicts[id] = check.conflicts(of: medicine).filter { conflict in
        rules.contains { $0.otherTitle == conflict.other }
      }
    }
    return WeekPlan(plan: plan, apart: apart, conflicts: conflicts)
  }
}
