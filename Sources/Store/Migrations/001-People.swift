extension SchemaMigration {
  /// The database itself, people, their profiles, conditions and allergies.
  static let people = SchemaMigration(
    name: "001-people",
    sql: """
      CREATE TABLE database_info (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        mode TEXT NOT NULL CHECK (mode IN ('home', 'counter')),
        is_rehearsal INTEGER NOT NULL CHECK (is_rehearsal IN (0, 1)),
        is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
        key_fingerprint TEXT NOT NULL,
        catalogue_version TEXT,
        created_at INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE users (
        user_id INTEGER PRIMARY KEY,
        public_id BLOB NOT NULL UNIQUE CHECK (length(public_id) = 16),
        handle TEXT NOT NULL UNIQUE COLLATE NOCASE
          CHECK (length(handle) BETWEEN 1 AND 32 AND handle NOT GLOB '*[^a-z0-9._-]*'),
        email TEXT UNIQUE COLLATE NOCASE CHECK (length(email) <= 254),
        password_hash TEXT CHECK (length(password_hash) <= 512),
        email_verified INTEGER NOT NULL DEFAULT 0 CHECK (email_verified IN (0, 1)),
        account_status TEXT NOT NULL DEFAULT 'active'
          CHECK (account_status IN ('active', 'locked', 'closed')),
        two_factor_enabled INTEGER NOT NULL DEFAULT 0 CHECK (two_factor_enabled IN (0, 1)),
        household TEXT CHECK (length(household) BETWEEN 1 AND 60),
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        last_login INTEGER,
        version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0)
      ) STRICT;
      CREATE INDEX users_household ON users (household) WHERE household IS NOT NULL;

      CREATE TABLE user_roles (
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        role TEXT NOT NULL CHECK (role IN ('patient', 'caregiver', 'technician', 'pharmacist',
          'provider', 'manager', 'administrator', 'auditor', 'analyst', 'demo')),
        granted_at INTEGER NOT NULL,
        PRIMARY KEY (user_id, role)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE caregiver_links (
        caregiver_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        patient_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        rights TEXT NOT NULL DEFAULT '["view"]',
        granted_at INTEGER NOT NULL,
        PRIMARY KEY (caregiver_id, patient_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX caregiver_links_patient ON caregiver_links (patient_id);

      CREATE TABLE user_profiles (
        profile_id INTEGER PRIMARY KEY,
        user_id INTEGER NOT NULL UNIQUE REFERENCES users (user_id) ON DELETE CASCADE,
        first_name TEXT NOT NULL CHECK (length(first_name) BETWEEN 1 AND 100),
        last_name TEXT NOT NULL CHECK (length(last_name) <= 100),
        date_of_birth TEXT CHECK (date_of_birth GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
        gender TEXT CHECK (gender IN ('female', 'male', 'other', 'unknown')),
        phone_number TEXT CHECK (length(phone_number) <= 40),
        height_cm INTEGER CHECK (height_cm BETWEEN 20 AND 280),
        weight_g INTEGER CHECK (weight_g BETWEEN 200 AND 700000),
        weight_kg REAL GENERATED ALWAYS AS (weight_g / 1000.0) VIRTUAL,
        bmi REAL GENERATED ALWAYS AS
          (round(weight_g / 1000.0 / (height_cm / 100.0 * height_cm / 100.0), 1)) VIRTUAL,
        blood_type TEXT CHECK (blood_type IN
          ('A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-')),
        timezone TEXT NOT NULL CHECK (length(timezone) BETWEEN 1 AND 64),
        egfr INTEGER CHECK (egfr BETWEEN 0 AND 200),
        egfr_on TEXT,
        pregnancy TEXT CHECK (pregnancy IN ('no', 'pregnant', 'lactating', 'planning')),
        pregnancy_on TEXT,
        paused_since INTEGER,
        pause_reason TEXT CHECK (length(pause_reason) <= 200),
        pharmacy_id INTEGER REFERENCES pharmacies (pharmacy_id) ON DELETE SET NULL,
        version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0)
      ) STRICT;
      CREATE INDEX user_profiles_name ON user_profiles (last_name, first_name);

      CREATE TABLE user_medical_conditions (
        condition_id INTEGER PRIMARY KEY,
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        condition_name TEXT NOT NULL CHECK (length(condition_name) BETWEEN 1 AND 200),
        condition_code TEXT CHECK (length(condition_code) <= 20),
        severity TEXT NOT NULL DEFAULT 'unknown'
          CHECK (severity IN ('mild', 'moderate', 'severe', 'unknown')),
        diagnosed_date TEXT,
        status TEXT NOT NULL DEFAULT 'active'
          CHECK (status IN ('active', 'remission', 'resolved')),
        notes TEXT CHECK (length(notes) <= 4000)
      ) STRICT;
      CREATE INDEX user_medical_conditions_user ON user_medical_conditions (user_id);

      CREATE TABLE user_allergies (
        allergy_id INTEGER PRIMARY KEY,
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        allergen_name TEXT NOT NULL CHECK (length(allergen_name) BETWEEN 1 AND 200),
        allergen_type TEXT NOT NULL
          CHECK (allergen_type IN ('drug', 'food', 'environment', 'excipient')),
        reaction_severity TEXT NOT NULL DEFAULT 'unknown'
          CHECK (reaction_severity IN ('mild', 'moderate', 'severe', 'anaphylaxis', 'unknown')),
        reaction_symptoms TEXT CHECK (length(reaction_symptoms) <= 1000),
        verified_by_doctor INTEGER NOT NULL DEFAULT 0 CHECK (verified_by_doctor IN (0, 1))
      ) STRICT;
      CREATE INDEX user_allergies_user ON user_allergies (user_id);

      CREATE TABLE pharmacies (
        pharmacy_id INTEGER PRIMARY KEY,
        public_id BLOB NOT NULL UNIQUE CHECK (length(public_id) = 16),
        pharmacy_name TEXT NOT NULL CHECK (length(pharmacy_name) BETWEEN 1 AND 120),
        chain_name TEXT,
        pharmacy_type TEXT NOT NULL
          CHECK (pharmacy_type IN ('community', 'branch', 'mailOrder', 'hospital', 'specialty')),
        phone_number TEXT,
        address_line1 TEXT,
        city TEXT,
        state_province TEXT,
        postal_code TEXT,
        hours_of_operation TEXT,
        services_offered TEXT,
        is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1))
      ) STRICT;
      """
  )
}
