import Domain
import Foundation
import Screens
import Services
import Store
import Terminal

/// Reminders at one terminal while its screens are open.
///
/// At home the household of whoever sits there is reminded; at a counter only whoever sits there, of
/// stock and refills: patients' medicines are nobody else's business, and they are reminded by the
/// process without a window.
struct RemindingHere: Sendable {
  private let database: CareDatabase
  private let programs: OutsidePrograms
  /// The zone of this machine, when these people sit at it: not at a counter, nor at the far end of
  /// a connection.
  let machineZone: String?
  private let names: [Int: String]
  private let standings: StandingMemory

  init(_ run: CommandRun, database: CareDatabase, actor: KnownPerson, people: [KnownPerson]) {
    self.database = database
    programs = run.live.programs
    // A zone named for this run says what is shown, and asks nobody by which she lives.
    let isHere = !database.info.isCounter && !run.live.isRemote && run.options.zone == nil
    machineZone = isHere ? run.live.systemZone : nil
    let own = people.filter { person in
      person.user == actor.user
        || (person.household != nil && person.household == actor.household)
    }
    names = Dictionary(
      (own + [actor]).map { ($0.user, $0.fullName) },
      uniquingKeysWith: { first, _ in first }
    )
    standings = StandingMemory(database)
    let hasDesktop = ["DISPLAY", "WAYLAND_DISPLAY"].contains {
      !(run.live.variables[$0] ?? "").isEmpty
    }
    offered = Set(DeliveryMethod.allCases.filter { $0 != .desktop || hasDesktop })
  }

  /// The ways that this window has: the desktop's only where it stands on one, which a console and a
  /// connection from elsewhere do not.
  private let offered: Set<DeliveryMethod>

  private var ringsHere: Bool { database.readOnly == nil }

  /// Where a person can be told whether anything will ring.
  func coverage(of person: Int) -> ReminderCoverage {
    guard let standing = standings.standing(of: person), standing.isOn else { return .off }
    if standing.isPaused { return .paused }
    let runsWithoutWindow = ReminderPresence.isKnown(of: database.path)
    if standing.hasNoWay { return .noWay }
    if runsWithoutWindow, standing.outside == .works { return .always }
    let isHere = ringsHere && names[person] != nil
    switch standing.outside {
    case .untested(let method) where runsWithoutWindow || !standing.ringsInWindow:
      return .doubtful(method, isFailed: false, ringsHere: isHere && standing.ringsInWindow)
    case .failed(let method) where runsWithoutWindow || !standing.ringsInWindow:
      return .doubtful(method, isFailed: true, ringsHere: isHere && standing.ringsInWindow)
    case .none, .untested, .failed, .works: break
    }
    guard ringsHere else { return .off }
    guard isHere else { return .notHere }
    return runsWithoutWindow ? .onlyHere : .whileOpen
  }

  /// The engine for as long as the screens are open; nil where it may not run.
  ///
  /// `navigation` leads from a line of this window to what it is about.
  func service(ringing mailbox: Mailbox, navigation: AppNavigation) -> ReminderService? {
    guard ringsHere else { return nil }
    let (database, programs, names, offered) = (database, programs, names, offered)
    return ReminderService(
      database,
      ReminderService.Setting(
        people: names.keys.sorted(),
        machineZone: database.info.isCounter ? nil : machineZone,
        offered: offered,
        channel: { @Sendable user, method in
          let name = names.count > 1 ? names[user] : nil
          let maker = ChannelMaker(programs: programs) { target in
            WindowChannels.channel(
              for: target,
              of: user,
              mailbox: mailbox,
              navigation: navigation,
              name: name
            ) { message in
              let timer = database.acting(as: CareDatabase.timer, for: user)
              // Without an answer it rings all the same.
              return try? timer.read(AnnouncementQuery(.notification(message.notification)))
            }
          }
          return try ReminderWays(database, maker).channel(user, method)
        }
      )
    )
  }
}

/// Remembers who wants to be reminded and how, until anything in the database changes.
private final class StandingMemory: @unchecked Sendable {
  // Unchecked: `known` is guarded by `lock`.
  private let database: CareDatabase
  private let lock = NSLock()
  private var known: (count: UInt64, answers: [Int: ReminderStanding])

  init(_ database: CareDatabase) {
    self.database = database
    known = (0, [:])
  }

  /// Nil for what cannot be read, which does not ring either.
  func standing(of person: Int) -> ReminderStanding? {
    lock.withLock {
      let count = database.changeCount
      if known.count != count { known = (count, [:]) }
      if let answer = known.answers[person] { return answer }
      let session = database.acting(as: CareDatabase.timer, for: person)
      let answer = try? session.read(ReminderStandingQuery())
      known.answers[person] = answer
      return answer
    }
  }
}
