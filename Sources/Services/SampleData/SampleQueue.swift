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

  private var prescriptions: SamplePrescriptions
  private var fills: SampleFills
  /// The prescription of a person for a product.
  private var known: [String: Known] = [:]
  /// Who received the lots of a recall.
  private var recipients: [RecallRecipient] = []

  /// What left the shelf for the fills, by product.
  var dispenses: [Int: [PlannedDispense]] { fills.dispenses }

  private struct Known {
    let id: Int
    let number: String
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
    prescriptions = SamplePrescriptions(
      people: people,
      environment: shelf.environment,
      day: day
    )
    fills = SampleFills(people: people, environment: shelf.environment, day: day)
  }

  mutating func make(into batch: inout SampleBatch) throws(SampleError) {
    recipients = try text.rows("stock/recall_recipients.csv", RecallRecipient.columns)
      .map { row throws(SampleError) in
        try RecallRecipient(row, people: people, shelf: shelf, day: day)
      }
    var lines: [String: SampleQueueLine] = [:]
    var others: [SampleQueueLine] = []
    for row in try text.rows("stock/queue.csv", SampleQueueLine.columns) {
      let line = try SampleQueueLine(row, people: people, shelf: shelf, day: day)
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
    fills.add(to: &batch, insurance: care.insurance)
  }

  // MARK: Patients

  private mutating func add(
    _ medication: SampleMedication,
    line: SampleQueueLine?,
    to batch: inout SampleBatch
  ) throws(SampleError) {
    guard
      medication.origin == "pharmacy", let number = medication.number,
      medication.pharmacy == people.pharmacies["elm"], medication.product != nil
    else { return }
    let product = shelf.products[try medication.row.find("product", in: shelf.places)]
    let quantity = Self.quantity(of: medication, as: product)
    let id = prescriptions.add(
      WrittenPrescription(
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
    if let line { fills.addWork(line, prescription: id, number: 1) }
    guard let last = medication.lastFill, line?.step != "pickedUp" else { return }
    let recalled = recipients.first {
      $0.product.id == product.id && $0.person.user == medication.person.user
    }
    fills.dispense(
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

  private mutating func addUnlisted(_ line: SampleQueueLine, to batch: inout SampleBatch)
    throws(SampleError)
  {
    let id = addUnlisted(
      line.person,
      line.product,
      number: line.number,
      quantity: line.quantity,
      line: line,
      to: &batch
    )
    fills.addWork(line, prescription: id, number: 0)
  }

  private mutating func addUnlisted(
    _ person: SamplePerson,
    _ product: SampleProduct,
    number: String,
    quantity: Int,
    line: SampleQueueLine?,
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
    let id = prescriptions.add(
      WrittenPrescription(
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
      fills.dispense(
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
}
