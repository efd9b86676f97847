import Domain

/// One thing that happened, as it is put on record.
package struct AuditEntry: Equatable, Sendable {
  /// How much harm a wrong entry of this kind could do.
  package enum Risk: String, Sendable {
    case low
    case medium
    case high
    case critical
  }

  /// What was done: `dose.take`, `stock.adjust`, `record.open`.
  package var action: String
  package var table: String
  /// The key of the row, or of the batch.
  package var record: String?
  /// Whose record it concerns; nil for stock and settings.
  package var subject: Int?
  package var risk: Risk
  /// Digests of the row before and after: the values themselves stay in their tables.
  package var before: [UInt8]?
  package var after: [UInt8]?
  /// Facts without personal content, such as counts of a batch or the reason of an override.
  package var detail: JSON?
  /// Where it happened, as in `ssh 203.0.113.9`; nil for where the program runs now.
  package var agent: String?

  package init(
    action: String,
    table: String,
    record: String? = nil,
    subject: Int? = nil,
    risk: Risk = .low,
    before: [UInt8]? = nil,
    after: [UInt8]? = nil,
    detail: JSON? = nil,
    agent: String? = nil
  ) {
    self.action = action
    self.table = table
    self.record = record
    self.subject = subject
    self.risk = risk
    self.before = before
    self.after = after
    self.detail = detail
    self.agent = agent
  }
}
