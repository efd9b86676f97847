import Domain

/// What is in a publisher's file.
package enum DrugFileKind: String, CaseIterable, Sendable {
  case ndc
  case rxnorm
  case interactions
}

/// Reads a publisher's file as its bytes come, in memory that does not grow with it.
package struct DrugFileReader: Sendable {
  package let kind: DrugFileKind
  private var lines = LineSplitter()
  private var layout: Layout?
  /// The lines of a CSV record that goes on.
  private var record: [LineSplitter.Line] = []

  package init(_ kind: DrugFileKind) { self.kind = kind }

  /// What came of one line.
  package enum Outcome: Sendable {
    case row(CatalogueRow)
    /// Nothing that the program keeps.
    case skipped(String)
    case rejected(LineProblem)
  }

  private enum Layout: Sendable {
    case ndc(NDCFile)
    case rxnorm(RxNormFile)
    case interactions(InteractionFile)
  }

  /// Which rows the file has; nil before its first line was read.
  package var dataset: CatalogueDataset? {
    switch layout {
    case .ndc(let file): file.dataset
    case .rxnorm(let file): file.dataset
    case .interactions: .interactions
    case nil: nil
    }
  }

  /// Takes the next piece and hands over what came of each line in it, with the line's number.
  ///
  /// - Throws: ``DrugFileError``, and what `body` throws.
  package mutating func take(
    _ piece: [UInt8],
    _ body: (Int, Outcome) throws -> Void
  ) throws {
    var splitter = lines
    defer { lines = splitter }
    try splitter.take(piece) { line throws(any Error) in try read(line, body) }
  }

  /// Says that the file has ended.
  ///
  /// - Throws: ``DrugFileError``, and what `body` throws.
  package mutating func finish(_ body: (Int, Outcome) throws -> Void) throws {
    var splitter = lines
    defer { lines = splitter }
    try splitter.finish { line throws(any Error) in try read(line, body) }
    while let first = record.first, case .interactions(let file) = layout {
      let rest = record.dropFirst()
      record = []
      try body(first.number, .rejected(.csv(.unclosedQuote(line: first.number))))
      for line in rest { try read(line, of: file, body) }
    }
    if layout == nil { throw DrugFileError.empty }
  }

  private mutating func read(
    _ line: LineSplitter.Line,
    _ body: (Int, Outcome) throws -> Void
  ) throws {
    switch layout {
    case nil: try open(line, body)
    case .interactions(let file): try read(line, of: file, body)
    case .ndc(let file):
      try outcome(line, body) { bytes throws(LineProblem) in .row(try file.row(bytes)) }
    case .rxnorm(let file):
      try outcome(line, body) { bytes throws(LineProblem) in
        var reason: String?
        guard let row = try file.row(bytes, skipped: &reason) else {
          return .skipped(reason ?? "")
        }
        return .row(row)
      }
    }
  }

  private mutating func open(
    _ first: LineSplitter.Line,
    _ body: (Int, Outcome) throws -> Void
  ) throws {
    let line = first.withoutMark
    switch kind {
    case .ndc:
      guard let file = NDCFile(header: line.bytes) else { throw DrugFileError.unknownHeader }
      layout = .ndc(file)
    case .rxnorm:
      guard let file = RxNormFile(firstLine: line.bytes) else {
        throw DrugFileError.unknownWidth
      }
      layout = .rxnorm(file)
      try read(line, body)
    case .interactions:
      let header = try Self.fields(line.bytes, line: line.number)
      do throws(CSVError) {
        layout = .interactions(try InteractionFile(header: header))
      } catch {
        throw DrugFileError.csv(error)
      }
    }
  }

  private func outcome(
    _ line: LineSplitter.Line,
    _ body: (Int, Outcome) throws -> Void,
    _ read: ([UInt8]) throws(LineProblem) -> Outcome
  ) throws {
    guard !line.isTooLong else { return try body(line.number, .rejected(.tooLong)) }
    let found: Outcome
    do throws(LineProblem) {
      found = try read(line.bytes)
    } catch {
      found = .rejected(error)
    }
    try body(line.number, found)
  }

  // MARK: Records of CSV

  /// The most lines and bytes of one record, beyond which a quote is taken for a stray one.
  private static let longestRecord = (lines: 50, bytes: 16_384)

  /// A quoted field may hold the end of a line, so that a record goes on.
  ///
  /// When nothing comes of it, its first line alone is rejected and the others are read anew: a
  /// stray quote must not take its neighbours with it.
  private mutating func read(
    _ line: LineSplitter.Line,
    of file: InteractionFile,
    _ body: (Int, Outcome) throws -> Void
  ) throws {
    var waiting = [line]
    while !waiting.isEmpty {
      record.append(waiting.removeFirst())
      guard let first = record.first else { return }
      guard let problem = try close(first.number, file, body) else { continue }
      waiting = Array(record.dropFirst()) + waiting
      record = []
      try body(first.number, .rejected(problem))
    }
  }

  /// Hands over the record, when it is complete; what is wrong with it otherwise.
  private mutating func close(
    _ line: Int,
    _ file: InteractionFile,
    _ body: (Int, Outcome) throws -> Void
  ) throws -> LineProblem? {
    if record.contains(where: \.isTooLong) { return .tooLong }
    let bytes = Array(record.map(\.bytes).joined(separator: [0x0A]))
    let quotes = bytes.reduce(into: 0) { $0 += $1 == UInt8(ascii: "\"") ? 1 : 0 }
    guard quotes.isMultiple(of: 2) else {
      let isOver =
        record.count > Self.longestRecord.lines || bytes.count > Self.longestRecord.bytes
      return isOver ? .csv(.unclosedQuote(line: line)) : nil
    }
    let row: CatalogueRow
    do {
      row = try file.row(try Self.fields(bytes, line: line))
    } catch let problem as LineProblem {
      return problem
    } catch DrugFileError.csv(let error) {
      return .csv(error)
    }
    record = []
    try body(line, .row(row))
    return nil
  }

  /// The fields of one record; a record that is more than one is left to the reader's errors.
  private static func fields(_ bytes: [UInt8], line: Int) throws -> [String] {
    var reader = CSVReader(bytes)
    do throws(CSVError) {
      return try reader.next()?.fields ?? []
    } catch {
      throw DrugFileError.csv(error.moved(by: line - 1))
    }
  }
}

/// Why a file as a whole is not what it should be.
package enum DrugFileError: Error, Equatable, Sendable {
  case empty
  /// The first line is no header of the NDC directory.
  case unknownHeader
  /// The first line has the number of fields of none of RxNorm's files.
  case unknownWidth
  case csv(CSVError)

  /// What is wrong, as a part of a sentence that begins with the file.
  package var words: String {
    switch self {
    case .empty: "is empty"
    case .unknownHeader:
      "does not begin with the header of the NDC directory's product or package file"
    case .unknownWidth: "is none of RXNCONSO.RRF, RXNREL.RRF and RXNSAT.RRF"
    case .csv(let error): "cannot be read: \(error.words)"
    }
  }
}
