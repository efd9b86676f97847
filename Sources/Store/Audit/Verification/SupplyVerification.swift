import Domain
import GRDB

/// A supply whose stored balance is not what its entries and deductions come to.
package struct SupplyFault: Equatable, Sendable {
  package let medication: Int
  /// The balance as stored; nil when there is none.
  package let stored: String?
  /// What the entries less the doses come to; nil when one of them cannot be read.
  package let expected: String?
}

/// Adds up what came into each supply and what doses took from it.
enum SupplyVerification {
  static func faults(in db: Database) throws -> [SupplyFault] {
    var sums: [Int: Sum] = [:]
    let entries = try Row.fetchCursor(db, sql: "SELECT medication_id, change FROM supply_entries")
    while let row = try entries.next() {
      sums[row["medication_id"], default: Sum()].add(row["change"], sign: 1)
    }
    let deductions = try Row.fetchCursor(
      db,
      sql: """
        SELECT s.medication_id, d.deducted
        FROM dose_events AS d
        JOIN medication_schedules AS s ON s.schedule_id = d.schedule_id
        WHERE d.deducted IS NOT NULL
        """
    )
    while let row = try deductions.next() {
      sums[row["medication_id"], default: Sum()].add(row["deducted"], sign: -1)
    }
    var faults: [SupplyFault] = []
    let balances = try Row.fetchAll(
      db,
      sql: "SELECT medication_id, quantity FROM supply_balances ORDER BY medication_id"
    )
    for row in balances {
      let medication: Int = row["medication_id"]
      let stored: String = row["quantity"]
      let expected = (sums.removeValue(forKey: medication) ?? Sum()).value?.stored
      if expected != stored {
        faults.append(SupplyFault(medication: medication, stored: stored, expected: expected))
      }
    }
    faults += sums.keys.sorted().map {
      SupplyFault(medication: $0, stored: nil, expected: sums[$0]?.value?.stored)
    }
    return Array(faults.prefix(Verification.mostFindings))
  }

  /// A sum that stops at the first number that cannot be one of this program's.
  private struct Sum {
    private(set) var value: Rational? = .zero

    mutating func add(_ text: String, sign: Int) {
      guard let sum = value, let change = Rational(stored: text), Self.isSane(change) else {
        value = nil
        return
      }
      let next = sum + (sign < 0 ? -change : change)
      value = Self.isSane(next) ? next : nil
    }

    /// Small enough that sums and products stay far from the limits of an integer.
    static func isSane(_ number: Rational) -> Bool {
      number.numerator.magnitude < 1_000_000_000_000 && number.denominator < 1_000_000
    }
  }
}
