import Domain
import Foundation
import Screens
import Services
import Store
import Terminal

/// The first questions on a terminal where there is no record yet, and the record that they make.
struct FirstRun {
  private let run: CommandRun

  init(_ run: CommandRun) { self.run = run }

  /// Whether there is somebody who can be asked and no record yet.
  var isWanted: Bool {
    isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && !run.options.readOnly
      && !FileManager.default.fileExists(atPath: run.path)
  }

  /// Asks, then makes the database with the person and the first medicines; whether it was made.
  @MainActor func begin() throws -> Bool {
    let maker = RecordMaker(
      path: run.path,
      isRehearsal: run.live.isRehearsal,
      environment: run.live.store(),
      catalogue: run.live.paths.sample.map { $0 + "/catalogue" }
    )
    let live = run.live
    let zones = SystemZones()
    let screen = FirstRunScreen(
      FirstRunSurroundings(
        zone: run.options.zone ?? live.systemZone,
        zones: live.zoneNames,
        now: live.store().now(),
        rules: { @Sendable name in try zones.rules(for: name) }
      ),
      make: { @Sendable answers in try maker.make(answers) }
    )
    let shell = Shell(root: screen, mailbox: try Mailbox(), theme: try ThemeChoice(run).chosen())
    _ = try EventLoop.run(shell, options: run.terminalOptions())
    return screen.isDone
  }
}

/// Makes a home database from the first answers, whole or not at all.
private struct RecordMaker: Sendable {
  let path: String
  let isRehearsal: Bool
  let environment: StoreEnvironment
  /// The folder of the catalogue; nil when it is not found near the program.
  let catalogue: String?

  /// What the checks say about the medicines, as sentences, once the record is made.
  func make(_ answers: FirstRunAnswers) throws -> [String] {
    let words = answers.name.split(separator: " ").map(String.init)
    let last = words.count > 1 ? words[words.count - 1] : ""
    let first = words.count > 1 ? words.dropLast().joined(separator: " ") : answers.name
    let handle = InitCommand.handle(first)
    return try DatabaseFile.build(
      path: path,
      info: NewDatabase(isRehearsal: isRehearsal),
      environment: environment
    ) { database in
      if let catalogue { _ = try CatalogueLoader(folder: catalogue).load(into: database) }
      let user = try database.acting(as: CareDatabase.founder, for: 0).write(
        AddPerson(
          NewPerson(
            handle: handle,
            firstName: first,
            lastName: last,
            birthDate: answers.birthDate,
            zone: answers.zone,
            household: "home",
            quietHours: answers.quietHours
          )
        )
      )
      let actor = Acting(userID: user, handle: handle, roles: [.patient])
      let session = database.acting(as: actor, for: user)
      return try answers.medications.flatMap { medication in
        let added = try session.write(AddMedication(medication))
        let sheet = try session.read(SafetyQuery(.onList(medication: added.medication)))
        return sheet.urgent.map { SafetyDocument.text($0) }
      }
    }
  }
}
