import Domain
import GRDB

/// The open recalls of a product, the gravest first, with the lots they name.
package struct RecallsQuery: NamedQuery {
  package var product: Int

  package var dataKind: DataKind { .stock }

  package init(product: Int) { self.product = product }

  package func fetch(_ context: ReadContext) throws -> [OpenRecall] {
    let rows = try Row.fetchAll(
      context.db,
      sql: """
        SELECT recall_id, recall_class, reason, announced_on
        FROM recalls
        WHERE product_id = ? AND closed_at IS NULL
        ORDER BY recall_class, announced_on
        """,
      arguments: [product]
    )
    return try rows.map { row in
      OpenRecall(
        id: row["recall_id"],
        recallClass: row["recall_class"],
        reason: row["reason"],
        announcedOn: try row.date("announced_on"),
        lots: try lots(row["recall_id"], context.db)
      )
    }
  }

  private func lots(_ recall: Int, _ db: Database) throws -> [RecalledLot] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT n.value AS lot_number, l.bin, coalesce(l.on_hand, 0) AS on_hand,
          (SELECT count(DISTINCT p.user_id)
            FROM fill_lots AS g
            JOIN fills AS f ON f.fill_id = g.fill_id
            JOIN prescriptions AS p ON p.prescription_id = f.prescription_id
            WHERE g.lot_id = l.lot_id AND f.status = 'pickedUp') AS patients
        FROM recalls AS r
        JOIN json_each(r.lot_numbers) AS n
        LEFT JOIN lots AS l ON l.product_id = r.product_id AND l.lot_number = n.value
        WHERE r.recall_id = ?
        ORDER BY n.value
        """,
      arguments: [recall]
    ).map { row in
      RecalledLot(
        lotNumber: row["lot_number"],
        bin: row["bin"],
        onHand: row.quantity("on_hand"),
        patients: row["patients"] ?? 0
      )
    }
  }
}

/// A recall that has not been closed.
package struct OpenRecall: Equatable, Sendable, Identifiable {
  package let id: Int
  /// `I`, `II` or `III`, the first the gravest.
  package let recallClass: String
  package let reason: String
  package let announcedOn: CalendarDate?
  /// Every lot that it names, those that were never here included.
  package let lots: [RecalledLot]
}

/// A lot that a recall names.
package struct RecalledLot: Equatable, Sendable {
  package let lotNumber: String
  package let bin: String?
  package let onHand: StockQuantity
  /// How many people were handed something of it.
  package let patients: Int
}
