extension SchemaMigration {
  /// The pharmacy's shelf: products, packages, lots and the ledger of every movement.
  ///
  /// Quantities are thousandths of the billing unit. A lot's numbers change only together with a
  /// ledger row, so the sum of a lot's movements is always what it holds.
  ///
  /// A product's quantities are the sums over its lots, and `alerts`, `urgency` and `urgency_key`
  /// what they amount to on the day `assessed_on`; they stand until something touches the product
  /// or `reassess_on` comes. One bit of `alerts` and one index for each reason to act keeps the
  /// lists of work as fast for a million products as for twenty.
  static let stock = SchemaMigration(
    name: "007-stock",
    sql: """
      CREATE TABLE suppliers (
        supplier_id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        account_number TEXT,
        phone_number TEXT,
        lead_days INTEGER NOT NULL CHECK (lead_days BETWEEN 0 AND 365),
        order_cutoff TEXT,
        handles_schedule_two INTEGER NOT NULL DEFAULT 0 CHECK (handles_schedule_two IN (0, 1)),
        is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1))
      ) STRICT;

      CREATE TABLE products (
        product_id INTEGER PRIMARY KEY,
        public_id BLOB NOT NULL UNIQUE CHECK (length(public_id) = 16),
        drug_id INTEGER REFERENCES drugs_master (drug_id) ON DELETE RESTRICT,
        product_name TEXT NOT NULL,
        display_name TEXT NOT NULL,
        strength TEXT NOT NULL,
        dosage_form TEXT NOT NULL,
        billing_unit TEXT NOT NULL CHECK (billing_unit IN ('EA', 'mL', 'g')),
        is_breakable INTEGER NOT NULL CHECK (is_breakable IN (0, 1)),
        control_schedule TEXT CHECK (control_schedule IN ('II', 'III', 'IV', 'V')),
        storage TEXT NOT NULL DEFAULT '[]',
        appearance TEXT,
        imprint TEXT,
        reorder_point INTEGER NOT NULL DEFAULT 0 CHECK (reorder_point >= 0),
        maximum_stock INTEGER NOT NULL DEFAULT 0 CHECK (maximum_stock >= 0),
        daily_demand INTEGER NOT NULL DEFAULT 0 CHECK (daily_demand >= 0),
        abc_class TEXT NOT NULL DEFAULT 'C' CHECK (abc_class IN ('A', 'B', 'C')),
        counted_on TEXT,
        cost_cents INTEGER NOT NULL DEFAULT 0 CHECK (cost_cents >= 0),
        price_cents INTEGER NOT NULL DEFAULT 0 CHECK (price_cents >= 0),
        supplier_id INTEGER REFERENCES suppliers (supplier_id) ON DELETE SET NULL,
        on_hand INTEGER NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
        usable INTEGER NOT NULL DEFAULT 0 CHECK (usable >= 0),
        free INTEGER NOT NULL DEFAULT 0 CHECK (free >= 0),
        reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0),
        owed INTEGER NOT NULL DEFAULT 0 CHECK (owed >= 0),
        on_order INTEGER NOT NULL DEFAULT 0 CHECK (on_order >= 0),
        next_expiry TEXT,
        recalled_lots INTEGER NOT NULL DEFAULT 0 CHECK (recalled_lots >= 0),
        alerts INTEGER NOT NULL DEFAULT 0 CHECK (alerts BETWEEN 0 AND 63),
        urgency INTEGER NOT NULL DEFAULT 6 CHECK (urgency BETWEEN 0 AND 6),
        urgency_key INTEGER NOT NULL DEFAULT 0,
        assessed_on TEXT,
        reassess_on TEXT DEFAULT '0001-01-01',
        is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0)
      ) STRICT;
      CREATE INDEX products_name ON products (product_name, product_id) WHERE is_active = 1;
      CREATE INDEX products_urgency ON products (urgency, urgency_key, product_id)
        WHERE is_active = 1;
      CREATE INDEX products_expiry ON products (next_expiry, product_id)
        WHERE is_active = 1 AND next_expiry IS NOT NULL;
      CREATE INDEX products_reassess ON products (reassess_on) WHERE reassess_on IS NOT NULL;
      CREATE INDEX products_recall ON products (urgency, urgency_key, product_id)
        WHERE is_active = 1 AND alerts & 1;
      CREATE INDEX products_short ON products (urgency, urgency_key, product_id)
        WHERE is_active = 1 AND alerts & 2;
      CREATE INDEX products_out ON products (urgency, urgency_key, product_id)
        WHERE is_active = 1 AND alerts & 4;
      CREATE INDEX products_low ON products (urgency, urgency_key, product_id)
        WHERE is_active = 1 AND alerts & 8;
      CREATE INDEX products_expiring ON products (urgency, urgency_key, product_id)
        WHERE is_active = 1 AND alerts & 16;
      CREATE INDEX products_count ON products (urgency, urgency_key, product_id)
        WHERE is_active = 1 AND alerts & 32;
      CREATE INDEX products_reorder ON products (urgency, urgency_key, product_id)
        WHERE is_active = 1 AND alerts & 14;
      CREATE INDEX products_drug ON products (drug_id);

      CREATE VIRTUAL TABLE product_search USING fts5 (
        names, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4'
      );

      CREATE TABLE packages (
        package_id INTEGER PRIMARY KEY,
        product_id INTEGER NOT NULL REFERENCES products (product_id) ON DELETE CASCADE,
        ndc TEXT NOT NULL UNIQUE,
        gtin TEXT UNIQUE CHECK (length(gtin) = 14),
        package_size INTEGER NOT NULL CHECK (package_size > 0),
        description TEXT
      ) STRICT;
      CREATE INDEX packages_product ON packages (product_id);

      CREATE TABLE lots (
        lot_id INTEGER PRIMARY KEY,
        product_id INTEGER NOT NULL REFERENCES products (product_id) ON DELETE RESTRICT,
        lot_number TEXT NOT NULL CHECK (length(lot_number) BETWEEN 1 AND 40),
        expires_on TEXT,
        status TEXT NOT NULL
          CHECK (status IN ('approved', 'hold', 'quarantine', 'recalled', 'damaged',
            'expired')),
        status_reason TEXT CHECK (length(status_reason) <= 300),
        bin TEXT CHECK (length(bin) <= 20),
        serial_number TEXT CHECK (length(serial_number) <= 40),
        supplier_id INTEGER REFERENCES suppliers (supplier_id) ON DELETE SET NULL,
        received_on TEXT,
        on_hand INTEGER NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
        reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved BETWEEN 0 AND on_hand),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
        UNIQUE (product_id, lot_number)
      ) STRICT;
      CREATE INDEX lots_expiry ON lots (expires_on) WHERE on_hand > 0;
      CREATE INDEX lots_shelf ON lots (product_id, expires_on) WHERE on_hand > 0;

      CREATE TABLE stock_movements (
        movement_id INTEGER PRIMARY KEY,
        lot_id INTEGER NOT NULL REFERENCES lots (lot_id) ON DELETE RESTRICT,
        product_id INTEGER NOT NULL REFERENCES products (product_id) ON DELETE RESTRICT,
        kind TEXT NOT NULL CHECK (kind IN ('receipt', 'dispense', 'returnToStock',
          'adjustmentIn', 'adjustmentOut', 'countGain', 'countLoss', 'transferIn', 'transferOut',
          'waste', 'supplierReturn', 'recall', 'reversal')),
        quantity INTEGER NOT NULL CHECK (quantity <> 0),
        reason TEXT CHECK (length(reason) <= 300),
        reference TEXT CHECK (length(reference) <= 80),
        operation_id BLOB CHECK (length(operation_id) = 16),
        operation_line INTEGER NOT NULL DEFAULT 0 CHECK (operation_line >= 0),
        reverses_id INTEGER UNIQUE REFERENCES stock_movements (movement_id) ON DELETE RESTRICT,
        moved_at INTEGER NOT NULL,
        moved_by INTEGER NOT NULL,
        witnessed_by INTEGER,
        digest BLOB NOT NULL CHECK (length(digest) = 8)
      ) STRICT;
      CREATE UNIQUE INDEX stock_movements_operation
        ON stock_movements (operation_id, operation_line) WHERE operation_id IS NOT NULL;
      CREATE INDEX stock_movements_lot ON stock_movements (lot_id, movement_id);
      CREATE INDEX stock_movements_product ON stock_movements (product_id, movement_id);

      CREATE TABLE traceability (
        trace_id INTEGER PRIMARY KEY,
        movement_id INTEGER NOT NULL REFERENCES stock_movements (movement_id) ON DELETE RESTRICT,
        gtin TEXT,
        serial_number TEXT,
        lot_number TEXT NOT NULL,
        expires_on TEXT,
        trading_partner TEXT NOT NULL,
        transaction_reference TEXT
      ) STRICT;
      CREATE INDEX traceability_movement ON traceability (movement_id);
      CREATE INDEX traceability_serial ON traceability (gtin, serial_number);
      """
  )
}
