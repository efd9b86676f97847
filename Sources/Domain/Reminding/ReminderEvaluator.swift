/// One evaluation of one person's reminders.
///
/// Zone, clock, what has come due, what closes, what was acted on, announcements, critical doses,
/// quiet hours, groups, claims, alerts: in this order, because each step relies on those before it.
struct ReminderEvaluator {
  let state: ReminderState
  let now: Instant
  let jump: ClockJump?
  /// When the quiet hours end that hold now; nil when it is not quiet.
  let quietEnd: Instant?
  let standings: [ScheduleStanding]
  private let told: [DoseName: [(key: AlertKey, at: Instant)]]

  var decisions: [ReminderDecision] = []
  var open: [(standing: ScheduleStanding, occurrence: Occurrence)] = []
  var items: [(style: Alert.Style, isSilent: Bool, item: AlertItem)] = []

  /// An alert this much later than planned, in seconds, belongs to the digest.
  static let grace = 300

  private struct DoseName: Hashable {
    let schedule: Int
    let dueMinute: Int
  }

  init(_ state: ReminderState, at now: Instant) {
    self.state = state
    self.now = now
    jump = state.clockJump ?? state.lastEvaluated.flatMap { ClockJump(from: $0, to: now) }
    quietEnd = state.preferences.quietHours.end(after: now, in: state.zone)
    standings = state.schedules.compactMap { ScheduleStanding($0, in: state, at: now) }
    var told: [DoseName: [(key: AlertKey, at: Instant)]] = [:]
    for (key, status) in state.alerts {
      guard let at = status.toldAt else { continue }
      told[DoseName(schedule: key.schedule, dueMinute: key.dueMinute), default: []]
        .append((key, at))
    }
    self.told = told
  }

  /// Every step in its order.
  mutating func evaluate() -> ReminderEvaluation {
    for standing in standings { settle(standing) }
    cancel()
    questions()
    for standing in standings { announce(standing) }
    for (standing, occurrence) in open where standing.schedule.isCritical {
      ringCritical(occurrence, standing)
    }
    for (standing, occurrence) in open + early() where !standing.schedule.isCritical {
      ring(occurrence, standing)
    }
    for (standing, occurrence) in open { escalate(occurrence, standing) }
    return ReminderEvaluation(
      at: now,
      zoneQuestion: zoneQuestion,
      clockJump: jump,
      decisions: decisions,
      alerts: alerts()
    )
  }

  private var zoneQuestion: String? {
    guard let machine = state.machineZone,
      machine.offset(at: now) != state.zone.offset(at: now)
    else { return nil }
    return machine.identifier
  }

  /// The alerts of a dose so far.
  func course(_ occurrence: Occurrence, _ standing: ScheduleStanding) -> AlertCourse {
    let name = DoseName(schedule: standing.schedule.id, dueMinute: occurrence.dueMinute)
    return AlertCourse(of: occurrence, open: standing.open, told: told[name] ?? [])
  }

  /// Whether everything that was told of a dose reached nobody.
  func isUnheard(_ occurrence: Occurrence, _ standing: ScheduleStanding) -> Bool {
    let name = DoseName(schedule: standing.schedule.id, dueMinute: occurrence.dueMinute)
    let own = (told[name] ?? []).filter { $0.key.kind != .advance && $0.key.kind != .escalation }
    return !own.isEmpty && own.allSatisfy { state.unheard.contains($0.key) }
  }

  /// Since when a pause holds that began before the dose had closed; nil without one.
  func pause(_ schedule: PlannedSchedule, closesAt: Instant?) -> Instant? {
    let starts = [state.pausedMedications[schedule.medication], state.personPausedSince]
    guard let start = starts.compactMap({ $0 }).min(), start <= now else { return nil }
    return closesAt.map { $0 > start } ?? true ? start : nil
  }

  /// When a dose closes without an answer.
  func closesAt(_ occurrence: Occurrence, _ standing: ScheduleStanding) -> Instant? {
    standing.schedule.closesAt(occurrence, in: state.zone)
  }

  mutating func decide(
    _ verdict: ReminderVerdict,
    _ reason: ReminderReason,
    _ key: AlertKey,
    _ schedule: PlannedSchedule,
    _ occurrence: Occurrence
  ) {
    decisions.append(
      ReminderDecision(
        key: key,
        medication: schedule.medication,
        occurrence: occurrence,
        verdict: verdict,
        reason: reason
      )
    )
  }

  /// Decides that something is told now, as part of an event.
  mutating func tell(
    _ verdict: ReminderVerdict,
    _ reason: ReminderReason,
    _ key: AlertKey,
    _ schedule: PlannedSchedule,
    _ occurrence: Occurrence,
    in style: Alert.Style,
    isQuestion: Bool = false
  ) {
    decide(verdict, reason, key, schedule, occurrence)
    let asksAlone = state.reminding[schedule.id]?.asksOwnQuestion ?? false
    let item = AlertItem(
      key: key,
      medication: schedule.medication,
      occurrence: occurrence,
      reason: reason,
      isQuestionAboutThePast: isQuestion,
      mayBeAnsweredTogether: !asksAlone && schedule.isRoutine
    )
    items.append((style, verdict == .ringQuietly, item))
  }

  /// Puts an alert off to the end of the quiet hours, once.
  mutating func putOff(
    _ key: AlertKey,
    until end: Instant,
    _ schedule: PlannedSchedule,
    _ occurrence: Occurrence
  ) {
    guard state.alerts[key] != .waiting(until: end) else { return }
    decide(.deferToDigest, .quietHours(until: end), key, schedule, occurrence)
  }
}

extension PlannedSchedule {
  /// Whether every dose is the same amount, often enough to be routine, and not critical.
  var isRoutine: Bool {
    guard !isCritical, rule.frequency?.isWeeklyOrRarer != true else { return false }
    return switch rule {
    case .times(let rule):
      rule.times.allSatisfy {
        if case .fixed = $0.amount { true } else { false }
      }
    case .interval(let rule): rule.amount != nil
    case .linked(let rule): rule.amount != nil
    case .taper, .byReading, .asNeeded, .unscheduled: false
    }
  }
}
