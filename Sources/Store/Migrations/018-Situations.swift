extension SchemaMigration {
  /// What situations of daily life need to be remembered: a code for extra doses, when a treatment
  /// that was broken off is not to be taken up again, where a patch was put, what was answered about
  /// a course, when a package was opened, and what lies in the pill box.
  ///
  /// What the box holds is part of what is left, not beside it: a row says that the dose of that
  /// minute was put into its compartment, and the dose that is taken empties it.
  static let situations = SchemaMigration(
    name: "018-situations",
    sql: """
      CREATE TABLE caregiver_codes (
        user_id INTEGER PRIMARY KEY REFERENCES users (user_id) ON DELETE CASCADE,
        salt BLOB NOT NULL CHECK (length(salt) = 16),
        code_hash BLOB NOT NULL CHECK (length(code_hash) = 32),
        set_at INTEGER NOT NULL,
        set_by INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE restart_rules (
        rule_id INTEGER PRIMARY KEY,
        side TEXT NOT NULL UNIQUE CHECK (length(side) BETWEEN 1 AND 120),
        after_hours INTEGER NOT NULL CHECK (after_hours BETWEEN 1 AND 2000),
        text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
        source TEXT NOT NULL,
        written_on TEXT NOT NULL
      ) STRICT;

      CREATE TABLE dose_sites (
        user_id INTEGER NOT NULL,
        due_minute INTEGER NOT NULL,
        schedule_id INTEGER NOT NULL,
        nth INTEGER NOT NULL DEFAULT 0,
        site TEXT NOT NULL CHECK (length(site) BETWEEN 1 AND 60),
        recorded_at INTEGER NOT NULL,
        PRIMARY KEY (user_id, due_minute, schedule_id, nth),
        FOREIGN KEY (user_id, schedule_id)
          REFERENCES medication_schedules (user_id, schedule_id) ON DELETE CASCADE
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE course_answers (
        schedule_id INTEGER NOT NULL
          REFERENCES medication_schedules (schedule_id) ON DELETE CASCADE,
        question TEXT NOT NULL CHECK (question IN ('extend', 'leftover')),
        about INTEGER NOT NULL CHECK (about > 0),
        answer TEXT NOT NULL CHECK (length(answer) BETWEEN 1 AND 40),
        answered_at INTEGER NOT NULL,
        answered_by INTEGER NOT NULL,
        PRIMARY KEY (schedule_id, question, about)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE opened_packages (
        medication_id INTEGER PRIMARY KEY
          REFERENCES user_medications (medication_id) ON DELETE CASCADE,
        opened_on TEXT NOT NULL,
        in_use_days INTEGER CHECK (in_use_days BETWEEN 1 AND 3650),
        in_use_source TEXT CHECK (length(in_use_source) <= 200),
        lot_expires_on TEXT,
        entered_at INTEGER NOT NULL,
        entered_by INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE box_slots (
        user_id INTEGER NOT NULL,
        due_minute INTEGER NOT NULL,
        schedule_id INTEGER NOT NULL,
        units TEXT NOT NULL,
        filled_at INTEGER NOT NULL,
        filled_by INTEGER NOT NULL,
        PRIMARY KEY (user_id, due_minute, schedule_id),
        FOREIGN KEY (user_id, schedule_id)
          REFERENCES medication_schedules (user_id, schedule_id) ON DELETE CASCADE
      ) STRICT, WITHOUT ROWID;
      """
  )
}
