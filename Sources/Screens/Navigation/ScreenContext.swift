import Domain
import Services
import Store
import Terminal

/// What every screen has at hand: who sits there, whose record is open, and the one way to data.
///
/// Queries and transactions run on a queue of their own and never on the thread that draws; their
/// answers come back as effects.
@MainActor package final class ScreenContext: Sendable {
  package let database: CareDatabase
  package let actor: KnownPerson
  /// Whose record is open.
  package let person: KnownPerson
  /// The people whose record the actor may open.
  package let people: [KnownPerson]
  /// Words for the title line: `DEMO`, `REHEARSAL`, `READ ONLY`; nil for the usual.
  package let mark: String?
  /// Where a patient can be told whether anything will ring.
  package var reminders: ReminderCoverage { coverage(person.user) }
  private let coverage: @Sendable (_ person: Int) -> ReminderCoverage
  /// The zone of this machine, when the person whose record is open sits at it and lives by it: not
  /// at a counter, and not at the far end of a connection.
  package let machineZone: String?
  /// The programs that carry reminders away.
  package let programs: OutsidePrograms
  private let queue: WorkQueue

  package convenience init(
    database: CareDatabase,
    actor: KnownPerson,
    person: KnownPerson,
    people: [KnownPerson],
    mark: String? = nil,
    reminders: @autoclosure @escaping @Sendable () -> ReminderCoverage = .off,
    programs: OutsidePrograms = OutsidePrograms(),
    machineZone: String? = nil,
    queue: WorkQueue = WorkQueue("prescripcare.screens")
  ) {
    self.init(
      database: database,
      actor: actor,
      person: person,
      people: people,
      mark: mark,
      programs: programs,
      machineZone: machineZone,
      coverage: { _ in reminders() },
      queue: queue
    )
  }

  /// A terminal at which it may change whether anything rings: `coverage` is asked at each drawing.
  package init(
    database: CareDatabase,
    actor: KnownPerson,
    person: KnownPerson,
    people: [KnownPerson],
    mark: String? = nil,
    programs: OutsidePrograms = OutsidePrograms(),
    machineZone: String? = nil,
    coverage: @escaping @Sendable (_ person: Int) -> ReminderCoverage,
    queue: WorkQueue = WorkQueue("prescripcare.screens")
  ) {
    self.database = database
    self.actor = actor
    self.person = person
    self.people = people
    self.mark = mark
    self.programs = programs
    self.machineZone = machineZone
    self.coverage = coverage
    self.queue = queue
  }

  /// The same terminal with another person's record open.
  package func opened(for other: KnownPerson) -> ScreenContext {
    // Whoever lives elsewhere does not travel with this machine.
    let isHere =
      other.user == person.user
      || (other.household != nil && other.household == person.household)
    return ScreenContext(
      database: database,
      actor: actor,
      person: other,
      people: people,
      mark: mark,
      programs: programs,
      machineZone: isHere ? machineZone : nil,
      coverage: coverage,
      queue: queue
    )
  }

  package var session: ActingSession { database.acting(as: actor.acting, for: person.user) }

  /// The program's clock.
  package var now: Instant { database.environment.now() }

  /// Asks a query; `then` gets its value or what went wrong.
  package func read<Query: NamedQuery>(
    _ query: Query,
    then: @escaping @MainActor @Sendable (Result<Query.Value, any Error>) -> [Effect]
  ) -> Effect {
    let session = session
    return work({ try session.read(query) }, then: then)
  }

  /// Runs a transaction; what `then` gets as a success is on disk.
  ///
  /// `override` says why alerts of the checks that were seen do not hold.
  package func write<Transaction: NamedTransaction>(
    _ transaction: Transaction,
    overriding override: SafetyOverride? = nil,
    then: @escaping @MainActor @Sendable (Result<Transaction.Answer, any Error>) -> [Effect]
  ) -> Effect {
    let session = session
    return work({ try session.write(transaction, overriding: override) }, then: then)
  }

  /// Does something on the queue of queries and transactions.
  package func work<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value,
    then: @escaping @MainActor @Sendable (Result<Value, any Error>) -> [Effect]
  ) -> Effect {
    let queue = queue
    return .work({ answer in queue.run { answer(Result(catching: body)) } }, then: then)
  }

  /// Whether the actor may do something to a kind of data of the open record, or of the site.
  package func allows(_ operation: AccessOperation, _ kind: DataKind) -> Bool {
    // Without an answer nothing is allowed; the screen that reads says that it cannot.
    guard let place = try? database.place() else { return false }
    return AccessPolicy(place: place).decision(
      actor: actor.acting,
      subject: kind.isPersonal ? .person(person.user) : .site,
      operation: operation,
      kind: kind
    ).isAllowed
  }
}

/// Whether anything will ring, as the last lines of Today say it.
package enum ReminderCoverage: Hashable, Sendable {
  /// Also when this window is closed.
  case always
  /// Only while this window is open.
  case whileOpen
  /// Only here: what runs without a window has no way to tell this person.
  case onlyHere
  /// What runs without a window has one way that may not arrive: it was never tested, or what was sent
  /// on it last failed.
  case doubtful(DeliveryMethod, isFailed: Bool, ringsHere: Bool)
  /// She switched every way off.
  case noWay
  /// Everything rests, as in a stay in hospital.
  case paused
  /// A window at a counter, which tells no patient.
  case notHere
  case off

  /// Whether anything rings for the person.
  package var rings: Bool {
    switch self {
    case .always, .whileOpen, .onlyHere, .doubtful: true
    case .paused, .notHere, .off, .noWay: false
    }
  }

  package var sentence: String {
    switch self {
    case .always: "Reminders are ON, also when this window is closed."
    case .whileOpen: "Reminders are ON while this window is open. They stop when you close it."
    case .onlyHere: "Reminders are ON in this window only: no way is set that works without it."
    case .doubtful(let method, let isFailed, let ringsHere):
      (ringsHere ? "Reminders are ON in this window. Without it: " : "Do not rely on reminders: ")
        + "\(ReminderWords.name(method)) "
        + (isFailed ? "FAILED last." : "was NEVER TESTED.")
    case .noWay: "Every way of reminding is OFF. Nothing will ring: look here yourself."
    case .paused: "Reminders are PAUSED. Nothing will ring until the pause is over."
    case .notHere: "This window tells nobody when these doses are due."
    case .off: "Reminders are OFF. Nothing will ring: look at this screen yourself."
    }
  }
}
