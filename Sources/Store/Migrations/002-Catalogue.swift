extension SchemaMigration {
  /// What is known about drugs: ingredients and their classes, drugs, interactions, limits.
  static let catalogue = SchemaMigration(
    name: "002-catalogue",
    sql: """
      CREATE TABLE ingredients (
        ingredient_id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        tall_man_name TEXT,
        control_schedule TEXT CHECK (control_schedule IN ('I', 'II', 'III', 'IV', 'V')),
        high_alert TEXT,
        flags TEXT NOT NULL DEFAULT '[]',
        lingers_days INTEGER CHECK (lingers_days BETWEEN 0 AND 1000),
        late_rule TEXT,
        late_text TEXT,
        source TEXT NOT NULL,
        checked_on TEXT NOT NULL
      ) STRICT;

      CREATE TABLE ingredient_classes (
        class_name TEXT NOT NULL,
        ingredient_id INTEGER NOT NULL REFERENCES ingredients (ingredient_id) ON DELETE CASCADE,
        PRIMARY KEY (class_name, ingredient_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX ingredient_classes_ingredient ON ingredient_classes (ingredient_id);

      CREATE TABLE drugs_master (
        drug_id INTEGER PRIMARY KEY,
        public_id BLOB NOT NULL UNIQUE CHECK (length(public_id) = 16),
        drug_name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        generic_name TEXT NOT NULL,
        tall_man_name TEXT,
        brand_names TEXT NOT NULL,
        drug_class TEXT NOT NULL,
        therapeutic_category TEXT NOT NULL,
        active_ingredients TEXT NOT NULL,
        available_strengths TEXT NOT NULL,
        dosage_forms TEXT NOT NULL,
        routes TEXT NOT NULL,
        dosing_unit TEXT NOT NULL,
        splittable TEXT CHECK (splittable IN ('scored', 'no', 'never')),
        control_schedule TEXT CHECK (control_schedule IN ('I', 'II', 'III', 'IV', 'V')),
        indications TEXT NOT NULL,
        contraindications TEXT NOT NULL,
        side_effects TEXT NOT NULL,
        fda_approved INTEGER NOT NULL CHECK (fda_approved IN (0, 1)),
        source TEXT NOT NULL,
        checked_on TEXT NOT NULL
      ) STRICT;

      CREATE TABLE drug_ingredients (
        drug_id INTEGER NOT NULL REFERENCES drugs_master (drug_id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        ingredient_id INTEGER NOT NULL REFERENCES ingredients (ingredient_id) ON DELETE RESTRICT,
        PRIMARY KEY (drug_id, position)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX drug_ingredients_ingredient ON drug_ingredients (ingredient_id);

      CREATE VIRTUAL TABLE drug_search USING fts5 (
        names, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4'
      );

      CREATE TABLE drug_interactions (
        interaction_id INTEGER PRIMARY KEY,
        side_a TEXT NOT NULL,
        side_b TEXT NOT NULL,
        severity TEXT NOT NULL
          CHECK (severity IN ('contraindicated', 'major', 'moderate', 'minor')),
        severity_score INTEGER GENERATED ALWAYS AS (CASE severity WHEN 'contraindicated' THEN 4
          WHEN 'major' THEN 3 WHEN 'moderate' THEN 2 ELSE 1 END) VIRTUAL,
        interaction_type TEXT NOT NULL,
        mechanism TEXT NOT NULL,
        clinical_effect TEXT NOT NULL,
        management_strategy TEXT NOT NULL,
        evidence_level TEXT NOT NULL
          CHECK (evidence_level IN ('established', 'probable', 'suspected', 'theoretical')),
        keep_apart_before_minutes INTEGER,
        keep_apart_after_minutes INTEGER,
        source TEXT NOT NULL,
        checked_on TEXT NOT NULL,
        UNIQUE (side_a, side_b)
      ) STRICT;
      CREATE INDEX drug_interactions_b ON drug_interactions (side_b);

      CREATE TABLE drug_food_interactions (
        interaction_id INTEGER PRIMARY KEY,
        side_a TEXT NOT NULL,
        food_item TEXT NOT NULL,
        interaction_type TEXT NOT NULL
          CHECK (interaction_type IN ('contraindicated', 'major', 'moderate', 'minor')),
        description TEXT NOT NULL,
        recommendation TEXT NOT NULL,
        evidence_level TEXT NOT NULL,
        source TEXT NOT NULL,
        checked_on TEXT NOT NULL,
        UNIQUE (side_a, food_item)
      ) STRICT;

      CREATE TABLE dose_limits (
        limit_id INTEGER PRIMARY KEY,
        ingredient_id INTEGER NOT NULL REFERENCES ingredients (ingredient_id) ON DELETE CASCADE,
        route TEXT,
        form TEXT,
        age_from INTEGER,
        age_to INTEGER,
        amount TEXT NOT NULL,
        period_hours INTEGER NOT NULL CHECK (period_hours > 0),
        renal_note TEXT,
        note TEXT,
        source TEXT NOT NULL,
        checked_on TEXT NOT NULL
      ) STRICT;
      CREATE INDEX dose_limits_ingredient ON dose_limits (ingredient_id);

      CREATE TABLE safety_facts (
        fact_id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN
          ('inUseLife', 'excipient', 'crossSensitivity', 'condition')),
        subject TEXT NOT NULL,
        detail TEXT NOT NULL,
        source TEXT NOT NULL,
        checked_on TEXT NOT NULL
      ) STRICT;
      CREATE INDEX safety_facts_subject ON safety_facts (kind, subject);
      """
  )
}
