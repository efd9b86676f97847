extension SchemaMigration {
  /// Days that must go by after one of a pair was stopped before the other is begun: they belong to
  /// the pair, where a medicine that lingers does so beside all others.
  static let washout = SchemaMigration(
    name: "023-washout",
    sql: """
      ALTER TABLE drug_interactions ADD COLUMN after_a_days INTEGER
        CHECK (after_a_days BETWEEN 1 AND 1000);
      ALTER TABLE drug_interactions ADD COLUMN after_b_days INTEGER
        CHECK (after_b_days BETWEEN 1 AND 1000);
      ALTER TABLE staged_interactions ADD COLUMN after_a_days INTEGER;
      ALTER TABLE staged_interactions ADD COLUMN after_b_days INTEGER;
      """
  )
}
