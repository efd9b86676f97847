import Domain
import Services
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

/// A home with one person, at five past eight on a Tuesday, and the screens opened on it.
@MainActor final class TestHousehold {
  let home: TestDatabase
  let ruth: KnownPerson
  let hands = ManualClock()
  private(set) var medications: [String: AddMedication.Answer] = [:]
  /// Held for as long as the screens need it.
  private(set) var shell: Shell?

  static let start = "2026-11-23T06:00:00-05:00"
  static let morning = "2026-11-24T08:05:00-05:00"

  init(others: [NewPerson] = []) throws {
    home = try TestDatabase(now: Self.start, info: NewDatabase(isRehearsal: true))
    let founder = home.database.acting(as: CareDatabase.founder, for: 0)
    _ = try founder.write(
      AddPerson(
        NewPerson(
          handle: "ruth",
          firstName: "Ruth",
          lastName: "Alvarez",
          birthDate: CalendarDate(year: 1955, month: 3, day: 4),
          zone: "America/New_York",
          household: "home"
        )
      )
    )
    ruth = try #require(try home.database.person(handle: "ruth"))
    for person in others {
      _ = try home.database.acting(as: ruth.acting, for: ruth.user).write(AddPerson(person))
    }
  }

  var session: ActingSession { home.database.acting(as: ruth.acting, for: ruth.user) }

  /// Adds a medicine with a rule in JSON.
  @discardableResult
  func add(
    _ name: String,
    _ strength: String = "",
    for purpose: String? = nil,
    looks: String? = nil,
    form: String = "tablet",
    unit: String = "tablet",
    special: String? = nil,
    critical: Bool = false,
    asks: Bool = false,
    onHand: Int? = nil,
    _ rules: String...
  ) throws -> AddMedication.Answer {
    let schedules = try rules.map { text in
      NewSchedule(
        rule: try ScheduleRule(json: JSON(text: text)),
        special: special,
        isCritical: critical,
        asksOwnQuestion: asks
      )
    }
    let answer = try session.write(
      AddMedication(
        NewMedication(
          drugName: name,
          strength: strength,
          form: form,
          dosingUnit: unit,
          purpose: purpose,
          appearance: looks,
          onHand: onHand.map { Rational($0) },
          schedules: schedules
        )
      )
    )
    medications[name] = answer
    return answer
  }

  /// The medicines of the normal morning: four at eight, two at seven, one on Mondays, one if needed.
  static func usual() throws -> TestHousehold {
    let house = try TestHousehold()
    let breakfast = "with breakfast"
    try house.add(
      "metformin",
      "500 mg",
      for: "diabetes",
      looks: "white, oval",
      special: breakfast,
      onHand: 20,
      daily("08:00", "18:00")
    )
    try house.add(
      "carvedilol",
      "12.5 mg",
      for: "the heart",
      looks: "white, oval",
      special: breakfast,
      daily("08:00", "18:00")
    )
    try house.add(
      "lisinopril",
      "10 mg",
      for: "blood pressure",
      looks: "pink, round",
      special: breakfast,
      daily("08:00")
    )
    try house.add(
      "apixaban",
      "5 mg",
      for: "preventing clots",
      looks: "pink, oval",
      special: breakfast,
      daily("08:00", "19:00")
    )
    try house.add(
      "levodopa",
      "100 mg",
      for: "Parkinson's disease",
      looks: "yellow, oval",
      critical: true,
      daily("07:00", "11:00", "15:00", "19:00")
    )
    try house.add("levothyroxine", "75 mcg", for: "the thyroid", daily("07:00"))
    try house.add(
      "methotrexate",
      "2.5 mg",
      for: "arthritis",
      #"{"kind":"times","times":[{"at":"09:00","amount":"4 tablets"}],"weekdays":["mon"],"#
        + #""start":"2026-11-20"}"#
    )
    try house.add(
      "acetaminophen",
      "500 mg",
      for: "pain",
      #"{"kind":"asNeeded","minimumGapHours":6,"amount":"1 tablet","#
        + #""maximum":{"amount":"3 tablets","hours":24}}"#
    )
    try house.takeAll(before: "2026-11-24T07:30:00-05:00")
    try house.home.clock.set(morning)
    return house
  }

  /// A rule of one tablet at each of some times, from the first day on.
  static func daily(_ times: String..., amount: String = "1 tablet") -> String {
    let entries = times.map { #"{"at":"\#($0)","amount":"\#(amount)"}"# }
    return #"{"kind":"times","times":[\#(entries.joined(separator: ","))],"start":"2026-11-20"}"#
  }

  /// Records everything that was due before an instant, two minutes late.
  func takeAll(before text: String) throws {
    let end = try #require(Instant(text: text))
    for date in 23...24 {
      guard let day = CalendarDate(year: 2026, month: 11, day: date) else { continue }
      try home.clock.set(date == 24 ? text : "2026-11-\(date)T23:59:00-05:00")
      let open = try session.read(DayQuery(date: day)).lines.filter {
        $0.dose.occurrence.instant < end && $0.dose.record?.status != .taken
      }
      let records = open.map { line in
        RecordDose(
          schedule: line.dose.schedule,
          due: .minute(line.dose.occurrence.dueMinute),
          action: .take(at: line.dose.occurrence.instant + 120, amount: nil, withFood: nil),
          via: .command
        )
      }
      if !records.isEmpty { _ = try session.write(RecordDoses(records)) }
    }
  }

  /// The screens as somebody finds them at a time, with the first picture drawn.
  @discardableResult
  func open(
    at now: String? = nil,
    machine zone: String? = nil,
    size: Size = .standard,
    glyphs: Glyphs = .unicode
  ) throws -> Shell {
    if let now { try home.clock.set(now) }
    let shell = try makeShell(context(machine: zone), glyphs: glyphs)
    self.shell = shell
    _ = shell.draw(size)
    pause()
    return shell
  }

  func context(machine zone: String? = nil) throws -> ScreenContext {
    ScreenContext(
      database: home.database,
      actor: ruth,
      person: ruth,
      people: try home.database.people(),
      reminders: .always,
      machineZone: zone
    )
  }

  /// One look of the timer, whose messages nobody reads.
  func lookAtReminders() throws {
    _ = try home.database.acting(as: CareDatabase.timer, for: 0).write(
      EvaluateReminders(
        people: nil,
        claimant: "test",
        isAlive: { _ in true },
        offers: { _, _ in false }
      )
    )
  }

  /// A terminal of its own on the same file.
  func makeShell(_ context: ScreenContext, glyphs: Glyphs = .unicode) throws -> Shell {
    let shell = Shell(
      root: TodayScreen(context),
      mailbox: try Mailbox(),
      clock: hands.clock,
      glyphs: glyphs
    )
    shell.navigation = AppNavigation(context)
    shell.settle()
    return shell
  }

  /// Time to read: longer than any guard.
  func pause() { hands.advance(by: .seconds(2)) }

  /// Presses keys with time between them, and waits for what follows.
  func press(_ keys: Key...) {
    guard let shell else { return }
    for key in keys {
      shell.press(key)
      shell.settle()
      _ = shell.draw(shell.size)
      pause()
    }
  }

  /// Types a text into what has the cursor.
  func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  /// The picture as it stands.
  func picture(_ size: Size? = nil) -> String {
    guard let shell else { return "" }
    return shell.draw(size ?? shell.size).text
  }

  /// One row of the picture.
  func row(_ row: Int) -> String {
    guard let shell else { return "" }
    return shell.draw(shell.size).line(row)
  }

  /// The line above the hints.
  var notice: String { row((shell?.size.rows ?? 24) - 2) }

  /// How many doses of today are recorded as taken.
  func takenToday() throws -> [String] {
    try session.read(DayQuery()).lines.filter { $0.dose.state == .taken }
      .map { "\(Display.clock($0.dose.occurrence.local.time)) \($0.label.drugName)" }
  }
}
