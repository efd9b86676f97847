import Domain
import Exchange
import Foundation
import Services
import Store

/// One run of an import: its files one after the other, each whole or not at all.
struct ImportRun {
  private let command: CommandRun
  private let source: ImportSource
  private let kind: DrugFileKind

  init(_ global: GlobalOptions, _ source: ImportSource, _ kind: DrugFileKind) throws {
    command = try CommandRun(global)
    self.source = source
    self.kind = kind
  }

  func run() throws {
    guard !source.files.isEmpty else { throw CommandFailure(.usage, "Name the file to load.") }
    let list = RejectedLines(
      path: source.rejected ?? command.path + ".rejected",
      isAsked: source.rejected != nil,
      files: source.files
    )
    try list.prepare()
    var results: [ImportResult] = []
    defer {
      // What one file brought is said, even when the next one ends the run.
      if !results.isEmpty {
        command.print(
          json: ImportResult.json(results, list: list.writtenPath),
          text: ImportResult.words(results, list: list.writtenPath)
        )
      }
    }
    try command.withSite { session in
      let stop = StopSignal()
      defer { stop.end() }
      for file in source.files {
        results.append(try load(file, into: session, until: stop, list))
        try list.write()
      }
    }
    if let refused = results.first(where: { $0.refusal != nil })?.refusal {
      throw CommandFailure(.badData, "\(refused). Nothing of it was taken.")
    }
    let rejected = results.reduce(0) { $0 + $1.report.counts.rejected }
    guard rejected > 0 else { return }
    throw CommandFailure(.badData, "\(Display.count(rejected, "line")) could not be taken.")
  }

  private func load(
    _ file: String,
    into session: ActingSession,
    until stop: StopSignal,
    _ list: RejectedLines
  ) throws -> ImportResult {
    let name = (file as NSString).lastPathComponent
    let meter = ProgressMeter(name)
    defer { meter.end() }
    list.begin(name)
    do {
      let report = try CatalogueImport(session: session, kind: kind, path: file).run(
        .init(
          progress: { meter.show($0) },
          isStopped: { stop.isAsked },
          rejected: { try list.take($0) }
        )
      )
      return ImportResult(report: report, rejected: list.first)
    } catch CatalogueImportError.stopped {
      throw CommandFailure(
        .tryAgain,
        """
        Stopped. Nothing of \(name) is in the catalogue; the same command goes on where it stopped.
        """
      )
    } catch let error as DrugFileError {
      return ImportResult(refusing: name, of: kind, because: error)
    }
  }
}

/// What became of one file, and how it is said.
struct ImportResult {
  let report: CatalogueImportReport
  /// The first rejected lines; all of them stand in the list.
  let rejected: [CatalogueImport.Rejection]
  /// What is wrong with the file as a whole.
  let refusal: String?

  private var name: String { report.fileName }

  /// What the file is; its name alone where that could not be found out.
  private var source: String { refusal == nil ? report.source : name }

  init(report: CatalogueImportReport, rejected: [CatalogueImport.Rejection]) {
    self.report = report
    self.rejected = rejected
    refusal = nil
  }

  /// A file that is none of those that are looked for; nothing of it was taken.
  init(refusing name: String, of kind: DrugFileKind, because error: DrugFileError) {
    let dataset: CatalogueDataset =
      switch kind {
      case .ndc: .products
      case .rxnorm: .conceptNames
      case .interactions: .interactions
      }
    report = CatalogueImportReport(
      fileName: name,
      dataset: dataset,
      counts: ImportCounts(rejected: 1),
      skipped: [:]
    )
    refusal = "\(name) \(error.words)"
    rejected = [.init(line: 1, reason: "the file \(error.words)")]
  }

  /// What became of all files of a run, and where the list of rejected lines is.
  static func words(_ results: [ImportResult], list: String?) -> String {
    let end = list.map { ["All rejected lines: \($0)"] } ?? []
    return (results.map(\.words) + end).joined(separator: "\n")
  }

  private var words: String {
    if let refusal { return "\(refusal). Nothing of it was taken." }
    let counts = report.counts
    let type = report.dataset.rowType
    var lines = [
      """
      \(report.source): \(Display.number(counts.taken)) taken, \
      \(Display.number(counts.unchanged)) unchanged, \
      \(Display.number(counts.skipped)) skipped, \(Display.number(counts.rejected)) rejected.
      """
    ]
    lines += report.skipped.sorted { $0.key < $1.key }.map { reason, count in
      "  \(Display.number(count)) \(type) skipped: \(reason)."
    }
    lines += rejected.prefix(20).map { "  line \($0.line): \($0.reason)" }
    return lines.joined(separator: "\n")
  }

  /// One document for all files of a run.
  static func json(_ results: [ImportResult], list: String?) -> JSON {
    var taken: [String: Int] = [:]
    var unchanged: [String: Int] = [:]
    for result in results {
      let type = result.report.dataset.rowType
      taken[type, default: 0] += result.report.counts.taken
      unchanged[type, default: 0] += result.report.counts.unchanged
    }
    func object(_ counts: [String: Int]) -> JSON {
      .object(
        counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }
          .map { JSONMember($0.key, .integer($0.value)) }
      )
    }
    return .object([
      "source": .string(results.map(\.source).joined(separator: "; ")),
      "taken": object(taken), "unchanged": object(unchanged),
      "skipped": .array(
        results.flatMap { result in
          result.report.skipped.sorted { $0.key < $1.key }.map { reason, count in
            JSON.object([
              "type": .string(result.report.dataset.rowType), "count": .integer(count),
              "reason": .string(reason),
            ])
          }
        }
      ),
      "rejected": .array(
        results.flatMap { result in
          result.rejected.map { rejection in
            JSON.object([
              "where": .string(
                results.count == 1
                  ? "line \(rejection.line)" : "\(result.name), line \(rejection.line)"
              ),
              "reason": .string(rejection.reason),
            ])
          }
        }
      ),
      "rejectedCount": .integer(results.reduce(0) { $0 + $1.report.counts.rejected }),
      "rejectedList": .text(list),
    ])
  }
}

/// Writes every rejected line's file, number and reason to a list, and keeps the first of them.
private final class RejectedLines {
  private let path: String
  /// Whether somebody named the list; otherwise it stands beside the database.
  private let isAsked: Bool
  private let files: [String]
  private var handle: FileHandle?
  private var file = ""
  private var waiting: [UInt8] = []
  /// Of the file that is being read.
  private(set) var first: [CatalogueImport.Rejection] = []

  /// The most that a document lists of one file.
  private static let listed = 1_000

  init(path: String, isAsked: Bool, files: [String]) {
    (self.path, self.isAsked, self.files) = (path, isAsked, files)
  }

  var writtenPath: String? { handle == nil ? nil : path }

  /// Takes away the list of an earlier run, so that it is not read as this one's.
  ///
  /// - Throws: ``CommandFailure`` when the list would be written over a file that is to be read
  func prepare() throws {
    let place = Self.place(path)
    guard !files.contains(where: { Self.place($0) == place }) else {
      throw CommandFailure(.usage, "\(path) cannot be the file and the list of its bad lines.")
    }
    if !isAsked { unlink(path) }
  }

  /// Where a path leads, whatever way it goes.
  private static func place(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }

  func begin(_ name: String) {
    file = name
    first = []
  }

  func take(_ rejection: CatalogueImport.Rejection) throws {
    if first.count < Self.listed { first.append(rejection) }
    waiting += Array("\(file)\t\(rejection.line)\t\(rejection.reason)\n".utf8)
    if waiting.count > 65_536 { try write() }
  }

  /// Writes what waits, to the disk.
  func write() throws {
    guard !waiting.isEmpty else { return }
    if handle == nil {
      let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else {
        throw CommandFailure(.cannotCreate, "\(path), the list of rejected lines, cannot be made.")
      }
      handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
    do {
      try handle?.write(contentsOf: Data(waiting))
      try handle?.synchronize()
    } catch {
      throw CommandFailure(.inputOutput, "\(path), the list of rejected lines, cannot be written.")
    }
    waiting.removeAll(keepingCapacity: true)
  }
}

/// Says on a terminal how far a long reading is.
private final class ProgressMeter {
  private let name: String
  private let isShown = isatty(STDERR_FILENO) == 1
  private var shown = -1

  init(_ name: String) { self.name = name }

  func show(_ progress: CatalogueImport.Progress) {
    guard isShown, progress.size > 0 else { return }
    let percent = progress.read * 100 / progress.size
    guard percent != shown else { return }
    shown = percent
    let text = "\r\(name): \(percent) %, \(Display.number(progress.lines)) lines  "
    FileHandle.standardError.write(Data(SafeText.forTerminal(text).utf8))
  }

  func end() {
    guard shown >= 0 else { return }
    FileHandle.standardError.write(Data("\n".utf8))
  }
}
