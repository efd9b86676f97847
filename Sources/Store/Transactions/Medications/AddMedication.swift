import Domain
import GRDB

/// A medication to be added to a person's list.
package struct NewMedication: Equatable, Sendable {
  package var drugName: String
  package var strength: String
  package var form: String
  /// What doses and supply are counted in: `tablet`, `mL`, `puff`.
  package var dosingUnit: String
  package var purpose: String?
  package var appearance: String?
  package var instructions: String?
  package var frequency: String?
  package var prescriber: String?
  package var prescriptionNumber: String?
  package var quantity: Int?
  package var daysSupply: Int?
  package var refills: Int?
  package var writtenOn: CalendarDate?
  package var startDate: CalendarDate?
  package var endDate: CalendarDate?
  /// What is in the bottle, in dosing units.
  package var onHand: Rational?
  /// `pharmacy`, `elsewhere` or `otc`.
  package var origin: String
  package var schedules: [NewSchedule]

  package init(
    drugName: String,
    strength: String = "",
    form: String = "tablet",
    dosingUnit: String = "tablet",
    purpose: String? = nil,
    appearance: String? = nil,
    instructions: String? = nil,
    frequency: String? = nil,
    prescriber: String? = nil,
    prescriptionNumber: String? = nil,
    quantity: Int? = nil,
    daysSupply: Int? = nil,
    refills: Int? = nil,
    writtenOn: CalendarDate? = nil,
    startDate: CalendarDate? = nil,
    endDate: CalendarDate? = nil,
    onHand: Rational? = nil,
    origin: String = "pharmacy",
    schedules: [NewSchedule] = []
  ) {
    self.drugName = drugName
    self.strength = strength
    self.form = form
    self.dosingUnit = dosingUnit
    self.purpose = purpose
    self.appearance = appearance
    self.instructions = instructions
    self.frequency = frequency
    self.prescriber = prescriber
    self.prescriptionNumber = prescriptionNumber
    self.quantity = quantity
    self.daysSupply = daysSupply
    self.refills = refills
    self.writtenOn = writtenOn
    self.startDate = startDate
    self.endDate = endDate
    self.onHand = onHand
    self.origin = origin
    self.schedules = schedules
  }
}

/// Adds a medication with its schedules.
///
/// A drug outside the catalogue is taken as it is written: what a person takes must be on the list,
/// whatever the catalogue knows, and is marked as not yet checked.
package struct AddMedication: NamedTransaction {
  package var medication: NewMedication
  /// The medication that is stopped with it: of two bottles of one medicine this one is kept.
  package var replacing: Int?

  package init(_ medication: NewMedication, replacing: Int? = nil) {
    self.medication = medication
    self.replacing = replacing
  }

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .change }

  package struct Answer: Equatable, Sendable {
    package let medication: Int
    package let schedules: [Int]
    /// Whether the drug is in the catalogue.
    package let isKnownDrug: Bool
    /// The strength that was taken from the catalogue, which knows no other; nil when one was given
    /// or there are several.
    package let catalogueStrength: String?
  }

  package func run(_ context: WriteContext) throws -> Answer {
    let zone = try context.reading.zoneInForce()
    let candidates = try DrugNames(db: context.db).candidates(medication.drugName)
    if candidates.isEmpty, let ambiguous = AmbiguousName(medication.drugName) {
      throw StoreError.invalid(String(ambiguous.sentence.dropLast()))
    }
    // A name that may mean several drugs means none of them for certain.
    let drug = candidates.count == 1 ? candidates.first : nil
    if let replacing {
      let name = String(medication.drugName.prefix(120))
      _ = try SetMedicationStatus(
        medication: replacing,
        change: .stop,
        reason: "replaced by \(name)"
      ).run(context)
    }
    let given = try StrengthText.checked(medication.strength)
    let onlyStrength =
      given != nil
      ? nil
      : try drug.flatMap {
        try DrugNames(db: context.db).onlyStrength(of: $0.id, countedIn: medication.dosingUnit)
      }
    let id = try insert(
      context,
      drug: drug,
      strength: given ?? onlyStrength ?? "",
      today: zone.local(of: context.now).0.date
    )
    if let onHand = medication.onHand {
      try SupplyRecords(context: context).count(onHand, of: id, kind: "count", note: nil)
    }
    let writer = ScheduleWriter(context: context)
    var schedules: [Int] = []
    for new in medication.schedules {
      schedules += try writer.insertWithRemoval(new, medication: id, home: zone.identifier)
    }
    context.audit(
      AuditEntry(
        action: "medication.add",
        table: "user_medications",
        record: "\(id)",
        subject: context.subject,
        risk: .medium
      )
    )
    context.check(medication: id)
    return Answer(
      medication: id,
      schedules: schedules,
      isKnownDrug: drug != nil,
      catalogueStrength: onlyStrength
    )
  }

  private func insert(
    _ context: WriteContext,
    drug: DrugNames.Candidate?,
    strength: String,
    today: CalendarDate
  ) throws -> Int {
    // A brand stays the name that stands on the bottle; only its case is the catalogue's.
    let name = drug.flatMap {
      $0.name.lowercased() == medication.drugName.lowercased() ? $0.name : nil
    }
    if let start = medication.startDate, let end = medication.endDate, end < start {
      throw StoreError.invalid("the end date lies before the start date")
    }
    let policy = RefillPolicy()
    let expires = medication.writtenOn.flatMap {
      policy.lastFillDay(writtenOn: $0, schedule: nil)
    }
    let at = context.now.milliseconds
    try context.db.execute(
      sql: """
        INSERT INTO user_medications (public_id, user_id, drug_id, drug_name, prescription_number,
          prescriber_name, strength, dosage_form, dosing_unit, quantity_prescribed, days_supply,
          refills_remaining, written_on, expires_on, dosing_frequency, instructions, purpose,
          appearance, start_date, end_date, status, origin, not_yet_checked, created_at,
          updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', ?, ?, ?, ?)
        """,
      arguments: [
        DatabaseBytes(context.environment.publicID()), context.subject, drug?.id,
        try name ?? PlainText.checked(medication.drugName, of: "the name of the drug", atMost: 120),
        try PlainText.checked(
          optional: medication.prescriptionNumber,
          of: "the prescription number",
          atMost: 40
        ),
        try PlainText.checked(optional: medication.prescriber, of: "the prescriber", atMost: 120),
        strength,
        try PlainText.checked(medication.form, of: "the form", atMost: 60),
        try PlainText.checked(medication.dosingUnit, of: "the unit", atMost: 30),
        medication.quantity, medication.daysSupply, medication.refills,
        medication.writtenOn?.description, expires?.description,
        try PlainText.checked(optional: medication.frequency, of: "the frequency", atMost: 200),
        try PlainText.checked(
          optional: medication.instructions,
          of: "the directions",
          atMost: 1000
        ),
        try PlainText.checked(optional: medication.purpose, of: "the purpose", atMost: 120),
        try PlainText.checked(optional: medication.appearance, of: "the looks", atMost: 120),
        (medication.startDate ?? today).description, medication.endDate?.description,
        medication.origin, drug == nil, at, at,
      ]
    )
    return Int(context.db.lastInsertedRowID)
  }
}
