import Domain
import Foundation
import Services
import Store

/// A database in folders of its own, laid out as the program looks for them, for starting the real
/// program on it.
///
/// Everything is removed with the object.
package final class Household: Sendable {
  /// The home folder that the program is given.
  package let folder: String
  package let path: String
  package let environment: StoreEnvironment
  /// The person who was added first.
  package let owner: Int

  /// The instant at which the household was set up and at which ``arguments`` start the clock: a
  /// Tuesday, 8:05 in the morning in New York.
  package static let now = "2026-11-24T08:05:00-05:00"
  package static let zone = "America/New_York"

  /// Makes a database with one person in it, in a folder of its own inside `parent`.
  package init(
    info: NewDatabase = NewDatabase(isRehearsal: true),
    roles: [Role] = [.patient],
    medications: [NewMedication] = [],
    in parent: String = NSTemporaryDirectory()
  ) throws {
    folder = try TemporaryFolder.make("home", in: parent)
    let clock = try TestClock(Self.now)
    let random = TestRandom(seed: UInt64(getpid()))
    let zones = SystemZones()
    path = folder + "/data/prescripcare/prescripcare.sqlite"
    environment = StoreEnvironment(
      now: { @Sendable in clock.now },
      realNow: { @Sendable in clock.now },
      randomBytes: { @Sendable count in random.bytes(count) },
      zone: { @Sendable identifier in try zones.rules(for: identifier) },
      keyFolder: folder + "/state/prescripcare/keys",
      agent: "test"
    )
    let database = try DatabaseFile.create(path: path, info: info, environment: environment)
    defer { database.close() }
    let person = NewPerson(
      handle: "ruth",
      firstName: "Ruth",
      lastName: "Alvarez",
      birthDate: CalendarDate(text: "1955-03-04"),
      zone: Self.zone,
      household: info.isCounter ? nil : "home",
      roles: roles
    )
    owner = try database.acting(as: CareDatabase.founder, for: 0).write(AddPerson(person))
    let session = Self.session(database, as: owner, roles: Set(roles))
    for medication in medications { _ = try session.write(AddMedication(medication)) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)  // The folder is of no use to anybody.
  }

  /// All the environment that the program is given.
  package var variables: [String: String] {
    [
      "HOME": folder, "XDG_DATA_HOME": folder + "/data", "XDG_STATE_HOME": folder + "/state",
      "XDG_CONFIG_HOME": folder + "/config", "TERM": "xterm-256color", "LANG": "C.UTF-8",
      "PATH": "/usr/bin:/bin", "TZ": Self.zone,
    ]
  }

  /// The arguments with which the program stands at ``now``.
  package var arguments: [String] { ["--now", Self.now] }

  /// Opens the database in this process.
  package func open() throws -> CareDatabase {
    try DatabaseFile.open(path: path, environment: environment)
  }

  /// The owner's way to the data of an opened database.
  package func session(_ database: CareDatabase, roles: Set<Role> = [.patient]) -> ActingSession {
    Self.session(database, as: owner, roles: roles)
  }

  /// Runs the real program to its end, at ``now``.
  package func run(_ arguments: String...) throws -> ChildProcess.End {
    try ChildProcess.run(
      Executables.program,
      arguments + self.arguments,
      environment: variables
    )
  }

  /// The real program on a terminal, which has reported that it waits.
  package func openScreens(
    _ arguments: [String] = [],
    variables: [String: String] = [:],
    rows: Int = 24,
    columns: Int = 80
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      Executables.program,
      self.arguments + ["--idle-fd", "\(PseudoTerminal.idleDescriptor)"] + arguments,
      environment: self.variables.merging(variables) { $1 },
      rows: rows,
      columns: columns
    )
    terminal.waitUntilIdle()
    return terminal
  }

  private static func session(
    _ database: CareDatabase,
    as user: Int,
    roles: Set<Role>
  ) -> ActingSession {
    database.acting(as: Acting(userID: user, handle: "ruth", roles: roles), for: user)
  }
}

extension NewMedication {
  /// A tablet at times of day such as `08:00`, one each time.
  package static func tablet(
    _ name: String,
    strength: String,
    at times: [String],
    start: String = "2026-11-01",
    purpose: String? = nil,
    onHand: Int? = nil
  ) throws -> NewMedication {
    let times = times.map { #"{"at":"\#($0)","amount":"1 tablet"}"# }.joined(separator: ",")
    let rule = try ScheduleRule(
      json: JSON(text: #"{"kind":"times","times":[\#(times)],"start":"\#(start)"}"#)
    )
    return NewMedication(
      drugName: name,
      strength: strength,
      purpose: purpose,
      startDate: CalendarDate(text: start),
      onHand: onHand.map { Rational($0) },
      schedules: [NewSchedule(rule: rule)]
    )
  }

  /// A tablet that may be used when needed, so many hours apart.
  package static func asNeeded(
    _ name: String,
    strength: String,
    hoursApart: Int?,
    onHand: Int? = nil
  ) throws -> NewMedication {
    let gap = hoursApart.map { #","minimumGapHours":\#($0)"# } ?? ""
    let rule = try ScheduleRule(
      json: JSON(text: #"{"kind":"asNeeded","amount":"1 tablet"\#(gap)}"#)
    )
    return NewMedication(
      drugName: name,
      strength: strength,
      onHand: onHand.map { Rational($0) },
      schedules: [NewSchedule(rule: rule)]
    )
  }
}
