extension SchemaMigration {
  /// What the checks found when a medicine was added, changed or given out, and what was decided.
  ///
  /// The alerts of a person's own entry stand there as not yet checked until a pharmacist has looked
  /// at them. `safety_acceptances.basis` is what the acceptance rests on: medicines, amounts and
  /// kidney function; when that changes, the alert speaks again.
  static let safety = SchemaMigration(
    name: "015-safety",
    sql: """
      CREATE TABLE safety_alerts (
        alert_id INTEGER PRIMARY KEY,
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        medication_id INTEGER NOT NULL
          REFERENCES user_medications (medication_id) ON DELETE CASCADE,
        alert_key TEXT NOT NULL CHECK (length(alert_key) BETWEEN 1 AND 500),
        severity TEXT NOT NULL
          CHECK (severity IN ('contraindicated', 'major', 'moderate', 'minor')),
        between_first TEXT NOT NULL,
        between_second TEXT NOT NULL,
        source TEXT NOT NULL,
        status TEXT NOT NULL
          CHECK (status IN ('notYetChecked', 'checked', 'accepted', 'overridden')),
        reason TEXT CHECK (length(reason) BETWEEN 4 AND 500),
        found_at INTEGER NOT NULL,
        found_by INTEGER NOT NULL,
        UNIQUE (medication_id, alert_key),
        CHECK (status <> 'overridden' OR reason IS NOT NULL)
      ) STRICT;
      CREATE INDEX safety_alerts_unchecked ON safety_alerts (user_id)
        WHERE status = 'notYetChecked';
      CREATE INDEX safety_alerts_user ON safety_alerts (user_id);

      CREATE TABLE safety_acceptances (
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        alert_key TEXT NOT NULL CHECK (length(alert_key) BETWEEN 1 AND 500),
        basis TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (length(reason) BETWEEN 4 AND 500),
        accepted_until TEXT,
        accepted_at INTEGER NOT NULL,
        accepted_by INTEGER NOT NULL,
        PRIMARY KEY (user_id, alert_key)
      ) STRICT, WITHOUT ROWID;
      """
  )
}
