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

  package let id: Int
  package let notice: Notice
  /// Words about keys after those of the notice, for the screen that takes keys.
  package let hint: @MainActor @Sendable (any Screen) -> String?
  package let answer: Answer?

  package init(
    id: Int,
    _ notice: Notice,
    hint: @escaping @MainActor @Sendable (any Screen) -> String? = { _ in nil },
    answer: Answer? = nil
  ) {
    self.id = id
    self.notice = notice
    self.hint = hint
    self.answer = answer
  }

  fileprivate var isUrgent: Bool { notice.role == .error }
}

extension Shell {
  /// How long a line must have been in sight before a key takes it away.
  static let ringGuardTime = Dialog.guardTime

  /// Shows a line that somebody ought to see now, with the bell unless it is to be silent.
  ///
  /// It takes the place of the rings that it repeats; others wait one behind the other, the urgent
  /// ones first.
  package func ring(_ ring: Ring, replacing repeated: Set<Ring.ID> = [], isSilent: Bool) {
    rings.removeAll { repeated.contains($0.id) || $0.id == ring.id }
    let end = rings.endIndex
    rings.insert(ring, at: ring.isUrgent ? rings.firstIndex { !$0.isUrgent } ?? end : end)
    if !isSilent { apply([.bell], from: nil) }
  }

  /// The line that came by itself and stands in sight.
  package var standingRing: Ring? { rings.first }

  /// The words of the ring in sight, with what its key does.
  var ringNotice: Notice? {
    guard let ring = rings.first, let top else { return nil }
    let words = [ring.notice.text, ring.hint(top)].compactMap { $0 }.joined(separator: " ")
    return Notice(words, role: ring.notice.role)
  }

  /// Takes note that the ring in front was drawn.
  func sawRing() {
    guard shownRing?.id != rings.first?.id else { return }
    shownRing = rings.first.map { ($0.id, clock.now()) }
  }

  /// The answer of the ring in sight to an action.
  func ringAnswer(to action: Action.ID) -> Ring.Answer? {
    guard let ring = rings.first, ring.id == shownRing?.id, ring.answer?.action == action else {
      return nil
    }
    return ring.answer
  }

  /// A key was pressed that does something: the ring that was seen before has done its duty.
  func passRing(_ seen: (id: Ring.ID, at: Duration)?, wasAnswered: Bool) {
    guard let seen, wasAnswered || clock.now() - seen.at >= Self.ringGuardTime else { return }
    rings.removeAll { $0.id == seen.id }
  }
}
