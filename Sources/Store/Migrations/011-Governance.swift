extension SchemaMigration {
  /// Consents, sessions and the chained audit.
  ///
  /// `audit_logs` refers to nobody by a foreign key: what happened stays on record after a person
  /// was erased, as a number that no longer leads to a name.
  static let governance = SchemaMigration(
    name: "011-governance",
    sql: """
      CREATE TABLE consents (
        consent_id INTEGER PRIMARY KEY,
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        purpose TEXT NOT NULL CHECK (length(purpose) BETWEEN 1 AND 80),
        is_given INTEGER NOT NULL CHECK (is_given IN (0, 1)),
        given_at INTEGER NOT NULL,
        withdrawn_at INTEGER
      ) STRICT;
      CREATE INDEX consents_user ON consents (user_id);

      CREATE TABLE session_management (
        session_id TEXT PRIMARY KEY CHECK (length(session_id) BETWEEN 16 AND 128),
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        created_at INTEGER NOT NULL,
        last_activity INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        ip_address TEXT,
        user_agent TEXT,
        is_active INTEGER NOT NULL CHECK (is_active IN (0, 1))
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX session_management_user ON session_management (user_id);

      CREATE TABLE audit_logs (
        log_id INTEGER PRIMARY KEY,
        user_id INTEGER NOT NULL,
        subject_id INTEGER,
        session_id TEXT,
        action_type TEXT NOT NULL CHECK (length(action_type) BETWEEN 1 AND 60),
        table_name TEXT NOT NULL,
        record_id TEXT,
        old_digest BLOB,
        new_digest BLOB,
        detail TEXT,
        performed_at INTEGER NOT NULL,
        ip_address TEXT,
        user_agent TEXT,
        risk_level TEXT NOT NULL CHECK (risk_level IN ('low', 'medium', 'high', 'critical')),
        previous_digest BLOB NOT NULL CHECK (length(previous_digest) = 32),
        digest BLOB NOT NULL CHECK (length(digest) = 32)
      ) STRICT;
      """
  )
}
