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
    let shipped = try rows.map { row in
      Suggestion(
        name: row["drug_name"],
        strengths: try Self.list(row["available_strengths"]),
        forms: try Self.list(row["dosage_forms"]),
        dosingUnit: row["dosing_unit"],
        isWeeklyOnly: row["weekly_only"]
      )
    }
    guard shipped.count < limit else { return shipped }
    return shipped + (try onTheMarket(context, besides: shipped))
  }

  /// Names of the directory, each once, with the strengths and forms it comes in.
  private func onTheMarket(_ context: ReadContext, besides known: [Suggestion]) throws
    -> [Suggestion]
  {
    let search = DirectorySearch(db: context.db, text: text, limit: DirectorySearch.window)
    let hits = try search.begun(excluding: []).filter { hit in
      guard case .directory(_, _, isFinished: true) = hit.origin else { return false }
      return !known.contains { $0.name.lowercased() == hit.name.lowercased() }
    }
    let weekly = try String.fetchAll(
      context.db,
      once: """
        SELECT DISTINCT lower(i.name)
        FROM ingredients AS i
        JOIN json_each(i.flags) AS f
        WHERE f.value = 'weeklyOnly'
        """
    )
    var order: [String] = []
    var byName: [String: [DrugHit]] = [:]
    for hit in hits {
      let key = hit.name.lowercased()
      if byName[key] == nil { order.append(key) }
      byName[key, default: []].append(hit)
    }
    return order.prefix(limit - known.count).compactMap { key in
      guard let hits = byName[key], let first = hits.first else { return nil }
      let form = first.forms.first?.lowercased() ?? ""
      return Suggestion(
        name: first.name,
        strengths: Self.distinct(hits.flatMap(\.strengths))
          .filter { !DirectoryProduct.isAsPublished($0) },
        forms: Self.distinct(hits.flatMap(\.forms)),
        dosingUnit: form.hasPrefix("capsule")
          ? "capsule" : form.hasPrefix("tablet") ? "tablet" : "",
        // A salt, or a mixture with it, has the ingredient in its name.
        isWeeklyOnly: weekly.contains { name in
          hits.contains { $0.genericName.lowercased().contains(name) }
        }
      )
    }
  }

  private static func distinct(_ texts: [String]) -> [String] {
    texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
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
