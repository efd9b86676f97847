import Domain
import GRDB

/// Finds anew the run-outs whose day has come, since doses nobody took and the usual rate of use
/// move with the calendar.
///
/// One call does one batch, so that nobody waits long for the gate; it is to be called until it
/// answers less than its limit, when the program starts and after every midnight.
package struct RefreshRunOut: NamedTransaction {
  /// The person whose record is open, or all of them.
  package var reach: AccessReach
  /// The most supplies of one batch.
  package var limit: Int

  package init(reach: AccessReach = .person, limit: Int = 200) {
    self.reach = reach
    self.limit = limit
  }

  package var dataKind: DataKind { .prescriptions }
  package var operation: AccessOperation { .record }

  static let everybodySQL = """
    SELECT medication_id
    FROM supply_balances
    WHERE recheck_on <= ?
    ORDER BY recheck_on
    LIMIT ?
    """

  static let personSQL = """
    SELECT b.medication_id
    FROM user_medications AS m
    JOIN supply_balances AS b ON b.medication_id = m.medication_id
    WHERE m.user_id = ? AND b.recheck_on <= ?
    ORDER BY b.medication_id
    LIMIT ?
    """

  /// Returns how many supplies were looked at.
  package func run(_ context: WriteContext) throws -> Int {
    let day: CalendarDate
    let due: [Int]
    switch reach {
    case .everybody, .program:
      day = try context.reading.counterDay()
      due = try Int.fetchAll(
        context.db,
        sql: Self.everybodySQL,
        arguments: [day.description, limit]
      )
    case .person:
      day = try context.reading.zoneInForce().local(of: context.now).0.date
      due = try Int.fetchAll(
        context.db,
        sql: Self.personSQL,
        arguments: [context.subject, day.description, limit]
      )
    }
    guard !due.isEmpty else { return 0 }
    let records = RunOutRecords(context.reading)
    for medication in due { try records.reckon(medication, after: day) }
    context.audit(
      AuditEntry(
        action: "supply.reckon",
        table: "supply_balances",
        subject: reach == .person ? context.subject : nil,
        detail: .object(["supplies": .integer(due.count)])
      )
    )
    return due.count
  }
}
