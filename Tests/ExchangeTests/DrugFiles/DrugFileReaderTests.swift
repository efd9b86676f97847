import Domain
import Exchange
import Foundation
import TestSupport
import Testing

@Suite struct DrugFileReaderTests {
  private func read(_ kind: DrugFileKind, _ bytes: [UInt8]) throws -> (
    rows: [CatalogueRow], skipped: [String], rejected: [String]
  ) {
    var reader = DrugFileReader(kind)
    var rows: [CatalogueRow] = []
    var skipped: [String] = []
    var rejected: [String] = []
    func take(_ line: Int, _ outcome: DrugFileReader.Outcome) {
      switch outcome {
      case .row(let row): rows.append(row)
      case .skipped(let reason): skipped.append(reason)
      case .rejected(let problem): rejected.append("\(line): \(problem.words)")
      }
    }
    try reader.take(bytes, take)
    try reader.finish(take)
    return (rows, skipped, rejected)
  }

  private func corpus(_ folder: String, _ index: Int) throws -> [UInt8] {
    try Mutations.corpus(folder, of: #filePath)[index]
  }

  private func products() throws -> [DirectoryProduct] {
    try read(.ndc, try corpus("ndc", 1)).rows.compactMap { row in
      if case .product(let product) = row { product } else { nil }
    }
  }

  @Test func `a product has its brand with the suffix and its classes apart`() throws {
    let first = try #require(try products().first)
    #expect(first.name == "Examplo XR")
    #expect(first.genericName == "metformin hydrochloride")
    #expect(first.strength == "500 mg")
    #expect(first.classes == ["Biguanide [EPC]", "Something, Odd [MoA]"])
    #expect(first.startedOn == CalendarDate(text: "2020-01-01"))
    #expect(first.endedOn == nil)
    #expect(first.controlSchedule == nil)
  }

  @Test func `lists keep their parts, and what does not match stays as published`() throws {
    let products = try products()
    #expect(products[2].routes == ["ORAL", "BUCCAL"])
    #expect(products[2].strength == "5 mg and 325 mg")
    #expect(products[2].controlSchedule == "II")
    #expect(products[3].strength == "70; 5600; 100 mg/1; [iU]/1")
    #expect(products[4].strength == "100 units per mL")
  }

  @Test func `a control schedule that is none is not taken for the lack of one`() throws {
    let text = String(decoding: try corpus("ndc", 1), as: UTF8.self)
    let rows = try read(.ndc, Array(text.replacing("\tCII\t", with: "\tDEA\t").utf8)).rows
    guard case .product(let product) = rows[2] else { throw Missing() }
    #expect(product.controlSchedule == DirectoryProduct.unknownSchedule)
  }

  @Test func `a mark before the text is no part of it`() throws {
    for (kind, folder, index) in [
      (DrugFileKind.ndc, "ndc", 0), (.rxnorm, "rxnorm", 0), (.interactions, "interactions", 0),
    ] {
      let bytes = try corpus(folder, index)
      let marked = try read(kind, [0xEF, 0xBB, 0xBF] + bytes)
      #expect(marked.rows == (try read(kind, bytes).rows))
      #expect(marked.rejected == [])
    }
  }

  @Test func `a file that is not UTF-8 keeps its letters`() throws {
    #expect(try products()[4].labeler == "Third Caf\u{E9}")
  }

  @Test func `unfinished drugs have no brand, and odd volumes are written out`() throws {
    let rows = try read(.ndc, try corpus("ndc", 2)).rows
    guard case .product(let product)? = rows.first else { throw Missing() }
    #expect(product.name == "Dulaglutide")
    #expect(product.strength == "0.75 mg per 0.5 mL")
  }

  @Test func `a package belongs to its product`() throws {
    var text = String(decoding: try corpus("ndc", 0), as: UTF8.self)
    #expect(try read(.ndc, Array(text.utf8)).rows.count == 4)
    text.replace("9001-0101-30\t30", with: "9001-0102-30\t30")
    #expect(
      try read(.ndc, Array(text.utf8)).rejected == [
        "2: the package “9001-0102-30” does not belong to the product “9001-0101”"
      ]
    )
  }

  @Test(arguments: [
    ("20190301\t\tANDA", "20191301\t\tANDA", "4: STARTMARKETINGDATE “20191301” is no day"),
    ("\t90002-201\t", "\t90002201\t", "4: PRODUCTNDC “90002201” is no drug code"),
    ("\t90002-201\t", "\t", "4: 19 fields instead of 20"),
    ("Second Maker\tHYDRO", "Sec\u{7}ond\tHYDRO", "4: a control character (7) stands in the line"),
  ])
  func `a bad line is named by its number and its reason`(
    old: String,
    new: String,
    reason: String
  ) throws {
    var text = String(decoding: try corpus("ndc", 1), as: UTF8.self)
    let range = try #require(text.range(of: old))
    text.replaceSubrange(range, with: new)
    let result = try read(.ndc, Array(text.utf8))
    #expect(result.rejected == [reason])
    #expect(result.rows.count == 4)
  }

  @Test func `of RxNorm its own names, one direction of a relation and the codes are kept`() throws
  {
    let names = try read(.rxnorm, try corpus("rxnorm", 0))
    #expect(names.rows.count == 5)
    #expect(names.skipped == ["names of other vocabularies are not kept"])
    #expect(
      names.rows.last
        == .name(
          ConceptName(
            atom: 1_900_006,
            concept: 900_005,
            kind: "SBD",
            name: "exemplin 500 MG Oral Tablet [Examplo]",
            isObsolete: true
          )
        )
    )
    let relations = try read(.rxnorm, try corpus("rxnorm", 1))
    #expect(
      relations.rows.first
        == .relation(ConceptRelation(concept: 900_001, relation: "tradename_of", other: 900_002))
    )
    #expect(relations.rows.count == 2)
    let codes = try read(.rxnorm, try corpus("rxnorm", 2))
    #expect(codes.rows == [.code(ConceptCode(concept: 900_003, ndc11: "09001010130"))])
  }

  @Test func `a quoted field may hold a quote, a comma and the end of a line`() throws {
    let result = try read(.interactions, try corpus("interactions", 0))
    #expect(result.rejected == [])
    guard case .interaction(let entry)? = result.rows.first else { throw Missing() }
    #expect(entry.management == "Avoid; ask about\n\"other\" painkillers.")
    guard case .interaction(let last)? = result.rows.last else { throw Missing() }
    #expect(last.keepApartBeforeMinutes == 240)
    #expect(last.keepApartAfterMinutes == 90)
  }

  @Test func `a stray quote takes no other line with it`() throws {
    var text = String(decoding: try corpus("interactions", 0), as: UTF8.self)
    text.replace("both affect", with: "both \" affect")
    let result = try read(.interactions, Array(text.utf8))
    #expect(result.rejected.first?.hasPrefix("2: ") == true)
    guard case .interaction(let last)? = result.rows.last else { throw Missing() }
    #expect(last.first == "levothyroxine")
  }

  @Test(arguments: [
    (DrugFileKind.ndc, DrugFileError.unknownHeader), (.rxnorm, .unknownWidth),
    (.interactions, .csv(.columnMissing("a"))),
  ])
  func `another file is refused as a whole`(kind: DrugFileKind, error: DrugFileError) {
    #expect(throws: error) { try read(kind, Array("hello\tworld\n1\t2\n".utf8)) }
    #expect(throws: DrugFileError.empty) { try read(kind, []) }
  }

  private struct Missing: Error {}
}
