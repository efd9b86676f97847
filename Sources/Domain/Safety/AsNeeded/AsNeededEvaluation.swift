/// Decides whether a dose as needed may be taken, from what was taken and what the limits are.
///
/// Windows are rolling and half-open: a dose exactly 24 hours old no longer counts. Doses recorded
/// ahead of the clock count as taken. Since time alone only ever frees a dose, the moment at which
/// it becomes free is the latest of the moments at which each limit does.
package struct AsNeededEvaluation<Medication: Hashable & Sendable>: Sendable {
  /// The limits of the medicine asked about.
  package let rule: AsNeededLimits
  /// What the person took, of every medicine, over at least the longest window and gap.
  package let recent: [MeasuredDose<Medication>]
  /// Milligrams of an ingredient within 24 hours, over all products.
  package let ingredientLimits: [String: Rational]
  /// Whether it is kept from nobody merely because a strength is not known.
  package let isRescue: Bool

  /// The window of ingredient limits in seconds.
  package static var ingredientWindow: Int { 24 * 3600 }

  /// An evaluation; `recent` may be in any order.
  package init(
    rule: AsNeededLimits,
    recent: [MeasuredDose<Medication>],
    ingredientLimits: [String: Rational],
    isRescue: Bool = false
  ) {
    self.rule = rule
    self.recent = recent
    self.ingredientLimits = ingredientLimits
    self.isRescue = isRescue
  }

  /// Whether this dose may be taken at its own time.
  ///
  /// Times in the answer are whole minutes, rounded up, as a person reads a clock.
  package func decision(on dose: MeasuredDose<Medication>) -> AsNeededDecision<Medication> {
    if let reason = refusal(of: dose) { return .no(reason) }
    if let (until, reason) = delay(of: dose) { return .notYet(until: until, reason) }
    let after = AsNeededEvaluation(
      rule: rule,
      recent: recent + [dose],
      ingredientLimits: ingredientLimits,
      isRescue: isRescue
    )
    let gapEnd = roundedUp(dose.at + rule.minimumGapMinutes * 60)
    guard let (next, _) = after.delay(of: dose) else { return .yes(next: nil, isLast: false) }
    return .yes(next: next, isLast: next > gapEnd)
  }

  /// Units of one medicine taken in the hours before a moment.
  package func taken(
    _ medication: Medication,
    within time: ElapsedTime,
    before moment: Instant
  ) -> Rational {
    recent.filter { $0.medication == medication && $0.at > moment - time.minutes * 60 }
      .reduce(.zero) { $0 + $1.amount }
  }

  /// Milligrams of an ingredient taken in the 24 hours before a moment; nil when some strength is
  /// not known.
  package func taken(ingredient: String, before moment: Instant) -> Rational? {
    var sum = Rational.zero
    for dose in recent where dose.at > moment - Self.ingredientWindow {
      for part in dose.ingredients where part.ingredient == ingredient {
        guard let milligrams = part.milligrams else { return nil }
        sum = sum + milligrams
      }
    }
    return sum
  }
}

extension AsNeededEvaluation {
  /// What makes the dose wrong at any time, or for want of knowledge.
  private func refusal(of dose: MeasuredDose<Medication>) -> AsNeededReason<Medication>? {
    if let maximum = rule.maximum, dose.amount > maximum.amount {
      return .doseAboveMaximum(maximum)
    }
    for part in Self.merged(dose.ingredients) {
      let name = part.ingredient
      guard let limit = ingredientLimits[name] else {
        if let other = otherSource(of: name, before: dose) {
          return .sharedIngredient(name, in: other.medication, takenAt: other.at)
        }
        continue
      }
      guard let milligrams = part.milligrams, taken(ingredient: name, before: dose.at) != nil else {
        if isRescue { continue }
        return .unknownStrength(name)
      }
      if milligrams > limit { return .doseAboveIngredientLimit(name, limit: limit) }
    }
    return nil
  }

  /// The latest dose of another medicine in the last 24 hours that holds an ingredient.
  private func otherSource(
    of ingredient: String,
    before dose: MeasuredDose<Medication>
  ) -> MeasuredDose<Medication>? {
    recent.filter { other in
      other.medication != dose.medication && other.at > dose.at - Self.ingredientWindow
        && other.ingredients.contains { $0.ingredient == ingredient }
    }.max { $0.at < $1.at }
  }

  /// When the dose becomes free, and the limit that is the last to give way; nil when it is free.
  private func delay(
    of dose: MeasuredDose<Medication>
  ) -> (until: Instant, AsNeededReason<Medication>)? {
    let delays = [gapDelay(dose), maximumDelay(dose)] + ingredientDelays(dose)
    let latest = delays.compactMap { $0 }.max { $0.0 < $1.0 }
    return latest.map { (until: roundedUp($0.0), $0.1) }
  }

  private typealias Delay = (Instant, AsNeededReason<Medication>)

  private func gapDelay(_ dose: MeasuredDose<Medication>) -> Delay? {
    let last = recent.filter { $0.medication == dose.medication }.map(\.at).max()
    guard let last, case let end = last + rule.minimumGapMinutes * 60, end > dose.at else {
      return nil
    }
    return (end, .minimumGap(last: last))
  }

  private func maximumDelay(_ dose: MeasuredDose<Medication>) -> Delay? {
    guard let maximum = rule.maximum else { return nil }
    let parts = recent.filter { $0.medication == dose.medication }.map { ($0.at, $0.amount) }
    let window = maximum.within.minutes * 60
    let end = Self.end(of: parts, window: window, room: maximum.amount - dose.amount, at: dose.at)
    guard let end else { return nil }
    let sum = taken(dose.medication, within: maximum.within, before: dose.at)
    return (end, .maximum(taken: sum, maximum))
  }

  private func ingredientDelays(_ dose: MeasuredDose<Medication>) -> [Delay?] {
    Self.merged(dose.ingredients).map { part in
      guard let limit = ingredientLimits[part.ingredient], let milligrams = part.milligrams else {
        return nil
      }
      let parts = recent.flatMap { earlier in
        earlier.ingredients.filter { $0.ingredient == part.ingredient }
          .map { (earlier.at, $0.milligrams ?? .zero) }
      }
      let room = limit - milligrams
      let end = Self.end(of: parts, window: Self.ingredientWindow, room: room, at: dose.at)
      let sum = taken(ingredient: part.ingredient, before: dose.at) ?? .zero
      return end.map { ($0, .ingredientLimit(part.ingredient, taken: sum, limit: limit)) }
    }
  }

  /// When enough has left a rolling window that what remains fits the room; nil when it fits now.
  private static func end(
    of parts: [(Instant, Rational)],
    window: Int,
    room: Rational,
    at now: Instant
  ) -> Instant? {
    let inside = parts.filter { $0.0 > now - window }.sorted { $0.0 < $1.0 }
    var sum = inside.reduce(Rational.zero) { $0 + $1.1 }
    var end: Instant?
    for part in inside where sum > room {
      sum = sum - part.1
      end = part.0 + window
    }
    return end
  }

  /// One entry an ingredient; unknown when any part of it is.
  private static func merged(_ parts: [IngredientAmount]) -> [IngredientAmount] {
    var order: [String] = []
    var sums: [String: Rational?] = [:]
    for part in parts {
      if let earlier = sums[part.ingredient] {
        let both = earlier.flatMap { first in part.milligrams.map { first + $0 } }
        sums[part.ingredient] = .some(both)
      } else {
        order.append(part.ingredient)
        sums[part.ingredient] = .some(part.milligrams)
      }
    }
    return order.map { IngredientAmount($0, milligrams: sums[$0] ?? nil) }
  }

  private func roundedUp(_ instant: Instant) -> Instant {
    let minute = 60_000
    let minutes = Rational(instant.milliseconds, minute).ceiling
    return Instant(milliseconds: minutes * minute)
  }
}
