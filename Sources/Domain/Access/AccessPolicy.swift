package enum DataKind: String, Sendable {
  case profile, medications, doses, stock, catalogue, settings, prescriptions, people, audit,
    appointments, feedback
}
package enum DataOperation: String, Sendable { case view, record, edit }
package struct Acting: Sendable, Equatable {
  package let userID: Int
  package init(userID: Int) { self.userID = userID }
}
package enum AccessDecision: Equatable {
  case allowed
  case denied(reason: String)
}
package enum AccessPolicy {
  package static func decision(
    actor: Acting,
    subject: Int,
    operation: DataOperation,
    kind: DataKind
  ) -> AccessDecision { .allowed }
}
