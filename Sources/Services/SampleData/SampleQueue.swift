import Domain
import Store

/// Prescriptions and fills: those behind the medicines of the patients, those on their way through
/// the pharmacy today, and those by which recalled lots were given out.
struct SampleQueue {
  let text: SampleText
  let people: SamplePeople
  let care: SampleCare
  let medications: SampleMedications
  let shelf: SampleShelf
  let daysSupply: [Int: Int]
  let day: SampleDay
  let environment: StoreEnvironment

  private var prescriptions = 0
  private var fills: [FillRow] = []
  /// The prescription of a person for a product.
  private var known: [String: Known] = [:]
  /// What left the shelf for the fills, by product.
  private(set) var dispenses: [Int: [PlannedDispense]] = [:]
  /// Lots set aside for fills that were not picked up.
  private var reservedLots: [(fill: Int, lot: Int, quantity: Int)] = []
  /// Who received the lots of a recall.
  private var recipients: [Recipient] = []
  private var payments: [(fill: Int, user: Int, quantity: Int, at: Instant)] = []

  private struct Known {
    let id: Int
    let number: String
  }

  private struct Recipient {
    let person: SamplePerson
    let product: SampleProduct
    let lot: String
    let at: Instant
    let quantity: Int
  }

  init(
    text: SampleText,
    people: SamplePeople,
    care: SampleCare,
    medications: SampleMedications,
    shelf: SampleShelf,
    daysSupply: [Int: Int],
    day: SampleDay
  ) {
    self.text = text
    self.people = people
    self.care = care
    self.medications = medications
    self.shelf = shelf
    self.daysSupply = daysSupply
    self.day = day
    environment = shelf.environment
  }

  private func staff(_ handle: String) -> Int? { people.byHandle[handle]?.user }

  /// A line of the queue.
  private struct Line {
    let row: SampleRow
    let person: SamplePerson
    let product: SampleProduct
    let number: String
    let step: String
    let quantity: Int
    let reserved: Int
    let entered: Instant
    let promised: Instant
    let holder: Int?
    let note: String?
  }

  mutating func make(into batch: inout SampleBatch) throws(SampleError) {
    let columns = """
      number person product key quantity step reserved owed entered_minutes_ago promised_day \
      promised_at holder priority note
      """
    try readRecipients()
    var lines: [String: Line] = [:]
    var others: [Line] = []
    for row in try text.rows("stock/queue.csv", columns) {
      let line = try line(row)
      if let key = try row.optional("key") {
        let name = "\(line.person.handle):\(key)"
        guard medications.places[name] != nil else {
          throw .unknownName(row.place("key"), value: name)
        }
        lines[name] = line
      } else {
        others.append(line)
      }
    }
    for line in others { try addUnlisted(line, to: &batch) }
    // What is in work gets its fill first: the newest fill of a patient is one she has.
    for medication in medications.all {
      try add(medication, line: lines["\(medication.person.handle):\(medication.key)"], to: &batch)
    }
    addRecipients(to: &batch)
    addPayments(to: &batch)
    batch.fills += fills
    for reserved in reservedLots {
      batch.add(
        .fillLots,
        [BulkValue(reserved.fill), BulkValue(reserved.lot), BulkValue(reserved.quantity)]
      )
    }
  }

  private func line(_ row: SampleRow) throws(SampleError) -> Line {
    let ago = try row.number("entered_minutes_ago")
    guard ago >= 0 else { throw row.bad("entered_minutes_ago", expected: "zero or more") }
    let promisedOn = try row.day("promised_day", from: day.today)
    return Line(
      row: row,
      person: try row.find("person", in: people.byHandle),
      product: try shelf.product(row),
      number: try row.required("number"),
      step: try row.required("step"),
      quantity: try row.thousandths("quantity"),
      reserved: try row.thousandths("reserved"),
      entered: day.now - ago * 60,
      promised: day.instant(promisedOn, try row.time("promised_at")),
      holder: try row.optional("holder") == nil
        ? nil : try row.find("holder", in: people.byHandle).user,
      note: try row.optional("note")
    )
  }

  // MARK: Prescriptions

  /// What a prescription says.
  private struct Written {
    let number: String
    let user: Int
    var medication: Int?
    let drug: CatalogueText.Drug?
    var provider: Int?
    let strength: String
    let form: String
    let sig: String
    let quantity: Int
    var daysSupply: Int?
    let refills: Int
    let control: ControlledSchedule?
    let writtenOn: CalendarDate
  }

  private mutating func add(
    _ written: Written,
    line: Line?,
    from origin: BulkOrigin?,
    to batch: inout SampleBatch
  ) -> Int {
    prescriptions += 1
    let id = prescriptions
    let isTwo = written.control == .two
    let remaining = isTwo ? 0 : written.refills
    let most = RefillPolicy().mostRefills(schedule: written.control) ?? 11
    let authorized = isTwo ? 0 : max(remaining, min(most, remaining + 1))
    let policy = RefillPolicy()
    let expires =
      policy.lastFillDay(writtenOn: written.writtenOn, schedule: written.control)
      ?? written.writtenOn + 180
    let step = line?.step ?? "pickedUp"
    let written0 = day.midnight(written.writtenOn) + 39_600
    batch.add(
      .prescriptions,
      [
        BulkValue(id), BulkValue(environment.publicID()), BulkValue(written.number),
        BulkValue(written.user), BulkValue(written.medication), BulkValue(written.drug?.id),
        BulkValue(written.provider), BulkValue(people.pharmacies["elm"]),
        BulkValue(written.strength), BulkValue(written.form), BulkValue(written.sig),
        BulkValue(written.quantity), BulkValue(written.daysSupply), BulkValue(authorized),
        BulkValue(remaining), BulkValue(written.control.map { Self.numeral($0) }),
        BulkValue(written.writtenOn), nil, BulkValue(expires), BulkValue(step),
        BulkValue(step == "suspended" ? day.today + 3 : nil), BulkValue(line?.promised),
        BulkValue(line?.holder), BulkValue(line?.holder == nil ? nil : day.now - 180),
        BulkValue(min(line?.entered ?? written0, day.now)),
      ],
      from: origin
    )
    addSteps(of: id, to: step, from: min(line?.entered ?? written0, day.now), line, &batch)
    return id
  }

  private static let way = [
    "intake", "dataEntry", "clinicalCheck", "payer", "fill", "finalCheck", "willCall", "pickedUp",
  ]

  private func addSteps(
    of prescription: Int,
    to step: String,
    from begun: Instant,
    _ line: Line?,
    _ batch: inout SampleBatch
  ) {
    let steps: [String]
    if let index = Self.way.firstIndex(of: step) {
      steps = Array(Self.way[...index])
    } else if ["partlyFilled", "waitingForStock"].contains(step) {
      steps = Array(Self.way[..<5]) + [step]
    } else if step == "returnedToStock" {
      steps = Array(Self.way[..<7]) + [step]
    } else {
      steps = Array(Self.way[..<2]) + [step]
    }
    let length = max(0, min(day.now - begun, 7200)) / max(1, steps.count)
    for (position, name) in steps.enumerated() {
      let isLast = position == steps.count - 1
      let isPharmacists = ["clinicalCheck", "finalCheck", "pickedUp"].contains(name)
      batch.add(
        .prescriptionSteps,
        [
          BulkValue(prescription), BulkValue(position), BulkValue(name),
          BulkValue(begun + length * position),
          BulkValue(staff(isPharmacists ? "jortiz" : "kpatel") ?? 1),
          isLast ? BulkValue(line?.note) : nil,
        ]
      )
    }
  }

  private static func numeral(_ schedule: ControlledSchedule) -> String {
    switch schedule {
    case .two: "II"
    case .three: "III"
    case .four: "IV"
    case .five: "V"
    }
  }

  // MARK: Patients

  private mutating func add(
    _ medication: SampleMedication,
    line: Line?,
    to batch: inout SampleBatch
  ) throws(SampleError) {
    guard
      medication.origin == "pharmacy", let number = medication.number,
      medication.pharmacy == people.pharmacies["elm"], medication.product != nil
    else { return }
    let product = shelf.products[try medication.row.find("product", in: shelf.places)]
    let quantity = Self.quantity(of: medication, as: product)
    let id = add(
      Written(
        number: number,
        user: medication.person.user,
        medication: medication.id,
        drug: medication.drug,
        provider: medication.provider?.id,
        strength: medication.strengthText,
        form: medication.form,
        sig: try medication.row.optional("instructions") ?? "Use as directed",
        quantity: quantity,
        daysSupply: daysSupply[medication.id],
        refills: medication.refills ?? 0,
        control: medication.controlled,
        writtenOn: medication.writtenOn ?? medication.start
      ),
      line: line,
      from: medication.row.origin,
      to: &batch
    )
    known["\(medication.person.handle):\(product.key)"] = Known(id: id, number: number)
    if let line { addWork(line, prescription: id, number: 1) }
    guard let last = medication.lastFill, line?.step != "pickedUp" else { return }
    let recalled = recipients.first {
      $0.product.id == product.id && $0.person.user == medication.person.user
    }
    dispense(
      product,
      prescription: id,
      number: 0,
      quantity: recalled?.quantity ?? quantity,
      days: daysSupply[medication.id],
      at: max(
        day.midnight(last) + 15 * 3600 + medication.id * 97 % 7200,
        day.midnight(day.today - 360)
      ),
      reference: number,
      by: medication.person.user,
      lot: recalled?.lot
    )
  }

  /// What a fill of the medicine takes from the shelf, in thousandths of the billing unit.
  private static func quantity(of medication: SampleMedication, as product: SampleProduct) -> Int {
    let dosing = medication.quantity ?? 0
    let quantity: Int
    switch (product.unit, medication.unit) {
    case (.each, _): quantity = dosing * 1000
    case (.milliliter, "mL"): quantity = dosing * 1000
    case (.milliliter, "unit"):
      let strength = medication.strength?.amounts.first?.quantity ?? Rational(100)
      quantity = (Rational(dosing * 1000) / strength).ceiling
    default: quantity = product.packageSize
    }
    return product.isBreakable
      ? max(quantity, product.step) : max(product.packageSize, product.wholePackages(quantity))
  }

  // MARK: People known at the counter only

  private mutating func addUnlisted(_ line: Line, to batch: inout SampleBatch) throws(SampleError) {
    let id = addUnlisted(
      line.person,
      line.product,
      number: line.number,
      quantity: line.quantity,
      line: line,
      to: &batch
    )
    addWork(line, prescription: id, number: 0)
  }

  private mutating func addUnlisted(
    _ person: SamplePerson,
    _ product: SampleProduct,
    number: String,
    quantity: Int,
    line: Line?,
    to batch: inout SampleBatch
  ) -> Int {
    let control: ControlledSchedule? =
      switch product.drug.control {
      case "II": .two
      case "III": .three
      case "IV": .four
      case "V": .five
      default: nil
      }
    let id = add(
      Written(
        number: number,
        user: person.user,
        drug: product.drug,
        provider: care.providers["shah"]?.id,
        strength: product.strength,
        form: product.form,
        sig: Self.sig(product),
        quantity: quantity,
        daysSupply: product.unit == .each ? quantity / 1000 : nil,
        refills: 2,
        control: control,
        writtenOn: day.today - (line == nil ? 120 : 2)
      ),
      line: line,
      from: line?.row.origin,
      to: &batch
    )
    known["\(person.handle):\(product.key)"] = Known(id: id, number: number)
    return id
  }

  private static func sig(_ product: SampleProduct) -> String {
    switch (product.unit, product.form) {
    case (.each, "capsule"): "Take 1 capsule by mouth once a day"
    case (.each, let form) where form.contains("patch"): "Put on 1 patch for 12 hours a day"
    case (.each, _): "Take 1 tablet by mouth once a day"
    case (.milliliter, "oral suspension"): "Take 5 mL by mouth 2 times a day for 10 days"
    default: "Use as directed by the prescriber"
    }
  }

  // MARK: Fills

  /// The fill of a line of the queue, as far as it came.
  private mutating func addWork(_ line: Line, prescription: Int, number: Int) {
    switch line.step {
    case "partlyFilled", "finalCheck", "fill":
      guard line.reserved > 0 else { return }
      let id = addFill(
        line.product,
        prescription: prescription,
        number: number,
        quantity: line.reserved,
        days: nil,
        on: day.today,
        status: "prepared",
        at: nil,
        by: nil
      )
      var open = line.reserved
      for lot in line.product.lots where lot.reserved > 0 && open > 0 {
        let part = min(open, lot.reserved)
        reservedLots.append((id, lot.id, part))
        open -= part
      }
    case "willCall", "pickedUp", "returnedToStock":
      let at = min(max(line.entered + 2400, day.midnight(day.today - 300)), day.now - 120)
      dispense(
        line.product,
        prescription: prescription,
        number: number,
        quantity: line.quantity,
        days: line.product.unit == .each ? line.quantity / 1000 : nil,
        at: at,
        reference: line.number,
        by: line.person.user,
        lot: nil,
        status: line.step == "returnedToStock" ? "returned" : line.step
      )
      guard line.step == "returnedToStock" else { return }
      dispenses[line.product.id, default: []].append(
        PlannedDispense(
          at: min(line.promised + 600, day.now - 60),
          quantity: -line.quantity,
          reference: line.number,
          fill: nil,
          lot: nil
        )
      )
    default: break
    }
  }

  private mutating func dispense(
    _ product: SampleProduct,
    prescription: Int,
    number: Int,
    quantity: Int,
    days: Int?,
    at instant: Instant,
    reference: String,
    by person: Int,
    lot: String?,
    status: String = "pickedUp"
  ) {
    let at = min(instant, day.now - 60)
    let id = addFill(
      product,
      prescription: prescription,
      number: number,
      quantity: quantity,
      days: days,
      on: day.zone.local(of: at).0.date,
      status: status,
      at: status == "pickedUp" ? at : nil,
      by: status == "pickedUp" ? person : nil
    )
    dispenses[product.id, default: []].append(
      PlannedDispense(at: at, quantity: quantity, reference: reference, fill: id, lot: lot)
    )
    if status != "returned", day.now - at < 60 * 86_400 {
      payments.append((id, person, quantity, at))
    }
  }

  private mutating func addFill(
    _ product: SampleProduct,
    prescription: Int,
    number: Int,
    quantity: Int,
    days: Int?,
    on date: CalendarDate,
    status: String,
    at instant: Instant?,
    by person: Int?
  ) -> Int {
    let isDone = status != "prepared"
    fills.append(
      FillRow(
        id: fills.count + 1,
        publicID: environment.publicID(),
        prescription: prescription,
        number: number,
        product: product.id,
        quantity: StockQuantity(thousandths: quantity),
        daysSupply: days.map { max(1, $0) },
        filledOn: date,
        status: status,
        preparedBy: staff("kpatel"),
        checkedBy: isDone ? staff("jortiz") : nil,
        pickedUpAt: instant,
        pickedUpBy: person == nil ? nil : "patient"
      )
    )
    return fills.count
  }

  private mutating func readRecipients() throws(SampleError) {
    for row in try text.rows("stock/recall_recipients.csv", "recall lot person day quantity") {
      let lot = try row.required("lot")
      let product = shelf.products.first { product in
        product.lots.contains { $0.number == lot && $0.status == .recalled }
      }
      guard let product else { throw .unknownName(row.place("lot"), value: "recalled lot \(lot)") }
      let person = try row.find("person", in: people.byHandle)
      let date = try row.day("day", from: day.today)
      recipients.append(
        Recipient(
          person: person,
          product: product,
          lot: lot,
          at: day.midnight(date) + 50_000 + person.user * 61 % 9000,
          quantity: try row.thousandths("quantity")
        )
      )
    }
  }

  /// Gives the lots of a recall out; a patient on whose list the product stands has the fill already.
  private mutating func addRecipients(to batch: inout SampleBatch) {
    for recipient in recipients {
      let (person, product) = (recipient.person, recipient.product)
      let isListed = medications.all.contains {
        $0.person.user == person.user && $0.product == product.key
      }
      guard !isListed else { continue }
      let name = "\(person.handle):\(product.key)"
      let number = known[name]?.number ?? "\(68_000 + person.user)"
      let id =
        known[name]?.id
        ?? addUnlisted(
          person,
          product,
          number: number,
          quantity: recipient.quantity,
          line: nil,
          to: &batch
        )
      dispense(
        product,
        prescription: id,
        number: 0,
        quantity: recipient.quantity,
        days: recipient.quantity / 1000,
        at: recipient.at,
        reference: number,
        by: person.user,
        lot: recipient.lot
      )
    }
  }

  private func addPayments(to batch: inout SampleBatch) {
    for payment in payments {
      let insurance = care.insurance[payment.user]
      batch.add(
        .payments,
        [
          BulkValue(payment.fill), BulkValue(insurance == nil ? "card" : "insurance"),
          BulkValue(insurance == nil ? 1290 : 800), BulkValue(insurance),
          BulkValue(insurance == nil ? nil : "paid"),
          BulkValue(insurance == nil ? nil : "Paid, the rest is the copay"),
          BulkValue(min(payment.at + 120, day.now)), BulkValue(staff("kpatel") ?? 1),
        ]
      )
    }
  }
}
