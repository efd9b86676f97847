extension SchemaMigration {
  /// The prescription queue: prescriptions, their steps, fills and what was paid.
  static let prescriptions = SchemaMigration(
    name: "009-prescriptions",
    sql: """
      CREATE TABLE prescriptions (
        prescription_id INTEGER PRIMARY KEY,
        public_id BLOB NOT NULL UNIQUE CHECK (length(public_id) = 16),
        rx_number TEXT UNIQUE CHECK (length(rx_number) <= 40),
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE RESTRICT,
        medication_id INTEGER REFERENCES user_medications (medication_id) ON DELETE SET NULL,
        drug_id INTEGER REFERENCES drugs_master (drug_id) ON DELETE RESTRICT,
        provider_id INTEGER REFERENCES healthcare_providers (provider_id) ON DELETE RESTRICT,
        pharmacy_id INTEGER REFERENCES pharmacies (pharmacy_id) ON DELETE RESTRICT,
        strength TEXT NOT NULL,
        dosage_form TEXT NOT NULL,
        sig TEXT NOT NULL CHECK (length(sig) BETWEEN 1 AND 1000),
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        days_supply INTEGER CHECK (days_supply > 0),
        refills_authorized INTEGER NOT NULL CHECK (refills_authorized BETWEEN 0 AND 99),
        refills_remaining INTEGER NOT NULL CHECK (refills_remaining BETWEEN 0 AND 99),
        control_schedule TEXT CHECK (control_schedule IN ('II', 'III', 'IV', 'V')),
        written_on TEXT NOT NULL,
        earliest_fill_on TEXT,
        expires_on TEXT NOT NULL,
        step TEXT NOT NULL CHECK (step IN ('intake', 'dataEntry', 'clinicalCheck', 'payer', 'fill',
          'finalCheck', 'willCall', 'pickedUp', 'onHold', 'waitingForPrescriber',
          'waitingForStock', 'suspended', 'partlyFilled', 'returnedToStock', 'transferred',
          'cancelled')),
        suspended_until TEXT,
        promised_at INTEGER,
        locked_by INTEGER,
        locked_at INTEGER,
        created_at INTEGER NOT NULL,
        version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
        CHECK (refills_remaining <= refills_authorized),
        CHECK (control_schedule IS NOT 'II' OR refills_authorized = 0),
        CHECK (control_schedule IS NULL OR refills_authorized <= 5 OR control_schedule = 'V')
      ) STRICT;
      CREATE INDEX prescriptions_user ON prescriptions (user_id);
      CREATE INDEX prescriptions_medication ON prescriptions (medication_id)
        WHERE medication_id IS NOT NULL;
      CREATE INDEX prescriptions_work ON prescriptions (step, promised_at)
        WHERE step NOT IN ('pickedUp', 'transferred', 'cancelled', 'returnedToStock');

      CREATE TABLE prescription_steps (
        prescription_id INTEGER NOT NULL
          REFERENCES prescriptions (prescription_id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        step TEXT NOT NULL,
        entered_at INTEGER NOT NULL,
        entered_by INTEGER NOT NULL,
        note TEXT CHECK (length(note) <= 500),
        PRIMARY KEY (prescription_id, position)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE fills (
        fill_id INTEGER PRIMARY KEY,
        public_id BLOB NOT NULL UNIQUE CHECK (length(public_id) = 16),
        prescription_id INTEGER NOT NULL
          REFERENCES prescriptions (prescription_id) ON DELETE RESTRICT,
        fill_number INTEGER NOT NULL CHECK (fill_number >= 0),
        product_id INTEGER NOT NULL REFERENCES products (product_id) ON DELETE RESTRICT,
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        days_supply INTEGER CHECK (days_supply > 0),
        filled_on TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN
          ('prepared', 'checked', 'willCall', 'pickedUp', 'returned')),
        prepared_by INTEGER,
        checked_by INTEGER,
        picked_up_at INTEGER,
        picked_up_by TEXT,
        digest BLOB NOT NULL CHECK (length(digest) = 8),
        UNIQUE (prescription_id, fill_number)
      ) STRICT;
      CREATE INDEX fills_product ON fills (product_id);

      CREATE TABLE fill_lots (
        fill_id INTEGER NOT NULL REFERENCES fills (fill_id) ON DELETE CASCADE,
        lot_id INTEGER NOT NULL REFERENCES lots (lot_id) ON DELETE RESTRICT,
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        PRIMARY KEY (fill_id, lot_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX fill_lots_lot ON fill_lots (lot_id);

      CREATE TABLE payments (
        payment_id INTEGER PRIMARY KEY,
        fill_id INTEGER NOT NULL REFERENCES fills (fill_id) ON DELETE RESTRICT,
        method TEXT NOT NULL CHECK (method IN ('cash', 'card', 'insurance', 'account')),
        amount_cents INTEGER NOT NULL,
        insurance_id INTEGER REFERENCES user_insurance (insurance_id) ON DELETE SET NULL,
        claim_status TEXT CHECK (claim_status IN ('sent', 'paid', 'rejected', 'reversed')),
        claim_answer TEXT CHECK (length(claim_answer) <= 500),
        paid_at INTEGER NOT NULL,
        taken_by INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX payments_fill ON payments (fill_id);
      """
  )
}
