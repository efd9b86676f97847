import Domain
import GRDB

/// What decides whether anything rings for a person, and whether it does without a window.
package struct ReminderStanding: Equatable, Sendable {
  /// Whether she wants to be reminded at all.
  package let isOn: Bool
  /// Whether everything is paused, as in a stay in hospital.
  package let isPaused: Bool
  /// Whether one of her ways works without a window, as far as its last test says.
  package let hasWayWithoutWindow: Bool

  package init(isOn: Bool, isPaused: Bool, hasWayWithoutWindow: Bool) {
    self.isOn = isOn
    self.isPaused = isPaused
    self.hasWayWithoutWindow = hasWayWithoutWindow
  }
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
    let hasWay = try Bool.fetchOne(
      context.db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM notification_channels
          WHERE user_id = ? AND is_on = 1 AND method NOT IN ('screen', 'terminal')
            AND test_failure IS NULL)
        """,
      arguments: [context.subject]
    )
    return ReminderStanding(
      isOn: try ReminderPreferences.fetch(context).isOn,
      isPaused: try PersonHeader.fetch(context).pausedSince != nil,
      hasWayWithoutWindow: hasWay ?? false
    )
  }
}
