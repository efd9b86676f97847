import Dispatch
import Domain
import Foundation
import Store

/// Reminds people of what is due, for as long as it lives.
///
/// One timer on a queue of its own is armed for the next moment that matters; between two moments
/// nothing runs. It is armed anew when any process changes the database and when the clock of the
/// machine is set. Several may run on one database: what is due is taken on in the database, so
/// that each alert rings once.
package final class ReminderService: @unchecked Sendable {
  // Unchecked: everything that changes is touched on `queue` only.

  /// What the service needs to know and to have.
  package struct Setting: Sendable {
    /// Whose reminders; everybody's when nil.
    package var people: [Int]?
    /// The zone of the machine, when these people sit at it.
    package var machineZone: String?
    /// The ways that this process has; those that end at a window only for `people`.
    package var offered: Set<DeliveryMethod>
    /// The way on which a person can be told something here; nil when it is off by now.
    package var channel: @Sendable (_ user: Int, DeliveryMethod) throws -> (any DeliveryChannel)?
    /// Hears of what was done, in words without personal data.
    package var log: @Sendable (String) -> Void

    package init(
      people: [Int]?,
      machineZone: String? = nil,
      offered: Set<DeliveryMethod>,
      channel: @escaping @Sendable (Int, DeliveryMethod) throws -> (any DeliveryChannel)?,
      log: @escaping @Sendable (String) -> Void = { _ in }
    ) {
      self.people = people
      self.machineZone = machineZone
      self.offered = offered
      self.channel = channel
      self.log = log
    }

    /// Whether a message of a person on a way is taken on here.
    func offers(_ user: Int, _ method: DeliveryMethod) -> Bool {
      guard offered.contains(method) else { return false }
      return !method.needsWindow || people?.contains(user) ?? true
    }
  }

  private let queue = DispatchQueue(label: "prescripcare.reminders")
  private let timer: any DispatchSourceTimer
  private let database: CareDatabase
  private let session: ActingSession
  private let setting: Setting
  private let claimant: String
  private var changes: ChangeWatcher?
  private var clock: ClockWatcher?
  private var isStopped = false
  private var failures = 0

  /// The longest wait, in seconds: the clock is looked at once a day at least, so that a month
  /// without anything due is not taken for a jump.
  private static let longestWait = 86_400
  /// Seconds until the next try when the database could not be read or written, doubled each time.
  private static let firstPause = 2

  /// A service that does nothing before ``start()``.
  package init(_ database: CareDatabase, _ setting: Setting, claimant: String? = nil) {
    self.database = database
    session = database.acting(as: CareDatabase.timer, for: 0)
    self.setting = setting
    self.claimant = claimant ?? ProcessMark.current.text
    timer = DispatchSource.makeTimerSource(queue: queue)
  }

  deinit { timer.cancel() }

  /// Looks at once, and from then on whenever something is due.
  package func start() {
    timer.setEventHandler { @Sendable [weak self] in self?.look() }
    timer.schedule(deadline: .distantFuture)
    timer.activate()
    queue.async { @Sendable [weak self] in
      guard let self else { return }
      let wake: @Sendable () -> Void = { [weak self] in self?.wake() }
      changes = ChangeWatcher(database, told: wake)
      clock = ClockWatcher(on: queue) { @Sendable [weak self] in self?.look() }
      look()
    }
  }

  /// Waits until what was asked for so far is done, its messages handed out.
  package func waitUntilLooked() { queue.sync {} }

  /// Looks soon.
  package func wake() { queue.async { @Sendable [weak self] in self?.look() } }

  /// Stops; when this returns, nothing is under way on the service's own queue.
  package func stop() {
    queue.sync {
      isStopped = true
      changes = nil
      clock = nil
      timer.schedule(deadline: .distantFuture)
    }
  }

  /// Does what is due and waits for what comes next.
  private func look() {
    guard !isStopped else { return }
    do {
      var next = try next()
      let now = database.environment.now
      var rounds = 0
      while let due = next, due <= now(), rounds < 1000 {
        let answer = try session.write(evaluation)
        hand(out: answer.messages)
        report(answer)
        rounds += 1
        next = try self.next()
        if !answer.hasMore { break }
      }
      failures = 0
      arm(for: next, now: now())
    } catch {
      failures += 1
      setting.log("reminders: not read or written, tried again")
      let pause = min(Self.firstPause << min(failures - 1, 6), 120)
      timer.schedule(wallDeadline: .now() + .seconds(pause))
    }
  }

  private func next() throws -> Instant? {
    try session.read(
      NextReminderQuery(
        people: setting.people,
        claimant: claimant,
        offered: setting.offered,
        onlyReachable: setting.people == nil,
        isAlive: { @Sendable in ProcessMark.isAlive($0) }
      )
    )
  }

  private var evaluation: EvaluateReminders {
    let setting = setting
    return EvaluateReminders(
      people: setting.people,
      claimant: claimant,
      isAlive: { @Sendable in ProcessMark.isAlive($0) },
      offers: { @Sendable user, method in setting.offers(user, method) },
      machineZone: setting.machineZone,
      ways: setting.people == nil ? setting.offered : nil
    )
  }

  /// A moment that has passed already is looked at again in a second at the soonest.
  private func arm(for next: Instant?, now: Instant) {
    let wait = next.map { max($0.milliseconds - now.milliseconds, 1000) } ?? .max
    let milliseconds = min(wait, Self.longestWait * 1000)
    timer.schedule(
      wallDeadline: .now() + .milliseconds(milliseconds),
      leeway: .milliseconds(100)
    )
  }

  /// Gives messages to their ways; what comes of it is put on record on the service's queue.
  private func hand(out messages: [ClaimedMessage]) {
    for message in messages {
      do {
        guard let channel = try setting.channel(message.user, message.method) else {
          record(message, .failed(reason: "The way was switched off.", mayTryAgain: false))
          continue
        }
        channel.deliver(message.message) { @Sendable [weak self] outcome in
          self?.queue.async { @Sendable [weak self] in self?.record(message, outcome) }
        }
      } catch {
        setting.log("reminders: a way could not be read")
        record(message, .failed(reason: "The way could not be read.", mayTryAgain: true))
      }
    }
  }

  private func record(_ message: ClaimedMessage, _ outcome: DeliveryOutcome) {
    do {
      if try session.write(RecordDelivery(message, outcome)) != nil { look() }
    } catch {
      // It stays taken on by this process and is given back when this process ends.
      setting.log("reminders: a delivery could not be put on record")
    }
  }

  private func report(_ answer: EvaluateReminders.Answer) {
    guard !answer.messages.isEmpty || answer.missed > 0 else { return }
    setting.log(
      "reminders: \(answer.messages.count) told, \(answer.missed) closed without an answer"
    )
  }
}
