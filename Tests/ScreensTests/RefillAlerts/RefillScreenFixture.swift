import Domain
import GRDB
import Screens
import Services
import Store
import Terminal
import TestSupport
import Testing

/// A counter with a pharmacist, a patient with medicines, and a shell to press keys in.
@MainActor struct RefillScreenFixture {
  let test: TestDatabase
  let pharmacist: KnownPerson
  let patient: KnownPerson
  let clock: ManualClock
  let mailbox: Mailbox

  init(
    patient name: (first: String, last: String) = ("Ruth", "Alvarez"),
    now: String = "2026-11-24T08:05:00-05:00"
  ) throws {
    test = try TestDatabase(now: now)
    clock = ManualClock()
    mailbox = try Mailbox()
    let founder = test.database.acting(as: CareDatabase.founder, for: 0)
    _ = try founder.write(
      AddPerson(
        NewPerson(
          handle: "ortiz",
          firstName: "J.",
          lastName: "Ortiz",
          zone: "America/New_York",
          roles: [.pharmacist]
        )
      )
    )
    _ = try founder.write(
      AddPerson(
        NewPerson(
          handle: "ruth",
          firstName: name.first,
          lastName: name.last,
          birthDate: CalendarDate(year: 1955, month: 3, day: 4),
          zone: "America/New_York"
        )
      )
    )
    pharmacist = try #require(try test.database.person(handle: "ortiz"))
    patient = try #require(try test.database.person(handle: "ruth"))
  }

  /// A context of the patient at her own screen, or of the pharmacist at the counter.
  func context(actor: KnownPerson? = nil) -> ScreenContext {
    let actor = actor ?? patient
    return ScreenContext(
      database: test.database,
      actor: actor,
      person: actor,
      people: [patient],
      reminders: .always
    )
  }

  /// A shell that shows a screen and has read its data.
  func shell(_ screen: any Screen, glyphs: Glyphs = .unicode) -> Shell {
    let shell = Shell(
      root: screen,
      mailbox: mailbox,
      clock: clock.clock,
      glyphs: glyphs
    )
    shell.settle()
    return shell
  }

  /// Presses keys one by one, waits for what they bring, and lets a second pass after each.
  func press(_ shell: Shell, _ keys: Key...) {
    for key in keys {
      shell.press(key)
      shell.settle()
      clock.advance(by: .seconds(1))
    }
  }

  @discardableResult
  func add(
    _ name: String,
    strength: String = "500 mg",
    rule: String = daily,
    onHand: Rational?,
    refills: Int? = 3,
    purpose: String? = nil,
    origin: String = "pharmacy",
    critical: Bool = false
  ) throws -> Int {
    try test.session(as: patient.user, roles: [.patient]).write(
      AddMedication(
        NewMedication(
          drugName: name,
          strength: strength,
          purpose: purpose,
          prescriber: refills == nil ? nil : "Dr. Shah",
          prescriptionNumber: refills == nil ? nil : "40101",
          refills: refills,
          writtenOn: CalendarDate(text: "2026-09-01"),
          startDate: CalendarDate(text: "2026-09-01"),
          onHand: onHand,
          origin: origin,
          schedules: [
            NewSchedule(rule: try ScheduleRule(json: JSON(text: rule)), isCritical: critical)
          ]
        )
      )
    ).medication
  }

  /// Writes what no transaction writes: pharmacies, suppliers and products.
  func prepare(_ sql: String) throws {
    let queue = try DatabaseQueue(path: test.path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  static let daily = """
    {"kind":"times","times":[{"at":"09:00","amount":"1 tablet"}],"start":"2026-11-24"}
    """

  static let elm = """
    INSERT INTO pharmacies (pharmacy_id, public_id, pharmacy_name, pharmacy_type, phone_number,
      hours_of_operation)
    VALUES (1, randomblob(16), 'Elm Pharmacy', 'community', '555-0142',
      '{"mon":[["09:00","18:00"]],"sun":[],"holidays":"closed"}');
    UPDATE user_profiles SET pharmacy_id = 1;
    """

  /// Compares a picture with the one that is kept.
  static func expect(
    _ canvas: Canvas,
    _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let isSame = KeptPicture.isSame(name, canvas)
    #expect(isSame, "\(name) is now\n\(canvas.text)", sourceLocation: sourceLocation)
    let tooWide = canvas.lines.filter { $0.count > canvas.columns }
    #expect(tooWide == [], sourceLocation: sourceLocation)
  }
}
