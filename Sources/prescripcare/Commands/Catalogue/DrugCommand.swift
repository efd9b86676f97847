import ArgumentParser
import Domain
import Screens
import Store

/// `drug`: the catalogue.
struct DrugCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drug",
    abstract: "Look drugs up in the catalogue.",
    subcommands: [DrugSearchCommand.self]
  )
}

/// `drug search`: drugs by their names, brands and codes.
struct DrugSearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find drugs by names, brands, parts of them, NDC or GTIN."
  )

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The beginnings of one or several words, or a code.") var text: String
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

  private static func json(_ hits: [DrugHit]) -> JSON {
    .object(["drugs": .array(hits.map(json))])
  }

  private static func json(_ hit: DrugHit) -> JSON {
    var members = [
      JSONMember("name", .string(hit.name)), JSONMember("generic", .string(hit.genericName)),
      JSONMember("tallMan", .text(hit.tallManName)), JSONMember("brands", list(hit.brandNames)),
      JSONMember("class", .string(hit.drugClass)), JSONMember("category", .string(hit.category)),
      JSONMember("strengths", list(hit.strengths)), JSONMember("forms", list(hit.forms)),
      JSONMember("routes", list(hit.routes)),
      JSONMember("controlSchedule", .text(hit.controlSchedule)),
    ]
    switch hit.origin {
    case .catalogue(let id):
      members.insert(JSONMember("id", .integer(id)), at: 0)
      members += [
        JSONMember("source", .string("catalogue")), JSONMember("labelers", .null),
        JSONMember("codes", list([])), JSONMember("finished", .bool(true)),
      ]
    case .directory(let labelers, let codes, let isFinished):
      members.insert(JSONMember("id", .null), at: 0)
      members += [
        JSONMember("source", .string("FDA NDC directory")),
        JSONMember("labelers", .integer(labelers)), JSONMember("codes", list(codes)),
        JSONMember("finished", .bool(isFinished)),
      ]
    }
    return .object(members)
  }

  private static func list(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }

  private static func text(_ hits: [DrugHit], query: String) -> String {
    guard !hits.isEmpty else { return "No drug of the catalogue is like \u{201C}\(query)\u{201D}." }
    return hits.map { DrugHitWords(hit: $0).line }.joined(separator: "\n")
  }
}
