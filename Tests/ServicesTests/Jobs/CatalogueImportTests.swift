import Domain
import Exchange
import Foundation
import GRDB
import Services
import Store
import TestSupport
import Testing

@Suite struct CatalogueImportTests {
  private let test: TestDatabase
  private let session: ActingSession

  init() throws {
    test = try TestDatabase(info: NewDatabase(isCounter: false))
    session = test.database.acting(as: CareDatabase.founder, for: 0)
    let folder = #filePath.components(separatedBy: "/Tests/")[0] + "/SampleDB/catalogue"
    _ = try CatalogueLoader(folder: folder).load(into: test.database)
  }

  private static let corpus =
    #filePath.components(separatedBy: "/Tests/")[0] + "/Tests/ExchangeTests/Corpus"

  private func text(_ name: String) throws -> String {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(Self.corpus)/\(name)"))
    // Some of the files end their lines as Windows does, which is one character.
    return try #require(String(data: data, encoding: .windowsCP1252)).replacing("\r\n", with: "\n")
  }

  /// Writes a file into the folder of the test.
  private func file(_ name: String, _ text: String) throws -> String {
    let path = "\(test.folder)/\(name)"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  @discardableResult
  private func load(
    _ kind: DrugFileKind,
    _ path: String,
    batch: Int = 2,
    stopAfter lines: Int = .max
  ) throws -> CatalogueImportReport {
    var job = CatalogueImport(session: session, kind: kind, path: path)
    job.batchSize = batch
    var asked = 0
    return try job.run(
      .init(isStopped: {
        asked += 1
        return asked > lines
      })
    )
  }

  private func names(_ text: String) throws -> [String] {
    try session.read(DrugSearchQuery(text)).map(\.name)
  }

  private func number(_ sql: String) throws -> Int {
    try DatabaseQueue(path: test.path).read { try Int.fetchOne($0, sql: sql) ?? -1 }
  }

  @Test func `a file is taken once, and the second time everything is unchanged`() throws {
    let path = "\(Self.corpus)/ndc/product.txt"
    #expect(try load(.ndc, path).counts == ImportCounts(taken: 5))
    #expect(try load(.ndc, path).counts == ImportCounts(unchanged: 5))
    #expect(try number("SELECT count(*) FROM directory_products") == 5)
    #expect(try names("Examplo") == ["Examplo XR"])
    let packages = "\(Self.corpus)/ndc/package.txt"
    #expect(try load(.ndc, packages).counts == ImportCounts(taken: 4))
    #expect(try load(.ndc, packages).counts == ImportCounts(unchanged: 4))
    for name in ["RXNCONSO", "RXNREL", "RXNSAT"] {
      let path = "\(Self.corpus)/rxnorm/\(name).RRF"
      let first = try load(.rxnorm, path).counts
      let second = try load(.rxnorm, path).counts
      #expect(first.taken > 0 && first.unchanged == 0)
      #expect(second.taken == 0 && second.unchanged == first.taken)
      #expect(second.skipped == first.skipped)
    }
  }

  @Test func `a listing that changed replaces the one before it`() throws {
    let old = try text("ndc/product.txt")
    try load(.ndc, try file("old.txt", old))
    let new = old.replacingOccurrences(of: "Examplo\tXR", with: "Renamed\tXR")
    let report = try load(.ndc, try file("new.txt", new))
    #expect(report.counts == ImportCounts(taken: 1, unchanged: 4))
    #expect(try names("Examplo") == [])
    #expect(try names("Renamed") == ["Renamed XR"])
    #expect(try number("SELECT count(*) FROM directory_products") == 5)
  }

  @Test func `what is broken off is nowhere to be seen, and goes on where it stopped`() throws {
    let path = "\(Self.corpus)/ndc/product.txt"
    #expect(throws: CatalogueImportError.stopped) { try load(.ndc, path, stopAfter: 2) }
    #expect(try names("Examplo") == [])
    let staged = try number("SELECT count(*) FROM directory_products")
    #expect((1..<5).contains(staged))
    #expect(try load(.ndc, path).counts == ImportCounts(taken: 5))
    #expect(try names("Examplo") == ["Examplo XR"])
    #expect(try number("SELECT count(*) FROM directory_products") == 5)
    #expect(try number("SELECT count(*) FROM imports WHERE status = 'loading'") == 0)
  }

  @Test func `another file takes away what a broken one left behind`() throws {
    let old = try text("ndc/product.txt")
    try load(.ndc, try file("old.txt", old))
    let changed = try file("changed.txt", old.replacingOccurrences(of: "Examplo", with: "Changed"))
    #expect(throws: CatalogueImportError.stopped) { try load(.ndc, changed, stopAfter: 2) }
    #expect(try names("Examplo") == ["Examplo XR"])
    let third = try file("third.txt", old.replacingOccurrences(of: "Paindol", with: "Third"))
    #expect(try load(.ndc, third).counts == ImportCounts(taken: 1, unchanged: 4))
    #expect(try names("Changed") == [])
    #expect(try names("Examplo") == ["Examplo XR"])
    #expect(try names("Third") == ["Third"])
    #expect(try number("SELECT count(*) FROM directory_products") == 5)
    #expect(try number("SELECT count(*) FROM imports WHERE status = 'discarded'") == 1)
  }

  @Test func `a key that stands twice is rejected where it differs`() throws {
    let text = try text("ndc/package.txt")
    let lines = text.split(separator: "\n")
    let twice = text + "\(lines[1])\n" + lines[2].replacing("90 TABLET", with: "91 TABLET") + "\n"
    var rejected: [CatalogueImport.Rejection] = []
    var job = CatalogueImport(session: session, kind: .ndc, path: try file("twice.txt", twice))
    job.batchSize = 3
    let report = try job.run(.init(rejected: { rejected.append($0) }))
    #expect(report.counts == ImportCounts(taken: 5, rejected: 1))
    #expect(
      rejected == [
        .init(line: 7, reason: "the same key stands on an earlier line with another content")
      ]
    )
  }

  @Test func `a key that stands twice is rejected the second time as well`() throws {
    let text = try text("ndc/product.txt")
    let lines = text.split(separator: "\n")
    let path = try file("twice.txt", text + lines[1].replacing("Examplo", with: "Other") + "\n")
    #expect(try load(.ndc, path).counts == ImportCounts(taken: 5, rejected: 1))
    #expect(try load(.ndc, path).counts == ImportCounts(unchanged: 5, rejected: 1))
    #expect(try names("Examplo") == ["Examplo XR"])
  }

  @Test func `a new version of a label replaces the listing of the same code`() throws {
    let old = try text("ndc/product.txt")
    try load(.ndc, try file("old.txt", old))
    let line = try #require(old.split(separator: "\n").first { $0.contains("Examplo") })
    let version = line.replacing("9001-0101_a", with: "9001-0101_z")
      .replacing("Examplo", with: "Renamed")
    let path = try file("new.txt", old.replacing(line, with: version))
    #expect(try load(.ndc, path).counts == ImportCounts(taken: 1, unchanged: 4))
    #expect(try names("9001-0101") == ["Renamed XR"])
    #expect(try load(.ndc, path).counts == ImportCounts(unchanged: 5))
    // Two listings of one code in one file both hold, whichever is new and whichever comes first.
    for both in ["\(line)\n\(version)", "\(version)\n\(line)"] {
      let path = try file("both.txt", old.replacing(line, with: both))
      try load(.ndc, path)
      #expect(Set(try names("9001-0101")) == ["Examplo XR", "Renamed XR"])
      #expect(try load(.ndc, path).counts == ImportCounts(unchanged: 6))
      try load(.ndc, try file("one.txt", old))
    }
  }

  @Test func `what is given up takes nothing any more, not even from who still loads it`() throws {
    let path = "\(Self.corpus)/ndc/product.txt"
    #expect(throws: CatalogueImportError.stopped) { try load(.ndc, path, stopAfter: 2) }
    let begin = BeginImport(
      dataset: .products,
      fileName: "other.txt",
      fileDigest: .init(repeating: 0, count: 32)
    )
    let answer = try session.write(begin)
    guard case .otherIsOpen(let ticket) = answer else {
      Issue.record("\(answer)")
      return
    }
    let id = ticket.id
    // One step of many: what comes after it is as far as another process got.
    _ = try session.write(ClearRows(ticket, .discard, from: 0, count: 1))
    #expect(throws: StoreError.changedMeanwhile(what: "import", id: "\(id)")) {
      try session.write(StageRows(ticket, rows: []))
    }
    #expect(throws: StoreError.changedMeanwhile(what: "import", id: "\(id)")) {
      try session.write(PublishImport(ticket, counts: ImportCounts()))
    }
    #expect(try load(.ndc, path).counts == ImportCounts(taken: 5))
    #expect(try number("SELECT count(*) FROM directory_products") == 5)
  }

  @Test func `names without a listing are not looked through for ever`() throws {
    let old = try text("ndc/product.txt")
    try load(.ndc, try file("old.txt", old))
    try load(.ndc, try file("new.txt", old.replacing("Examplo", with: "Renamed")))
    #expect(try number("SELECT count(*) FROM directory_drugs") == 5)
    for search in ["directory_search", "directory_parts"] {
      let found = "SELECT count(*) FROM \(search) WHERE names MATCH"
      #expect(try number("\(found) 'Examplo'") == 0)
      #expect(try number("\(found) 'Renamed'") == 1)
    }
  }

  @Test func `a file that grows while it is read is not taken`() throws {
    let path = try file("grows.txt", try text("ndc/product.txt"))
    let job = CatalogueImport(session: session, kind: .ndc, path: path)
    var line = "9009-0909_x\t9009-0909\t\tLate\t\tlate" + String(repeating: "\t", count: 14)
    #expect(throws: CatalogueImportError.changed(path: path)) {
      try job.run(
        .init(progress: { _ in
          guard !line.isEmpty, let handle = FileHandle(forWritingAtPath: path) else { return }
          handle.seekToEndOfFile()
          handle.write(Data((line + "\n").utf8))
          line = ""
        })
      )
    }
    #expect(try names("Examplo") == [])
    #expect(try load(.ndc, path).counts == ImportCounts(taken: 6))
  }

  @Test func `another source does not make less of a pair`() throws {
    let header = try #require(try text("interactions/pairs.csv").split(separator: "\n").first)
    func pairs(_ severity: String, _ source: String) throws -> String {
      try file(
        "\(severity) \(source).csv",
        "\(header)\nwarfarin,metformin,\(severity),x,m,e,g,established,lit,\(source),2026-11-21,,"
      )
    }
    try load(.interactions, try pairs("major", "one"))
    var reasons: [String] = []
    let job = CatalogueImport(
      session: session,
      kind: .interactions,
      path: try pairs("minor", "two")
    )
    _ = try job.run(.init(rejected: { reasons.append($0.reason) }))
    #expect(reasons == ["the catalogue has the pair as major from “one”, which stays"])
    #expect(try load(.interactions, try pairs("minor", "one")).counts == ImportCounts(taken: 1))
    let graver = try pairs("contraindicated", "two")
    #expect(try load(.interactions, graver).counts == ImportCounts(taken: 1))
  }

  @Test func `interactions hold by what the catalogue knows, whichever side comes first`() throws {
    let header = try #require(try text("interactions/pairs.csv").split(separator: "\n").first)
    func row(_ a: String, _ b: String, _ effect: String) -> String {
      "\(a),\(b),major,pharmacodynamic,m,\(effect),g,established,lit,s,2026-11-21,,"
    }
    let before = try number("SELECT count(*) FROM drug_interactions")
    let file = try file(
      "pairs.csv",
      [
        String(header), row("warfarin", "Metformin", "first"), row("blorbium", "warfarin", "x"),
        row("metformin", "warfarin", "other"),
      ].joined(separator: "\n")
    )
    var reasons: [String] = []
    let job = CatalogueImport(session: session, kind: .interactions, path: file)
    let report = try job.run(.init(rejected: { reasons.append("\($0.line) \($0.reason)") }))
    #expect(report.counts == ImportCounts(taken: 1, rejected: 2))
    #expect(
      reasons == [
        "3 a “blorbium” is no ingredient and no class of the catalogue",
        "4 the same key stands on an earlier line with another content",
      ]
    )
    #expect(try number("SELECT count(*) FROM drug_interactions") == before + 1)
    let turned = try self.file(
      "turned.csv",
      [String(header), row("metformin", "warfarin", "turned")].joined(separator: "\n")
    )
    #expect(try load(.interactions, turned).counts == ImportCounts(taken: 1))
    #expect(try number("SELECT count(*) FROM drug_interactions") == before + 1)
    let pair = DrugCheckQuery(["warfarin", "metformin"], isForPerson: false)
    #expect(try session.read(pair).alerts.map(\.effect).contains("turned"))
    #expect(try load(.interactions, turned).counts == ImportCounts(unchanged: 1))
  }

  @Test func `the shipped interactions are unchanged when they come again`() throws {
    let folder = #filePath.components(separatedBy: "/Tests/")[0] + "/SampleDB/catalogue"
    let report = try load(.interactions, folder + "/interactions.csv", batch: 100)
    #expect(report.counts.taken == 0)
    #expect(report.counts.rejected == 0)
    #expect(report.counts.unchanged > 300)
  }

  @Test func `who may not change the catalogue loads nothing`() throws {
    let stranger = test.database.acting(
      as: Acting(userID: 99, handle: "x", roles: [.patient]),
      for: 99
    )
    let job = CatalogueImport(
      session: stranger,
      kind: .ndc,
      path: "\(Self.corpus)/ndc/product.txt"
    )
    #expect(throws: StoreError.self) { try job.run() }
  }

  @Test func `every transaction of an import is on record`() throws {
    try load(.ndc, "\(Self.corpus)/ndc/product.txt", batch: 2)
    #expect(try number("SELECT count(*) FROM audit_logs WHERE action_type = 'import.rows'") == 3)
    #expect(try number("SELECT count(*) FROM audit_logs WHERE action_type = 'import.publish'") == 1)
  }
}
