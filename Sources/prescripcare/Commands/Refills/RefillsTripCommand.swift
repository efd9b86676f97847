import ArgumentParser
import Domain
import Screens
import Store

extension RefillsCommand {
  /// `refills trip`: what to pack.
  struct Trip: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "For a trip: what to pack with 3 days to spare, and what is missing."
    )
    @OptionGroup var global: GlobalOptions
    @Option(help: "The first day away, as YYYY-MM-DD.") var from: String
    @Option(help: "The day of the return, as YYYY-MM-DD.") var until: String
    @Option(help: "The time zone there, as Europe/Paris.") var there: String?
    @Flag(help: "Ask the pharmacy for what is missing.") var request = false

    func run() throws {
      guard let first = try GivenValue.date(from, "--from"),
        let last = try GivenValue.date(until, "--until")
      else { return }
      let run = try CommandRun(global)
      if let there { _ = try run.live.zone(there) }
      let query = TripQuery(from: first, until: last, zone: there)
      try run.withSession { session in
        var sheet = try session.read(query)
        if request {
          let words = TripWords(sheet)
          for line in sheet.lines where line.isShort && line.canBeAsked {
            _ = try session.write(
              RequestRefill(
                medication: line.label.medication,
                reason: .vacation,
                note: words.note(line)
              )
            )
          }
          sheet = try session.read(query)
        }
        run.print(json: Self.json(sheet), text: TripWords(sheet).text)
      }
    }

    private static func json(_ sheet: TripSheet) -> JSON {
      .object([
        "from": .string(sheet.trip.from.description),
        "until": .string(sheet.trip.until.description),
        "zone": .string(sheet.trip.zone.identifier), "days": .integer(sheet.trip.days),
        "medicines": .array(sheet.lines.map { json($0, TripWords(sheet)) }),
      ])
    }

    private static func json(_ line: TripSheet.Line, _ words: TripWords) -> JSON {
      let unit = line.label.dosingUnit
      func amount(_ value: Rational?) -> JSON {
        .text(value.map { RefillsDocument.plain($0, unit) })
      }
      return .object([
        "medication": .integer(line.label.medication), "title": .string(line.label.title),
        "need": amount(line.need), "atDeparture": amount(line.atDeparture),
        "missing": amount(line.missing), "usualRate": .bool(line.isUsedFreely),
        "controlled": .bool(line.label.controlSchedule != nil),
        "needles": .bool(line.hasNeedles), "requested": .bool(line.request != nil),
        "toDo": .array(words.sentences(line).map(JSON.string)),
      ])
    }
  }
}
