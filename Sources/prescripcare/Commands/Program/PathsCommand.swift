import ArgumentParser
import Domain

/// `paths`: where the program keeps its files.
struct PathsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "paths",
    abstract: "Show where the program keeps its files."
  )

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let run = try CommandRun(global)
    let paths = run.live.paths
    let rows: [(String, String?)] = [
      ("database", run.path), ("keys", paths.keys), ("configuration", paths.configuration),
      ("state", paths.state), ("themes", paths.themes), ("sample", paths.sample),
    ]
    run.print(
      json: .object(rows.map { JSONMember($0.0, .text($0.1)) }),
      text: rows.map { row in
        row.0 + String(repeating: " ", count: 15 - row.0.count) + (row.1 ?? "not found")
      }.joined(separator: "\n")
    )
  }
}
