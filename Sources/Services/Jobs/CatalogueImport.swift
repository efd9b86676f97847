import Domain
import Exchange
import Foundation
import Store

/// Loads a publisher's file into the catalogue, in memory that grows by some bytes a line.
///
/// Rows go into the database some thousand at a time, where nobody sees them, and come into sight
/// together when the file has been read to its end. What is broken off leaves nothing in sight; the
/// same file goes on where it stopped.
package struct CatalogueImport: Sendable {
  package var session: ActingSession
  package var kind: DrugFileKind
  package var path: String
  /// Rows that are written in one transaction.
  package var batchSize = 4_000

  package init(session: ActingSession, kind: DrugFileKind, path: String) {
    self.session = session
    self.kind = kind
    self.path = path
  }

  /// How far it is.
  package struct Progress: Equatable, Sendable {
    /// Bytes of the file.
    package let read: Int
    package let size: Int
    package let lines: Int
  }

  /// A line that was not taken.
  package struct Rejection: Equatable, Sendable {
    package let line: Int
    package let reason: String

    package init(line: Int, reason: String) {
      self.line = line
      self.reason = reason
    }
  }

  /// What to do on the way; each is called from the thread that runs the import.
  package struct Hooks {
    package var progress: (Progress) -> Void
    /// Asked between batches.
    package var isStopped: () -> Bool
    package var rejected: (Rejection) throws -> Void

    package init(
      progress: @escaping (Progress) -> Void = { _ in },
      isStopped: @escaping () -> Bool = { false },
      rejected: @escaping (Rejection) throws -> Void = { _ in }
    ) {
      self.progress = progress
      self.isStopped = isStopped
      self.rejected = rejected
    }
  }

  /// Loads the file.
  ///
  /// - Throws: ``CatalogueImportError``, ``DrugFileError``, ``StoreError``
  package func run(_ hooks: Hooks = Hooks()) throws -> CatalogueImportReport {
    let file = try SourceFile(path)
    defer { file.close() }
    let digest = try file.digest(hooks.isStopped)
    let run = CatalogueImportRun(self, file, digest, hooks)
    try run.load()
    return run.report
  }
}

/// What became of a file.
package struct CatalogueImportReport: Equatable, Sendable {
  package let fileName: String
  package let dataset: CatalogueDataset
  package let counts: ImportCounts
  /// How many lines were passed over for each reason.
  package let skipped: [String: Int]

  /// The publication and the name of the file.
  package var source: String { "\(dataset.publication), \(fileName)" }

  package init(
    fileName: String,
    dataset: CatalogueDataset,
    counts: ImportCounts,
    skipped: [String: Int]
  ) {
    self.fileName = fileName
    self.dataset = dataset
    self.counts = counts
    self.skipped = skipped
  }
}

/// Why a file was not loaded; nothing of it is in sight.
package enum CatalogueImportError: Error, Equatable, Sendable {
  case missing(path: String)
  case unreadable(path: String, errno: Int32)
  case notAFile(path: String)
  /// It was written to while it was read.
  case changed(path: String)
  /// Somebody asked to stop.
  case stopped
}

/// One import from its first byte to its last.
private final class CatalogueImportRun {
  private let job: CatalogueImport
  private let file: SourceFile
  private let digest: [UInt8]
  private let hooks: CatalogueImport.Hooks
  private var reader: DrugFileReader
  private var ticket: ImportTicket?
  private var keys = FileKeys()
  private var rows: [FileRow] = []
  private var lines: [Int] = []
  private var lineCount = 0
  private var counts = ImportCounts()
  private var skipped: [String: Int] = [:]

  init(
    _ job: CatalogueImport,
    _ file: SourceFile,
    _ digest: [UInt8],
    _ hooks: CatalogueImport.Hooks
  ) {
    self.job = job
    self.file = file
    self.digest = digest
    self.hooks = hooks
    reader = DrugFileReader(job.kind)
  }

  func load() throws {
    try file.rewind()
    var read = 0
    var digest = ContentDigest()
    while let piece = try file.next() {
      digest.take(piece)
      var outcomes: [(line: Int, DrugFileReader.Outcome)] = []
      try reader.take(piece) { line, outcome in outcomes.append((line, outcome)) }
      for (line, outcome) in outcomes { try take(outcome, line) }
      read += piece.count
      hooks.progress(.init(read: read, size: max(read, file.size), lines: lineCount))
      try stopIfAsked()
    }
    var last: [(line: Int, DrugFileReader.Outcome)] = []
    try reader.finish { line, outcome in last.append((line, outcome)) }
    for (line, outcome) in last { try take(outcome, line) }
    try flush()
    guard digest.finished() == self.digest else {
      throw CatalogueImportError.changed(path: job.path)
    }
    let ticket = try openTicket()
    try stopIfAsked()
    try job.session.write(PublishImport(ticket, counts: counts))
    try clear(ticket, .sweep)
    if ticket.dataset.hasDrugs { try clear(ticket, .unlisted) }
  }

  var report: CatalogueImportReport {
    CatalogueImportReport(
      fileName: (job.path as NSString).lastPathComponent,
      dataset: reader.dataset ?? .interactions,
      counts: counts,
      skipped: skipped
    )
  }

  private func take(_ outcome: DrugFileReader.Outcome, _ line: Int) throws {
    lineCount = line
    switch outcome {
    case .row(let row):
      rows.append(keys.next(row))
      lines.append(line)
      if rows.count >= job.batchSize {
        try flush()
        try stopIfAsked()
      }
    case .skipped(let reason):
      skipped[reason, default: 0] += 1
      counts.skipped += 1
    case .rejected(let problem): try reject(line, problem)
    }
  }

  private func reject(_ line: Int, _ problem: LineProblem) throws {
    counts.rejected += 1
    try hooks.rejected(.init(line: line, reason: problem.words))
  }

  private func flush() throws {
    guard !rows.isEmpty else { return }
    let outcomes = try job.session.write(StageRows(try openTicket(), rows: rows))
    for (outcome, line) in zip(outcomes, lines) {
      switch outcome {
      case .taken: counts.taken += 1
      case .unchanged: counts.unchanged += 1
      case .standsTwice: try reject(line, .standsTwice)
      case .unknownSide(let column, let name):
        try reject(line, .notInCatalogue(column: column, found: name))
      case .lessSevere(let severity, let source):
        try reject(line, .lessSevere(than: severity, source: source))
      }
    }
    rows.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
  }

  private func openTicket() throws -> ImportTicket {
    if let ticket { return ticket }
    guard let dataset = reader.dataset else { throw DrugFileError.empty }
    let begin = BeginImport(
      dataset: dataset,
      fileName: (job.path as NSString).lastPathComponent,
      fileDigest: digest
    )
    while true {
      switch try job.session.write(begin) {
      case .begun(let ticket):
        self.ticket = ticket
        return ticket
      case .otherIsOpen(let other): try clear(other, .discard)
      }
    }
  }

  private func clear(_ ticket: ImportTicket, _ purpose: ClearRows.Purpose) throws {
    var place: Int? = 0
    while let from = place {
      place = try job.session.write(ClearRows(ticket, purpose, from: from))
    }
  }

  private func stopIfAsked() throws {
    if hooks.isStopped() { throw CatalogueImportError.stopped }
  }
}

/// A file that is read from its beginning to its end, twice.
private final class SourceFile {
  private let descriptor: Int32
  private let path: String
  let size: Int
  private var buffer = [UInt8](repeating: 0, count: 256 * 1024)

  init(_ path: String) throws(CatalogueImportError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { throw .missing(path: path) }
      throw .unreadable(path: path, errno: errno)
    }
    self.path = path
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    size = isKnown ? Int(status.st_size) : 0
    guard isKnown, status.st_mode & S_IFMT == S_IFREG else {
      Glibc.close(descriptor)
      throw .notAFile(path: path)
    }
  }

  func close() { Glibc.close(descriptor) }

  func rewind() throws(CatalogueImportError) {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw .unreadable(path: path, errno: errno)
    }
  }

  /// The next piece; nil at the end.
  func next() throws(CatalogueImportError) -> [UInt8]? {
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 { return Array(buffer[..<count]) }
      if count == 0 { return nil }
      guard errno == EINTR else { throw .unreadable(path: path, errno: errno) }
    }
  }

  func digest(_ isStopped: () -> Bool) throws -> [UInt8] {
    var digest = ContentDigest()
    while let piece = try next() {
      digest.take(piece)
      if isStopped() { throw CatalogueImportError.stopped }
    }
    return digest.finished()
  }
}
