extension SchemaMigration {
  /// Publishers' files: the NDC directory's products and packages, RxNorm's concepts, and tables of
  /// interactions on their way in.
  ///
  /// A row is in sight from the import `since_import` to the one that replaced it, `until_import`,
  /// where the data set's head stands between the two. Rows of an import that is under way lie
  /// beyond the head: nobody sees them until the head moves, in one step, and a file that was broken
  /// off leaves nothing in sight and can go on where it stopped.
  ///
  /// `directory_drugs` is what a product is by its name, whoever sells it: the search runs over
  /// these, since a hundred labelers may sell the same tablet.
  static let drugDirectory = SchemaMigration(
    name: "014-drug-directory",
    sql: """
      CREATE TABLE imports (
        import_id INTEGER PRIMARY KEY,
        dataset TEXT NOT NULL CHECK (length(dataset) BETWEEN 1 AND 40),
        file_name TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
        file_digest BLOB NOT NULL CHECK (length(file_digest) = 32),
        status TEXT NOT NULL CHECK (status IN ('loading', 'done', 'discarding', 'discarded')),
        started_at INTEGER NOT NULL,
        started_by INTEGER NOT NULL,
        finished_at INTEGER,
        rows_taken INTEGER CHECK (rows_taken >= 0),
        rows_unchanged INTEGER CHECK (rows_unchanged >= 0),
        rows_skipped INTEGER CHECK (rows_skipped >= 0),
        rows_rejected INTEGER CHECK (rows_rejected >= 0)
      ) STRICT;
      CREATE UNIQUE INDEX imports_open ON imports (dataset)
        WHERE status IN ('loading', 'discarding');

      CREATE TABLE import_heads (
        dataset TEXT PRIMARY KEY,
        import_id INTEGER NOT NULL REFERENCES imports (import_id) ON DELETE RESTRICT
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE directory_drugs (
        directory_drug_id INTEGER PRIMARY KEY,
        drug_name TEXT NOT NULL COLLATE NOCASE,
        generic_name TEXT NOT NULL COLLATE NOCASE,
        strength TEXT NOT NULL,
        dosage_form TEXT NOT NULL,
        routes TEXT NOT NULL,
        control_schedule TEXT NOT NULL
          CHECK (control_schedule IN ('', 'I', 'II', 'III', 'IV', 'V', 'unknown')),
        substances TEXT NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX directory_drugs_all ON directory_drugs (drug_name COLLATE BINARY,
        generic_name COLLATE BINARY, strength, dosage_form, routes, control_schedule, substances);
      CREATE INDEX directory_drugs_name ON directory_drugs (drug_name);
      CREATE INDEX directory_drugs_generic ON directory_drugs (generic_name);

      CREATE VIRTUAL TABLE directory_search USING fts5 (
        names, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4'
      );
      CREATE VIRTUAL TABLE directory_parts USING fts5 (
        names, tokenize = 'trigram'
      );

      CREATE TABLE directory_products (
        directory_product_id INTEGER PRIMARY KEY,
        dataset TEXT NOT NULL,
        listing TEXT NOT NULL,
        since_import INTEGER NOT NULL,
        until_import INTEGER,
        directory_drug_id INTEGER NOT NULL
          REFERENCES directory_drugs (directory_drug_id) ON DELETE RESTRICT,
        product_code TEXT NOT NULL,
        product_type TEXT NOT NULL,
        labeler TEXT NOT NULL,
        marketing_category TEXT NOT NULL,
        application_number TEXT NOT NULL,
        pharmacologic_classes TEXT NOT NULL,
        started_on TEXT,
        ended_on TEXT,
        exclusion TEXT NOT NULL,
        certified_through TEXT,
        content_digest BLOB NOT NULL CHECK (length(content_digest) = 16)
      ) STRICT;
      CREATE UNIQUE INDEX directory_products_listing
        ON directory_products (listing, dataset, since_import);
      CREATE INDEX directory_products_drug ON directory_products (directory_drug_id);
      CREATE INDEX directory_products_code ON directory_products (product_code);

      CREATE TABLE directory_packages (
        directory_package_id INTEGER PRIMARY KEY,
        dataset TEXT NOT NULL,
        listing TEXT NOT NULL,
        package_code TEXT NOT NULL,
        since_import INTEGER NOT NULL,
        until_import INTEGER,
        product_code TEXT NOT NULL,
        ndc11 TEXT CHECK (length(ndc11) = 11),
        gtin TEXT CHECK (length(gtin) = 14),
        contents TEXT NOT NULL,
        started_on TEXT,
        ended_on TEXT,
        is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
        content_digest BLOB NOT NULL CHECK (length(content_digest) = 16)
      ) STRICT;
      CREATE UNIQUE INDEX directory_packages_code
        ON directory_packages (package_code, listing, dataset, since_import);
      CREATE INDEX directory_packages_ndc ON directory_packages (ndc11) WHERE ndc11 IS NOT NULL;
      CREATE INDEX directory_packages_gtin ON directory_packages (gtin) WHERE gtin IS NOT NULL;
      CREATE INDEX directory_packages_product ON directory_packages (product_code);

      CREATE TABLE rxnorm_names (
        atom INTEGER NOT NULL,
        since_import INTEGER NOT NULL,
        until_import INTEGER,
        concept INTEGER NOT NULL,
        term_type TEXT NOT NULL,
        name TEXT NOT NULL COLLATE NOCASE,
        is_obsolete INTEGER NOT NULL CHECK (is_obsolete IN (0, 1)),
        PRIMARY KEY (atom, since_import)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX rxnorm_names_concept ON rxnorm_names (concept);
      CREATE INDEX rxnorm_names_name ON rxnorm_names (name)
        WHERE term_type IN ('IN', 'PIN', 'MIN', 'BN');

      CREATE TABLE rxnorm_relations (
        concept INTEGER NOT NULL,
        relation TEXT NOT NULL,
        other INTEGER NOT NULL,
        since_import INTEGER NOT NULL,
        PRIMARY KEY (concept, relation, other)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX rxnorm_relations_other ON rxnorm_relations (other, relation);

      CREATE TABLE rxnorm_codes (
        ndc11 TEXT NOT NULL CHECK (length(ndc11) = 11),
        concept INTEGER NOT NULL,
        since_import INTEGER NOT NULL,
        PRIMARY KEY (ndc11, concept)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX rxnorm_codes_concept ON rxnorm_codes (concept);

      CREATE TABLE staged_interactions (
        import_id INTEGER NOT NULL REFERENCES imports (import_id) ON DELETE CASCADE,
        side_a TEXT NOT NULL,
        side_b TEXT NOT NULL,
        severity TEXT NOT NULL,
        interaction_type TEXT NOT NULL,
        mechanism TEXT NOT NULL,
        clinical_effect TEXT NOT NULL,
        management_strategy TEXT NOT NULL,
        evidence_level TEXT NOT NULL,
        keep_apart_before_minutes INTEGER,
        keep_apart_after_minutes INTEGER,
        source TEXT NOT NULL,
        written_on TEXT NOT NULL,
        PRIMARY KEY (import_id, side_a, side_b)
      ) STRICT, WITHOUT ROWID;
      """
  )
}
