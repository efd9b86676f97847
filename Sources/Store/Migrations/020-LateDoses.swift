extension SchemaMigration {
  /// Whether the end of a snooze rings although it is quiet then, because the person said so; and a
  /// third thing that is asked about a plan: whether its days move after a late dose.
  static let lateDoses = SchemaMigration(
    name: "020-late-doses",
    sql: """
      ALTER TABLE open_doses ADD COLUMN snooze_rings INTEGER NOT NULL DEFAULT 0
        CHECK (snooze_rings IN (0, 1));

      CREATE TABLE course_answers_2 (
        schedule_id INTEGER NOT NULL
          REFERENCES medication_schedules (schedule_id) ON DELETE CASCADE,
        question TEXT NOT NULL CHECK (question IN ('extend', 'leftover', 'move')),
        about INTEGER NOT NULL CHECK (about > 0),
        answer TEXT NOT NULL CHECK (length(answer) BETWEEN 1 AND 40),
        answered_at INTEGER NOT NULL,
        answered_by INTEGER NOT NULL,
        PRIMARY KEY (schedule_id, question, about)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO course_answers_2 SELECT * FROM course_answers;
      DROP TABLE course_answers;
      ALTER TABLE course_answers_2 RENAME TO course_answers;
      """
  )
}
