import Domain
import GRDB

/// A message that this process has taken on and must now hand to its way.
package struct ClaimedMessage: Hashable, Sendable {
  /// What rings once and may go several ways.
  package let event: Int
  /// Who is told.
  package let user: Int
  package let method: DeliveryMethod
  package let message: DeliveryMessage
}

/// Does what is due about everybody's reminders: closes doses, puts alerts off, and takes on those
/// that are to be told now.
///
/// Everything that decides is read inside the transaction, under the write gate: of several
/// processes that look at the same moment the first takes an alert on and the others find it taken.
/// The messages are handed to their ways only after the commit.
package struct EvaluateReminders: NamedTransaction {
  /// Whose reminders; everybody's when nil.
  package var people: [Int]?
  /// The process that takes alerts on, told apart from every other that ever lived.
  package var claimant: String
  /// Whether such a process still runs.
  package var isAlive: @Sendable (String) -> Bool
  /// Whether this process can tell a person something on a way.
  package var offers: @Sendable (_ user: Int, DeliveryMethod) -> Bool
  /// The zone of the machine, when the people sit at it.
  package var machineZone: String?
  /// The ways on which this process can tell somebody; nil looks after everybody.
  ///
  /// Who can be told on none of them, nor whoever looks after her, is left to a process that can.
  package var ways: Set<DeliveryMethod>?

  package init(
    people: [Int]?,
    claimant: String,
    isAlive: @escaping @Sendable (String) -> Bool,
    offers: @escaping @Sendable (Int, DeliveryMethod) -> Bool,
    machineZone: String? = nil,
    ways: Set<DeliveryMethod>? = nil
  ) {
    self.ways = ways
    self.people = people
    self.claimant = claimant
    self.isAlive = isAlive
    self.offers = offers
    self.machineZone = machineZone
  }

  /// Persons looked after in one transaction, so that nobody waits long at the gate.
  package static let mostPeople = 200

  package struct Answer: Sendable {
    package let messages: [ClaimedMessage]
    package let people: Int
    package let missed: Int
    /// Whether more persons wait for the next transaction.
    package let hasMore: Bool
  }

  package var dataKind: DataKind { .doses }
  package var reach: AccessReach { .program }
  package var operation: AccessOperation { .record }

  package func run(_ context: WriteContext) throws -> Answer {
    let scope = ReminderScope(people, ways: ways)
    var clock = try ReminderClock.judged(context.reading)
    if clock.ranAhead(at: context.now) {
      try ClockMending(context).run()
      clock = ReminderClock(lookedAt: context.now, jump: nil)
    }
    var released = try DeadClaims(context, isAlive: isAlive).release()
    released += try UnheardAlerts(context).release(scope) { offers($0, .screen) }
    let due = try scope.due(context.db, at: context.now, limit: Self.mostPeople + 1)
    var messages: [ClaimedMessage] = []
    var missed = 0
    for person in due.prefix(Self.mostPeople) {
      let own = context.inPerson(person)
      let round = try PersonalReminders(own, claimant: claimant, offers: offers)
        .run(clock: clock, machineZone: machineZone)
      messages += round.messages
      missed += round.missed
      messages += try DailyLook(own, claimant: claimant, offers: offers).take(clock: clock)
      try context.take(own)
    }
    let waiting = try WaitingMessages(context, claimant: claimant, offers: offers).take(scope)
    messages += waiting.messages
    if !due.isEmpty || released > 0 || waiting.changed > 0 {
      try ReminderClock.keep(clock, context)
      context.audit(
        AuditEntry(
          action: "reminder.evaluate",
          table: "alert_claims",
          detail: .object([
            "people": .integer(min(due.count, Self.mostPeople)), "missed": .integer(missed),
            "messages": .integer(messages.count), "released": .integer(released),
          ])
        )
      )
    }
    return Answer(
      messages: messages,
      people: min(due.count, Self.mostPeople),
      missed: missed,
      hasMore: due.count > Self.mostPeople
    )
  }
}

/// Whose reminders are looked after, as conditions.
struct ReminderScope {
  private let people: [Int]?
  private let ways: Set<DeliveryMethod>?

  /// These people, or everybody; of them only those who can be told on one of the ways, if any are
  /// named.
  init(_ people: [Int]?, ways: Set<DeliveryMethod>? = nil) {
    self.people = people
    self.ways = ways
  }

  /// Persons about whom something is to be done, the longest overdue first.
  func due(_ db: Database, at now: Instant, limit: Int) throws -> [Int] {
    let found = try Int.fetchAll(
      db,
      sql: """
        SELECT user_id
        FROM (
          SELECT user_id, next_action_at AS at FROM open_doses
          WHERE next_action_at <= :now AND \(condition)
          UNION ALL
          SELECT user_id, waits_until FROM alert_claims
          WHERE waits_until <= :now AND \(condition)
          UNION ALL
          SELECT user_id, next_at FROM daily_looks
          WHERE next_at <= :now AND \(condition))
        GROUP BY user_id
        ORDER BY min(at), user_id
        LIMIT :limit
        """,
      arguments: arguments + ["now": now.milliseconds, "limit": limit]
    )
    return found
  }

  /// When something is to be done next.
  func next(_ db: Database) throws -> Instant? {
    let moments = try [
      "SELECT min(next_action_at) FROM open_doses WHERE \(condition)",
      """
      SELECT min(waits_until) FROM alert_claims
      WHERE waits_until IS NOT NULL AND \(condition)
      """,
      "SELECT min(next_at) FROM daily_looks WHERE next_at IS NOT NULL AND \(condition)",
    ].compactMap { try Int.fetchOne(db, sql: $0, arguments: arguments) }
    return moments.min().map { Instant(milliseconds: $0) }
  }

  /// Holds for rows of these persons; the plus keeps to the index on the moment, which for one
  /// household is short.
  var condition: String {
    let named = people == nil ? "TRUE" : "+user_id IN (SELECT value FROM json_each(:people))"
    guard ways != nil else { return named }
    return """
      \(named) AND +user_id IN (
        SELECT user_id FROM notification_channels
        WHERE is_on = 1 AND method IN (SELECT value FROM json_each(:ways))
        UNION
        SELECT p.user_id FROM notification_preferences AS p
        JOIN notification_channels AS c ON c.user_id = p.caregiver_id
        WHERE p.escalate_after_minutes IS NOT NULL AND c.is_on = 1
          AND c.method IN (SELECT value FROM json_each(:ways)))
      """
  }

  var arguments: StatementArguments {
    var arguments: StatementArguments = [:]
    if let people { arguments += ["people": JSON.array(people.map(JSON.integer)).text] }
    if let ways {
      arguments += ["ways": JSON.array(ways.map(\.rawValue).sorted().map(JSON.string)).text]
    }
    return arguments
  }
}

/// When something is to be done next about somebody's reminders; nil when nothing ever is.
package struct NextReminderQuery: NamedQuery {
  package var people: [Int]?
  /// The ways which this process offers.
  package var offered: Set<DeliveryMethod>
  /// The process that asks.
  package var claimant: String
  /// Whether only those count who can be told on one of these ways.
  package var onlyReachable: Bool
  /// Whether such a process still runs.
  package var isAlive: @Sendable (String) -> Bool

  /// Seconds after which somebody looks whether another process, which has taken an alert on and
  /// has not told it, still lives.
  package static let graceSeconds = 5
  /// The longest time between two such looks, in seconds.
  package static let longestGraceSeconds = 300

  package init(
    people: [Int]?,
    claimant: String,
    offered: Set<DeliveryMethod>,
    onlyReachable: Bool = false,
    isAlive: @escaping @Sendable (String) -> Bool = { _ in false }
  ) {
    self.isAlive = isAlive
    self.onlyReachable = onlyReachable
    self.people = people
    self.claimant = claimant
    self.offered = offered
  }

  package var dataKind: DataKind { .doses }
  package var reach: AccessReach { .program }

  package func fetch(_ context: ReadContext) throws -> Instant? {
    if try ReminderClock.judged(context).ranAhead(at: context.now) { return context.now }
    let scope = ReminderScope(people, ways: onlyReachable ? offered : nil)
    let queued = try Int.fetchOne(
      context.db,
      sql: """
        SELECT min(scheduled_for)
        FROM notification_queue
        WHERE status IN ('queued', 'claimed', 'deferred', 'failed') AND status IN ('queued', 'failed')
          AND event_id IS NOT NULL
          AND delivery_method IN (SELECT value FROM json_each(:methods)) AND \(scope.condition)
        """,
      arguments: scope.arguments
        + ["methods": JSON.array(offered.map { .string($0.rawValue) }).text]
    )
    let unheard =
      offered.contains(.screen)
      ? try UnheardAlerts.first(context.db, scope: scope) : nil
    let moments = [
      try scope.next(context.db), queued.map { Instant(milliseconds: $0) }, unheard,
      try unsent(context),
    ]
    return moments.compactMap { $0 }.min()
  }

  /// When somebody looks whether those who have taken alerts on and have not told them still live:
  /// what a dead one left is due soon after, and a living one is looked at ever more seldom.
  private func unsent(_ context: ReadContext) throws -> Instant? {
    let rows = try Row.fetchAll(
      context.db,
      sql: """
        SELECT claimed_by, min(claimed_at) AS since
        FROM alert_events
        WHERE sent_at IS NULL AND claimed_by <> ?
        GROUP BY claimed_by
        """,
      arguments: [claimant]
    )
    return rows.map { row -> Instant in
      let soon = Instant(milliseconds: row["since"]) + Self.graceSeconds
      guard soon <= context.now, isAlive(row["claimed_by"]) else { return soon }
      let waited = context.now - soon + Self.graceSeconds
      return context.now + min(max(waited, Self.graceSeconds), Self.longestGraceSeconds)
    }.min()
  }
}
