import Domain
import GRDB

/// What the person must see to say whether she moves to the zone of the machine.
package struct ZoneQuestion: Sendable {
  package let now: Instant
  /// The zone in force.
  package let home: ZoneRules
  /// The zone of the machine.
  package let machine: ZoneRules
  /// Whether the clocks differ and nobody has answered for that zone.
  package let isOpen: Bool
  /// Whether the person has chosen to stay on home time in that zone.
  package let isKept: Bool
  /// The zone that was in force before the present one; nil where it never changed.
  package let before: String?
  /// By medication and schedule.
  package let lines: [Line]

  /// The next dose of one schedule under both answers.
  package struct Line: Sendable {
    package let label: MedicationLabel
    package let preview: ZonePreview
  }
}

/// Asks whether the zone of the machine is to be the person's, with what either answer means.
package struct ZoneQuestionQuery: NamedQuery {
  package var machineZone: String

  package init(machineZone: String) { self.machineZone = machineZone }

  package var dataKind: DataKind { .doses }

  package func fetch(_ context: ReadContext) throws -> ZoneQuestion {
    let home = try context.zoneInForce()
    let machine = try context.environment.zone(machineZone)
    let move = ZoneChange(at: context.now, from: home, to: machine)
    let schedules = try ScheduleRecords(context: context, zone: home).all()
    let labels = try MedicationLabel.all(context)
    let open = try OpenDoseRecords.all(context)
    let rows = try DoseRow.range(
      context.db,
      user: context.subject,
      from: context.now.minuteOfUTC - DayQuery.lookBackDays * 1440,
      to: context.now.minuteOfUTC + 2 * 1440
    )
    let book = RecordBook(rows: rows, schedules: schedules)
    let lines = schedules.compactMap { schedule -> ZoneQuestion.Line? in
      guard schedule.isActive, let label = labels[schedule.medication], label.status == "active",
        let dose = open[schedule.id]
      else { return nil }
      let preview = ZonePreview(
        schedule,
        open: dose,
        move: move,
        lastTaken: book.lastTaken(of: schedule.id)
      )
      return ZoneQuestion.Line(label: label, preview: preview)
    }
    let record = try ZoneRecord.fetch(context)
    return ZoneQuestion(
      now: context.now,
      home: home,
      machine: machine,
      isOpen: try context.zoneToAskAbout(machineZone) != nil,
      isKept: record.keptAgainst == machineZone,
      before: record.change.flatMap { change in
        change.to.identifier == home.identifier ? change.from.identifier : nil
      },
      lines: lines.sorted {
        ($0.preview.medication, $0.preview.schedule) < ($1.preview.medication, $1.preview.schedule)
      }
    )
  }
}
