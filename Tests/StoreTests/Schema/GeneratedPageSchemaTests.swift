import Foundation
import GRDB
import Store
import TestSupport
import Testing

@Suite struct GeneratedPageSchemaTests {
  @Test func `the page about the schema says what the database says`() throws {
    let page = try SchemaPage.text(of: TestDatabase())
    #expect(try GeneratedPage.isFresh("Schema.md", page), "run `make docs`")
  }

  @Test func `every column of the blueprint is kept or explained`() throws {
    let live = try SchemaPage.columns(of: TestDatabase())
    for table in BlueprintColumns.tables {
      let columns = try #require(live[table.name], "\(table.name) is missing")
      for column in table.columns where table.explained[column] == nil {
        #expect(columns.contains(column), "\(table.name).\(column)")
      }
    }
  }

  @Test func `the page lists every table of the blueprint with every column`() throws {
    let file = GeneratedPage.root.appendingPathComponent("docs/Schema.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    for table in BlueprintColumns.tables {
      #expect(page.contains("### \(table.name)\n"))
      for column in table.columns { #expect(page.contains("| `\(column)` |")) }
    }
  }

  @Test func `every table is strict`() throws {
    let test = try TestDatabase()
    let loose = try DatabaseQueue(path: test.path).read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT name FROM pragma_table_list
          WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'
            AND name NOT LIKE 'grdb_%'
          """
      )
    }
    withExtendedLifetime(test) { #expect(loose == []) }
  }
}

/// Makes `docs/Schema.md` from a live database.
enum SchemaPage {
  static func columns(of test: TestDatabase) throws -> [String: Set<String>] {
    try DatabaseQueue(path: test.path).read { db in
      var columns: [String: Set<String>] = [:]
      for table in try tables(db) {
        columns[table] = Set(
          try String.fetchAll(
            db,
            sql: "SELECT name FROM pragma_table_xinfo(?)",
            arguments: [table]
          )
        )
      }
      return columns
    }
  }

  static func text(of test: TestDatabase) throws -> String {
    try DatabaseQueue(path: test.path).read { db in
      var out = """
        # Schema

        Made from the live database by `make docs`; a test fails when it is stale.

        Instants are milliseconds since 1970 in UTC, calendar days are ISO text, money is cents, \
        stock is thousandths of the billing unit, amounts of doses are exact text such as \
        `1/2 tablet`.

        ## The blueprint's columns

        Kept means: under its own name in the table of that name.


        """
      for table in BlueprintColumns.tables {
        out += "### \(table.name)\n\n| column | where it is |\n|---|---|\n"
        for column in table.columns {
          out += "| `\(column)` | \(table.explained[column] ?? "kept") |\n"
        }
        out += "\n"
      }
      out += "## Every table as it is\n\n"
      for table in try tables(db) { out += try describe(table, db) }
      return out
    }
  }

  private static func tables(_ db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT name FROM pragma_table_list
        WHERE schema = 'main' AND type IN ('table', 'view', 'virtual')
          AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'
        ORDER BY name
        """
    )
  }

  private static func describe(_ table: String, _ db: Database) throws -> String {
    var out = "### `\(table)`\n\n| column | type | |\n|---|---|---|\n"
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT name, type, \"notnull\", pk, hidden FROM pragma_table_xinfo(?)",
      arguments: [table]
    )
    for row in rows {
      let hidden: Int = row["hidden"]
      let name: String = row["name"]
      guard hidden != 1 else { continue }
      var marks: [String] = []
      if row["pk"] > 0 { marks.append("key") }
      if row["notnull"] { marks.append("not null") }
      if hidden > 1 { marks.append("generated") }
      out += "| `\(name)` | \(row["type"] as String) | \(marks.joined(separator: ", ")) |\n"
    }
    let links = try Row.fetchAll(
      db,
      sql: """
        SELECT "table", group_concat("from", ', ') AS columns, on_delete
        FROM pragma_foreign_key_list(?)
        GROUP BY id
        ORDER BY id
        """,
      arguments: [table]
    )
    if !links.isEmpty { out += "\n" }
    for row in links {
      let parent: String = row["table"]
      let columns: String = row["columns"]
      let rule: String = row["on_delete"]
      out += "- (\(columns)) belongs to `\(parent)`, on delete \(rule.lowercased())\n"
    }
    return out + "\n"
  }
}
