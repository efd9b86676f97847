import Domain
import Store

/// The medicines and schedules of the people.
struct SampleMedications {
  let text: SampleText
  let people: SamplePeople
  let care: SampleCare
  let catalogue: CatalogueText
  let clock: SampleClock
  /// In the order of the file; numbers count from 1.
  private(set) var all: [SampleMedication] = []
  /// By `handle:key`.
  private(set) var places: [String: Int] = [:]
  /// By `handle:key:label`.
  private var scheduleIDs: [String: Int] = [:]

  init(
    text: SampleText,
    people: SamplePeople,
    care: SampleCare,
    catalogue: CatalogueText,
    clock: SampleClock
  ) {
    self.text = text
    self.people = people
    self.care = care
    self.catalogue = catalogue
    self.clock = clock
  }

  /// Reads medicines, pauses and schedules and adds the schedules to a batch.
  ///
  /// What became of the medicines is added when their year is known: see ``add(to:daysSupply:)``.
  mutating func read(into batch: inout SampleBatch) throws(SampleError) {
    try readMedications()
    try readPauses()
    try readSchedules()
    for medication in all {
      try Self.checkPlan(medication)
      for schedule in medication.schedules { try add(schedule, of: medication, to: &batch) }
    }
  }

  /// The medicine that a row names by `handle` and `key`.
  func medication(_ row: SampleRow) throws(SampleError) -> SampleMedication {
    all[try place(row)]
  }

  private func place(_ row: SampleRow) throws(SampleError) -> Int {
    let name = "\(try row.required("handle")):\(try row.required("key"))"
    guard let place = places[name] else { throw .unknownName(row.place("key"), value: name) }
    return place
  }

  private mutating func readMedications() throws(SampleError) {
    let columns = """
      handle key drug strength form purpose appearance instructions prescriber rx_number pharmacy \
      quantity refills written_day start_day end_day status on_hand critical adherence_target \
      late_rule late_text late_author late_day special source adherence lateness_minutes notes \
      on_hand_unit last_fill_day food product
      """
    for row in try text.rows("medications.csv", columns) {
      let person = try row.find("handle", in: people.byHandle)
      let key = try row.required("key")
      let name = "\(person.handle):\(key)"
      guard places.updateValue(all.count, forKey: name) == nil else {
        throw .nameTwice(row.place("key"), value: name)
      }
      all.append(try medication(row, person: person, key: key))
    }
  }

  private func medication(
    _ row: SampleRow,
    person: SamplePerson,
    key: String
  ) throws(SampleError) -> SampleMedication {
    let today = person.day.today
    let name = try row.required("drug")
    let unit = try row.required("on_hand_unit")
    guard Amount.canonicalUnit(unit) == unit else {
      throw row.bad("on_hand_unit", expected: "a unit in the singular")
    }
    let late = try row.optional("late_rule")
    guard late.map({ LatePolicy(text: $0) != nil }) ?? true else {
      throw row.bad("late_rule", expected: "a rule for late doses")
    }
    let onHand = try row.optionalThousandths("on_hand")
    let source = try row.required("source")
    return SampleMedication(
      id: all.count + 1,
      person: person,
      key: key,
      row: row,
      drug: catalogue.drugs[name],
      drugName: name,
      strengthText: try row.optional("strength") ?? "",
      form: try row.required("form"),
      unit: unit,
      status: try row.required("status"),
      adherence: try row.optionalThousandths("adherence") ?? 1000,
      lateness: try row.optionalNumber("lateness_minutes") ?? 10,
      food: try row.optional("food"),
      isCritical: try row.flag("critical"),
      latePolicy: late.flatMap { LatePolicy(text: $0) },
      start: try row.day("start_day", from: today),
      onHand: onHand.map { Rational($0, 1000) },
      quantity: try row.optionalNumber("quantity"),
      lastFill: try row.optionalDay("last_fill_day", from: today),
      refills: try row.optionalNumber("refills"),
      writtenOn: try row.optionalDay("written_day", from: today),
      provider: try row.optional("prescriber") == nil
        ? nil : try row.find("prescriber", in: care.providers),
      number: try row.optional("rx_number"),
      pharmacy: try row.optional("pharmacy") == nil
        ? nil : try row.find("pharmacy", in: people.pharmacies),
      product: try row.optional("product"),
      origin: source
    )
  }

  private mutating func readPauses() throws(SampleError) {
    for row in try text.rows("pauses.csv", SampleHistory.pauseColumns) {
      let person = try row.find("handle", in: people.byHandle)
      let today = person.day.today
      let pause = SamplePause(
        from: try row.day("from_day", from: today),
        through: try row.optionalDay("to_day", from: today)
      )
      let chosen = try row.optional("key") == nil ? nil : try place(row)
      for index in all.indices {
        let isMeant = chosen.map { $0 == index } ?? (all[index].person.user == person.user)
        if isMeant { all[index].pauses.append(pause) }
      }
    }
  }

  private mutating func readSchedules() throws(SampleError) {
    let rows = try text.rows("schedules.csv", "handle key label rule amount told_by")
    for row in rows {
      let index = try place(row)
      let label = try row.required("label")
      let name = "\(all[index].person.handle):\(all[index].key):\(label)"
      if let known = scheduleIDs[name] {
        try addVersion(row, to: known, of: index)
      } else {
        let id = scheduleIDs.count + 1
        scheduleIDs[name] = id
        all[index].schedules.append(try schedule(row, id: id, label: label, of: all[index]))
      }
    }
  }

  private func schedule(
    _ row: SampleRow,
    id: Int,
    label: String,
    of medication: SampleMedication
  ) throws(SampleError) -> SampleSchedule {
    let day = medication.person.day
    let rule = try SampleRule(row: row, today: day.today).rule()
    var follows: Int?
    if case .linked(let linked) = rule {
      follows = scheduleIDs["\(medication.person.handle):\(linked.after)"]
      guard follows != nil else { throw .unknownName(row.place("rule"), value: linked.after) }
    }
    let begin = max(rule.span?.start.date ?? medication.start, day.today - 365)
    return SampleSchedule(
      planned: PlannedSchedule(
        id: id,
        medication: medication.id,
        versions: [
          PlannedSchedule.Version(
            fromMinute: ScheduleWriter.firstMinute,
            rule: rule,
            home: day.zone
          )
        ],
        isCritical: medication.isCritical,
        isActive: medication.isTaken,
        follows: follows,
        latePolicy: medication.latePolicy,
        knownFrom: begin,
        isPatch: OwnQuestion.isPatch(form: medication.form, unit: medication.unit)
      ),
      label: label,
      row: row
    )
  }

  /// A row with a label that the medicine has already says what the rule became from its start on.
  private mutating func addVersion(
    _ row: SampleRow,
    to id: Int,
    of index: Int
  ) throws(SampleError) {
    guard let place = all[index].schedules.firstIndex(where: { $0.id == id }) else { return }
    let day = all[index].person.day
    let before = all[index].schedules[place].planned
    let rule = try SampleRule(row: row, today: day.today).rule()
    guard rule.kind == before.rule.kind, before.isOnWallClock, let start = rule.span?.start else {
      throw row.bad("label", expected: "a name of its own")
    }
    let version = PlannedSchedule.Version(
      fromMinute: start.local.minute,
      rule: rule,
      home: day.zone
    )
    all[index].schedules[place] = SampleSchedule(
      planned: PlannedSchedule(
        id: id,
        medication: before.medication,
        versions: before.versions + [version],
        isCritical: before.isCritical,
        isActive: before.isActive,
        latePolicy: before.latePolicy,
        knownFrom: before.knownFrom,
        isPatch: before.isPatch
      ),
      label: all[index].schedules[place].label,
      row: row
    )
  }

  private static func checkPlan(_ medication: SampleMedication) throws(SampleError) {
    guard medication.schedules.isEmpty else { return }
    throw .unknownName(medication.row.place("key"), value: "schedule of \(medication.key)")
  }

  private func add(
    _ schedule: SampleSchedule,
    of medication: SampleMedication,
    to batch: inout SampleBatch
  ) throws(SampleError) {
    let planned = schedule.planned
    let user = medication.person.user
    let first = planned.rule.firstTime
    let amount = try schedule.row.optional("amount")
    let isRemoval = amount?.hasPrefix("remove") ?? false
    batch.add(
      .medicationSchedules,
      [
        BulkValue(planned.id), BulkValue(user), BulkValue(medication.id),
        BulkValue(planned.rule.kind.rawValue), BulkValue(first.time?.description),
        BulkValue(first.amount?.description), BulkValue(schedule.label),
        BulkValue(planned.follows),
        BulkValue(isRemoval ? amount : try medication.row.optional("special")),
        BulkValue(planned.isCritical), BulkValue(medication.asksOwnQuestion(planned.rule)),
        BulkValue(planned.latePolicy?.text),
      ],
      from: schedule.row.origin
    )
    for version in planned.versions {
      let isFirst = version.fromMinute == ScheduleWriter.firstMinute
      let day = medication.person.day
      let entered =
        isFirst ? day.midnight(planned.knownFrom) : min(clock.now, day.midnight(day.today) - 28_800)
      batch.add(
        .scheduleVersions,
        [
          BulkValue(planned.id), BulkValue(version.fromMinute),
          BulkValue(version.rule.storedZoneMode), BulkValue(version.home.identifier),
          BulkValue(version.rule.json.text),
          isFirst ? nil : BulkValue(try schedule.row.optional("told_by")), BulkValue(entered),
          BulkValue(user),
        ],
        from: schedule.row.origin
      )
    }
  }
}

extension SampleMedications {
  /// Adds the medicines, whose days of supply are known once their year is.
  func add(to batch: inout SampleBatch, daysSupply: [Int: Int]) throws(SampleError) {
    for medication in all {
      let row = medication.row
      let today = medication.person.day.today
      let created = medication.person.day.midnight(medication.start)
      let isOver = medication.status != "active"
      let pause = medication.pauses.first { $0.contains(today) }
      let target = try row.optionalThousandths("adherence_target").map { max(1, $0 / 10) }
      let lastDay = medication.writtenOn.flatMap {
        RefillPolicy().lastFillDay(writtenOn: $0, schedule: medication.controlled)
      }
      batch.add(
        .userMedications,
        [
          BulkValue(medication.id), BulkValue(clock.environment.publicID()),
          BulkValue(medication.person.user), BulkValue(medication.drug?.id),
          BulkValue(medication.drugName), BulkValue(medication.number),
          BulkValue(medication.provider?.name), BulkValue(medication.pharmacy),
          BulkValue(medication.strengthText), BulkValue(medication.form),
          BulkValue(medication.unit), BulkValue(medication.quantity),
          BulkValue(daysSupply[medication.id]), BulkValue(medication.refills),
          BulkValue(medication.writtenOn), BulkValue(lastDay),
          BulkValue(Self.frequency(of: medication)),
          BulkValue(try row.optional("instructions")), BulkValue(try row.optional("purpose")),
          BulkValue(try row.optional("appearance")), BulkValue(medication.start),
          BulkValue(try row.optionalDay("end_day", from: today)), BulkValue(medication.status),
          BulkValue(medication.status == "paused" ? pause?.through : nil),
          BulkValue(isOver ? try row.optional("notes") : nil), BulkValue(medication.origin),
          BulkValue(target ?? 80), BulkValue(try row.optional("late_text")),
          BulkValue(try row.optional("late_author")),
          BulkValue(try row.optionalDay("late_day", from: today)),
          BulkValue(medication.drug == nil), BulkValue(created), BulkValue(created),
        ],
        from: row.origin
      )
    }
  }

  /// Adds the packages that are in use.
  func addOpened(to batch: inout SampleBatch) throws(SampleError) {
    let columns = "handle key opened_day in_use_days source expires_day"
    for row in try text.rows("opened.csv", columns) {
      let medication = try medication(row)
      let today = medication.person.day.today
      let opened = try row.day("opened_day", from: today)
      batch.add(
        .openedPackages,
        [
          BulkValue(medication.id), BulkValue(opened),
          BulkValue(try row.optionalNumber("in_use_days")), BulkValue(try row.optional("source")),
          BulkValue(try row.optionalDay("expires_day", from: today)),
          BulkValue(medication.person.day.midnight(opened)), BulkValue(medication.person.user),
        ],
        from: row.origin
      )
    }
  }

  /// How often in words, as a label says it.
  private static func frequency(of medication: SampleMedication) -> String? {
    let words = medication.schedules.compactMap { schedule -> String? in
      switch schedule.planned.rule {
      case .asNeeded: "as needed"
      case .times(let rule) where rule.days == .daily:
        switch rule.times.count {
        case 1: "once a day"
        case 2: "2 times a day"
        case 3: "3 times a day"
        case 4: "4 times a day"
        default: "\(rule.times.count) times a day"
        }
      default: schedule.label
      }
    }
    return words.isEmpty ? nil : words.joined(separator: "; ")
  }
}

extension SampleMedication {
  /// The federal schedule of the drug; nil for one that is not controlled.
  var controlled: ControlledSchedule? {
    switch drug?.control {
    case "II": .two
    case "III": .three
    case "IV": .four
    case "V": .five
    default: nil
    }
  }
}
