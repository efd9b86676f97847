import CLinux
import Domain
import Foundation
import Screens
import Services
import Store
import Terminal

/// Opens the full-screen program on a database.
@MainActor struct OpenScreens {
  private let run: CommandRun
  private let database: CareDatabase
  private let actorHandle: String?
  private let mark: String?
  private let allowsSuspending: Bool
  private let idleLimit: Duration?

  /// The screens of a database that is open already.
  ///
  /// `actorHandle` says who sits there, the owner of the home when nil; `mark` stands in the title
  /// line of every screen; after `idleLimit` without a key the screens close, never when nil.
  init(
    _ run: CommandRun,
    database: CareDatabase,
    actorHandle: String?,
    mark: String? = nil,
    allowsSuspending: Bool = true,
    idleLimit: Duration? = nil
  ) {
    self.run = run
    self.database = database
    self.actorHandle = actorHandle
    self.mark = mark
    self.allowsSuspending = allowsSuspending
    self.idleLimit = idleLimit
  }

  /// Shows the screens until the user leaves or has to.
  @discardableResult
  func show() throws -> LeaveReason {
    let who = WhoActs(database)
    let known = try who.actor(handle: actorHandle)
    // A sample opened by nobody in particular is shown from every side.
    let actor = database.info.isSample && actorHandle == nil ? known.adding(.demo) : known
    let people = try who.visiblePeople(to: actor)
    let person = try startPerson(people, actor: actor)
    let reminding = RemindingHere(run, database: database, actor: actor, people: people)
    let context = ScreenContext(
      database: database,
      actor: actor,
      person: person,
      people: people,
      mark: mark ?? Self.mark(database),
      programs: run.live.programs,
      machineZone: reminding.machineZone,
      coverage: { reminding.coverage(of: $0) }
    )
    return try show(context, reminding)
  }

  private func show(
    _ context: ScreenContext,
    _ reminding: RemindingHere
  ) throws -> LeaveReason {
    let asksForRecord = run.options.subject != nil
    guard let first = Destination.first(in: context, asksForRecord: asksForRecord) else {
      throw CommandFailure(.notPermitted, "There is no screen that you may use here.")
    }
    let themes = ThemeChoice(run)
    let theme = try themes.chosen()
    let mailbox = try Mailbox()
    let shell = Shell(root: first.make(context), mailbox: mailbox, theme: theme)
    let navigation = AppNavigation(context, themes: themes.all(), current: theme)
    shell.navigation = navigation
    let watcher = ChangeWatcher(database) { @Sendable in
      mailbox.post { shell in shell.refresh(.dataChanged) }
    }
    let service = reminding.service(ringing: mailbox, navigation: navigation)
    service?.start()
    // What is due when the window opens is there with the first picture.
    service?.waitUntilLooked()
    let database = database
    let environment = database.environment
    let held = HeldWriter(database)
    let reason = try EventLoop.run(
      shell,
      options: run.terminalOptions(allowsSuspending: allowsSuspending),
      hooks: StopHooks(hold: { held.hold() }, release: { held.release() }),
      untilNextMinute: {
        let rest = environment.now().milliseconds % 60_000
        return .milliseconds(60_000 - (rest < 0 ? rest + 60_000 : rest))
      }
    )
    service?.stop()
    withExtendedLifetime(watcher) {}
    return reason
  }

  private func startPerson(_ people: [KnownPerson], actor: KnownPerson) throws -> KnownPerson {
    guard let handle = run.options.subject else { return people.first ?? actor }
    guard let person = people.first(where: { $0.handle == handle.lowercased() }) else {
      throw CommandFailure(.badData, "There is nobody with that handle whose record you may open.")
    }
    return person
  }

  private static func mark(_ database: CareDatabase) -> String? {
    switch database.readOnly {
    case .rehearsalClock: "REHEARSAL"
    case .asked, .keyMissing, .fileMode: "READ ONLY"
    case nil: nil
    }
  }
}

extension CommandRun {
  /// How the terminal is used, by options and environment.
  func terminalOptions(allowsSuspending: Bool = true) -> TerminalOptions {
    var terminal = TerminalOptions(environment: live.variables)
    terminal.isASCIIOnly = options.ascii
    terminal.isLinear = options.linear
    if options.noColor { terminal.hasNoColor = true }
    terminal.allowsSuspending = allowsSuspending
    terminal.idleDescriptor = options.idleFd
    return terminal
  }
}

/// Keeps the writer idle while the program is stopped, so that no other process waits for a gate
/// that nobody can open.
@MainActor private final class HeldWriter: Sendable {
  private let database: CareDatabase
  private let begin = DispatchGate()

  init(_ database: CareDatabase) { self.database = database }

  func hold() {
    let database = database
    begin.hold { body in database.holdingWriter(body) }
  }

  func release() { begin.release() }
}
