import Domain
import GRDB

/// Drugs of the catalogue whose names begin like what is being typed.
package struct DrugSuggestionsQuery: NamedQuery {
  package var text: String
  /// The most that are given back, 1 or more.
  package var limit: Int

  package init(_ text: String, limit: Int = 5) {
    self.text = text
    self.limit = limit
  }

  package var dataKind: DataKind { .catalog }

  /// What an editor needs to know of a drug.
  package struct Suggestion: Equatable, Sendable {
    package let name: String
    package let strengths: [String]
    package let forms: [String]
    package let dosingUnit: String
    /// Whether an ingredient may be taken once a week at most.
    package let isWeeklyOnly: Bool
  }

  package func fetch(_ context: ReadContext) throws -> [Suggestion] {
    guard text.count >= 2, text.count <= 200,
      let pattern = FTS5Pattern(matchingAllPrefixesIn: text)
    else { return [] }
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT d.drug_name, d.available_strengths, d.dosage_forms, d.dosing_unit,
          EXISTS (
            SELECT 1
            FROM drug_ingredients AS di
            JOIN ingredients AS i ON i.ingredient_id = di.ingredient_id
            JOIN json_each(i.flags) AS f
            WHERE di.drug_id = d.drug_id AND f.value = 'weeklyOnly') AS weekly_only
        FROM drug_search AS s
        JOIN drugs_master AS d ON d.drug_id = s.rowid
        WHERE s.names MATCH :pattern
        ORDER BY d.drug_name <> :text, length(d.drug_name), d.drug_name
        LIMIT :limit
        """,
      arguments: ["pattern": pattern, "text": text, "limit": limit]
    )
    return try rows.map { row in
      Suggestion(
        name: row["drug_name"],
        strengths: try Self.list(row["available_strengths"]),
        forms: try Self.list(row["dosage_forms"]),
        dosingUnit: row["dosing_unit"],
        isWeeklyOnly: row["weekly_only"]
      )
    }
  }

  private static func list(_ text: String) throws -> [String] {
    guard case .array(let values)? = try? JSON(text: text) else {  // Reported as damage below.
      throw StoreError.damaged(detail: "a list in the catalogue")
    }
    return values.compactMap { value in
      if case .string(let text) = value { text } else { nil }
    }
  }
}
