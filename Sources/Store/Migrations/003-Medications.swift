extension SchemaMigration {
  /// What a person takes, the rules by which, and what is left of it.
  ///
  /// `supply_balances.runs_out_on` is the first day on which a dose is not covered, as it was found
  /// by the transaction that last touched the supply or its schedules; it is found anew on
  /// `recheck_on`. `gap_rank` is 0 where an interruption is dangerous by itself. So the pharmacy's
  /// list of alerts is read from an index, and no schedule is walked for it.
  static let medications = SchemaMigration(
    name: "003-medications",
    sql: """
      CREATE TABLE user_medications (
        medication_id INTEGER PRIMARY KEY,
        public_id BLOB NOT NULL UNIQUE CHECK (length(public_id) = 16),
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        drug_id INTEGER REFERENCES drugs_master (drug_id) ON DELETE RESTRICT,
        drug_name TEXT NOT NULL CHECK (length(drug_name) BETWEEN 1 AND 120),
        prescription_number TEXT CHECK (length(prescription_number) <= 40),
        prescriber_name TEXT CHECK (length(prescriber_name) <= 120),
        pharmacy_id INTEGER REFERENCES pharmacies (pharmacy_id) ON DELETE SET NULL,
        strength TEXT NOT NULL CHECK (length(strength) <= 80),
        dosage_form TEXT NOT NULL CHECK (length(dosage_form) <= 60),
        dosing_unit TEXT NOT NULL CHECK (length(dosing_unit) BETWEEN 1 AND 30),
        quantity_prescribed INTEGER CHECK (quantity_prescribed > 0),
        days_supply INTEGER CHECK (days_supply > 0),
        refills_remaining INTEGER CHECK (refills_remaining BETWEEN 0 AND 99),
        written_on TEXT,
        expires_on TEXT,
        dosing_frequency TEXT CHECK (length(dosing_frequency) <= 200),
        instructions TEXT CHECK (length(instructions) <= 1000),
        purpose TEXT CHECK (length(purpose) <= 120),
        appearance TEXT CHECK (length(appearance) <= 120),
        start_date TEXT NOT NULL,
        end_date TEXT,
        status TEXT NOT NULL CHECK (status IN ('active', 'paused', 'stopped', 'completed')),
        paused_until TEXT,
        status_reason TEXT CHECK (length(status_reason) <= 200),
        origin TEXT NOT NULL DEFAULT 'pharmacy' CHECK (origin IN ('pharmacy', 'elsewhere', 'otc')),
        adherence_target INTEGER NOT NULL DEFAULT 80 CHECK (adherence_target BETWEEN 1 AND 100),
        refill_alert_days INTEGER CHECK (refill_alert_days BETWEEN 0 AND 90),
        late_text TEXT CHECK (length(late_text) <= 1000),
        late_text_author TEXT,
        late_text_on TEXT,
        not_yet_checked INTEGER NOT NULL DEFAULT 0 CHECK (not_yet_checked IN (0, 1)),
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
        UNIQUE (user_id, medication_id)
      ) STRICT;
      CREATE INDEX user_medications_user ON user_medications (user_id, status);

      CREATE TABLE medication_schedules (
        schedule_id INTEGER PRIMARY KEY,
        user_id INTEGER NOT NULL,
        medication_id INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('times', 'interval', 'linked', 'taper', 'asNeeded',
          'byReading', 'unscheduled')),
        dose_time TEXT CHECK (dose_time GLOB '[0-2][0-9]:[0-5][0-9]'),
        dose_amount TEXT CHECK (length(dose_amount) <= 60),
        label TEXT CHECK (length(label) <= 80),
        after_schedule_id INTEGER REFERENCES medication_schedules (schedule_id) ON DELETE SET NULL,
        special_instructions TEXT CHECK (length(special_instructions) <= 300),
        is_critical INTEGER NOT NULL DEFAULT 0 CHECK (is_critical IN (0, 1)),
        asks_own_question INTEGER NOT NULL DEFAULT 0 CHECK (asks_own_question IN (0, 1)),
        late_rule TEXT,
        is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
        UNIQUE (user_id, schedule_id),
        FOREIGN KEY (user_id, medication_id)
          REFERENCES user_medications (user_id, medication_id) ON DELETE CASCADE
      ) STRICT;
      CREATE INDEX medication_schedules_medication ON medication_schedules (medication_id);
      CREATE INDEX medication_schedules_after ON medication_schedules (after_schedule_id)
        WHERE after_schedule_id IS NOT NULL;

      CREATE TABLE schedule_versions (
        schedule_id INTEGER NOT NULL
          REFERENCES medication_schedules (schedule_id) ON DELETE CASCADE,
        from_minute INTEGER NOT NULL,
        zone_mode TEXT NOT NULL CHECK (zone_mode IN ('local', 'home', 'elapsed')),
        home_zone TEXT NOT NULL,
        rule TEXT NOT NULL,
        told_by TEXT CHECK (length(told_by) <= 120),
        entered_at INTEGER NOT NULL,
        entered_by INTEGER NOT NULL,
        PRIMARY KEY (schedule_id, from_minute)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE supply_balances (
        medication_id INTEGER PRIMARY KEY
          REFERENCES user_medications (medication_id) ON DELETE CASCADE,
        quantity TEXT NOT NULL,
        counted_at INTEGER NOT NULL,
        runs_out_on TEXT,
        gap_rank INTEGER NOT NULL DEFAULT 1 CHECK (gap_rank IN (0, 1)),
        recheck_on TEXT NOT NULL DEFAULT '0001-01-01',
        version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0)
      ) STRICT;
      CREATE INDEX supply_balances_run_out ON supply_balances (runs_out_on, gap_rank)
        WHERE runs_out_on IS NOT NULL;
      CREATE INDEX supply_balances_recheck ON supply_balances (recheck_on);

      CREATE TABLE supply_entries (
        entry_id INTEGER PRIMARY KEY,
        medication_id INTEGER NOT NULL
          REFERENCES user_medications (medication_id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('count', 'fill', 'lost', 'returned', 'correction')),
        change TEXT NOT NULL,
        entered_at INTEGER NOT NULL,
        entered_by INTEGER NOT NULL,
        note TEXT CHECK (length(note) <= 200)
      ) STRICT;
      CREATE INDEX supply_entries_medication ON supply_entries (medication_id, entered_at);

      CREATE TABLE refill_requests (
        request_id INTEGER PRIMARY KEY,
        public_id BLOB NOT NULL UNIQUE CHECK (length(public_id) = 16),
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        medication_id INTEGER NOT NULL
          REFERENCES user_medications (medication_id) ON DELETE CASCADE,
        pharmacy_id INTEGER REFERENCES pharmacies (pharmacy_id) ON DELETE SET NULL,
        reason TEXT NOT NULL DEFAULT 'runningLow'
          CHECK (reason IN ('runningLow', 'vacation', 'lost', 'other')),
        note TEXT CHECK (length(note) <= 500),
        status TEXT NOT NULL CHECK (status IN
          ('requested', 'askedPrescriber', 'approved', 'denied', 'filled', 'cancelled')),
        requested_at INTEGER NOT NULL,
        requested_by INTEGER NOT NULL,
        answered_at INTEGER,
        answered_by INTEGER,
        answer TEXT CHECK (length(answer) <= 500),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0)
      ) STRICT;
      CREATE UNIQUE INDEX refill_requests_open ON refill_requests (medication_id)
        WHERE status IN ('requested', 'askedPrescriber', 'approved');
      CREATE INDEX refill_requests_work ON refill_requests (requested_at)
        WHERE status IN ('requested', 'askedPrescriber');

      CREATE VIEW user_medications_full AS
      SELECT m.medication_id,
        m.user_id,
        m.drug_id,
        m.prescription_number,
        m.prescriber_name,
        m.strength,
        m.dosage_form,
        m.quantity_prescribed,
        m.refills_remaining,
        m.dosing_frequency,
        (SELECT '[' || group_concat(v.rule, ',') || ']'
          FROM medication_schedules AS s
          JOIN schedule_versions AS v ON v.schedule_id = s.schedule_id
          WHERE s.medication_id = m.medication_id AND s.is_active = 1
            AND v.from_minute = (
              SELECT max(from_minute) FROM schedule_versions
              WHERE schedule_id = s.schedule_id)) AS dosing_schedule,
        m.instructions,
        m.start_date,
        m.end_date,
        m.status,
        m.adherence_target
      FROM user_medications AS m;
      """
  )
}
