/// A line that came by itself and that somebody ought to see.
///
/// It stands until a key is pressed after it was in sight, or until it is taken back because what it
/// says holds no longer.
package struct Ring: Sendable, Identifiable {
  /// What a key does while the line stands.
  package struct Answer: Sendable {
    /// The action whose key it is.
    package let action: Action.ID
    /// What follows in the place of what the action does otherwise.
    package let effects: @MainActor @Sendable () -> [Effect]

    package init(
      _ action: Action.ID,
      effects: @escaping @MainActor @Sendable () -> [Effect]
    ) {
      self.action = action
      self.effects = effects
    }
  }

  /// What became of a ring.
  package enum End: Sendable {
    /// It was in sight.
    case seen
    /// Another that says the same took its place before.
    case replaced
    /// It was taken back before.
    case withdrawn
  }

  package let id: Int
  package let notice: Notice
  /// Words about keys after those of the notice, for the screen that takes keys.
  package let hint: @MainActor @Sendable (any Screen) -> String?
  package let answer: Answer?
  /// Hears once what became of it.
  private let ended: @MainActor @Sendable (End) -> Void
  private var hasEnded = false

  package init(
    id: Int,
    _ notice: Notice,
    hint: @escaping @MainActor @Sendable (any Screen) -> String? = { _ in nil },
    answer: Answer? = nil,
    ended: @escaping @MainActor @Sendable (End) -> Void = { _ in }
  ) {
    self.id = id
    self.notice = notice
    self.hint = hint
    self.answer = answer
    self.ended = ended
  }

  fileprivate var isUrgent: Bool { notice.role == .error }

  @MainActor fileprivate mutating func end(_ end: End) {
    guard !hasEnded else { return }
    hasEnded = true
    ended(end)
  }
}

extension Shell {
  /// How long a line must have been in sight before a key takes it away.
  static let ringGuardTime = Dialog.guardTime

  /// Shows a line that somebody ought to see now, with the bell unless it is to be silent.
  ///
  /// It takes the place of the rings that it repeats; others wait one behind the other, the urgent
  /// ones first.
  package func ring(_ ring: Ring, replacing repeated: Set<Ring.ID> = [], isSilent: Bool) {
    removeRings(repeated.union([ring.id]), as: .replaced)
    let end = rings.endIndex
    rings.insert(ring, at: ring.isUrgent ? rings.firstIndex { !$0.isUrgent } ?? end : end)
    if !isSilent { apply([.bell], from: nil) }
  }

  /// Takes rings away, those unseen as having ended so.
  func removeRings(_ ids: Set<Ring.ID>, as end: Ring.End) {
    for index in rings.indices where ids.contains(rings[index].id) { rings[index].end(end) }
    rings.removeAll { ids.contains($0.id) }
  }

  /// The line that came by itself and stands in sight.
  package var standingRing: Ring? { rings.first }

  /// The words of the ring in sight, with what its key does.
  var ringNotice: Notice? {
    guard let ring = rings.first, let top else { return nil }
    let others = rings.count - 1
    let more = others == 0 ? nil : "\(others) more \(others == 1 ? "waits" : "wait")."
    let words = [ring.notice.text, ring.hint(top), more].compactMap { $0 }.joined(separator: " ")
    return Notice(words, role: ring.notice.role)
  }

  /// Takes note that the ring in front was drawn.
  func sawRing() {
    guard shownRing?.id != rings.first?.id else { return }
    shownRing = rings.first.map { ($0.id, clock.now()) }
    if !rings.isEmpty { rings[0].end(.seen) }
  }

  /// The answer of the ring in sight to an action.
  func ringAnswer(to action: Action.ID) -> Ring.Answer? {
    guard let ring = rings.first, ring.id == shownRing?.id, ring.answer?.action == action else {
      return nil
    }
    return ring.answer
  }

  /// A key was pressed that does something: the ring that was seen before has done its duty.
  ///
  /// A key that answers what lies over the screen takes none away: the question may have been that
  /// of the ring's own key.
  func passRing(_ seen: (id: Ring.ID, at: Duration)?, wasAnswered: Bool, isOverlaid: Bool) {
    guard let seen, !isOverlaid, wasAnswered || clock.now() - seen.at >= Self.ringGuardTime else {
      return
    }
    removeRings([seen.id], as: .seen)
  }
}
