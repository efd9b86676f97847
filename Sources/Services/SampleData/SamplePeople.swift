import Domain
import Store

/// A person of the sample.
struct SamplePerson {
  let user: Int
  let handle: String
  let day: SampleDay
  let household: String?
  let isStaff: Bool
  let pharmacy: Int?
}

/// The people: household, patients, staff, and those known at the counter only.
struct SamplePeople {
  let text: SampleText
  let clock: SampleClock
  private(set) var byHandle: [String: SamplePerson] = [:]
  /// In the order of the files.
  private(set) var all: [SamplePerson] = []
  private(set) var pharmacies: [String: Int] = [:]

  init(text: SampleText, clock: SampleClock) {
    self.text = text
    self.clock = clock
  }

  /// Reads pharmacies, people and customers.
  ///
  /// The first person of `people.csv` owns the home.
  mutating func read(into batch: inout SampleBatch) throws(SampleError) {
    try readPharmacies(into: &batch)
    let pauses = try personPauses()
    try readPeople(pauses, into: &batch)
    try readCustomers(into: &batch)
    try readCaregivers(into: &batch)
  }

  private mutating func readPharmacies(into batch: inout SampleBatch) throws(SampleError) {
    let columns = """
      key name chain type phone address_line1 city state postal_code hours_of_operation services \
      npi dea active
      """
    for (index, row) in try text.rows("pharmacies.csv", columns).enumerated() {
      pharmacies[try row.required("key")] = index + 1
      for column in ["hours_of_operation", "services"] {
        guard (try? JSON(text: row.required(column))) != nil else {  // Only whether it can be read.
          throw row.bad(column, expected: "a JSON document")
        }
      }
      batch.add(
        .pharmacies,
        [
          BulkValue(index + 1), BulkValue(clock.environment.publicID()),
          BulkValue(try row.required("name")), BulkValue(try row.optional("chain")),
          BulkValue(try row.required("type")), BulkValue(try row.optional("phone")),
          BulkValue(try row.optional("address_line1")), BulkValue(try row.optional("city")),
          BulkValue(try row.optional("state")), BulkValue(try row.optional("postal_code")),
          BulkValue(try row.optional("hours_of_operation")),
          BulkValue(try row.optional("services")), BulkValue(try row.flag("active")),
        ],
        from: row.origin
      )
    }
  }

  /// Who is paused as a whole, from which day and why.
  private func personPauses() throws(SampleError) -> [String: (days: Int, reason: String?)] {
    var pauses: [String: (days: Int, reason: String?)] = [:]
    for row in try text.rows("pauses.csv", SampleHistory.pauseColumns) {
      guard try row.optional("key") == nil, try row.optional("to_day") == nil else { continue }
      pauses[try row.required("handle")] = (
        try row.number("from_day"), try row.optional("reason")
      )
    }
    return pauses
  }

  private mutating func readPeople(
    _ pauses: [String: (days: Int, reason: String?)],
    into batch: inout SampleBatch
  ) throws(SampleError) {
    let columns = """
      handle first_name last_name birth_date gender email phone zone height_cm weight_kg \
      blood_type roles household about egfr egfr_day pregnancy pregnancy_day account_status \
      email_verified two_factor created_day last_login_day
      """
    for row in try text.rows("people.csv", columns) {
      let roles = try row.list("roles").map { name in Role(rawValue: name) }
      guard !roles.isEmpty, !roles.contains(nil) else {
        throw row.bad("roles", expected: "a list of roles")
      }
      let known = roles.compactMap { $0 }
      let person = try add(row, isStaff: !known.contains(.patient))
      let day = person.day
      let created = day.midnight(try row.day("created_day", from: day.today)) + 9 * 3600
      let login = try row.optionalDay("last_login_day", from: day.today)
      batch.add(
        .users,
        [
          BulkValue(person.user), BulkValue(clock.environment.publicID()),
          BulkValue(person.handle), BulkValue(try row.optional("email")),
          BulkValue(person.isStaff ? password() : nil),
          BulkValue(try row.flag("email_verified")),
          BulkValue(try row.required("account_status")), BulkValue(try row.flag("two_factor")),
          BulkValue(person.household), BulkValue(created), BulkValue(created),
          BulkValue(login.map { min(day.midnight($0) + 26_000, clock.now) }),
        ],
        from: row.origin
      )
      for role in known {
        batch.add(
          .userRoles,
          [BulkValue(person.user), BulkValue(role.rawValue), BulkValue(created)],
          from: row.origin
        )
      }
      let pause = pauses[person.handle]
      batch.add(
        .userProfiles,
        [
          BulkValue(person.user), BulkValue(try row.required("first_name")),
          BulkValue(try row.required("last_name")), BulkValue(try row.date("birth_date")),
          BulkValue(try row.required("gender")), BulkValue(try row.optional("phone")),
          BulkValue(try row.optionalNumber("height_cm")),
          BulkValue(try row.optionalThousandths("weight_kg")), BulkValue(try bloodType(row)),
          BulkValue(day.zone.identifier), BulkValue(try row.optionalNumber("egfr")),
          BulkValue(try row.optionalDay("egfr_day", from: day.today)),
          BulkValue(try row.optional("pregnancy")),
          BulkValue(try row.optionalDay("pregnancy_day", from: day.today)),
          BulkValue(pause.map { day.midnight(day.today + $0.days) }), BulkValue(pause?.reason),
          BulkValue(person.pharmacy),
        ],
        from: row.origin
      )
    }
  }

  private mutating func readCustomers(into batch: inout SampleBatch) throws(SampleError) {
    let columns = "handle first_name last_name birth_date phone zone notes"
    for row in try text.rows("stock/customers.csv", columns) {
      let person = try add(row, isStaff: false)
      let created = clock.now - 400 * 86_400
      batch.add(
        .users,
        [
          BulkValue(person.user), BulkValue(clock.environment.publicID()),
          BulkValue(person.handle), nil, nil, 0, "active", 0, nil, BulkValue(created),
          BulkValue(created), nil,
        ],
        from: row.origin
      )
      batch.add(.userRoles, [BulkValue(person.user), "patient", BulkValue(created)])
      batch.add(
        .userProfiles,
        [
          BulkValue(person.user), BulkValue(try row.required("first_name")),
          BulkValue(try row.required("last_name")), BulkValue(try row.date("birth_date")), nil,
          BulkValue(try row.optional("phone")), nil, nil, nil,
          BulkValue(person.day.zone.identifier), nil, nil, nil, nil, nil, nil,
          BulkValue(person.pharmacy),
        ],
        from: row.origin
      )
      batch.add(
        .notificationPreferences,
        [BulkValue(person.user), 1, 1, 1, 0, 0, 0, 0, nil, nil]
      )
    }
  }

  private func readCaregivers(into batch: inout SampleBatch) throws(SampleError) {
    let columns = """
      caregiver patient relation can_view can_record channel alert_after_minutes since_day
      """
    for row in try text.rows("caregivers.csv", columns) {
      let caregiver = try row.find("caregiver", in: byHandle)
      let patient = try row.find("patient", in: byHandle)
      var rights: [CareRight] = try row.flag("can_view") ? [.view] : []
      if try row.flag("can_record") { rights += [.recordDoses, .requestRefills] }
      let since = try row.day("since_day", from: patient.day.today)
      batch.add(
        .caregiverLinks,
        [
          BulkValue(caregiver.user), BulkValue(patient.user),
          BulkValue(JSON.array(rights.map { .string($0.rawValue) }).text),
          BulkValue(patient.day.midnight(since)),
        ],
        from: row.origin
      )
    }
  }

  private mutating func add(_ row: SampleRow, isStaff: Bool) throws(SampleError) -> SamplePerson {
    let handle = try row.required("handle")
    let household = row.field("household")
    let person = SamplePerson(
      user: all.count + 1,
      handle: handle,
      day: try clock.day(row, "zone"),
      household: household,
      isStaff: isStaff,
      pharmacy: pharmacies["elm"]
    )
    guard byHandle.updateValue(person, forKey: handle) == nil else {
      throw .nameTwice(row.place("handle"), value: handle)
    }
    all.append(person)
    return person
  }

  private func bloodType(_ row: SampleRow) throws(SampleError) -> String? {
    guard let words = try row.optional("blood_type")?.split(separator: " ") else { return nil }
    switch words.last {
    case "positive" where words.count == 2: return words[0] + "+"
    case "negative" where words.count == 2: return words[0] + "-"
    default: throw row.bad("blood_type", expected: "a blood type such as A positive")
    }
  }

  /// The hash of a password that nobody was ever told: whoever acts in a sample needs none.
  private func password() -> String {
    func encoded(_ count: Int) -> String {
      let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
      return String(clock.environment.randomBytes(count).map { digits[Int($0) % 64] })
    }
    return "$scrypt$ln=15,r=8,p=1$\(encoded(22))$\(encoded(43))"
  }
}
