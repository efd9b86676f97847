import Domain
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite struct DirectorySearchTests {
  private let test: TestDatabase
  private let session: ActingSession

  init() throws {
    test = try TestDatabase(info: NewDatabase(isCounter: false))
    session = test.database.acting(as: CareDatabase.founder, for: 0)
  }

  private func publish(_ dataset: CatalogueDataset, _ rows: [CatalogueRow]) throws {
    let begin = BeginImport(
      dataset: dataset,
      fileName: "x",
      fileDigest: .init(repeating: 1, count: 32)
    )
    guard case .begun(let ticket) = try session.write(begin) else { throw Missing() }
    let outcomes = try session.write(StageRows(ticket, rows: rows.map { FileRow($0) }))
    #expect(outcomes.allSatisfy { $0 == .taken })
    try session.write(PublishImport(ticket, counts: ImportCounts(taken: rows.count)))
  }

  private struct Missing: Error {}

  private func product(
    _ code: String,
    _ name: String,
    _ generic: String,
    labeler: String = "Example Labs",
    strength: String = "10 mg",
    control: String? = nil
  ) -> CatalogueRow {
    .product(
      DirectoryProduct(
        listing: "\(code)_\(labeler)",
        code: code,
        type: "HUMAN PRESCRIPTION DRUG",
        name: name,
        genericName: generic,
        form: "TABLET",
        routes: ["ORAL"],
        startedOn: nil,
        endedOn: nil,
        category: "NDA",
        application: "",
        labeler: labeler,
        substances: [generic.uppercased()],
        strength: strength,
        classes: [],
        controlSchedule: control,
        exclusion: "N",
        certifiedThrough: nil
      )
    )
  }

  private func loadSome() throws {
    try publish(
      .products,
      [
        product("9001-0001", "Vistarol", "hydroxyzine hydrochloride"),
        product("9001-0002", "hydroxyzine hydrochloride", "hydroxyzine hydrochloride"),
        product(
          "9002-0002",
          "hydroxyzine hydrochloride",
          "hydroxyzine hydrochloride",
          labeler: "B"
        ),
        product("9001-0003", "Zolpi", "zolpidem tartrate", control: "IV"),
      ]
    )
    try publish(
      .packages,
      [
        .package(
          DirectoryPackage(
            listing: "9001-0003_Example Labs",
            ndc: try NDC(text: "9001-0003-30"),
            contents: "30 TABLET in 1 BOTTLE (9001-0003-30)",
            startedOn: nil,
            endedOn: nil,
            isSample: false
          )
        )
      ]
    )
    try publish(
      .conceptNames,
      [
        .name(ConceptName(atom: 1, concept: 10, kind: "IN", name: "zolpidem", isObsolete: false)),
        .name(ConceptName(atom: 2, concept: 11, kind: "BN", name: "Ambion", isObsolete: false)),
      ]
    )
    try publish(
      .conceptRelations,
      [.relation(ConceptRelation(concept: 10, relation: "tradename_of", other: 11))]
    )
  }

  private func found(_ text: String) throws -> [DrugHit] {
    try session.read(DrugSearchQuery(text))
  }

  @Test func `the same tablet of several labelers is one line`() throws {
    try loadSome()
    let hits = try found("hydroxy")
    #expect(hits.map(\.name) == ["hydroxyzine hydrochloride", "Vistarol"])
    #expect(
      hits.first?.origin
        == .directory(labelers: 2, codes: ["9001-0002", "9002-0002"], isFinished: true)
    )
  }

  @Test(arguments: [
    ("vist", "Vistarol"), ("hydrochloride hydr", "Vistarol"), ("ISTAR", "Vistarol"),
    ("9001-0003", "Zolpi"), ("9001-0003-30", "Zolpi"), ("09001000330", "Zolpi"),
    ("Ambion", "Zolpi"),
  ])
  func `a drug is found by the beginning, a part, a code, or its other name`(
    text: String,
    name: String
  ) throws {
    try loadSome()
    #expect(try found(text).contains { $0.name == name })
  }

  @Test func `the number of a barcode finds the drug, and its NDC has its hyphens`() throws {
    try loadSome()
    let gtin = try #require(try NDC(text: "9001-0003-30").gtin)
    #expect(try found(gtin.text).map(\.name) == ["Zolpi"])
    #expect(try session.read(PackageCodeQuery(gtin))?.description == "9001-0003-30")
    let other = try GTIN(text: "00300693150304")
    #expect(try session.read(PackageCodeQuery(other)) == nil)
  }

  @Test func `control schedules and the usual capitals are shown`() throws {
    try loadSome()
    #expect(try found("zolpi").first?.controlSchedule == "IV")
    try DatabaseQueue(path: test.path).write { db in
      try db.execute(
        sql: """
          INSERT INTO ingredients (name, tall_man_name, source, written_on)
          VALUES ('hydroxyzine', 'hydrOXYzine', 'x', '2026-11-26')
          """
      )
    }
    #expect(try found("vistarol").first?.tallManName == "hydrOXYzine hydrochloride")
  }

  @Test func `a strength behind a name tells its drugs apart`() throws {
    try publish(
      .products,
      [
        product("9001-0005", "Zolpi", "zolpidem tartrate", strength: "5 mg"),
        product("9001-0006", "Zolpi", "zolpidem tartrate", strength: "10 mg"),
      ]
    )
    #expect(try found("zolpi 5").map(\.strengths) == [["5 mg"]])
    #expect(try found("zolpi").count == 2)
  }

  @Test(arguments: [
    ("vitamin 25 mg", 1), ("vitamin 3 d", 1), ("vitamin 25 mg xyz", 0), ("25 mg", 0),
  ])
  func `the catalogue is searched by all words but the strength`(text: String, count: Int) throws {
    try DatabaseQueue(path: test.path).write { db in
      try db.execute(
        sql: """
          INSERT INTO drugs_master (drug_id, public_id, drug_name, generic_name, brand_names,
            drug_class, therapeutic_category, active_ingredients, available_strengths,
            dosage_forms, routes, dosing_unit, indications, contraindications, side_effects,
            fda_approved, source, written_on)
          VALUES (1, randomblob(16), 'vitamin D', 'vitamin D', '[]', '', '', '[]', '[]', '[]',
            '[]', 'tablet', '[]', '[]', '[]', 1, 'label', '2026-11-01');
          INSERT INTO drug_search (rowid, names) VALUES (1, 'vitamin D');
          """
      )
    }
    #expect(try found(text).count == count)
  }

  @Test func `a package that is not in sight leads nowhere`() throws {
    try loadSome()
    let begin = BeginImport(
      dataset: .packages,
      fileName: "y",
      fileDigest: .init(repeating: 2, count: 32)
    )
    guard case .begun(let ticket) = try session.write(begin) else { throw Missing() }
    let ndc = try NDC(text: "9001-0001-10")
    let package = DirectoryPackage(
      listing: "9001-0001_Example Labs",
      ndc: ndc,
      contents: "10 TABLET in 1 BOTTLE",
      startedOn: nil,
      endedOn: nil,
      isSample: false
    )
    _ = try session.write(StageRows(ticket, rows: [FileRow(.package(package))]))
    #expect(try found("9001-0001-10") == [])
    try session.write(PublishImport(ticket, counts: ImportCounts(taken: 1)))
    #expect(try found("9001-0001-10").map(\.name) == ["Vistarol"])
  }

  @Test(arguments: [
    "", "   ", "\"", "*", "AND", "NEAR(", "'; DROP TABLE drugs_master", "%", "\u{0}",
  ])
  func `a text is a text, whatever stands in it`(text: String) throws {
    try loadSome()
    #expect(try found(text).count <= 20)
    #expect(try found("vistarol").count == 1)
  }

  @Test func `no step of a search reads a table or sorts it`() throws {
    let statements: [(String, String, StatementArguments)] = [
      ("package", DirectorySearch.byPackage, ["ndc": "1", "gtin": "2"]),
      ("product", DirectorySearch.byProduct, ["code": "1", "limit": 1]),
      ("name", DirectorySearch.byName, ["text": "a", "end": "b", "limit": 1]),
      ("generic", DirectorySearch.byGeneric, ["text": "a", "end": "b", "limit": 1]),
      ("words", DirectorySearch.byWords, ["pattern": "a*", "limit": 1]),
      ("parts", DirectorySearch.byParts, ["pattern": "\"abc\"", "limit": 1]),
      ("drug", DirectorySearch.drug, [1]),
      ("products", DirectorySearch.products, ["drug": 1]),
      ("tall man", DirectorySearch.tallMan, ["a"]),
      ("concepts", RelatedNames.concepts, ["text": "a", "end": "b"]),
      ("others", RelatedNames.others, ["concept": 1]),
      ("names", RelatedNames.names, ["concept": 1]),
      ("barcode", PackageCodeQuery.sql, ["gtin": "1"]),
      ("contents", DirectoryNames.contents, ["name": "a"]),
      ("stocked drug", StockedPackages.drug, [1]),
      (
        "stocked", StockedPackages.sql,
        [
          "first": "1", "second": "2", "third": "3", "fourth": "4", "gtin": "5", "begin": "6",
          "end": "7",
        ]
      ),
    ]
    for (name, sql, arguments) in statements {
      let steps = try test.database.read { db, _ in
        try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments)
          .map { $0["detail"] as String }
      }
      #expect(!steps.isEmpty)
      for step in steps {
        let isScan = step.hasPrefix("SCAN") && !step.contains("VIRTUAL TABLE")
        // Telling a handful of rows apart is no sort of a table.
        let isSort = step.contains("TEMP B-TREE") && step.contains("ORDER BY")
        #expect(!isScan && !isSort, "\(name): \(step)")
      }
    }
  }
}
