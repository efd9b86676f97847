extension SchemaMigration {
  /// What was told, and when it was to be told first: a message that is tried again is of then.
  static let messageHistory = SchemaMigration(
    name: "022-message-history",
    sql: """
      ALTER TABLE notification_queue ADD COLUMN queued_at INTEGER;
      ALTER TABLE notification_history ADD COLUMN queued_at INTEGER;
      ALTER TABLE notification_history ADD COLUMN message TEXT CHECK (length(message) <= 2000);
      """
  )
}
