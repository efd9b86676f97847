import Domain
import GRDB

/// Whose supply runs out within some days: the pharmacy's list of alerts, a window of it.
///
/// Read from the days kept with each supply: however many patients there are, only the rows in
/// sight are looked at closely. The order is that of ``RefillUrgency`` up to the danger; within a
/// day and a danger it is that of entry, which no patient's name has to be sorted for.
package struct RefillAlertsQuery: NamedQuery {
  /// The days ahead.
  package var days: Int
  package var limit: Int
  package var offset: Int
  /// Whether only those are listed whose interruption is dangerous by itself.
  package var onlyDangerous: Bool

  package init(days: Int = 7, limit: Int = 50, offset: Int = 0, onlyDangerous: Bool = false) {
    self.days = days
    self.limit = limit
    self.offset = offset
    self.onlyDangerous = onlyDangerous
  }

  package var dataKind: DataKind { .prescriptions }
  package var reach: AccessReach { .everybody }

  static let countSQL = """
    SELECT runs_out_on, gap_rank, count(*) AS supplies
    FROM supply_balances
    WHERE runs_out_on <= ?
    GROUP BY runs_out_on, gap_rank
    """

  static let sliceSQL = """
    SELECT medication_id
    FROM supply_balances
    WHERE runs_out_on = ? AND gap_rank = ?
    ORDER BY medication_id
    LIMIT ? OFFSET ?
    """

  /// The days behind the last one that are looked at for run-outs on closed days in a row.
  private static let closedDaysInARow = 10

  package func fetch(_ context: ReadContext) throws -> RefillAlertSheet {
    let site = try CounterSite.fetch(context)
    let zone = try context.counterZone()
    let today = zone.local(of: context.now).0.date
    let opening = site.hours.openingDays(around: today)
    let all = try slices(context, today: today, opening: opening)
    let shown = all.filter { $0.actBy <= today + days && (!onlyDangerous || $0.rank == 0) }
    let medications = try window(of: shown, in: context.db)
    let found = try RefillAlertRows(context: context, today: today, opening: opening)
      .rows(medications)
    return RefillAlertSheet(
      pharmacyName: site.name,
      zone: zone,
      today: today,
      now: context.now,
      counts: RefillAlertSheet.Counts(
        today: Self.count(all, through: today),
        inThreeDays: Self.count(all, through: today + 3),
        inSevenDays: Self.count(all, through: today + 7)
      ),
      total: shown.reduce(0) { $0 + $1.count },
      offset: offset,
      rows: found
    )
  }

  /// Supplies that end on one day and are as dangerous to interrupt.
  private struct Slice {
    let runsOutOn: CalendarDate
    let actBy: CalendarDate
    let rank: Int
    let count: Int
  }

  private func slices(
    _ context: ReadContext,
    today: CalendarDate,
    opening: OpeningDays
  ) throws -> [Slice] {
    let last = today + max(days, 7) + Self.closedDaysInARow
    let rows = try Row.fetchAll(
      context.db,
      sql: Self.countSQL,
      arguments: [last.description]
    )
    let slices = rows.compactMap { row -> Slice? in
      guard let day = CalendarDate(text: row["runs_out_on"] as String) else { return nil }
      return Slice(
        runsOutOn: day,
        actBy: opening.actBy(runsOutOn: day) ?? day,
        rank: row["gap_rank"],
        count: row["supplies"]
      )
    }
    return slices.sorted {
      ($0.actBy.day, $0.rank, $0.runsOutOn.day) < ($1.actBy.day, $1.rank, $1.runsOutOn.day)
    }
  }

  private func window(of slices: [Slice], in db: Database) throws -> [Int] {
    var skip = offset
    var found: [Int] = []
    for slice in slices where found.count < limit {
      guard skip < slice.count else {
        skip -= slice.count
        continue
      }
      found += try Int.fetchAll(
        db,
        sql: Self.sliceSQL,
        arguments: [slice.runsOutOn.description, slice.rank, limit - found.count, skip]
      )
      skip = 0
    }
    return found
  }

  private static func count(_ slices: [Slice], through day: CalendarDate) -> Int {
    slices.filter { $0.actBy <= day }.reduce(0) { $0 + $1.count }
  }
}

/// The pharmacy at whose counter somebody acts.
struct CounterSite {
  let name: String?
  let hours: PharmacyHours

  /// The pharmacy of the acting person's own profile, else the first that is active.
  static func fetch(_ context: ReadContext) throws -> CounterSite {
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT h.pharmacy_name, h.hours_of_operation
        FROM pharmacies AS h
        WHERE h.is_active = 1
        ORDER BY h.pharmacy_id = (SELECT pharmacy_id FROM user_profiles WHERE user_id = ?) DESC,
          h.pharmacy_id
        LIMIT 1
        """,
      arguments: [context.actor.userID]
    )
    return CounterSite(
      name: row?["pharmacy_name"],
      hours: PharmacyHours(text: row?["hours_of_operation"])
    )
  }
}
