import Domain
import Foundation
import Store
import TestSupport

extension Subject {
  /// Loading publishers' files, and searching in what they brought.
  static let drugFiles = Subject(
    name: "drugfiles",
    question: "how fast do full-size drug files load, and how fast are they searched?"
  ) { run in
    let household = try Household()
    let scratch = try Scratch()
    let maker = DrugFileMaker(folder: scratch.folder)
    let products = run.either(20_000, whole: 100_000)
    let names = run.either(100_000, whole: 1_000_000)
    run.note("drugfiles: making files of \(products) products and \(names) names")
    let files = [
      try maker.products(products), try maker.packages(products * 2), try maker.names(names),
    ]
    var figures: [Figure] = []
    for file in files {
      run.note("drugfiles: loading \(file.name)")
      figures += try Loading(file, scratch.folder).figures(household)
    }
    return figures + (try Searching(household).figures(products: products))
  }
}

/// One file that is loaded by the program and by the database's own shell.
private struct Loading {
  let file: DrugFileMaker.File
  let folder: String

  init(_ file: DrugFileMaker.File, _ folder: String) { (self.file, self.folder) = (file, folder) }

  func figures(_ household: Household) throws -> [Figure] {
    let first = try load(household)
    let again = try load(household)
    let shell = try shell()
    let rows = Double(file.rows)
    return [
      Figure(
        "\(file.name), \(file.rows) rows",
        rows / first.seconds,
        .rowsPerSecond,
        beside: "sqlite3 .import",
        rows / shell
      ),
      Figure(
        "\(file.name), again",
        rows / again.seconds,
        .rowsPerSecond,
        beside: "sqlite3 .import",
        rows / shell
      ),
      Figure(
        "\(file.name), most memory",
        max(first.megabytes, again.megabytes),
        .megabytes,
        beside: "the file",
        Double(file.bytes) / 1e6
      ),
    ]
  }

  private func load(_ household: Household) throws -> (seconds: Double, megabytes: Double) {
    let start = milliseconds()
    let child = try ChildProcess(
      Executables.program,
      ["import", file.kind, file.path, "--json"] + household.arguments,
      environment: household.variables
    )
    var most = 0.0
    while let now = Self.peakMegabytes(of: child.identifier) {
      most = max(most, now)
      usleep(5_000)
    }
    let end = child.wait()
    guard end.exit == .code(0) else { throw NotMeasured(reason: end.errors) }
    return ((milliseconds() - start) / 1000, most)
  }

  /// The most memory of a process so far; nil when it has ended.
  private static func peakMegabytes(of process: pid_t) -> Double? {
    let path = "/proc/\(process)/status"
    // A process that has ended has no such line.
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }) else {
      return nil
    }
    return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).compactMap { Double($0) }
      .first.map { $0 / 1000 }
  }

  /// Seconds in which the database's own shell loads the file into a table without any index.
  private func shell() throws -> Double {
    let copy = "\(folder)/\(file.name).sqlite"
    let columns = (0..<file.columns).map { "c\($0)" }.joined(separator: ", ")
    return try milliseconds {
      let end = try ChildProcess.run(
        "/usr/bin/sqlite3",
        [
          copy, "CREATE TABLE rows (\(columns));", ".separator \"\(file.separator)\"",
          ".import \(file.path) rows",
        ]
      )
      guard end.exit == .code(0), end.errors.isEmpty else {
        throw NotMeasured(reason: String(end.errors.prefix(200)))
      }
    } / 1000
  }
}

/// Every beginning that somebody types on the way to a name, asked one after the other.
private struct Searching {
  private let household: Household

  init(_ household: Household) { self.household = household }

  func figures(products: Int) throws -> [Figure] {
    let database = try household.open()
    defer { database.close() }
    let session = household.session(database)
    let texts = ["metoprolol", "zalcopan 250", "hydrochloride xr", "9001-0042", "carvedipin", "a"]
    var times: [Double] = []
    for text in texts {
      for count in 1...text.count {
        let typed = String(text.prefix(count))
        for _ in 0..<3 {
          times.append(
            try milliseconds { _ = try session.read(DrugSearchQuery(typed, limit: 50)) }
          )
        }
      }
    }
    let timings = Timings(times)
    let frame = 16.0
    let name = "search of \(products) products while typing"
    return [
      Figure("\(name), median", timings.median, .milliseconds, beside: "one frame", frame),
      Figure("\(name), longest", timings.longest, .milliseconds, beside: "one frame", frame),
    ]
  }
}
