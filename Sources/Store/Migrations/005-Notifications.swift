extension SchemaMigration {
  /// What a person wants to be told, what waits to be told, and what was told.
  static let notifications = SchemaMigration(
    name: "005-notifications",
    sql: """
      CREATE TABLE notification_preferences (
        preference_id INTEGER PRIMARY KEY,
        user_id INTEGER NOT NULL UNIQUE REFERENCES users (user_id) ON DELETE CASCADE,
        medication_reminders INTEGER NOT NULL DEFAULT 1 CHECK (medication_reminders IN (0, 1)),
        missed_dose_alerts INTEGER NOT NULL DEFAULT 1 CHECK (missed_dose_alerts IN (0, 1)),
        refill_reminders INTEGER NOT NULL DEFAULT 1 CHECK (refill_reminders IN (0, 1)),
        push_notifications INTEGER NOT NULL DEFAULT 0 CHECK (push_notifications IN (0, 1)),
        email_notifications INTEGER NOT NULL DEFAULT 0 CHECK (email_notifications IN (0, 1)),
        sms_notifications INTEGER NOT NULL DEFAULT 0 CHECK (sms_notifications IN (0, 1)),
        names_on_shared_channels INTEGER NOT NULL DEFAULT 0
          CHECK (names_on_shared_channels IN (0, 1)),
        reminder_advance_minutes INTEGER NOT NULL DEFAULT 0
          CHECK (reminder_advance_minutes BETWEEN 0 AND 720),
        quiet_hours_start TEXT CHECK (quiet_hours_start GLOB '[0-2][0-9]:[0-5][0-9]'),
        quiet_hours_end TEXT CHECK (quiet_hours_end GLOB '[0-2][0-9]:[0-5][0-9]'),
        refill_alert_days INTEGER NOT NULL DEFAULT 7 CHECK (refill_alert_days BETWEEN 0 AND 90),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
        CHECK ((quiet_hours_start IS NULL) = (quiet_hours_end IS NULL)),
        CHECK (quiet_hours_start IS NOT quiet_hours_end OR quiet_hours_start IS NULL)
      ) STRICT;

      CREATE TABLE notification_queue (
        notification_id INTEGER PRIMARY KEY,
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        notification_type TEXT NOT NULL CHECK (notification_type IN ('doseDue', 'doseLate',
          'doseMissed', 'advance', 'digest', 'refill', 'stock', 'escalation', 'test')),
        title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        message TEXT NOT NULL CHECK (length(message) <= 2000),
        scheduled_for INTEGER NOT NULL,
        delivery_method TEXT NOT NULL CHECK (delivery_method IN
          ('screen', 'terminal', 'desktop', 'email', 'sms', 'command', 'push')),
        priority TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'critical')),
        status TEXT NOT NULL CHECK (status IN
          ('queued', 'claimed', 'sent', 'failed', 'cancelled', 'deferred')),
        sent_at INTEGER,
        related_medication_id INTEGER
          REFERENCES user_medications (medication_id) ON DELETE CASCADE,
        schedule_id INTEGER,
        due_minute INTEGER,
        nth INTEGER NOT NULL DEFAULT 0,
        step INTEGER NOT NULL DEFAULT 0,
        claimed_by TEXT,
        claimed_at INTEGER,
        UNIQUE (schedule_id, due_minute, nth, notification_type, delivery_method, step)
      ) STRICT;
      CREATE INDEX notification_queue_work ON notification_queue (scheduled_for)
        WHERE status IN ('queued', 'claimed', 'deferred', 'failed');
      CREATE INDEX notification_queue_user ON notification_queue (user_id);
      CREATE INDEX notification_queue_medication ON notification_queue (related_medication_id);

      CREATE TABLE notification_history (
        history_id INTEGER PRIMARY KEY,
        notification_id INTEGER NOT NULL,
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        notification_type TEXT NOT NULL,
        title TEXT NOT NULL,
        delivery_method TEXT NOT NULL,
        delivery_status TEXT NOT NULL CHECK (delivery_status IN
          ('delivered', 'shown', 'failed', 'cancelled', 'inDigest')),
        scheduled_for INTEGER NOT NULL,
        delivered_at INTEGER,
        opened_at INTEGER,
        clicked_at INTEGER,
        action_taken TEXT,
        reason TEXT
      ) STRICT;
      CREATE INDEX notification_history_user ON notification_history (user_id, scheduled_for);
      """
  )
}
