import Domain
import Store

/// What a prescription says.
struct WrittenPrescription {
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

/// The prescriptions of the pharmacy and the steps they went through.
struct SamplePrescriptions {
  let people: SamplePeople
  let environment: StoreEnvironment
  let day: SampleDay
  private var count = 0

  init(people: SamplePeople, environment: StoreEnvironment, day: SampleDay) {
    self.people = people
    self.environment = environment
    self.day = day
  }

  /// Adds a prescription, which is picked up unless a line of the queue says how far it is, and
  /// returns its number.
  mutating func add(
    _ written: WrittenPrescription,
    line: SampleQueueLine?,
    from origin: BulkOrigin?,
    to batch: inout SampleBatch
  ) -> Int {
    count += 1
    let id = count
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
    _ line: SampleQueueLine?,
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
          BulkValue(people.byHandle[isPharmacists ? "jortiz" : "kpatel"]?.user ?? 1),
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
}
