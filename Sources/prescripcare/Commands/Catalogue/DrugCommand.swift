import ArgumentParser
import Domain
import Store

/// `drug`: the catalogue.
struct DrugCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drug",
    abstract: "Look drugs up in the catalogue.",
    subcommands: [DrugSearchCommand.self]
  )
}

/// `drug search`: drugs by the beginnings of their names and brands.
struct DrugSearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find drugs by the beginnings of names and brands."
  )

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The beginnings of one or several words.") var text: String
  @Option(help: "The most drugs to print.") var limit = 20

  func run() throws {
    let run = try CommandRun(global)
    guard (1...1000).contains(limit) else {
      throw CommandFailure(.usage, "--limit wants a number from 1 to 1,000.")
    }
    try run.withSite { session in
      let hits = try session.read(DrugSearchQuery(text, limit: limit))
      run.print(json: Self.json(hits), text: Self.text(hits, query: text))
    }
  }

  private static func json(_ hits: [DrugSearchQuery.Hit]) -> JSON {
    .object([
      "drugs": .array(
        hits.map { hit in
          .object([
            "id": .integer(hit.id), "name": .string(hit.name),
            "generic": .string(hit.genericName), "tallMan": .text(hit.tallManName),
            "brands": list(hit.brandNames), "class": .string(hit.drugClass),
            "category": .string(hit.category), "strengths": list(hit.strengths),
            "forms": list(hit.forms), "controlSchedule": .text(hit.controlSchedule),
          ])
        }
      )
    ])
  }

  private static func list(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }

  private static func text(_ hits: [DrugSearchQuery.Hit], query: String) -> String {
    guard !hits.isEmpty else { return "No drug of the catalogue begins with “\(query)”." }
    return hits.map { hit in
      let brands = hit.brandNames.isEmpty ? "" : " (\(hit.brandNames.joined(separator: ", ")))"
      let strengths = hit.strengths.map { Display.strength($0) }.joined(separator: ", ")
      return "\(hit.tallManName ?? hit.name)\(brands): \(strengths)"
    }.joined(separator: "\n")
  }
}
