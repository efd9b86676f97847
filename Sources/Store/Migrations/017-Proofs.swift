extension SchemaMigration {
  /// What a removed row of a ledger leaves behind, and the catalogue's true word for its dates.
  ///
  /// A row's own digest shows that it was changed. That one is missing, or an older one stands in
  /// its place, shows only against a count and a sum kept elsewhere: per schedule for doses, so that
  /// the gap has a name, and once for all ledgers, sealed with the key.
  static let proofs = SchemaMigration(
    name: "017-proofs",
    sql: """
      CREATE TABLE dose_tallies (
        schedule_id INTEGER PRIMARY KEY
          REFERENCES medication_schedules (schedule_id) ON DELETE CASCADE,
        dose_count INTEGER NOT NULL CHECK (dose_count >= 0),
        term_sum INTEGER NOT NULL CHECK (term_sum >= 0)
      ) STRICT;

      CREATE TABLE ledger_seal (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        dose_count INTEGER NOT NULL,
        dose_sum INTEGER NOT NULL,
        movement_count INTEGER NOT NULL,
        movement_sum INTEGER NOT NULL,
        fill_count INTEGER NOT NULL,
        fill_sum INTEGER NOT NULL,
        audit_count INTEGER NOT NULL,
        seal BLOB NOT NULL CHECK (length(seal) = 16)
      ) STRICT;

      ALTER TABLE ingredients RENAME COLUMN checked_on TO written_on;
      ALTER TABLE drugs_master RENAME COLUMN checked_on TO written_on;
      ALTER TABLE drug_interactions RENAME COLUMN checked_on TO written_on;
      ALTER TABLE drug_food_interactions RENAME COLUMN checked_on TO written_on;
      ALTER TABLE dose_limits RENAME COLUMN checked_on TO written_on;
      ALTER TABLE safety_facts RENAME COLUMN checked_on TO written_on;
      """
  )
}
