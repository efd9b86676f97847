import Foundation
import TestSupport

extension Subject {
  /// Building the sample that every visitor waits for.
  static let sample = Subject(
    name: "sample",
    question: "how long does the sample take to build?"
  ) { run in
    let scratch = try Scratch()
    let variables = ["HOME": scratch.folder, "PATH": "/usr/bin:/bin", "TZ": Household.zone]
    var ours: [Double] = []
    var theirs: [Double] = []
    let dump = scratch.folder + "/dump.sql"
    for turn in 0..<run.either(3, whole: 11) {
      let path = scratch.folder + "/sample\(turn).sqlite"
      ours.append(
        try milliseconds {
          let end = try ChildProcess.run(
            Executables.program,
            ["init", "--sample", "--db", path],
            environment: variables
          )
          guard end.exit == .code(0) else { throw NotMeasured(reason: end.errors) }
        }
      )
      if turn == 0 { try Self.dump(path, to: dump) }
      theirs.append(
        try milliseconds {
          let end = try ChildProcess.run(
            "/usr/bin/sqlite3",
            [scratch.folder + "/copy\(turn).sqlite", ".read \(dump)"]
          )
          guard end.exit == .code(0) else { throw NotMeasured(reason: end.errors) }
        }
      )
    }
    return [
      Figure(
        "init --sample",
        Timings(ours).median,
        .milliseconds,
        beside: "sqlite3 loading the same rows",
        Timings(theirs).median
      )
    ]
  }

  private static func dump(_ path: String, to file: String) throws {
    let end = try ChildProcess.run(
      "/usr/bin/sqlite3",
      [path, "SELECT count(*) FROM users;", ".output \(file)", ".dump"]
    )
    guard end.exit == .code(0), (Int(end.output.split(separator: "\n").first ?? "") ?? 0) > 1 else {
      throw NotMeasured(reason: "the sample has nobody in it: \(end.errors)")
    }
  }
}
