import Domain
import GRDB

/// Asks the pharmacy for a refill.
///
/// One request a medication waits at a time: asking again answers with the one that waits.
package struct RequestRefill: NamedTransaction {
  package var medication: Int
  package var reason: RefillRequest.Reason
  package var note: String?

  package init(
    medication: Int,
    reason: RefillRequest.Reason = .runningLow,
    note: String? = nil
  ) {
    self.medication = medication
    self.reason = reason
    self.note = note
  }

  package var dataKind: DataKind { .prescriptions }
  package var operation: AccessOperation { .record }

  /// What was asked and the way it goes.
  package struct Answer: Equatable, Sendable {
    /// False when a request was waiting already.
    package let isNew: Bool
    package let request: RefillRequest
    /// Whether it can be filled as it stands; nil when no prescription is on record.
    package let status: RefillStatus?
    /// Whom the pharmacy has to ask where the prescription is not enough.
    package let prescriber: String?
  }

  package func run(_ context: WriteContext) throws -> Answer {
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT status, pharmacy_id, prescriber_name
        FROM user_medications
        WHERE medication_id = ? AND user_id = ?
        """,
      arguments: [medication, context.subject]
    )
    guard let row else { throw StoreError.notFound(what: "medication", id: "\(medication)") }
    let taken: String = row["status"]
    guard taken == "active" || taken == "paused" else {
      throw StoreError.invalid("the medication was stopped: nothing is asked for")
    }
    let waiting = try RefillRequest.open(context.db, medication: medication)
    if waiting == nil { try insert(context, pharmacy: row["pharmacy_id"]) }
    guard let request = try RefillRequest.open(context.db, medication: medication) else {
      throw StoreError.notFound(what: "refill request", id: "\(medication)")
    }
    return Answer(
      isNew: waiting == nil,
      request: request,
      status: try status(context),
      prescriber: row["prescriber_name"]
    )
  }

  private func insert(_ context: WriteContext, pharmacy: Int?) throws {
    try context.db.execute(
      sql: """
        INSERT INTO refill_requests (public_id, user_id, medication_id, pharmacy_id, reason, note,
          status, requested_at, requested_by)
        VALUES (?, ?, ?, coalesce(?,
          (SELECT pharmacy_id FROM user_profiles WHERE user_id = ?)), ?, ?, 'requested', ?, ?)
        """,
      arguments: [
        DatabaseBytes(context.environment.publicID()), context.subject, medication, pharmacy,
        context.subject, reason.rawValue,
        try PlainText.checked(optional: note, of: "the note", atMost: 500),
        context.now.milliseconds, context.actor.userID,
      ]
    )
    context.audit(
      AuditEntry(
        action: "refill.request",
        table: "refill_requests",
        record: "\(context.db.lastInsertedRowID)",
        subject: context.subject,
        detail: .object(["reason": .string(reason.rawValue)])
      )
    )
  }

  private func status(_ context: WriteContext) throws -> RefillStatus? {
    let zone = try context.reading.zoneInForce()
    let schedules = try ScheduleRecords(context: context.reading, zone: zone)
      .all(medication: medication)
    return try RefillRecord.some([medication], in: context.db)[medication]?.status(
      on: zone.local(of: context.now).0.date,
      schedules: schedules,
      zone: zone
    )
  }
}

/// Takes a request back as long as nobody prepares it.
package struct CancelRefill: NamedTransaction {
  package var request: Int

  package init(request: Int) { self.request = request }

  package var dataKind: DataKind { .prescriptions }
  package var operation: AccessOperation { .record }

  /// False when it was taken back already.
  package func run(_ context: WriteContext) throws -> Bool {
    let found = try RefillRequest.one(context.db, id: request, user: context.subject)
    switch found.status {
    case .cancelled: return false
    case .requested, .askedPrescriber: break
    case .approved:
      throw StoreError.invalid("the pharmacy is preparing it already: call to take it back")
    case .denied, .filled:
      throw StoreError.invalid("the request was answered already")
    }
    try found.move(to: .cancelled, answer: nil, context)
    return true
  }
}

extension RefillRequest {
  /// Puts the request into another state, unless somebody was faster.
  ///
  /// - Throws: ``StoreError/changedMeanwhile(what:id:)``
  func move(to status: Status, answer: String?, _ context: WriteContext) throws {
    let isOpenAgain = status == .requested
    try context.db.execute(
      sql: """
        UPDATE refill_requests
        SET status = ?, answer = ?, answered_at = ?, answered_by = ?, version = version + 1
        WHERE request_id = ? AND version = ?
        """,
      arguments: [
        status.rawValue, answer, isOpenAgain ? nil : context.now.milliseconds,
        isOpenAgain ? nil : context.actor.userID, id, version,
      ]
    )
    guard context.db.changesCount == 1 else {
      throw StoreError.changedMeanwhile(what: "refill request", id: "\(id)")
    }
    context.audit(
      AuditEntry(
        action: "refill.\(status.rawValue)",
        table: "refill_requests",
        record: "\(id)",
        subject: context.subject,
        detail: .object(["before": .string(self.status.rawValue)])
      )
    )
  }
}
