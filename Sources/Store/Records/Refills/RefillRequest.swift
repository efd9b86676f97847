import Domain
import GRDB

/// What was asked of the pharmacy about one medication, and what became of it.
package struct RefillRequest: Equatable, Sendable {
  /// Why a refill is wanted.
  package enum Reason: String, CaseIterable, Sendable {
    case runningLow
    case vacation
    case lost
    case other
  }

  /// Where it stands.
  package enum Status: String, CaseIterable, Sendable {
    /// The pharmacy has it.
    case requested
    /// The pharmacy has asked the prescriber.
    case askedPrescriber
    /// It is being prepared.
    case approved
    case denied
    case filled
    case cancelled

    /// Whether it still waits for somebody.
    package var isOpen: Bool { self == .requested || self == .askedPrescriber || self == .approved }
  }

  package let id: Int
  package let medication: Int
  package let reason: Reason
  /// The person's own words.
  package let note: String?
  package let status: Status
  package let requestedAt: Instant
  /// When it was answered or the prescriber was asked.
  package let answeredAt: Instant?
  /// The pharmacy's own words.
  package let answer: String?
  package let version: Int
}

extension RefillRequest {
  static let columns = """
    r.request_id, r.medication_id AS request_medication, r.reason, r.note,
    r.status AS request_status, r.requested_at, r.answered_at, r.answer,
    r.version AS request_version
    """

  /// The request of a row with ``columns``; nil when they are empty after a left join.
  init?(_ row: Row) throws {
    let found: Int? = row["request_id"]
    guard let found else { return nil }
    guard let reason = Reason(rawValue: row["reason"]),
      let status = Status(rawValue: row["request_status"])
    else { throw StoreError.damaged(detail: "refill request \(found)") }
    let answered: Int? = row["answered_at"]
    id = found
    medication = row["request_medication"]
    self.reason = reason
    note = row["note"]
    self.status = status
    requestedAt = Instant(milliseconds: row["requested_at"])
    answeredAt = answered.map { Instant(milliseconds: $0) }
    answer = row["answer"]
    version = row["request_version"]
  }

  /// The request that waits for somebody about a medication.
  static func open(_ db: Database, medication: Int) throws -> RefillRequest? {
    try Row.fetchOne(
      db,
      once: """
        SELECT \(columns)
        FROM refill_requests AS r
        WHERE r.medication_id = ? AND r.status IN ('requested', 'askedPrescriber', 'approved')
        """,
      arguments: [medication]
    ).flatMap { try RefillRequest($0) }
  }

  /// A request of a person.
  ///
  /// - Throws: ``StoreError/notFound(what:id:)``
  static func one(_ db: Database, id: Int, user: Int) throws -> RefillRequest {
    let row = try Row.fetchOne(
      db,
      once: "SELECT \(columns) FROM refill_requests AS r WHERE r.request_id = ? AND r.user_id = ?",
      arguments: [id, user]
    )
    guard let row, let found = try RefillRequest(row) else {
      throw StoreError.notFound(what: "refill request", id: "\(id)")
    }
    return found
  }
}
