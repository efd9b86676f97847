import Domain
import GRDB

/// A question to the database: one read transaction, the access policy inside it, one value out.
package protocol NamedQuery: Sendable {
  associatedtype Value: Sendable

  /// What kind of data the answer holds; the policy is asked about it.
  var dataKind: DataKind { get }
  /// Whose data; one person's, unless it is a list over all of them.
  var reach: AccessReach { get }

  func fetch(_ context: ReadContext) throws -> Value
}

/// A change to the database: whole or not at all, leaving every invariant true and its own audit
/// entries behind.
package protocol NamedTransaction<Answer>: Sendable {
  associatedtype Answer: Sendable

  /// What kind of data is changed; the policy is asked about it.
  var dataKind: DataKind { get }
  /// Whose data; one person's, unless it goes over all of them.
  var reach: AccessReach { get }
  /// What is done to it.
  var operation: AccessOperation { get }

  /// Whether it may write medicines without the checks; only what loads whole records may.
  var loadsUnchecked: Bool { get }

  func run(_ context: WriteContext) throws -> Answer
}

/// Whose data a query or a transaction touches, when they belong to persons.
package enum AccessReach: Hashable, Sendable {
  /// Those of the person whose record is open.
  case person
  /// Those of all persons, as lists of work do.
  case everybody
  /// Those of all persons, by what the program does of its own accord and nobody asks for: only the
  /// timer may.
  case program
}

extension NamedQuery {
  package var reach: AccessReach { .person }
}

extension NamedTransaction {
  package var reach: AccessReach { .person }
  package var loadsUnchecked: Bool { false }
}

/// What a query has at hand.
package struct ReadContext {
  let db: Database
  package let actor: Acting
  /// Whose record is read.
  package let subject: Int
  package let environment: StoreEnvironment
  /// The instant of the whole transaction.
  package let now: Instant

  /// The same by the zone that the person lives by, whichever was named for this run.
  var inOwnZone: ReadContext {
    ReadContext(
      db: db,
      actor: actor,
      subject: subject,
      environment: environment.inOwnZones,
      now: now
    )
  }
}

/// What a transaction has at hand.
package final class WriteContext {
  let db: Database
  let key: DatabaseKey
  package let actor: Acting
  /// Whose record is changed.
  package let subject: Int
  package let environment: StoreEnvironment
  /// The instant of the whole transaction.
  package let now: Instant
  private(set) var entries: [AuditEntry] = []
  /// Rows of the ledgers that were written and removed.
  var ledgers = LedgerChanges()
  /// Medications whose run-out is found anew before the transaction ends.
  private(set) var movedSupplies: Set<Int> = []
  /// Schedules whose medications are meant likewise.
  private(set) var movedSchedules: Set<Int> = []
  /// Medications that are checked before the transaction ends.
  private(set) var checkedMedications: Set<Int> = []
  /// Medications on which a new fact about the person bears.
  private(set) var recheckedMedications: Set<Int> = []
  /// Prescriptions from which something is given out, checked likewise.
  private(set) var checkedPrescriptions: Set<Int> = []
  /// Why alerts that were seen do not hold; nil when nobody says so.
  let override: SafetyOverride?

  init(
    db: Database,
    key: DatabaseKey,
    actor: Acting,
    subject: Int,
    environment: StoreEnvironment,
    now: Instant,
    override: SafetyOverride? = nil
  ) {
    self.override = override
    self.db = db
    self.key = key
    self.actor = actor
    self.subject = subject
    self.environment = environment
    self.now = now
  }

  /// The same transaction seen as a read, so that a change can ask what a query asks.
  var reading: ReadContext {
    ReadContext(db: db, actor: actor, subject: subject, environment: environment, now: now)
  }

  /// Puts an entry on record, to be written with the transaction.
  func audit(_ entry: AuditEntry) { entries.append(entry) }

  /// Says that what is left of a medication, or whether it is taken, has changed.
  func supplyMoved(of medication: Int) { movedSupplies.insert(medication) }

  /// Whether something was changed that decides when the person is reminded.
  private(set) var areRemindersMoved = false

  /// Says that something else was changed which decides when the person is reminded: preferences,
  /// a pause, the zone.
  func remindersMoved() { areRemindersMoved = true }

  /// The same transaction for one of many persons.
  ///
  /// What it puts on record counts once it is handed to ``take(_:)``.
  func inPerson(_ person: Int) -> WriteContext {
    WriteContext(
      db: db,
      key: key,
      actor: actor,
      subject: person,
      environment: environment,
      now: now
    )
  }

  /// Finishes what was done for one of many persons, and takes over its audit entries and the rows
  /// of the ledgers that it wrote.
  func take(_ other: WriteContext) throws {
    try RunOutRecords(other.reading).reckonMoved(other)
    entries += other.entries
    ledgers.add(other.ledgers)
  }

  /// Says that the doses to come of a schedule have changed.
  func dosesMoved(of schedule: Int) { movedSchedules.insert(schedule) }

  /// Says that a medication was added, changed or taken up again, so that it is checked.
  func check(medication: Int) { checkedMedications.insert(medication) }

  /// Says that a fact about the person has changed on which the alerts of a medication hang.
  ///
  /// Nobody adds, prescribes or gives out anything by it, so that nothing stops it.
  func recheck(medication: Int) { recheckedMedications.insert(medication) }

  /// Says the same of the medication of a schedule as ``check(medication:)``.
  func check(schedule: Int) throws {
    let medication = try Int.fetchOne(
      db,
      sql: "SELECT medication_id FROM medication_schedules WHERE schedule_id = ?",
      arguments: [schedule]
    )
    if let medication { check(medication: medication) }
  }

  /// Says that something is given out, verified or written on a prescription.
  func check(prescription: Int) { checkedPrescriptions.insert(prescription) }

  /// Whether anything was put forward to be checked.
  var isChecked: Bool { !checkedMedications.isEmpty || !checkedPrescriptions.isEmpty }
}

/// The database as one person may use it for one person: the only way to data.
package struct ActingSession: Sendable {
  let database: CareDatabase
  package let actor: Acting
  package let subject: Int

  /// Answers a query from one consistent snapshot.
  ///
  /// - Throws: ``StoreError``
  package func read<Query: NamedQuery>(_ query: Query) throws -> Query.Value {
    try database.read { db, environment in
      try permit(.view, query.dataKind, query.reach, db)
      return try query.fetch(
        ReadContext(
          db: db,
          actor: actor,
          subject: subject,
          environment: environment,
          now: environment.now()
        )
      )
    }
  }

  /// Runs a transaction; when this returns, it is on disk.
  ///
  /// What it adds, changes or gives out of medicines is checked before it ends. `override` says why
  /// alerts that were seen do not hold.
  ///
  /// - Throws: ``StoreError``
  package func write<Transaction: NamedTransaction>(
    _ transaction: Transaction,
    overriding override: SafetyOverride? = nil
  ) throws -> Transaction.Answer {
    try database.write { db, key, environment in
      try permit(transaction.operation, transaction.dataKind, transaction.reach, db)
      let context = WriteContext(
        db: db,
        key: key,
        actor: actor,
        subject: subject,
        environment: transaction.reach == .program ? environment.inOwnZones : environment,
        now: environment.now(),
        override: override
      )
      let before = db.totalChangesCount
      let answer = try runChecked(transaction, context)
      try RunOutRecords(context.reading).reckonMoved(context)
      try AlertBook(context).rewriteMoved()
      if context.entries.isEmpty {
        guard db.totalChangesCount == before else {
          throw StoreError.unaudited(transaction: "\(Transaction.self)")
        }
        return answer
      }
      let heads = try AuditChain(key: key).append(
        context.entries,
        actor: actor.userID,
        at: environment.realNow(),
        agent: environment.agent,
        in: db
      )
      try LedgerSeal.record(
        context.ledgers,
        auditBefore: heads.before,
        after: heads.after,
        key: key,
        in: db
      )
      return answer
    }
  }

  /// Runs a transaction and the checks on what it did, which it cannot leave out.
  private func runChecked<Transaction: NamedTransaction>(
    _ transaction: Transaction,
    _ context: WriteContext
  ) throws -> Transaction.Answer {
    let watch = SafetyWatch()
    context.db.add(transactionObserver: watch, extent: .databaseLifetime)
    defer { context.db.remove(transactionObserver: watch) }
    let answer = try transaction.run(context)
    guard !transaction.loadsUnchecked else { return answer }
    if watch.sawMedicine, !context.isChecked {
      throw StoreError.unchecked(transaction: "\(Transaction.self)")
    }
    try SafetyCheckpoint(context: context, place: database.place(context.db)).pass()
    return answer
  }

  private func permit(
    _ operation: AccessOperation,
    _ kind: DataKind,
    _ reach: AccessReach,
    _ db: Database
  ) throws {
    if reach == .program {
      guard actor == CareDatabase.timer else { throw StoreError.notPermitted(.roleMayNot) }
      return
    }
    let persons: AccessSubject = reach == .everybody ? .everybody : .person(subject)
    let decision = AccessPolicy(place: try database.place(db)).decision(
      actor: actor,
      subject: kind.isPersonal ? persons : .site,
      operation: operation,
      kind: kind
    )
    if case .denied(let denial) = decision { throw StoreError.notPermitted(denial) }
  }
}
