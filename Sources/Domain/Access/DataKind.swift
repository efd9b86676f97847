/// The kinds of data between which access differs.
package enum DataKind: String, CaseIterable, Sendable {
  /// Name, birth date, addresses, allergies, conditions.
  case profile
  case medications
  /// Doses taken and skipped.
  case doses
  /// Measurements, goals, notes of the person.
  case diary
  case consents
  case prescriptions
  /// Fills, payments, labels: what the law keeps.
  case dispensing
  case appointments
  /// Surveys after pickup.
  case feedback
  case catalog
  case stock
  case orders
  /// Accounts and roles.
  case accounts
  case settings
  case backups
  case audit
  /// The warehouse, with pseudonyms.
  case analytics

  /// Whether such data belong to a person.
  package var isPersonal: Bool {
    switch self {
    case .profile, .medications, .doses, .diary, .consents, .prescriptions, .dispensing,
      .appointments, .feedback:
      true
    case .catalog, .stock, .orders, .accounts, .settings, .backups, .audit, .analytics: false
    }
  }
}

/// What is done to data.
package enum AccessOperation: String, CaseIterable, Sendable {
  case view
  /// Add an entry: a dose, a request, a count.
  case record
  /// Change or stop what others rely on.
  case change
  /// Confirm another person's work: what only a pharmacist may.
  case verify
  case export
  case erase
}
