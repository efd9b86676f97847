import Domain
import GRDB

/// Reads the rows of the alerts that are in sight.
struct RefillAlertRows {
  let context: ReadContext
  let today: CalendarDate
  let opening: OpeningDays

  /// The rows of these medications, in this order.
  func rows(_ medications: [Int]) throws -> [RefillAlertSheet.Row] {
    guard !medications.isEmpty else { return [] }
    let records = try RefillRecord.some(medications, in: context.db)
    let found = try Row.fetchAll(
      context.db,
      sql: Self.sql,
      arguments: [JSON.array(medications.map(JSON.integer)).text]
    )
    let rows = try Dictionary(
      uniqueKeysWithValues: found.map { row -> (Int, RefillAlertSheet.Row?) in
        let medication: Int = row["medication_id"]
        return (medication, try records[medication].flatMap { try self.row(row, $0) })
      }
    )
    return medications.compactMap { rows[$0] ?? nil }
  }

  private static let sql = """
    SELECT \(MedicationLabel.columns), m.user_id, m.drug_id, b.runs_out_on, b.quantity,
      d.tall_man_name, u.handle, p.first_name, p.last_name, p.date_of_birth
    FROM user_medications AS m
    JOIN supply_balances AS b ON b.medication_id = m.medication_id
    JOIN users AS u ON u.user_id = m.user_id
    JOIN user_profiles AS p ON p.user_id = m.user_id
    LEFT JOIN drugs_master AS d ON d.drug_id = m.drug_id
    WHERE m.medication_id IN (SELECT value FROM json_each(?))
    """

  private func row(_ row: Row, _ record: RefillRecord) throws -> RefillAlertSheet.Row? {
    let label = MedicationLabel(row)
    guard let end = CalendarDate(text: row["runs_out_on"] as String) else { return nil }
    let patient = Self.patient(row)
    let own = ReadContext(
      db: context.db,
      actor: context.actor,
      subject: patient.user,
      environment: context.environment,
      now: context.now
    )
    let zone = try own.zoneInForce()
    let schedules = try ScheduleRecords(context: own, zone: zone).all(medication: label.medication)
    let tallMan: String? = row["tall_man_name"]
    return RefillAlertSheet.Row(
      patient: patient,
      listName: Self.listName(row, patient),
      label: label,
      title: tallMan.map { Self.title(label, tallMan: $0) } ?? label.title,
      runsOutOn: max(end, today),
      actBy: opening.actBy(runsOutOn: end) ?? end,
      treatment: opening.treatment(of: end),
      onHand: Rational(stored: row["quantity"]),
      refillsLeft: record.refillsLeft,
      expiresOn: record.expiresOn,
      status: record.status(on: today, schedules: schedules, zone: zone),
      request: record.request,
      isAnswerOverdue: record.isAnswerOverdue(on: today, opening: opening, zone: zone),
      risk: record.risk,
      isHighAlert: label.highAlert != nil || record.risk != nil,
      stock: try stock(row, label),
      zone: zone
    )
  }

  /// The title with the drug's name in its own letters, as in `metFORMIN 500 mg`.
  private static func title(_ label: MedicationLabel, tallMan: String) -> String {
    let isPlain = label.title.lowercased().hasPrefix(tallMan.lowercased())
    return isPlain ? tallMan + label.title.dropFirst(tallMan.count) : label.title
  }

  private static func patient(_ row: Row) -> KnownPerson {
    let first: String = row["first_name"]
    let last: String = row["last_name"]
    let birth: String? = row["date_of_birth"]
    return KnownPerson(
      user: row["user_id"],
      handle: row["handle"],
      fullName: last.isEmpty ? first : "\(first) \(last)",
      birthDate: birth.flatMap { CalendarDate(text: $0) },
      household: nil,
      roles: [],
      caresFor: [:]
    )
  }

  private static func listName(_ row: Row, _ patient: KnownPerson) -> String {
    let last: String = row["last_name"]
    let first: String = row["first_name"]
    let name = last.isEmpty ? first : "\(last), \(first)"
    return patient.birthDate.map { "\(name) \($0.components.year)" } ?? name
  }

  private static let productSQL = """
    SELECT \(InventoryRow.columns)
    FROM products AS p
    WHERE p.drug_id = ? AND p.strength = ? AND p.is_active = 1
    ORDER BY p.dosage_form = ? DESC, p.free DESC, p.product_id
    LIMIT 1
    """

  private func stock(_ row: Row, _ label: MedicationLabel) throws -> InventoryRow? {
    let drug: Int? = row["drug_id"]
    guard let drug else { return nil }
    let product = try Row.fetchOne(
      context.db.cachedStatement(sql: Self.productSQL),
      arguments: [drug, label.strengthText, label.form]
    )
    return try product.map { try InventoryRow($0, on: today, in: context.db) }
  }
}
