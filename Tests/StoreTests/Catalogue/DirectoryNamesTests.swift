import Domain
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite struct DirectoryNamesTests {
  private let home: OnePersonHome

  init() throws {
    home = try OnePersonHome()
    try home.test.database.write { db, _, _ in
      try db.execute(
        sql: """
          INSERT INTO ingredients (ingredient_id, name, flags, source, written_on)
          VALUES (1, 'methotrexate', '["weeklyOnly"]', 'label', '2026-11-01'),
            (2, 'warfarin', '[]', 'label', '2026-11-01'),
            (3, 'trimethoprim', '[]', 'label', '2026-11-01');
          INSERT INTO drug_interactions (side_a, side_b, severity, interaction_type, mechanism,
            clinical_effect, management_strategy, evidence_level, source, written_on)
          VALUES ('methotrexate', 'trimethoprim', 'major', 'x', 'x', 'blood counts fall', 'x',
            'established', 'label', '2026-11-01');
          """
      )
    }
    try publish([
      listing("9001-0001", "Rheumex", ["METHOTREXATE SODIUM"]),
      listing("9001-0002", "Rheumex", ["METHOTREXATE SODIUM"], form: "SOLUTION"),
      listing("9001-0003", "Trimox", ["TRIMETHOPRIM HYDROCHLORIDE"]),
      listing("9001-0004", "Halfknown", ["WARFARIN SODIUM", "BLORBIUM"]),
      listing("9001-0005", "Twofold", ["WARFARIN SODIUM"]),
      listing("9001-0006", "Twofold", ["TRIMETHOPRIM"]),
      listing("9001-0007", "Empty", []),
    ])
  }

  private func listing(
    _ code: String,
    _ name: String,
    _ substances: [String],
    form: String = "TABLET"
  ) -> CatalogueRow {
    .product(
      DirectoryProduct(
        listing: code,
        code: code,
        type: "HUMAN PRESCRIPTION DRUG",
        name: name,
        genericName: "generic of \(name)",
        form: form,
        routes: ["ORAL"],
        startedOn: nil,
        endedOn: nil,
        category: "NDA",
        application: "",
        labeler: "Example Labs",
        substances: substances,
        strength: "10 mg",
        classes: [],
        controlSchedule: nil,
        exclusion: "N",
        certifiedThrough: nil
      )
    )
  }

  private func publish(_ rows: [CatalogueRow]) throws {
    let session = home.test.database.acting(as: CareDatabase.founder, for: 0)
    let begin = BeginImport(
      dataset: .products,
      fileName: "x",
      fileDigest: .init(repeating: 1, count: 32)
    )
    guard case .begun(let ticket) = try session.write(begin) else { return }
    _ = try session.write(StageRows(ticket, rows: rows.map { FileRow($0) }))
    #expect(try answer("Rheumex").unknown == ["Rheumex"])
    try session.write(PublishImport(ticket, counts: ImportCounts(taken: rows.count)))
  }

  private func answer(_ names: String...) throws -> DrugCheckQuery.Answer {
    try home.session.read(DrugCheckQuery(names, isForPerson: false))
  }

  @Test func `a brand of the directory is checked by its substances`() throws {
    let answer = try answer("rheumex", "Trimox")
    #expect(answer.unknown == [])
    #expect(answer.alerts.map(\.effect) == ["blood counts fall"])
    #expect(try self.answer("generic of Rheumex").unknown == [])
  }

  @Test(arguments: ["Halfknown", "Twofold", "Empty", "Rheumexx"])
  func `a drug that is not known in full is unknown`(name: String) throws {
    #expect(try answer(name, "trimethoprim").unknown == [name])
  }

  @Test func `a weekly medicine is one under any name of the market`() throws {
    #expect(throws: StoreError.self) { try home.add("Rheumex", OnePersonHome.daily) }
    #expect(try home.plan().items.isEmpty)
    _ = try home.add("Rheumex", OnePersonHome.weekly)
    #expect(try home.plan().items.count == 1)
  }
}
