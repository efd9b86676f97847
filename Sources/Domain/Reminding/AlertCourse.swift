/// The alerts of one dose so far, and the one that comes next.
///
/// A snooze begins a new round: it takes the place of what would have rung, and counts from its own
/// end.
struct AlertCourse: Sendable {
  /// How often the dose was snoozed, 0...3.
  let round: Int
  /// When the round begins: when the dose is due, or when its snooze is over.
  let start: Instant
  /// Whether this round is a snooze that rings at its end although it is quiet then.
  let ringsInQuietHours: Bool
  /// What the person was told in this round.
  private let told: [(step: Int, at: Instant)]
  /// When the person was told of the dose first, in any round.
  let firstTold: Instant?

  init(
    of occurrence: Occurrence,
    open: OpenDose,
    told: [(key: AlertKey, at: Instant)]
  ) {
    let isOpen = open.dueMinute == occurrence.dueMinute
    let round = isOpen && open.snoozedUntil != nil ? open.snoozes : 0
    self.round = round
    ringsInQuietHours = round > 0 && open.snoozeRings
    start = (isOpen ? open.snoozedUntil : nil) ?? occurrence.instant
    let heard = told.filter { $0.key.kind != .advance && $0.key.kind != .escalation }
    firstTold = heard.map(\.at).min()
    self.told = heard.filter { $0.key.step / AlertKey.roundLength == round }
      .map { ($0.key.step % AlertKey.roundLength, $0.at) }
  }

  /// When the person was told first in this round.
  var toldInRound: Instant? { told.map(\.at).min() }

  /// The highest repetition told in this round; 0 when there was none.
  var number: Int { told.map(\.step).max() ?? 0 }

  /// The next alert: which repetition, and when it is to be told.
  ///
  /// Of several repetitions whose time has passed only the last is left. Nil when there is none any
  /// more.
  func next(at now: Instant, isCritical: Bool, repeats: RepeatPlan) -> (number: Int, at: Instant)? {
    guard let first = toldInRound else { return (0, start) }
    let passed = now - first
    if isCritical {
      let number = max(RepeatPlan.criticalNumber(after: passed), number + 1)
      return RepeatPlan.criticalSeconds(number).map { (number, first + $0) }
    }
    let every = repeats.everyMinutes * 60
    let number = max(min(passed / every, repeats.atMost), number + 1)
    return number <= repeats.atMost ? (number, first + number * every) : nil
  }

  /// The step that names a repetition of this round.
  func step(_ number: Int) -> Int { round * AlertKey.roundLength + number }
}
