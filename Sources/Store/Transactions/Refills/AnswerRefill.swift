import Domain
import GRDB

/// What the pharmacy does about a supply that runs out.
///
/// It answers the request that waits, or opens one when the patient has not asked. Nothing moves in
/// the patient's supply: that happens when the medicine is handed over.
package struct AnswerRefill: NamedTransaction {
  package enum Decision: Equatable, Sendable {
    /// It will be filled.
    case approve
    /// It will not, for a reason that the patient reads.
    case deny(reason: String)
    /// The prescriber was asked for a new prescription, or for word about a changed dose.
    case askPrescriber(note: String?)
    /// It is ready.
    case filled
    /// The last decision was a mistake: it waits again.
    case reopen
  }

  package var medication: Int
  package var decision: Decision
  /// The version that was looked at; nil when no request was waiting.
  package var version: Int?

  package init(medication: Int, decision: Decision, version: Int? = nil) {
    self.medication = medication
    self.decision = decision
    self.version = version
  }

  package var dataKind: DataKind { .prescriptions }
  package var operation: AccessOperation { .change }

  /// The request as it stands after.
  package func run(_ context: WriteContext) throws -> RefillRequest {
    let request = try waiting(context)
    if let version, version != request.version {
      throw StoreError.changedMeanwhile(what: "refill request", id: "\(request.id)")
    }
    let (status, words) = try outcome()
    guard status != request.status else { return request }
    if case .askPrescriber = decision, request.status == .approved {
      throw StoreError.invalid("it was approved already")
    }
    try request.move(to: status, answer: words, context)
    return try RefillRequest.one(context.db, id: request.id, user: context.subject)
  }

  private func outcome() throws -> (RefillRequest.Status, String?) {
    switch decision {
    case .approve: (.approved, nil)
    case .deny(let reason):
      (.denied, try PlainText.checked(reason, of: "the reason", atMost: 500))
    case .askPrescriber(let note):
      (.askedPrescriber, try PlainText.checked(optional: note, of: "the note", atMost: 500))
    case .filled: (.filled, nil)
    case .reopen: (.requested, nil)
    }
  }

  /// The request that is answered; the pharmacy's own when the patient has not asked.
  private func waiting(_ context: WriteContext) throws -> RefillRequest {
    if let open = try RefillRequest.open(context.db, medication: medication) { return open }
    if case .reopen = decision { return try last(context) }
    guard version == nil else {
      throw StoreError.changedMeanwhile(what: "refill request of medication", id: "\(medication)")
    }
    return try RequestRefill(medication: medication).run(context).request
  }

  private func last(_ context: WriteContext) throws -> RefillRequest {
    let id = try Int.fetchOne(
      context.db,
      sql: """
        SELECT request_id
        FROM refill_requests
        WHERE user_id = ? AND medication_id = ?
        ORDER BY request_id DESC
        LIMIT 1
        """,
      arguments: [context.subject, medication]
    )
    guard let id else {
      throw StoreError.notFound(what: "refill request of medication", id: "\(medication)")
    }
    return try RefillRequest.one(context.db, id: id, user: context.subject)
  }
}
