/// Which eye drops are for.
package enum Eyes: Hashable, Sendable {
  case left
  case right
  case both

  /// From what the directions say; nil when they name none.
  package init?(_ texts: String?...) {
    let words = texts.compactMap { $0?.lowercased() }.joined(separator: " ")
    let left = words.contains("left eye")
    let right = words.contains("right eye")
    if words.contains("both eyes") || words.contains("each eye") || (left && right) {
      self = .both
    } else if left {
      self = .left
    } else if right {
      self = .right
    } else {
      return nil
    }
  }

  package var words: String {
    switch self {
    case .left: "LEFT EYE"
    case .right: "RIGHT EYE"
    case .both: "BOTH EYES"
    }
  }

  /// Whether drops for these and for others may wash each other out; unknown eyes may.
  package static func meet(_ one: Eyes?, _ other: Eyes?) -> Bool {
    guard let one, let other else { return true }
    return one == other || one == .both || other == .both
  }
}

/// The order of drops for the same eye, five minutes apart, an ointment last.
package enum EyeChain {
  /// One dose for the eye.
  package struct Drop: Hashable, Sendable {
    package let medication: Int
    package let eyes: Eyes?
    package let isOintment: Bool
    package let due: Instant
    /// When it was taken; nil while it waits.
    package let takenAt: Instant?

    package init(
      medication: Int,
      eyes: Eyes?,
      isOintment: Bool = false,
      due: Instant,
      takenAt: Instant? = nil
    ) {
      self.medication = medication
      self.eyes = eyes
      self.isOintment = isOintment
      self.due = due
      self.takenAt = takenAt
    }
  }

  /// What a drop waits for.
  package enum Wait: Hashable, Sendable {
    /// Until five minutes after one that was taken.
    case until(Instant, after: Int)
    /// For one that comes first, by its medication.
    case first(Int)
  }

  package static let gapSeconds = 300

  /// What a drop that is to be taken now waits for, given all of the day; nil when it may come now.
  package static func wait(_ drop: Drop, among all: [Drop], now: Instant) -> Wait? {
    let others = all.filter { $0.medication != drop.medication && Eyes.meet($0.eyes, drop.eyes) }
    let recent = others.filter { other in
      other.takenAt.map { $0 <= now && now - $0 < gapSeconds } == true
    }.max { ($0.takenAt ?? now) < ($1.takenAt ?? now) }
    if let recent, let taken = recent.takenAt {
      return .until(taken + gapSeconds, after: recent.medication)
    }
    let before = others.filter { other in
      other.takenAt == nil && other.due <= now && abs(other.due - drop.due) < gapSeconds
        && comesBefore(other, drop)
    }.min(by: comesBefore)
    return before.map { .first($0.medication) }
  }

  private static func comesBefore(_ one: Drop, _ other: Drop) -> Bool {
    if one.isOintment != other.isOintment { return other.isOintment }
    return one.due == other.due ? one.medication < other.medication : one.due < other.due
  }
}
