import ArgumentParser
import Domain
import Foundation
import Services
import Store

/// `init`: makes a database.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a database."
  )

  @OptionGroup var global: GlobalOptions

  @Flag(help: "Fill it with the sample household and pharmacy.") var sample = false
  @Flag(help: "Let --now write to it.") var rehearsal = false
  @Flag(help: "For a pharmacy's counter instead of a home.") var counter = false
  @Option(help: "Your name.") var name: String?
  @Option(help: "Your birth date, as YYYY-MM-DD.") var birth: String?
  @Option(help: "Your time zone, such as Europe/Berlin; the system's by default.")
  var home: String?

  func run() throws {
    let run = try CommandRun(global)
    let person = try founder(run)
    let folder = keyFolder(run)
    let environment = run.live.store(keyFolder: folder, zoneOverride: global.zone)
    var notice: String?
    let counts = try DatabaseFile.build(
      path: run.path,
      info: NewDatabase(
        isCounter: counter,
        isRehearsal: rehearsal || sample || run.live.isRehearsal,
        isSample: sample
      ),
      environment: environment
    ) { database in
      let counts = try fill(database, run: run, notice: &notice)
      if let person {
        _ = try database.acting(as: CareDatabase.founder, for: 0).write(AddPerson(person))
      }
      return counts
    }
    let rows = counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }
    run.print(
      json: .object([
        "database": .string(run.path), "sample": .bool(sample),
        "person": .text(person?.handle),
        "rows": .object(rows.map { JSONMember($0.key, .integer($0.value)) }),
        "notice": .text(notice),
      ]),
      text: (["Made \(run.path)."] + [summary(counts), notice].compactMap { $0 })
        .joined(separator: "\n")
    )
  }

  /// Brings the sample or the catalogue in; without a catalogue a home database still serves.
  private func fill(
    _ database: CareDatabase,
    run: CommandRun,
    notice: inout String?
  ) throws -> [String: Int] {
    guard let folder = run.live.paths.sample else {
      guard !sample else {
        throw CommandFailure(
          .missingInput,
          "The folder SampleDB is not found near the program, so there is no sample to load."
        )
      }
      notice = """
        The folder SampleDB is not found near the program: there is no catalogue, so names of \
        drugs are not known and interactions are not checked.
        """
      return [:]
    }
    guard !sample else {
      let home = home ?? global.zone ?? run.live.systemZone
      return try SampleLoader(folder: folder, home: home).load(into: database)
    }
    return try CatalogueLoader(folder: folder + "/catalogue").load(into: database)
  }

  private func summary(_ counts: [String: Int]) -> String? {
    func count(_ table: String) -> String { Display.number(counts[table] ?? 0) }
    guard !counts.isEmpty else { return nil }
    let catalogue = """
      \(count("drugs_master")) drugs, \(count("drug_interactions")) interactions of drugs, \
      \(count("drug_food_interactions")) with food
      """
    guard sample else { return "Catalogue: \(catalogue)." }
    return """
      Sample: \(count("users")) people, \(count("user_medications")) medications, \
      \(count("dose_events")) doses, \(count("products")) products, \
      \(count("stock_movements")) movements of stock; \(catalogue).
      """
  }

  private func keyFolder(_ run: CommandRun) -> String { run.live.paths.keys }

  private func founder(_ run: CommandRun) throws -> NewPerson? {
    guard !sample else { return nil }
    let birthDate = try birth.map { text in
      guard let date = CalendarDate(text: text) else {
        throw CommandFailure(.badData, "“\(text)” is not a date such as 1955-03-04.")
      }
      return date
    }
    let zone = home ?? global.zone ?? run.live.systemZone
    _ = try run.live.zone(zone)
    let full = try PlainText.checked(name ?? "Me", of: "the name", atMost: 100)
    let words = full.split(separator: " ")
    let last = words.count > 1 ? String(words[words.count - 1]) : ""
    let first = words.count > 1 ? words.dropLast().joined(separator: " ") : full
    return NewPerson(
      handle: Self.handle(first),
      firstName: first,
      lastName: last,
      birthDate: birthDate,
      zone: zone,
      household: "home",
      roles: counter ? [.pharmacist, .manager, .administrator] : [.patient]
    )
  }

  /// A handle from a name: its first word in lower-case ASCII, else `me`.
  static func handle(_ name: String) -> String {
    let word = name.split(separator: " ").first.map(String.init) ?? ""
    let folded = word.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
    let letters = folded.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return letters.isEmpty ? "me" : String(letters.prefix(32))
  }
}
