import Domain
import GRDB

/// What is on record about refilling one medication: its prescription, its last fill, what was asked.
struct RefillRecord {
  let medication: Int
  /// Refills not used yet; nil when there is no prescription on record.
  let refillsLeft: Int?
  /// The last day on which it may be filled.
  let expiresOn: CalendarDate?
  /// `pharmacy`, `elsewhere` or `otc`.
  let origin: String
  let request: RefillRequest?
  /// Days before the run-out on which this medication is announced, when it has its own number.
  let ownAlertDays: Int?
  let risk: InterruptionRisk?
  let pharmacyName: String?
  let pharmacyPhone: String?
  let hours: PharmacyHours
  let countedAt: Instant?
  private let facts: RefillFacts?

  /// The days before the run-out on which it is announced.
  ///
  /// The medication's own number, else the person's, and more for what must not be interrupted.
  func alertDays(usual: Int) -> Int { ownAlertDays ?? usual + (risk?.extraAlertDays ?? 0) }

  /// Whether it can be filled again; nil when no prescription is on record here.
  func status(
    on today: CalendarDate,
    schedules: [PlannedSchedule],
    zone: ZoneRules
  ) -> RefillStatus? {
    guard var facts else { return nil }
    facts.doseChanged = schedules.contains { schedule in
      schedule.isActive && schedule.changedDose(since: facts.writtenOn)
    }
    facts.requestedAt = request.map { zone.local(of: $0.requestedAt).0 }
    if let request, request.status == .askedPrescriber {
      facts.prescriberAskedAt = zone.local(of: request.answeredAt ?? request.requestedAt).0
    }
    return RefillStatus(facts, on: today, policy: RefillPolicy())
  }
}

extension RefillRecord {
  /// The records of all medications of a person.
  static func all(_ context: ReadContext) throws -> [Int: RefillRecord] {
    try fetch(
      context.db,
      sql: sql + " WHERE m.user_id = ?",
      arguments: [context.subject]
    )
  }

  /// The records of some medications, whosever they are.
  static func some(_ medications: [Int], in db: Database) throws -> [Int: RefillRecord] {
    try fetch(
      db,
      sql: sql + " WHERE m.medication_id IN (SELECT value FROM json_each(?))",
      arguments: [JSON.array(medications.map(JSON.integer)).text]
    )
  }

  /// The days before a run-out on which a person is told, unless a medication has its own number.
  static func usualAlertDays(_ context: ReadContext) throws -> Int {
    try Int.fetchOne(
      context.db,
      once: "SELECT refill_alert_days FROM notification_preferences WHERE user_id = ?",
      arguments: [context.subject]
    ) ?? 7
  }

  private static func fetch(
    _ db: Database,
    sql: String,
    arguments: StatementArguments
  ) throws -> [Int: RefillRecord] {
    let rows = try Row.fetchAll(db, once: sql, arguments: arguments)
    return try Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let record = try RefillRecord(row, in: db)
        return (record.medication, record)
      }
    )
  }

  private static let sql = """
    SELECT m.medication_id, m.drug_id, m.prescription_number, m.refills_remaining, m.written_on,
      m.expires_on, m.start_date, m.days_supply, m.origin, m.refill_alert_days,
      d.control_schedule,
      x.prescription_id, x.refills_remaining AS rx_refills, x.written_on AS rx_written,
      x.expires_on AS rx_expires, x.control_schedule AS rx_control, x.days_supply AS rx_days,
      f.filled_on, f.days_supply AS fill_days, b.counted_at,
      h.pharmacy_name, h.phone_number, h.hours_of_operation,
      \(RefillRequest.columns)
    FROM user_medications AS m
    JOIN user_profiles AS p ON p.user_id = m.user_id
    LEFT JOIN drugs_master AS d ON d.drug_id = m.drug_id
    LEFT JOIN prescriptions AS x ON x.prescription_id = (
      SELECT max(prescription_id) FROM prescriptions
      WHERE medication_id = m.medication_id AND step NOT IN ('cancelled', 'transferred'))
    LEFT JOIN fills AS f ON f.fill_id = (
      SELECT max(fill_id) FROM fills
      WHERE prescription_id = x.prescription_id AND status <> 'returned')
    LEFT JOIN refill_requests AS r ON r.medication_id = m.medication_id
      AND r.status IN ('requested', 'askedPrescriber', 'approved')
    LEFT JOIN supply_balances AS b ON b.medication_id = m.medication_id
    LEFT JOIN pharmacies AS h ON h.pharmacy_id = coalesce(m.pharmacy_id, p.pharmacy_id)
    """

  private init(_ row: Row, in db: Database) throws {
    let drug: Int? = row["drug_id"]
    let counted: Int? = row["counted_at"]
    medication = row["medication_id"]
    origin = row["origin"]
    request = try RefillRequest(row)
    ownAlertDays = row["refill_alert_days"]
    risk = try drug.flatMap { try InterruptionRisk.ofDrug($0, in: db) }
    pharmacyName = row["pharmacy_name"]
    pharmacyPhone = row["phone_number"]
    hours = PharmacyHours(text: row["hours_of_operation"])
    countedAt = counted.map { Instant(milliseconds: $0) }
    facts = Self.facts(row)
    refillsLeft = facts?.refillsLeft
    expiresOn = facts?.lastFillDay(RefillPolicy())
  }

  /// The pharmacy's prescription where there is one, else what the person's label says.
  private static func facts(_ row: Row) -> RefillFacts? {
    let number: String? = row["prescription_number"]
    let label: Int? = row["refills_remaining"]
    let onRecord: Int? = row["rx_refills"]
    let isPrescribed = onRecord != nil || number != nil || label != nil
    guard isPrescribed, let start = day(row, "start_date") else { return nil }
    let written = day(row, "rx_written") ?? day(row, "written_on") ?? start
    let control: String? = row["rx_control"] ?? row["control_schedule"]
    var facts = RefillFacts(
      schedule: control.flatMap(ControlledSchedule.init(numeral:)),
      writtenOn: written,
      refillsLeft: onRecord ?? label ?? 0
    )
    facts.expiresOn = day(row, "rx_expires") ?? day(row, "expires_on")
    let days: Int? = row["fill_days"] ?? row["rx_days"] ?? row["days_supply"]
    if let filled = day(row, "filled_on") {
      facts.lastFill = LastFill(filledOn: filled, daysSupply: days ?? 0)
    } else if onRecord == nil {
      // The bottle is there: it was filled when the medicine was begun, if not later.
      facts.lastFill = LastFill(filledOn: start, daysSupply: days ?? 0)
    }
    return facts
  }

  private static func day(_ row: Row, _ column: String) -> CalendarDate? {
    let text: String? = row[column]
    return text.flatMap { CalendarDate(text: $0) }
  }
}

extension ControlledSchedule {
  /// The schedule from the numeral kept with drugs: `II` to `V`.
  init?(numeral: String) {
    guard let found = Self.allCases.first(where: { $0.code == "C" + numeral }) else { return nil }
    self = found
  }
}

extension PlannedSchedule {
  /// Whether what it gives now is another dose than on a day.
  func changedDose(since day: CalendarDate) -> Bool {
    let then = versions.last { $0.fromMinute < (day + 1).midnight.minute } ?? versions[0]
    return !rule.givesSameDose(as: then.rule)
  }
}
