extension SchemaMigration {
  /// Purchase orders, receipts against them, counts and recalls.
  static let orders = SchemaMigration(
    name: "008-orders",
    sql: """
      CREATE TABLE purchase_orders (
        order_id INTEGER PRIMARY KEY,
        public_id BLOB NOT NULL UNIQUE CHECK (length(public_id) = 16),
        supplier_id INTEGER NOT NULL REFERENCES suppliers (supplier_id) ON DELETE RESTRICT,
        status TEXT NOT NULL CHECK (status IN
          ('draft', 'approved', 'sent', 'partlyReceived', 'received', 'closed', 'cancelled')),
        is_schedule_two INTEGER NOT NULL DEFAULT 0 CHECK (is_schedule_two IN (0, 1)),
        form_222_number TEXT,
        created_at INTEGER NOT NULL,
        created_by INTEGER NOT NULL,
        approved_at INTEGER,
        approved_by INTEGER,
        sent_at INTEGER,
        expected_on TEXT,
        closed_at INTEGER,
        note TEXT CHECK (length(note) <= 1000),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0)
      ) STRICT;
      CREATE INDEX purchase_orders_open ON purchase_orders (status, expected_on)
        WHERE status IN ('draft', 'approved', 'sent', 'partlyReceived');

      CREATE TABLE purchase_order_lines (
        line_id INTEGER PRIMARY KEY,
        order_id INTEGER NOT NULL REFERENCES purchase_orders (order_id) ON DELETE CASCADE,
        product_id INTEGER NOT NULL REFERENCES products (product_id) ON DELETE RESTRICT,
        package_id INTEGER REFERENCES packages (package_id) ON DELETE RESTRICT,
        packs INTEGER NOT NULL CHECK (packs > 0),
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        received INTEGER NOT NULL DEFAULT 0 CHECK (received >= 0),
        cost_cents INTEGER NOT NULL DEFAULT 0 CHECK (cost_cents >= 0),
        back_ordered_until TEXT,
        UNIQUE (order_id, product_id, package_id)
      ) STRICT;
      CREATE INDEX purchase_order_lines_product ON purchase_order_lines (product_id);

      CREATE TABLE receipts (
        receipt_id INTEGER PRIMARY KEY,
        order_id INTEGER REFERENCES purchase_orders (order_id) ON DELETE RESTRICT,
        supplier_id INTEGER NOT NULL REFERENCES suppliers (supplier_id) ON DELETE RESTRICT,
        operation_id BLOB NOT NULL UNIQUE CHECK (length(operation_id) = 16),
        invoice_number TEXT,
        received_at INTEGER NOT NULL,
        received_by INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX receipts_order ON receipts (order_id);

      CREATE TABLE receipt_lines (
        receipt_id INTEGER NOT NULL REFERENCES receipts (receipt_id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        line_id INTEGER REFERENCES purchase_order_lines (line_id) ON DELETE RESTRICT,
        movement_id INTEGER REFERENCES stock_movements (movement_id) ON DELETE RESTRICT,
        discrepancy TEXT CHECK (discrepancy IN
          ('short', 'over', 'damaged', 'wrongLot', 'nearExpiry', 'wrongProduct')),
        discrepancy_note TEXT CHECK (length(discrepancy_note) <= 300),
        PRIMARY KEY (receipt_id, position)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE stock_counts (
        count_id INTEGER PRIMARY KEY,
        product_id INTEGER NOT NULL REFERENCES products (product_id) ON DELETE RESTRICT,
        operation_id BLOB UNIQUE CHECK (length(operation_id) = 16),
        status TEXT NOT NULL CHECK (status IN ('open', 'recount', 'counted', 'approved')),
        opened_at INTEGER NOT NULL,
        opened_by INTEGER NOT NULL,
        counted_by INTEGER,
        approved_by INTEGER,
        approved_at INTEGER
      ) STRICT;
      CREATE INDEX stock_counts_product ON stock_counts (product_id);

      CREATE TABLE stock_count_lines (
        count_id INTEGER NOT NULL REFERENCES stock_counts (count_id) ON DELETE CASCADE,
        lot_id INTEGER NOT NULL REFERENCES lots (lot_id) ON DELETE RESTRICT,
        expected INTEGER NOT NULL,
        counted INTEGER,
        recounted INTEGER,
        movement_id INTEGER REFERENCES stock_movements (movement_id) ON DELETE RESTRICT,
        PRIMARY KEY (count_id, lot_id)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE recalls (
        recall_id INTEGER PRIMARY KEY,
        product_id INTEGER NOT NULL REFERENCES products (product_id) ON DELETE RESTRICT,
        lot_numbers TEXT NOT NULL,
        recall_class TEXT NOT NULL CHECK (recall_class IN ('I', 'II', 'III')),
        reason TEXT NOT NULL,
        patient_text TEXT,
        announced_on TEXT NOT NULL,
        entered_at INTEGER NOT NULL,
        entered_by INTEGER NOT NULL,
        closed_at INTEGER
      ) STRICT;
      CREATE INDEX recalls_product ON recalls (product_id);
      """
  )
}
