extension SchemaMigration {
  /// What a person brought home of each medicine, and what it was before.
  ///
  /// The strength and the looks of `user_medications` are those of the bottle in use. Records of
  /// doses that are older than a change of product are read by what stood there before:
  /// `was_strength` and `was_appearance`. The words of an old label hold for the old bottle only. `schedules` names the versions that the change wrote.
  static let medicationFills = SchemaMigration(
    name: "019-fills",
    sql: """
      CREATE TABLE medication_fills (
        fill_entry_id INTEGER PRIMARY KEY,
        medication_id INTEGER NOT NULL
          REFERENCES user_medications (medication_id) ON DELETE CASCADE,
        received_at INTEGER NOT NULL,
        received_by INTEGER NOT NULL,
        quantity TEXT NOT NULL CHECK (length(quantity) <= 40),
        strength TEXT NOT NULL CHECK (length(strength) <= 80),
        appearance TEXT CHECK (length(appearance) <= 120),
        was_strength TEXT NOT NULL CHECK (length(was_strength) <= 80),
        was_appearance TEXT CHECK (length(was_appearance) <= 120),
        was_instructions TEXT CHECK (length(was_instructions) <= 1000),
        was_quantity TEXT CHECK (length(was_quantity) <= 40),
        was_refills INTEGER CHECK (was_refills BETWEEN 0 AND 99),
        schedules TEXT NOT NULL DEFAULT '[]',
        request_id INTEGER REFERENCES refill_requests (request_id) ON DELETE SET NULL
      ) STRICT;
      CREATE INDEX medication_fills_medication ON medication_fills (medication_id, received_at);
      CREATE INDEX medication_fills_request ON medication_fills (request_id)
        WHERE request_id IS NOT NULL;
      """
  )
}
