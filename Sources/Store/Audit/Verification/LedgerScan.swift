import GRDB

/// The totals of the ledgers as their rows give them, and the rows whose digest does not fit.
struct LedgerScan {
  /// Doses by schedule.
  private(set) var doses: [Int: LedgerTotal] = [:]
  private(set) var changedDoses: [DoseKey] = []
  private(set) var movements = NumberedTotal()
  private(set) var changedMovements: [Int] = []
  private(set) var fills = NumberedTotal()
  private(set) var changedFills: [Int] = []

  /// What a record of a dose is found by.
  struct DoseKey {
    let user: Int
    let dueMinute: Int
    let schedule: Int
    let nth: Int
  }

  let key: DatabaseKey
  let db: Database

  init(key: DatabaseKey, db: Database) {
    self.key = key
    self.db = db
  }

  var allDoses: LedgerTotal { doses.values.reduce(into: LedgerTotal()) { $0.add($1) } }

  mutating func scanDoses() throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(DoseRow.columns), digest
        FROM dose_events
        ORDER BY user_id, due_minute, schedule_id, nth
        """
    )
    while let stored = try rows.next() {
      let schedule: Int = stored[2]
      // A status or a way of recording that does not exist is a changed row too.
      let proof = (try? DoseRow(stored)).map { key.proof(of: $0.canonical) }
      doses[schedule, default: LedgerTotal()].add(proof?.term ?? 0)
      guard proof?.digest == (stored[15] as DatabaseBytes).bytes else {
        changedDoses.append(
          DoseKey(user: stored[0], dueMinute: stored[1], schedule: schedule, nth: stored[3])
        )
        continue
      }
    }
  }

  mutating func scanMovements() throws {
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT \(StockMovementRow.columns) FROM stock_movements ORDER BY movement_id"
    )
    while let stored = try rows.next() {
      let proof = (try? StockMovementRow(stored)).map { key.proof(of: $0.bytes) }
      movements.add(stored["movement_id"], proof?.term ?? 0)
      if proof?.digest != (stored["digest"] as DatabaseBytes).bytes {
        changedMovements.append(stored["movement_id"])
      }
    }
  }

  mutating func scanFills() throws {
    let rows = try Row.fetchCursor(db, sql: "SELECT \(FillRow.columns) FROM fills ORDER BY fill_id")
    while let stored = try rows.next() {
      let proof = FillRow(stored).map { key.proof(of: $0.bytes) }
      fills.add(stored["fill_id"], proof?.term ?? 0)
      if proof?.digest != (stored["digest"] as DatabaseBytes).bytes {
        changedFills.append(stored["fill_id"])
      }
    }
  }
}

/// The total of a ledger whose rows are numbered from 1 without gaps.
struct NumberedTotal {
  private(set) var total = LedgerTotal()
  private var last = 0
  private var gaps: [Int] = []

  /// Takes the next row, in the order of the numbers.
  mutating func add(_ number: Int, _ term: Int) {
    total.add(term)
    if number > last + 1, gaps.count < LedgerFault.mostNamed { gaps += (last + 1)..<number }
    last = number
  }

  /// The numbers that are not there, of so many that were written.
  func missing(of written: Int) -> [Int] {
    let atTheEnd = written > last ? Array(last + 1...written) : []
    return Array((gaps + atTheEnd).prefix(LedgerFault.mostNamed))
  }
}
