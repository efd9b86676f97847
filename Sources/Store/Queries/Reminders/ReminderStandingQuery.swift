import Domain
import GRDB

/// What decides whether anything rings for a person, and whether it does without a window.
package struct ReminderStanding: Equatable, Sendable {
  /// What is known of the ways that need no window.
  package enum Outside: Equatable, Sendable {
    /// None is switched on.
    case none
    /// One is on, and nothing was ever delivered on it: not by a test and not by a reminder.
    case untested(DeliveryMethod)
    /// The last that was sent on it did not arrive, or nobody noticed the test.
    case failed(DeliveryMethod)
    /// The last that was sent on at least one of them arrived.
    case works
  }

  /// Whether she wants to be reminded at all.
  package let isOn: Bool
  /// Whether everything is paused, as in a stay in hospital.
  package let isPaused: Bool
  /// Whether a window of this program rings for her, or its terminal.
  package let ringsInWindow: Bool
  package let outside: Outside

  package init(isOn: Bool, isPaused: Bool, ringsInWindow: Bool = true, outside: Outside) {
    self.isOn = isOn
    self.isPaused = isPaused
    self.ringsInWindow = ringsInWindow
    self.outside = outside
  }

  /// Whether no way at all is switched on.
  package var hasNoWay: Bool { !ringsInWindow && outside == .none }
}

/// Asks for the ``ReminderStanding`` of a person.
package struct ReminderStandingQuery: NamedQuery {
  package init() {}

  package var dataKind: DataKind { .doses }
  package var reach: AccessReach { .program }

  package func fetch(_ context: ReadContext) throws -> ReminderStanding {
    try ReminderStanding.fetch(context)
  }
}

extension ReminderStanding {
  static func fetch(_ context: ReadContext) throws -> ReminderStanding {
    let ways = try ChannelRecord.all(context.db, user: context.subject).filter(\.settings.isOn)
    return ReminderStanding(
      isOn: try ReminderPreferences.fetch(context).isOn,
      isPaused: try PersonHeader.fetch(context).pausedSince != nil,
      ringsInWindow: ways.contains { $0.method.needsWindow },
      outside: try outside(ways.filter { !$0.method.needsWindow }, context)
    )
  }

  /// The best that is known of some ways.
  private static func outside(
    _ ways: [ChannelRecord],
    _ context: ReadContext
  ) throws -> Outside {
    var best = Outside.none
    for way in ways {
      switch try last(way, context) {
      case true?: return .works
      case nil: best = .untested(way.method)
      case false?: if best == .none { best = .failed(way.method) }
      }
    }
    return best
  }

  /// Whether what was sent last on a way arrived, be it a reminder or a test; nil when nothing was.
  private static func last(_ way: ChannelRecord, _ context: ReadContext) throws -> Bool? {
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT scheduled_for AS at, delivery_status = 'delivered' AS arrived
        FROM notification_history
        WHERE user_id = :user AND delivery_method = :method
          AND delivery_status IN ('delivered', 'failed')
        UNION ALL
        SELECT coalesce(claimed_at, scheduled_for), 0
        FROM notification_queue
        WHERE user_id = :user AND delivery_method = :method AND status = 'failed'
        ORDER BY at DESC
        LIMIT 1
        """,
      arguments: ["user": context.subject, "method": way.method.rawValue]
    )
    let told: (at: Instant, arrived: Bool)? = row.map {
      (Instant(milliseconds: $0["at"]), $0["arrived"])
    }
    let tested: (at: Instant, arrived: Bool)? =
      switch way.test {
      case .delivered(let at): (at, way.wasNoticed ?? true)
      case .failed(let at, _): (at, false)
      case nil: nil
      }
    return [told, tested].compactMap { $0 }.max { $0.at < $1.at }?.arrived
  }
}
