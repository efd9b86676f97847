extension SchemaMigration {
  /// What was taken, what stands open, and what was changed afterwards.
  ///
  /// `dose_events` is the table that grows by the hundred million: short codes instead of words, no
  /// second index, and a composite foreign key that the primary key already serves.
  static let doses = SchemaMigration(
    name: "004-doses",
    sql: """
      CREATE TABLE dose_statuses (
        code INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
      ) STRICT;
      INSERT INTO dose_statuses VALUES
        (1, 'taken'), (2, 'skipped'), (3, 'missed'), (4, 'paused'), (5, 'notReached');

      CREATE TABLE recording_ways (
        code INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
      ) STRICT;
      INSERT INTO recording_ways VALUES
        (1, 'screen'), (2, 'command'), (3, 'timer'), (4, 'recall'), (5, 'import'), (6, 'caregiver');

      CREATE TABLE dose_events (
        user_id INTEGER NOT NULL,
        due_minute INTEGER NOT NULL,
        schedule_id INTEGER NOT NULL,
        nth INTEGER NOT NULL DEFAULT 0 CHECK (nth BETWEEN 0 AND 1000),
        utc_offset INTEGER NOT NULL CHECK (utc_offset BETWEEN -90000 AND 90000),
        status INTEGER NOT NULL CHECK (status BETWEEN 1 AND 5),
        taken_after_seconds INTEGER,
        recorded_after_seconds INTEGER NOT NULL,
        amount TEXT,
        deducted TEXT,
        taken_with_food INTEGER CHECK (taken_with_food IN (0, 1)),
        reason TEXT CHECK (length(reason) <= 200),
        recorded_via INTEGER NOT NULL CHECK (recorded_via BETWEEN 1 AND 6),
        operation_id BLOB CHECK (length(operation_id) = 16),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
        digest BLOB NOT NULL CHECK (length(digest) = 8),
        CHECK ((status = 1) = (taken_after_seconds IS NOT NULL)),
        PRIMARY KEY (user_id, due_minute, schedule_id, nth),
        FOREIGN KEY (user_id, schedule_id)
          REFERENCES medication_schedules (user_id, schedule_id) ON DELETE CASCADE
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE dose_event_revisions (
        user_id INTEGER NOT NULL,
        due_minute INTEGER NOT NULL,
        schedule_id INTEGER NOT NULL,
        nth INTEGER NOT NULL,
        version INTEGER NOT NULL,
        utc_offset INTEGER NOT NULL,
        status INTEGER NOT NULL,
        taken_after_seconds INTEGER,
        recorded_after_seconds INTEGER NOT NULL,
        amount TEXT,
        deducted TEXT,
        taken_with_food INTEGER,
        reason TEXT,
        recorded_via INTEGER NOT NULL,
        operation_id BLOB,
        change TEXT NOT NULL CHECK (change IN ('undone', 'corrected')),
        change_reason TEXT CHECK (length(change_reason) <= 200),
        changed_at INTEGER NOT NULL,
        changed_by INTEGER NOT NULL,
        PRIMARY KEY (user_id, due_minute, schedule_id, nth, version),
        FOREIGN KEY (user_id, schedule_id)
          REFERENCES medication_schedules (user_id, schedule_id) ON DELETE CASCADE
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE dose_event_notes (
        note_id INTEGER PRIMARY KEY,
        user_id INTEGER NOT NULL,
        due_minute INTEGER NOT NULL,
        schedule_id INTEGER NOT NULL,
        nth INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('note', 'sideEffect')),
        text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
        created_at INTEGER NOT NULL,
        created_by INTEGER NOT NULL,
        FOREIGN KEY (user_id, schedule_id)
          REFERENCES medication_schedules (user_id, schedule_id) ON DELETE CASCADE
      ) STRICT;
      CREATE INDEX dose_event_notes_dose
        ON dose_event_notes (user_id, due_minute, schedule_id, nth);

      CREATE TABLE open_doses (
        schedule_id INTEGER PRIMARY KEY
          REFERENCES medication_schedules (schedule_id) ON DELETE CASCADE,
        user_id INTEGER NOT NULL,
        due_minute INTEGER NOT NULL,
        due_at INTEGER NOT NULL,
        told_at INTEGER,
        snoozed_until INTEGER,
        snoozes INTEGER NOT NULL DEFAULT 0 CHECK (snoozes BETWEEN 0 AND 3),
        next_action_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX open_doses_next ON open_doses (next_action_at);
      CREATE INDEX open_doses_user ON open_doses (user_id);

      CREATE TABLE adherence_summaries (
        user_id INTEGER NOT NULL,
        medication_id INTEGER NOT NULL
          REFERENCES user_medications (medication_id) ON DELETE CASCADE,
        period_type TEXT NOT NULL CHECK (period_type IN ('week', 'month', 'quarter', 'year')),
        period_start TEXT NOT NULL,
        period_end TEXT NOT NULL,
        total_scheduled_doses INTEGER NOT NULL CHECK (total_scheduled_doses >= 0),
        doses_taken INTEGER NOT NULL CHECK (doses_taken >= 0),
        doses_missed INTEGER NOT NULL CHECK (doses_missed >= 0),
        doses_excused INTEGER NOT NULL DEFAULT 0 CHECK (doses_excused >= 0),
        adherence_percentage REAL GENERATED ALWAYS AS (CASE
          WHEN total_scheduled_doses > doses_excused
          THEN round(100.0 * doses_taken / (total_scheduled_doses - doses_excused), 1) END) VIRTUAL,
        current_streak_days INTEGER NOT NULL CHECK (current_streak_days >= 0),
        computed_at INTEGER NOT NULL,
        PRIMARY KEY (user_id, medication_id, period_type, period_start)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX adherence_summaries_medication ON adherence_summaries (medication_id);

      CREATE VIEW dose_events_full AS
      SELECT d.user_id || '-' || d.due_minute || '-' || d.schedule_id || '-' || d.nth AS event_id,
        d.user_id,
        s.medication_id,
        d.schedule_id,
        strftime('%Y-%m-%dT%H:%M', d.due_minute * 60, 'unixepoch') AS scheduled_datetime,
        d.due_minute * 60 - CASE WHEN s.kind IN ('times', 'taper', 'byReading')
          THEN d.utc_offset ELSE 0 END + d.taken_after_seconds AS actual_datetime,
        n.name AS status,
        d.amount AS dose_amount_taken,
        d.taken_with_food,
        (SELECT group_concat(text, char(10)) FROM dose_event_notes AS t
          WHERE t.user_id = d.user_id AND t.due_minute = d.due_minute
            AND t.schedule_id = d.schedule_id AND t.nth = d.nth
            AND t.kind = 'sideEffect') AS side_effects_noted,
        (SELECT group_concat(text, char(10)) FROM dose_event_notes AS t
          WHERE t.user_id = d.user_id AND t.due_minute = d.due_minute
            AND t.schedule_id = d.schedule_id AND t.nth = d.nth
            AND t.kind = 'note') AS notes,
        w.name AS recorded_via
      FROM dose_events AS d
      JOIN medication_schedules AS s ON s.schedule_id = d.schedule_id
      JOIN dose_statuses AS n ON n.code = d.status
      JOIN recording_ways AS w ON w.code = d.recorded_via;
      """
  )
}
