import GRDB

/// Sees which tables of medicines a transaction writes to, so that none can go past the checks.
///
/// It looks at the statements and not at what the transaction says of itself: a new one that adds,
/// prescribes or gives out a medicine and forgets the checks fails in its first test.
final class SafetyWatch: TransactionObserver {
  /// Whether a medicine, its amount or its directions may have changed, or something was given out.
  private(set) var sawMedicine = false

  func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool {
    if Self.concerns(eventKind) { sawMedicine = true }
    return false
  }

  func databaseDidChange(with event: DatabaseEvent) {}
  func databaseDidCommit(_ db: Database) {}
  func databaseDidRollback(_ db: Database) {}

  static func concerns(_ event: DatabaseEventKind) -> Bool {
    switch event {
    case .insert(let table): inserted.contains(table)
    case .update(let table, let columns):
      updated[table].map { !$0.isDisjoint(with: columns) } ?? false
    case .delete: false
    }
  }

  /// Tables whose new rows are a medicine, its directions, or what was prescribed or given out.
  static let inserted: Set<String> = [
    "user_medications", "schedule_versions", "prescriptions", "fills",
  ]

  /// Columns that say which medicine it is, how much of it, or whether it is taken.
  static let updated: [String: Set<String>] = [
    "user_medications": [
      "drug_id", "drug_name", "strength", "dosage_form", "dosing_unit", "quantity_prescribed",
      "status",
    ],
    "schedule_versions": ["rule"],
    "prescriptions": ["drug_id", "strength", "dosage_form", "sig", "quantity"],
    "fills": ["product_id", "quantity"],
  ]
}
