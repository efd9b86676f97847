import Domain
import GRDB

/// Medicines that somebody else of the same home takes, too: the bottle must be the right one.
enum HouseholdBottles {
  /// By medication, whose bottle it is: `Ruth's bottle, Rx 40122`.
  ///
  /// Only at home, where whoever reads one record may read the others.
  static func words(
    _ context: ReadContext,
    person: PersonHeader,
    labels: [Int: MedicationLabel]
  ) throws -> [Int: String] {
    let shared = try Int.fetchAll(
      context.db,
      once: """
        SELECT DISTINCT m.medication_id
        FROM user_medications AS m
        JOIN users AS u ON u.user_id = m.user_id
        JOIN users AS o ON o.household = u.household AND o.user_id <> u.user_id
        JOIN user_medications AS n ON n.user_id = o.user_id AND n.status = 'active'
        WHERE m.user_id = ? AND m.status = 'active' AND u.household IS NOT NULL
          AND (SELECT mode FROM database_info) = 'home'
          AND (lower(n.drug_name) = lower(m.drug_name) OR EXISTS (
            SELECT 1 FROM drug_ingredients AS a
            JOIN drug_ingredients AS b ON b.ingredient_id = a.ingredient_id
            WHERE a.drug_id = m.drug_id AND b.drug_id = n.drug_id))
        """,
      arguments: [context.subject]
    )
    var words: [Int: String] = [:]
    for medication in shared {
      guard let label = labels[medication] else { continue }
      let rx = label.prescriptionNumber.map { ", Rx \($0)" } ?? ""
      words[medication] = "\(person.firstName)'s bottle\(rx)"
    }
    return words
  }
}
