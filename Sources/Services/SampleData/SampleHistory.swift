import Domain
import Store

/// The year of every medicine: doses, what is open, notes, summaries, supply and refill requests.
struct SampleHistory {
  let text: SampleText
  let medications: SampleMedications
  let clock: SampleClock
  /// Days of supply of a fill, by medicine.
  private(set) var daysSupply: [Int: Int] = [:]
  private var exceptions: [Int: [LocalMinute: DoseException]] = [:]
  private var asNeeded: [Int: [SampleRow]] = [:]

  static let pauseColumns = "handle key from_day to_day reason said_by"

  init(text: SampleText, medications: SampleMedications, clock: SampleClock) {
    self.text = text
    self.medications = medications
    self.clock = clock
  }

  mutating func make(into batch: inout SampleBatch) throws(SampleError) {
    try readExceptions()
    for row in try text.rows("as_needed_doses.csv", "handle key day at amount reason") {
      asNeeded[try medications.medication(row).id, default: []].append(row)
    }
    var rows: [Int: [DoseRow]] = [:]
    for (medication, histories) in zip(medications.all, histories()) {
      rows[medication.id] = try add(histories, of: medication, to: &batch)
    }
    try addNotes(rows, to: &batch)
    try addRequests(to: &batch)
  }

  private mutating func readExceptions() throws(SampleError) {
    for row in try text.rows("dose_exceptions.csv", DoseException.columns) {
      let medication = try medications.medication(row)
      let due = try row.day("day", from: medication.person.day.today).at(try row.time("at"))
      exceptions[medication.id, default: [:]][due] = try DoseException(row)
    }
  }

  /// The histories of every medicine's schedules, in the order of the medicines.
  ///
  /// Those of one person are made one after the other, since a schedule may follow another; several
  /// persons are done at the same time.
  private func histories() -> [[DoseHistory]] {
    let persons = Dictionary(grouping: medications.all.indices) {
      medications.all[$0].person.user
    }
    let groups = persons.sorted { $0.key < $1.key }.map(\.value)
    let made = Pieces.make(groups.count) { histories(ofOnePerson: groups[$0]) }
    var all = Array(repeating: [DoseHistory](), count: medications.all.count)
    for (group, histories) in zip(groups, made) {
      for (index, history) in zip(group, histories) { all[index] = history }
    }
    return all
  }

  private func histories(ofOnePerson indices: [Int]) -> [[DoseHistory]] {
    let schedules = indices.flatMap { medications.all[$0].schedules }
    let leaders = Set(schedules.compactMap(\.planned.follows))
    var taken: [Int: [Instant]] = [:]
    return indices.map { index in
      let medication = medications.all[index]
      return medication.schedules.map { schedule in
        var history = DoseHistory(
          medication: medication,
          schedule: schedule.planned,
          exceptions: exceptions[medication.id] ?? [:],
          readings: readings(for: schedule.planned, of: medication),
          leading: schedule.planned.follows.flatMap { taken[$0] } ?? []
        )
        history.make()
        if leaders.contains(schedule.id) { taken[schedule.id] = history.taken }
        return history
      }
    }
  }

  /// What was measured for the doses of a schedule that hang on readings; nothing for others.
  private func readings(
    for schedule: PlannedSchedule,
    of medication: SampleMedication
  ) -> [LocalMinute: Rational] {
    guard case .byReading(let rule) = schedule.rule else { return [:] }
    let metric = rule.measure(isInsulin: medication.unit == "unit").metric
    return medications.care.readings[medication.person.user]?[metric] ?? [:]
  }

  private mutating func add(
    _ histories: [DoseHistory],
    of medication: SampleMedication,
    to batch: inout SampleBatch
  ) throws(SampleError) -> [DoseRow] {
    var year = DoseYear(today: medication.person.day.today)
    var all: [DoseRow] = []
    for (schedule, history) in zip(medication.schedules, histories) {
      all += history.rows
      year.add(history.year)
      addOpen(history, of: schedule, to: &batch)
      addExceptions(history, to: &batch)
    }
    all += try addAsNeeded(medication, &year)
    batch.doses += all
    year.addSummaries(of: medication, to: &batch)
    let supply = SampleSupply(medication: medication, year: year)
    supply.add(to: &batch)
    daysSupply[medication.id] = supply.daysSupply
    return all
  }

  private func addOpen(
    _ history: DoseHistory,
    of schedule: SampleSchedule,
    to batch: inout SampleBatch
  ) {
    guard let open = history.open else { return }
    let isTold = open.dueAt <= clock.now && history.medication.status == "active"
    batch.add(
      .openDoses,
      [
        BulkValue(schedule.id), BulkValue(history.medication.person.user),
        BulkValue(open.dueMinute), BulkValue(open.dueAt), BulkValue(isTold ? open.dueAt : nil),
        BulkValue(open.dueAt),
      ]
    )
  }

  /// Notes of single doses, and the record that one was taken back.
  private func addExceptions(_ history: DoseHistory, to batch: inout SampleBatch) {
    for (index, exception) in history.found where history.rows.indices.contains(index) {
      let row = history.rows[index]
      let day = history.medication.person.day
      let due = row.dueAt(onWallClock: history.schedule.isOnWallClock)
      if exception.outcome == .undone {
        let local = day.zone.local(of: due).0
        let taken = day.instant(local.date, exception.takenAt ?? local.time)
        addRevision(of: row, takenAfter: taken - due, at: taken + 240, exception, to: &batch)
      } else if let note = exception.note {
        add(note, kind: "note", to: row, at: due + row.recordedAfter, &batch)
      }
    }
  }

  private func addRevision(
    of row: DoseRow,
    takenAfter: Int,
    at instant: Instant,
    _ exception: DoseException,
    to batch: inout SampleBatch
  ) {
    batch.add(
      .doseEventRevisions,
      [
        BulkValue(row.user), BulkValue(row.dueMinute), BulkValue(row.schedule), 0,
        BulkValue(row.utcOffset), BulkValue(DoseRow.Status.taken.rawValue),
        BulkValue(takenAfter), BulkValue(takenAfter + 20), nil, BulkValue(row.deducted), nil, nil,
        BulkValue(exception.via.rawValue), nil, 1, "undone", BulkValue(exception.note),
        BulkValue(instant), BulkValue(row.user),
      ]
    )
    batch.entries.append(
      AuditEntry(
        action: "dose.undo",
        table: "dose_events",
        record: "\(row.schedule)@\(row.dueMinute)",
        subject: row.user
      )
    )
  }

  private func addAsNeeded(
    _ medication: SampleMedication,
    _ year: inout DoseYear
  ) throws(SampleError) -> [DoseRow] {
    guard let rows = asNeeded[medication.id] else { return [] }
    let day = medication.person.day
    let schedule = medication.schedules.first {
      $0.planned.rule.kind == .asNeeded || $0.planned.rule.kind == .unscheduled
    }
    var made: [DoseRow] = []
    for row in rows {
      guard let schedule else {
        throw row.bad("key", expected: "a medicine taken without fixed times")
      }
      let text = try row.required("amount")
      guard let amount = try? Amount(text: text) else {  // Whatever is wrong with it.
        throw row.bad("amount", expected: "an amount such as 2 puffs")
      }
      let date = try row.day("day", from: day.today)
      let taken = day.instant(date, try row.time("at"))
      guard taken <= clock.now else { continue }
      let deduction = Deductions(medication).of(amount)
      made.append(
        DoseRow(
          user: medication.person.user,
          dueMinute: taken.minuteOfUTC,
          schedule: schedule.id,
          nth: 0,
          utcOffset: day.zone.offset(at: taken),
          status: .taken,
          takenAfter: 0,
          recordedAfter: min(60, clock.now - taken),
          amount: amount.description,
          deducted: deduction?.text,
          withFood: nil,
          reason: try row.optional("reason"),
          via: .screen,
          operation: nil,
          version: 1
        )
      )
      year.use(deduction?.parts ?? 0, on: date)
    }
    return made
  }

  /// Notes belong to the dose of their day and time, or to the last one before it.
  private func addNotes(
    _ rows: [Int: [DoseRow]],
    to batch: inout SampleBatch
  ) throws(SampleError) {
    for note in try text.rows("side_effect_notes.csv", "handle key day at kind text") {
      let medication = try medications.medication(note)
      let day = medication.person.day
      let written = day.instant(try note.day("day", from: day.today), try note.time("at"))
      guard written <= clock.now else { continue }
      let onWall = Dictionary(
        uniqueKeysWithValues: medication.schedules.map { ($0.id, $0.planned.isOnWallClock) }
      )
      let before = (rows[medication.id] ?? []).filter {
        $0.dueAt(onWallClock: onWall[$0.schedule] ?? true) <= written
      }
      let dose = before.max {
        $0.dueAt(onWallClock: onWall[$0.schedule] ?? true)
          < $1.dueAt(onWallClock: onWall[$1.schedule] ?? true)
      }
      guard let dose else { continue }
      let kind = try note.required("kind")
      add(
        try note.required("text"),
        kind: kind,
        to: dose,
        at: min(written + 1200, clock.now),
        &batch
      )
    }
  }

  private func add(
    _ text: String,
    kind: String,
    to row: DoseRow,
    at instant: Instant,
    _ batch: inout SampleBatch
  ) {
    batch.add(
      .doseEventNotes,
      [
        BulkValue(row.user), BulkValue(row.dueMinute), BulkValue(row.schedule),
        BulkValue(row.nth), BulkValue(kind), BulkValue(text), BulkValue(instant),
        BulkValue(row.user),
      ]
    )
  }

  private func addRequests(to batch: inout SampleBatch) throws(SampleError) {
    for row in try text.rows("refill_requests.csv", "handle key day at channel state answer") {
      let medication = try medications.medication(row)
      let day = medication.person.day
      let asked = day.instant(try row.day("day", from: day.today), try row.time("at"))
      guard asked <= clock.now else { continue }
      let answer = try row.optional("answer")
      let isByPhone = try row.required("channel") == "phone"
      batch.add(
        .refillRequests,
        [
          BulkValue(clock.environment.publicID()), BulkValue(medication.person.user),
          BulkValue(medication.id), BulkValue(medication.pharmacy), "runningLow",
          isByPhone ? "Asked by telephone" : nil, BulkValue(try row.required("state")),
          BulkValue(asked), BulkValue(medication.person.user),
          BulkValue(answer.map { _ in min(asked + 1500, clock.now) }),
          BulkValue(answer == nil ? nil : staff), BulkValue(answer),
        ],
        from: row.origin
      )
    }
  }

  /// Who answers at the pharmacy.
  private var staff: Int? { medications.people.all.first(where: \.isStaff)?.user }
}
