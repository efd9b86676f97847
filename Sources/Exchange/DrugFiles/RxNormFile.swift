import Domain

/// Reads the lines of RxNorm's RRF files: names, relations and attributes of concepts.
///
/// Which file it is shows the number of fields of its first line; there is no header. Each line ends
/// with a separator.
struct RxNormFile: Sendable {
  let dataset: CatalogueDataset

  /// Nil when a line of this width stands in none of these files.
  init?(firstLine line: [UInt8]) {
    switch line.reduce(into: 0, { $0 += $1 == UInt8(ascii: "|") ? 1 : 0 }) {
    case 18: dataset = .conceptNames
    case 16: dataset = .conceptRelations
    case 13: dataset = .conceptCodes
    default: return nil
    }
  }

  /// Reads a line; nil for one that the program has no use for, with the reason in `skipped`.
  func row(_ line: [UInt8], skipped: inout String?) throws(LineProblem) -> CatalogueRow? {
    let fields = line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
    let width = self.width + 1
    guard fields.count == width else {
      throw .fieldCount(expected: width - 1, found: fields.count - 1)
    }
    switch dataset {
    case .conceptRelations: return try relation(fields, &skipped)
    case .conceptCodes: return try code(fields, &skipped)
    default: return try name(fields, &skipped)
    }
  }

  private var width: Int {
    switch dataset {
    case .conceptRelations: 16
    case .conceptCodes: 13
    default: 18
    }
  }

  private typealias Fields = [ArraySlice<UInt8>]

  private static let own = Array("RXNORM".utf8)
  private static let english = Array("ENG".utf8)

  private func name(_ fields: Fields, _ skipped: inout String?) throws(LineProblem)
    -> CatalogueRow?
  {
    guard fields[11].elementsEqual(Self.own) else {
      skipped = "names of other vocabularies are not kept"
      return nil
    }
    guard fields[1].elementsEqual(Self.english) else {
      skipped = "names in other languages are not kept"
      return nil
    }
    let name = DrugFileText.trimmed(try DrugFileText.text(Array(fields[14])))
    guard !name.isEmpty else { throw .empty(column: "STR") }
    let kind = try DrugFileText.text(Array(fields[12]))
    guard !kind.isEmpty else { throw .empty(column: "TTY") }
    return .name(
      ConceptName(
        atom: try number(fields[7], "RXAUI"),
        concept: try number(fields[0], "RXCUI"),
        kind: kind,
        name: name,
        isObsolete: !fields[16].elementsEqual([UInt8(ascii: "N")]) && !fields[16].isEmpty
      )
    )
  }

  /// Each relation stands there in both directions, of which one is enough.
  private static let kept: Set<String> = [
    "tradename_of", "ingredient_of", "precise_ingredient_of", "form_of", "part_of",
    "constitutes", "contained_in",
  ]

  private func relation(_ fields: Fields, _ skipped: inout String?) throws(LineProblem)
    -> CatalogueRow?
  {
    guard fields[10].elementsEqual(Self.own) else {
      skipped = "relations of other vocabularies are not kept"
      return nil
    }
    // Between names instead of concepts.
    guard !fields[0].isEmpty, !fields[4].isEmpty else {
      skipped = "relations between single names are not kept"
      return nil
    }
    let relation = try DrugFileText.text(Array(fields[7]))
    guard Self.kept.contains(relation) else {
      skipped = "relations that say the same the other way round, or nothing that is used here"
      return nil
    }
    return .relation(
      ConceptRelation(
        concept: try number(fields[0], "RXCUI1"),
        relation: relation,
        other: try number(fields[4], "RXCUI2")
      )
    )
  }

  private static let ndc = Array("NDC".utf8)

  private func code(_ fields: Fields, _ skipped: inout String?) throws(LineProblem)
    -> CatalogueRow?
  {
    guard fields[8].elementsEqual(Self.ndc) else {
      skipped = "attributes other than NDC are not kept"
      return nil
    }
    guard fields[9].elementsEqual(Self.own) else {
      skipped = "attributes of other vocabularies are not kept"
      return nil
    }
    let code = try DrugFileText.text(Array(fields[10]))
    guard code.utf8.count == 11, code.utf8.allSatisfy({ (48...57).contains($0) }) else {
      throw .noCode(column: "ATV", found: code)
    }
    return .code(ConceptCode(concept: try number(fields[0], "RXCUI"), ndc11: code))
  }

  private func number(_ bytes: ArraySlice<UInt8>, _ column: String) throws(LineProblem) -> Int {
    var value = 0
    for byte in bytes {
      guard (48...57).contains(byte), value < 100_000_000_000 else {
        throw .noNumber(column: column, found: String(decoding: bytes, as: UTF8.self))
      }
      value = value * 10 + Int(byte - 48)
    }
    if bytes.isEmpty { throw .empty(column: column) }
    return value
  }
}
