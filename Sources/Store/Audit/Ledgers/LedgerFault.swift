/// What the totals of the ledgers show: rows that are missing, that came from elsewhere, or that are
/// older versions put back.
package enum LedgerFault: Equatable, Sendable {
  /// There is no seal.
  case sealMissing
  /// The totals and the end of the audit are not those that were sealed.
  case sealBroken
  /// The totals of the schedules do not add up to the sealed total of the doses.
  case tallies(sealed: Int, tallied: Int)
  /// A schedule has another number of records than were written; `missing` are the due minutes of
  /// those that can be told, from the plan and from the audit.
  case doses(schedule: Int, written: Int, found: Int, missing: [Int])
  /// A schedule has as many records as were written, but not the same.
  case dosesReplaced(schedule: Int)
  /// The stock ledger has another number of movements than were written; `missing` are the numbers
  /// of those that are gone.
  case movements(written: Int, found: Int, missing: [Int])
  case movementsReplaced
  /// A fill does not have the content that it was written with.
  case changedFill(Int)
  case fills(written: Int, found: Int, missing: [Int])
  case fillsReplaced

  /// The most missing rows that are named in one fault.
  static let mostNamed = 20
}
