extension SchemaMigration {
  /// Providers, insurance, measurements and goals.
  static let care = SchemaMigration(
    name: "006-care",
    sql: """
      CREATE TABLE healthcare_providers (
        provider_id INTEGER PRIMARY KEY,
        public_id BLOB NOT NULL UNIQUE CHECK (length(public_id) = 16),
        first_name TEXT NOT NULL,
        last_name TEXT NOT NULL,
        title TEXT,
        specialty TEXT,
        npi_number TEXT UNIQUE CHECK (length(npi_number) = 10),
        dea_number TEXT,
        practice_name TEXT,
        phone_number TEXT,
        email TEXT,
        is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
        verified INTEGER NOT NULL DEFAULT 0 CHECK (verified IN (0, 1))
      ) STRICT;

      CREATE TABLE user_provider_relationships (
        relationship_id INTEGER PRIMARY KEY,
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        provider_id INTEGER NOT NULL
          REFERENCES healthcare_providers (provider_id) ON DELETE CASCADE,
        relationship_type TEXT NOT NULL CHECK (relationship_type IN
          ('primaryCare', 'specialist', 'pharmacist', 'dentist', 'therapist', 'other')),
        is_primary INTEGER NOT NULL DEFAULT 0 CHECK (is_primary IN (0, 1)),
        start_date TEXT,
        end_date TEXT,
        status TEXT NOT NULL CHECK (status IN ('active', 'ended', 'pending')),
        can_view_medications INTEGER NOT NULL DEFAULT 0 CHECK (can_view_medications IN (0, 1)),
        can_prescribe INTEGER NOT NULL DEFAULT 0 CHECK (can_prescribe IN (0, 1)),
        UNIQUE (user_id, provider_id, relationship_type)
      ) STRICT;
      CREATE INDEX user_provider_relationships_provider
        ON user_provider_relationships (provider_id);

      CREATE TABLE user_insurance (
        insurance_id INTEGER PRIMARY KEY,
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        insurance_company TEXT NOT NULL,
        plan_name TEXT,
        policy_number TEXT NOT NULL,
        copay_cents INTEGER CHECK (copay_cents >= 0),
        copay_amount REAL GENERATED ALWAYS AS (copay_cents / 100.0) VIRTUAL,
        deductible_cents INTEGER CHECK (deductible_cents >= 0),
        deductible_amount REAL GENERATED ALWAYS AS (deductible_cents / 100.0) VIRTUAL,
        effective_date TEXT,
        expiration_date TEXT,
        is_primary INTEGER NOT NULL DEFAULT 1 CHECK (is_primary IN (0, 1)),
        is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1))
      ) STRICT;
      CREATE INDEX user_insurance_user ON user_insurance (user_id);

      CREATE TABLE health_metrics (
        metric_id INTEGER PRIMARY KEY,
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        metric_type TEXT NOT NULL CHECK (length(metric_type) BETWEEN 1 AND 40),
        value_thousandths INTEGER NOT NULL,
        metric_value REAL GENERATED ALWAYS AS (value_thousandths / 1000.0) VIRTUAL,
        unit TEXT NOT NULL,
        recorded_at INTEGER NOT NULL,
        notes TEXT CHECK (length(notes) <= 1000),
        recorded_via TEXT NOT NULL CHECK (recorded_via IN ('manual', 'device', 'import', 'clinic')),
        is_verified INTEGER NOT NULL DEFAULT 0 CHECK (is_verified IN (0, 1))
      ) STRICT;
      CREATE INDEX health_metrics_user ON health_metrics (user_id, metric_type, recorded_at);

      CREATE TABLE lifestyle_goals (
        goal_id INTEGER PRIMARY KEY,
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        goal_type TEXT NOT NULL,
        goal_name TEXT NOT NULL CHECK (length(goal_name) BETWEEN 1 AND 120),
        description TEXT,
        target_thousandths INTEGER NOT NULL CHECK (target_thousandths <> 0),
        target_value REAL GENERATED ALWAYS AS (target_thousandths / 1000.0) VIRTUAL,
        target_unit TEXT NOT NULL,
        current_thousandths INTEGER NOT NULL DEFAULT 0,
        current_value REAL GENERATED ALWAYS AS (current_thousandths / 1000.0) VIRTUAL,
        start_thousandths INTEGER NOT NULL DEFAULT 0,
        start_date TEXT NOT NULL,
        target_date TEXT,
        status TEXT NOT NULL CHECK (status IN ('active', 'reached', 'paused', 'abandoned')),
        completion_percentage REAL GENERATED ALWAYS AS (CASE
          WHEN target_thousandths = start_thousandths THEN 100.0
          ELSE max(0.0, min(100.0, round(100.0 * (current_thousandths - start_thousandths)
            / (target_thousandths - start_thousandths), 1))) END) VIRTUAL
      ) STRICT;
      CREATE INDEX lifestyle_goals_user ON lifestyle_goals (user_id);
      """
  )
}
