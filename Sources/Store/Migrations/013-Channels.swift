extension SchemaMigration {
  /// The ways on which each person is told, and what came of testing them.
  ///
  /// The token of a push server is not in here: `token_file` names a file beside the keys, which no
  /// backup and no export carries away.
  static let channels = SchemaMigration(
    name: "013-channels",
    sql: """
      CREATE TABLE notification_channels (
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        method TEXT NOT NULL CHECK (method IN
          ('screen', 'terminal', 'desktop', 'email', 'command', 'push')),
        is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
        address TEXT CHECK (length(address) BETWEEN 1 AND 500),
        arguments TEXT CHECK (length(arguments) BETWEEN 2 AND 8000),
        names_allowed INTEGER NOT NULL DEFAULT 0 CHECK (names_allowed IN (0, 1)),
        token_file TEXT CHECK (length(token_file) = 32 AND token_file NOT GLOB '*[^0-9a-f]*'),
        tested_at INTEGER,
        test_failure TEXT CHECK (length(test_failure) BETWEEN 1 AND 200),
        was_noticed INTEGER CHECK (was_noticed IN (0, 1)),
        changed_at INTEGER NOT NULL,
        version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
        CHECK ((method IN ('terminal', 'email', 'push')) = (address IS NOT NULL)),
        CHECK ((method = 'command') = (arguments IS NOT NULL)),
        CHECK (token_file IS NULL OR method = 'push'),
        CHECK (test_failure IS NULL OR tested_at IS NOT NULL),
        PRIMARY KEY (user_id, method)
      ) STRICT, WITHOUT ROWID;
      """
  )
}
