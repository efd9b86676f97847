import Domain
import Store
import TestSupport
import Testing

/// A counter with a pharmacist and patients, on Tuesday, November 24, 2026, 7 AM in New York.
struct RefillFixture {
  let test: TestDatabase
  let pharmacist: Int
  let patient: Int

  init(now: String = "2026-11-24T07:00:00-05:00", zone: String = "America/New_York") throws {
    test = try TestDatabase(now: now)
    let founder = test.database.acting(as: CareDatabase.founder, for: 0)
    pharmacist = try founder.write(
      AddPerson(
        NewPerson(
          handle: "ortiz",
          firstName: "J.",
          lastName: "Ortiz",
          zone: zone,
          roles: [.pharmacist]
        )
      )
    )
    patient = try founder.write(
      AddPerson(
        NewPerson(
          handle: "ruth",
          firstName: "Ruth",
          lastName: "Alvarez",
          birthDate: CalendarDate(year: 1955, month: 3, day: 4),
          zone: zone
        )
      )
    )
  }

  /// The patient's own session.
  var own: ActingSession { test.session(as: patient, roles: [.patient]) }

  /// The pharmacist's session, with the patient's record open when `subject` is given.
  func counter(for subject: Int? = nil) -> ActingSession {
    test.session(as: pharmacist, for: subject, roles: [.pharmacist])
  }

  /// Adds a medicine of the patient with one schedule by its JSON.
  @discardableResult
  func add(
    _ name: String,
    strength: String = "500 mg",
    rules: [String],
    onHand: Rational?,
    refills: Int? = 3,
    writtenOn: String? = "2026-09-01",
    to person: Int? = nil
  ) throws -> AddMedication.Answer {
    let session = test.session(as: person ?? patient, roles: [.patient])
    return try session.write(
      AddMedication(
        NewMedication(
          drugName: name,
          strength: strength,
          refills: refills,
          writtenOn: writtenOn.flatMap { CalendarDate(text: $0) },
          startDate: CalendarDate(text: "2026-09-01"),
          onHand: onHand,
          schedules: try rules.map {
            NewSchedule(rule: try ScheduleRule(json: JSON(text: $0)))
          }
        )
      )
    )
  }

  /// The line of a medicine on the patient's sheet.
  func line(_ medication: Int) throws -> RefillSheet.Line {
    let sheet = try own.read(RefillsQuery())
    return try #require(sheet.lines.first { $0.label.medication == medication })
  }

  static let twiceDaily = """
    {"kind":"times","times":[{"at":"08:00","amount":"1 tablet"},{"at":"20:00",\
    "amount":"1 tablet"}],"start":"2026-11-24"}
    """
  static let daily = """
    {"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"start":"2026-11-24"}
    """
}
