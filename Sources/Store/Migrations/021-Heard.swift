extension SchemaMigration {
  /// When something that was told arrived: what nobody could be told of is told by the next window.
  static let heard = SchemaMigration(
    name: "021-heard",
    sql: """
      ALTER TABLE alert_events ADD COLUMN heard_at INTEGER;
      UPDATE alert_events SET heard_at = sent_at;
      CREATE INDEX alert_events_unheard ON alert_events (event_id) WHERE heard_at IS NULL;
      """
  )
}
