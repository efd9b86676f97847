import Domain
import GRDB

/// Puts something that a person reacts to on record, or takes it off.
package struct ChangeAllergies: NamedTransaction {
  package enum Change: Equatable, Sendable {
    /// By name, with how bad it was and what happened, as far as that is known.
    case add(
      name: String,
      kind: CheckedPerson.Allergy.Kind,
      severity: Severity,
      symptoms: String?
    )
    /// By its name, whatever its case.
    case remove(name: String)
  }

  package enum Severity: String, CaseIterable, Sendable {
    case mild
    case moderate
    case severe
    case anaphylaxis
    case unknown
  }

  package var change: Change

  package init(_ change: Change) { self.change = change }

  package var dataKind: DataKind { .profile }
  package var operation: AccessOperation {
    switch change {
    case .add: .record
    case .remove: .change
    }
  }

  /// False when it stands there already, as it is.
  ///
  /// - Throws: ``StoreError/notFound(what:id:)`` for one that is not on record
  package func run(_ context: WriteContext) throws -> Bool {
    let isChanged: Bool
    switch change {
    case .add(let name, let kind, let severity, let symptoms):
      isChanged = try add(name, kind, severity, symptoms, context)
    case .remove(let name):
      try context.db.execute(
        sql: "DELETE FROM user_allergies WHERE user_id = ? AND lower(allergen_name) = lower(?)",
        arguments: [context.subject, name]
      )
      guard context.db.changesCount > 0 else {
        throw StoreError.notFound(what: "allergy", id: String(name.prefix(40)))
      }
      isChanged = true
    }
    guard isChanged else { return false }
    try SetBodyFacts.checkAll(context)
    context.audit(
      AuditEntry(
        action: "profile.allergies",
        table: "user_allergies",
        record: "\(context.subject)",
        subject: context.subject,
        risk: .medium
      )
    )
    return true
  }

  private func add(
    _ name: String,
    _ kind: CheckedPerson.Allergy.Kind,
    _ severity: Severity,
    _ symptoms: String?,
    _ context: WriteContext
  ) throws -> Bool {
    let name = try PlainText.checked(name, of: "what you react to", atMost: 200)
    let symptoms = try PlainText.checked(optional: symptoms, of: "what happened", atMost: 1000)
    let known = try Row.fetchOne(
      context.db,
      sql: """
        SELECT allergy_id, allergen_type, reaction_severity, reaction_symptoms
        FROM user_allergies
        WHERE user_id = ? AND lower(allergen_name) = lower(?)
        """,
      arguments: [context.subject, name]
    )
    guard let known else {
      try context.db.execute(
        sql: """
          INSERT INTO user_allergies (user_id, allergen_name, allergen_type, reaction_severity,
            reaction_symptoms)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [context.subject, name, kind.rawValue, severity.rawValue, symptoms]
      )
      return true
    }
    let isSame =
      known["allergen_type"] == kind.rawValue && known["reaction_severity"] == severity.rawValue
      && known["reaction_symptoms"] == symptoms
    guard !isSame else { return false }
    try context.db.execute(
      sql: """
        UPDATE user_allergies
        SET allergen_type = ?, reaction_severity = ?, reaction_symptoms = ?
        WHERE allergy_id = ?
        """,
      arguments: [kind.rawValue, severity.rawValue, symptoms, known["allergy_id"] as Int]
    )
    return true
  }
}
