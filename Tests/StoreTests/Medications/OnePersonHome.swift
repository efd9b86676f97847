import Domain
import Store
import TestSupport

/// A home with one person in it, at 8:05 AM of November 24, 2026 in New York.
struct OnePersonHome {
  let test: TestDatabase
  let user: Int

  init(now: String = "2026-11-24T08:05:00-05:00") throws {
    test = try TestDatabase(now: now, info: NewDatabase(isCounter: false))
    user = try test.database.acting(as: CareDatabase.founder, for: 0).write(
      AddPerson(
        NewPerson(
          handle: "ruth",
          firstName: "Ruth",
          lastName: "Alvarez",
          birthDate: CalendarDate(year: 1955, month: 3, day: 4),
          zone: "America/New_York"
        )
      )
    )
  }

  var session: ActingSession { test.session(as: user, roles: [.patient]) }

  func rule(_ text: String) throws -> ScheduleRule { try ScheduleRule(json: JSON(text: text)) }

  /// Adds a medication with one schedule; answers with their numbers.
  func add(_ name: String, _ rule: String) throws -> (medication: Int, schedule: Int) {
    let answer = try session.write(
      AddMedication(
        NewMedication(
          drugName: name,
          strength: "500 mg",
          schedules: [NewSchedule(rule: try self.rule(rule))]
        )
      )
    )
    return (answer.medication, answer.schedules[0])
  }

  func plan() throws -> MedicationPlan { try session.read(MedicationPlanQuery()) }

  static let daily = """
    {"kind":"times","times":[{"at":"08:00","amount":"1 tablet"},{"at":"18:00",\
    "amount":"1 tablet"}],"start":"2026-11-24T08:05"}
    """
  static let weekly = """
    {"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"weekdays":["mon"],\
    "start":"2026-11-24"}
    """
}
