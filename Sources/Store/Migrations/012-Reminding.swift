extension SchemaMigration {
  /// What decides when a reminder rings, and which alerts somebody has taken on.
  ///
  /// `alert_claims` is what makes an alert ring once: one row for each alert of a dose, written by
  /// the process that is about to tell it. An event is what rings at one moment with one sound, and
  /// may hold several of them; its messages wait in `notification_queue`, one for each way.
  /// `daily_looks` says when a person's supplies, or a counter's stock, are looked at next.
  static let reminding = SchemaMigration(
    name: "012-reminding",
    sql: """
      ALTER TABLE notification_preferences ADD COLUMN repeat_every_minutes INTEGER NOT NULL
        DEFAULT 30 CHECK (repeat_every_minutes BETWEEN 1 AND 720);
      ALTER TABLE notification_preferences ADD COLUMN repeat_at_most INTEGER NOT NULL
        DEFAULT 2 CHECK (repeat_at_most BETWEEN 0 AND 99);
      ALTER TABLE notification_preferences ADD COLUMN snooze_minutes INTEGER NOT NULL
        DEFAULT 10 CHECK (snooze_minutes BETWEEN 1 AND 240);
      ALTER TABLE notification_preferences ADD COLUMN escalate_after_minutes INTEGER
        CHECK (escalate_after_minutes BETWEEN 5 AND 1440);
      ALTER TABLE notification_preferences ADD COLUMN caregiver_id INTEGER
        REFERENCES users (user_id) ON DELETE SET NULL;
      CREATE INDEX notification_preferences_caregiver ON notification_preferences (caregiver_id)
        WHERE caregiver_id IS NOT NULL;

      CREATE TABLE quiet_hours_days (
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        weekday TEXT NOT NULL CHECK (weekday IN ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')),
        starts_at TEXT CHECK (starts_at GLOB '[0-2][0-9]:[0-5][0-9]'),
        ends_at TEXT CHECK (ends_at GLOB '[0-2][0-9]:[0-5][0-9]'),
        CHECK ((starts_at IS NULL) = (ends_at IS NULL)),
        CHECK (starts_at IS NOT ends_at OR starts_at IS NULL),
        PRIMARY KEY (user_id, weekday)
      ) STRICT, WITHOUT ROWID;

      ALTER TABLE medication_schedules ADD COLUMN quiet_choice TEXT NOT NULL DEFAULT 'ringAtEnd'
        CHECK (quiet_choice IN ('ringQuietly', 'ringBefore', 'ringAtEnd'));

      CREATE TABLE reminder_clock (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        looked_at INTEGER NOT NULL,
        jumped_from INTEGER,
        jumped_to INTEGER,
        CHECK ((jumped_from IS NULL) = (jumped_to IS NULL))
      ) STRICT;

      CREATE TABLE reminder_zones (
        user_id INTEGER PRIMARY KEY REFERENCES users (user_id) ON DELETE CASCADE,
        changed_at INTEGER,
        zone_before TEXT,
        zone_after TEXT,
        kept_against TEXT,
        CHECK ((changed_at IS NULL) = (zone_before IS NULL)),
        CHECK ((changed_at IS NULL) = (zone_after IS NULL))
      ) STRICT;

      CREATE TABLE alert_events (
        event_id INTEGER PRIMARY KEY AUTOINCREMENT,
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        style TEXT NOT NULL CHECK (style IN
          ('critical', 'doses', 'digest', 'advance', 'escalation', 'refill', 'stock')),
        is_silent INTEGER NOT NULL CHECK (is_silent IN (0, 1)),
        claimed_at INTEGER NOT NULL,
        claimed_by TEXT NOT NULL CHECK (length(claimed_by) BETWEEN 1 AND 120),
        sent_at INTEGER
      ) STRICT;
      CREATE INDEX alert_events_user ON alert_events (user_id);
      CREATE INDEX alert_events_unsent ON alert_events (event_id) WHERE sent_at IS NULL;

      CREATE TABLE alert_claims (
        schedule_id INTEGER NOT NULL
          REFERENCES medication_schedules (schedule_id) ON DELETE CASCADE,
        due_minute INTEGER NOT NULL,
        nth INTEGER NOT NULL CHECK (nth BETWEEN 0 AND 1000),
        kind TEXT NOT NULL CHECK (kind IN ('advance', 'due', 'late', 'digest', 'escalation')),
        step INTEGER NOT NULL CHECK (step BETWEEN 0 AND 399),
        user_id INTEGER NOT NULL,
        waits_until INTEGER,
        event_id INTEGER REFERENCES alert_events (event_id) ON DELETE CASCADE,
        told_at INTEGER,
        CHECK ((event_id IS NULL) = (told_at IS NULL)),
        CHECK (waits_until IS NULL OR event_id IS NULL),
        PRIMARY KEY (schedule_id, due_minute, nth, kind, step)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX alert_claims_user ON alert_claims (user_id);
      CREATE INDEX alert_claims_event ON alert_claims (event_id) WHERE event_id IS NOT NULL;
      CREATE INDEX alert_claims_waiting ON alert_claims (waits_until)
        WHERE waits_until IS NOT NULL;

      CREATE TABLE daily_looks (
        user_id INTEGER PRIMARY KEY REFERENCES users (user_id) ON DELETE CASCADE,
        next_at INTEGER,
        looked_on TEXT CHECK (looked_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        event_id INTEGER REFERENCES alert_events (event_id) ON DELETE SET NULL
      ) STRICT;
      CREATE INDEX daily_looks_next ON daily_looks (next_at) WHERE next_at IS NOT NULL;
      CREATE INDEX daily_looks_event ON daily_looks (event_id) WHERE event_id IS NOT NULL;
      INSERT INTO daily_looks (user_id, next_at) SELECT user_id, 0 FROM users;

      ALTER TABLE notification_queue ADD COLUMN event_id INTEGER
        REFERENCES alert_events (event_id) ON DELETE CASCADE;
      ALTER TABLE notification_queue ADD COLUMN failures INTEGER NOT NULL DEFAULT 0
        CHECK (failures >= 0);
      CREATE INDEX notification_queue_event ON notification_queue (event_id)
        WHERE event_id IS NOT NULL;
      """
  )
}
