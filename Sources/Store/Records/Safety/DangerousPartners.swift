import Domain
import GRDB

/// Finds a recorded dose of another medicine that must not meet one that is about to be taken.
///
/// A pair that a pharmacist or prescriber accepted with a reason speaks no more, here as in the
/// checks. Looks at the medicines named and at the rows on their ingredients, each by its index.
struct DangerousPartners {
  let context: ReadContext

  /// A dose that was taken.
  struct Taking {
    let medication: Int
    let at: Instant
  }

  /// A partner within its time, with what is known of the pair.
  struct Found {
    let medication: Int
    let takenAt: Instant
    let row: SafetyFacts.Interaction
  }

  /// For each medicine the latest partner that was taken within the time of the pair.
  func found(
    for asked: Set<Int>,
    after takings: [Taking],
    at moment: Instant,
    severity: SafetySeverity = .contraindicated
  ) throws -> [Int: Found] {
    let taken = Set(takings.map(\.medication))
    // One medicine alone has no partner.
    guard !asked.isEmpty, taken.union(asked).count > 1, !taken.isEmpty else { return [:] }
    let medicines = try medicines(asked.union(taken))
    let facts = try SafetyFactRecords(db: context.db).rows(
      of: severity,
      on: Array(medicines.values)
    )
    guard !facts.interactions.isEmpty else { return [:] }
    var found: [Int: Found] = [:]
    for id in asked {
      guard let medicine = medicines[id] else { continue }
      for taking in takings where taking.medication != id {
        if let earlier = found[id], earlier.takenAt >= taking.at { continue }
        guard let partner = medicines[taking.medication],
          let row = facts.danger(
            of: medicine,
            after: partner,
            minutes: (moment - taking.at) / 60,
            severity: severity
          )
        else { continue }
        found[id] = Found(medication: taking.medication, takenAt: taking.at, row: row)
      }
    }
    return try found.isEmpty ? found : unaccepted(found, severity)
  }

  /// Those that nobody accepted with a reason.
  private func unaccepted(
    _ found: [Int: Found],
    _ severity: SafetySeverity
  ) throws -> [Int: Found] {
    let check = try SafetyRecords(context: context).check()
    let accepted = try SafetyAcceptances(context, subject: context.subject)
    return found.filter { id, partner in
      guard let medicine = check.person.medicines.first(where: { $0.id == id }) else { return true }
      let pair = check.alerts(on: medicine).filter { alert in
        alert.kind == .drugDrug && alert.severity == severity
          && alert.effect.hasPrefix(partner.row.effect)
      }
      return pair.isEmpty || !pair.allSatisfy { accepted.holds($0, medicine, check) }
    }
  }

  private func medicines(_ ids: Set<Int>) throws -> [Int: CheckedMedicine] {
    let names = DrugNames(db: context.db)
    let rows = try Row.fetchAll(
      context.db,
      sql: """
        SELECT medication_id, drug_id, drug_name
        FROM user_medications
        WHERE user_id = ? AND medication_id IN (SELECT value FROM json_each(?))
        """,
      arguments: [context.subject, JSON.array(ids.sorted().map(JSON.integer)).text]
    )
    return try Dictionary(
      uniqueKeysWithValues: rows.map { row -> (Int, CheckedMedicine) in
        let drug: Int? = row["drug_id"]
        let name: String = row["drug_name"]
        let found = try drug.map { try names.drug($0) } ?? names.find(name)
        return (
          row["medication_id"],
          CheckedMedicine(title: name, ingredients: found?.ingredients ?? [])
        )
      }
    )
  }
}
