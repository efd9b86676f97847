/// What one transaction has added to the ledgers and taken from them.
///
/// Whoever writes or removes a row says so here; ``LedgerSeal`` brings it into the totals at the end
/// of the transaction. Rows that go by cascade with their schedule have to be said before.
struct LedgerChanges {
  /// Doses by schedule.
  private(set) var doses: [Int: LedgerTotal] = [:]
  private(set) var movements = LedgerTotal()
  private(set) var fills = LedgerTotal()

  mutating func addDose(of schedule: Int, _ term: Int) {
    doses[schedule, default: LedgerTotal()].add(term)
  }

  mutating func removeDose(of schedule: Int, _ term: Int) {
    doses[schedule, default: LedgerTotal()].remove(term)
  }

  mutating func addMovement(_ term: Int) { movements.add(term) }

  mutating func addFill(_ term: Int) { fills.add(term) }

  /// Adds what was written elsewhere in the same transaction.
  mutating func add(_ other: LedgerChanges) {
    for (schedule, total) in other.doses { doses[schedule, default: LedgerTotal()].add(total) }
    movements.add(other.movements)
    fills.add(other.fills)
  }
}
