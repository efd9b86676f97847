import Domain
import Store
import TestSupport

/// A home with one person in New York, and what tests of doses need of it.
struct DoseDiary {
  let test: TestDatabase
  let user: Int
  let session: ActingSession

  init(now: String = "2026-03-01T07:00:00-05:00", zone: String = "America/New_York") throws {
    test = try TestDatabase(now: now, info: NewDatabase(isRehearsal: true))
    user = try test.database.acting(as: CareDatabase.founder, for: 0).write(
      AddPerson(
        NewPerson(
          handle: "ruth",
          firstName: "Ruth",
          lastName: "Alvarez",
          birthDate: CalendarDate(text: "1955-03-04"),
          zone: zone,
          household: "home"
        )
      )
    )
    let actor = Acting(userID: user, handle: "ruth", roles: [.patient])
    session = test.database.acting(as: actor, for: user)
  }

  /// Adds a medication with one schedule and gives the numbers of both.
  func add(
    _ drug: String,
    _ rule: String,
    strength: String = "500 mg",
    unit: String = "tablet",
    onHand: Int? = nil,
    follows: Int? = nil
  ) throws -> (medication: Int, schedule: Int) {
    let schedule = NewSchedule(
      rule: try ScheduleRule(json: JSON(text: rule)),
      follows: follows
    )
    let answer = try session.write(
      AddMedication(
        NewMedication(
          drugName: drug,
          strength: strength,
          dosingUnit: unit,
          onHand: onHand.map { Rational($0) },
          schedules: [schedule]
        )
      )
    )
    return (answer.medication, answer.schedules[0])
  }

  func take(
    _ schedule: Int,
    _ due: String,
    at: String? = nil,
    amount: String? = nil,
    early: Bool = false
  ) throws -> DoseAnswer {
    try session.write(
      RecordDose(
        schedule: schedule,
        due: try Self.due(due),
        action: .take(
          at: at.flatMap { Instant(text: $0) },
          amount: try amount.map { try Amount(text: $0) },
          withFood: nil
        ),
        via: .command,
        allowsEarly: early
      )
    )
  }

  func skip(_ schedule: Int, _ due: String, because reason: String? = nil) throws -> DoseAnswer {
    try session.write(
      RecordDose(
        schedule: schedule,
        due: try Self.due(due),
        action: .skip(reason: reason),
        via: .command
      )
    )
  }

  func undo(_ schedule: Int, _ due: String) throws -> DoseAnswer {
    try session.write(UndoDose(schedule: schedule, due: try Self.due(due)))
  }

  func log(
    _ medication: Int,
    at: String? = nil,
    amount: String? = nil,
    id: [UInt8]? = nil
  ) throws -> DoseAnswer {
    try session.write(
      LogDose(
        medication: medication,
        at: at.flatMap { Instant(text: $0) },
        amount: try amount.map { try Amount(text: $0) },
        operationID: id,
        via: .command
      )
    )
  }

  /// The day as `time state` lines.
  func day(_ date: String? = nil) throws -> [String] {
    let sheet = try session.read(DayQuery(date: date.flatMap { CalendarDate(text: $0) }))
    return sheet.lines.map { "\($0.dose.occurrence.local.time) \($0.dose.state.rawValue)" }
  }

  /// What is left of a medication, in words of a fraction.
  func left(_ medication: Int) throws -> String? {
    try session.read(MedicationListQuery()).first { $0.label.medication == medication }?
      .onHand?.description
  }

  static func due(_ text: String) throws -> DueTime {
    guard let local = LocalMinute(text: text) else { throw TestDatabaseError.badInstant(text) }
    return .local(local, fold: 0)
  }

  static let twiceDaily = """
    {"kind":"times","times":[{"at":"08:00","amount":"1 tablet"},{"at":"20:00","amount":"2 tablets"}],\
    "start":"2026-03-01"}
    """
}
