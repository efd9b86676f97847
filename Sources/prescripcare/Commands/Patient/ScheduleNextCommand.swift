import ArgumentParser
import Domain

/// `schedule next`: what is due next of rules and records in a document, without a database.
struct ScheduleNextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next",
    abstract: "Work out what is due next from rules and records, without a database."
  )

  @OptionGroup var global: GlobalOptions
  @Option(name: .customLong("case"), help: "The case in JSON: a file, or - for stdin.")
  var document: String
  @Option(help: "The zone at home; that of the case by default.") var home: String?

  func run() throws {
    let run = try CommandRun(global)
    let json = try InputText.document(document, what: "the case", isFile: true)
    let nextCase = try NextDoseCase(json: json)
    let clocks = RuleClocks(
      zone: try run.live.zone(global.zone ?? nextCase.zone ?? run.live.systemZone),
      home: try (home ?? nextCase.home).map { try run.live.zone($0) }
    )
    // A document goes in, a document comes out, with --json or without.
    print(nextCase.document(on: clocks).text)
  }
}
