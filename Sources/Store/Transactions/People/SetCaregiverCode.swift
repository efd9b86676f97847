import Domain
import GRDB

/// The code without which no extra dose of a person is put on record.
struct CaregiverCode {
  let context: WriteContext

  static func isSet(_ context: ReadContext) throws -> Bool {
    try Bool.fetchOne(
      context.db,
      once: "SELECT EXISTS (SELECT 1 FROM caregiver_codes WHERE user_id = ?)",
      arguments: [context.subject]
    ) ?? false
  }

  /// - Throws: ``DoseRefusal/codeNeeded``, ``DoseRefusal/codeWrong``
  func check(_ code: String?) throws {
    let row = try Row.fetchOne(
      context.db,
      sql: "SELECT salt, code_hash FROM caregiver_codes WHERE user_id = ?",
      arguments: [context.subject]
    )
    guard let row else { return }
    guard let code, !code.isEmpty else { throw DoseRefusal.codeNeeded }
    let (salt, hash): (DatabaseBytes, DatabaseBytes) = (row["salt"], row["code_hash"])
    guard hashed(code, salt: salt.bytes) == hash.bytes else { throw DoseRefusal.codeWrong }
  }

  /// A code is too short to withstand guessing by itself: what keeps it is the database's key, which
  /// is not in the database.
  func hashed(_ code: String, salt: [UInt8]) -> [UInt8] {
    var message = CanonicalBytes()
    message.append("caregiver code")
    message.append(context.subject)
    message.append(salt)
    message.append(code)
    return context.key.authenticate(message.bytes)
  }
}

/// Asks whether an extra dose needs a code.
package struct CaregiverCodeQuery: NamedQuery {
  package init() {}

  package var dataKind: DataKind { .profile }

  package func fetch(_ context: ReadContext) throws -> Bool { try CaregiverCode.isSet(context) }
}

/// Sets, changes or removes the code; what is set can only be changed with the code itself.
package struct SetCaregiverCode: NamedTransaction {
  /// Four to twelve digits; nil removes it.
  package var code: String?
  package var present: String?

  package init(code: String?, present: String? = nil) {
    self.code = code
    self.present = present
  }

  /// Whether a text may be a code.
  package static func isCode(_ text: String) -> Bool {
    (4...12).contains(text.count) && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  package var dataKind: DataKind { .profile }
  package var operation: AccessOperation { .change }

  /// False when there was nothing to remove.
  package func run(_ context: WriteContext) throws -> Bool {
    if let code, !Self.isCode(code) {
      throw StoreError.invalid("a code is 4 to 12 digits")
    }
    let book = CaregiverCode(context: context)
    try book.check(present)
    let wasSet = try CaregiverCode.isSet(context.reading)
    if let code {
      let salt = context.environment.randomBytes(16)
      try context.db.execute(
        sql: """
          INSERT INTO caregiver_codes (user_id, salt, code_hash, set_at, set_by)
          VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (user_id) DO UPDATE SET salt = excluded.salt,
            code_hash = excluded.code_hash, set_at = excluded.set_at, set_by = excluded.set_by
          """,
        arguments: [
          context.subject, DatabaseBytes(salt), DatabaseBytes(book.hashed(code, salt: salt)),
          context.now.milliseconds, context.actor.userID,
        ]
      )
    } else {
      guard wasSet else { return false }
      try context.db.execute(
        sql: "DELETE FROM caregiver_codes WHERE user_id = ?",
        arguments: [context.subject]
      )
    }
    context.audit(
      AuditEntry(
        action: code == nil ? "caregiverCode.remove" : "caregiverCode.set",
        table: "caregiver_codes",
        record: "\(context.subject)",
        subject: context.subject,
        risk: .high
      )
    )
    return true
  }
}
