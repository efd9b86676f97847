import Domain
import GRDB

/// The drugs whose names or brands begin with the words of a text, the best match first.
package struct DrugSearchQuery: NamedQuery {
  /// As typed; it is split into words, and nothing in it is an operator.
  package var text: String
  package var limit: Int

  package init(_ text: String, limit: Int = 20) {
    self.text = text
    self.limit = limit
  }

  package var dataKind: DataKind { .catalog }

  /// A drug that was found.
  package struct Hit: Equatable, Sendable {
    package let id: Int
    package let name: String
    package let genericName: String
    /// The name with its parts in capitals that tell it from others, where that is usual.
    package let tallManName: String?
    package let brandNames: [String]
    package let drugClass: String
    package let category: String
    package let strengths: [String]
    package let forms: [String]
    /// `II` to `V`, or nil.
    package let controlSchedule: String?
  }

  static let sql = """
    SELECT d.drug_id, d.drug_name, d.generic_name, d.tall_man_name, d.brand_names, d.drug_class,
      d.therapeutic_category, d.available_strengths, d.dosage_forms, d.control_schedule
    FROM drug_search
    JOIN drugs_master AS d ON d.drug_id = drug_search.rowid
    WHERE drug_search MATCH :pattern
    ORDER BY lower(substr(d.drug_name, 1, length(:text))) = lower(:text) DESC,
      drug_search.rank, d.drug_name
    LIMIT :limit
    """

  package func fetch(_ context: ReadContext) throws -> [Hit] {
    guard let pattern = FTS5Pattern(matchingAllPrefixesIn: text) else { return [] }
    return try Row.fetchAll(
      context.db,
      sql: Self.sql,
      arguments: ["pattern": pattern, "text": text, "limit": limit]
    ).map { row in
      Hit(
        id: row["drug_id"],
        name: row["drug_name"],
        genericName: row["generic_name"],
        tallManName: row["tall_man_name"],
        brandNames: try row.texts("brand_names"),
        drugClass: row["drug_class"],
        category: row["therapeutic_category"],
        strengths: try row.texts("available_strengths"),
        forms: try row.texts("dosage_forms"),
        controlSchedule: row["control_schedule"]
      )
    }
  }
}

extension Row {
  /// The texts of a JSON list.
  ///
  /// - Throws: ``StoreError/damaged(detail:)``
  func texts(_ column: String) throws -> [String] {
    guard let json = try? JSON(text: self[column]), case .array(let values) = json else {
      throw StoreError.damaged(detail: column)  // What this program wrote it also reads.
    }
    return values.compactMap { value in
      guard case .string(let text) = value else { return nil }
      return text
    }
  }
}
