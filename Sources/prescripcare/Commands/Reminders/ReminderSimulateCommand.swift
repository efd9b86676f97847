import ArgumentParser
import Domain
import Store

/// `reminders simulate`: what would ring between two times, and why; nothing is written.
struct ReminderSimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Show what would ring between two times if nobody answered, and why."
  )

  @OptionGroup var global: GlobalOptions
  @Option(help: "From when, such as 2026-03-01T00:00 or an instant.") var from: String
  @Option(help: "Up to when, which is left out.") var to: String

  func run() throws {
    let run = try CommandRun(global)
    try run.withSession { session in
      let answer = try session.read(ReminderStateQuery())
      let zone = answer.state.zone
      let (start, end) = (
        try Self.instant(from, "--from", zone), try Self.instant(to, "--to", zone)
      )
      guard start < end else {
        throw CommandFailure(.usage, "--to has to be later than --from.")
      }
      let simulation = ReminderSimulation(of: answer.state, from: start, to: end)
      let document = SimulationDocument(simulation, titles: answer.titles, zone: zone)
      run.print(json: document.json, text: document.text)
    }
  }

  /// A local time of the zone in force, or an instant with its offset.
  private static func instant(_ text: String, _ name: String, _ zone: ZoneRules) throws -> Instant {
    if let instant = Instant(text: text) { return instant }
    return zone.resolve(try GivenValue.local(text, name)).instant
  }
}

/// The document of `reminders simulate`.
struct SimulationDocument {
  private let simulation: ReminderSimulation
  private let titles: [Int: String]
  private let zone: ZoneRules

  init(_ simulation: ReminderSimulation, titles: [Int: String], zone: ZoneRules) {
    self.simulation = simulation
    self.titles = titles
    self.zone = zone
  }

  var json: JSON {
    .object([
      "from": .string(simulation.from.text(in: zone)),
      "to": .string(simulation.to.text(in: zone)), "zone": .string(zone.identifier),
      "complete": .bool(!simulation.isCutShort),
      "alerts": .array(
        simulation.evaluations.flatMap { evaluation in
          evaluation.alerts.map { json($0, at: evaluation.at) }
        }
      ),
      "decisions": .array(
        simulation.evaluations.flatMap { evaluation in
          evaluation.decisions.map { json($0, at: evaluation.at) }
        }
      ),
    ])
  }

  private func json(_ alert: Alert, at instant: Instant) -> JSON {
    .object([
      "at": .string(instant.text(in: zone)), "style": .string(alert.style.rawValue),
      "silent": .bool(alert.isSilent),
      "doses": .array(
        alert.items.map { item in
          .object([
            "schedule": .integer(item.key.schedule),
            "due": .string(item.occurrence.local.description),
            "fold": .integer(item.occurrence.fold), "kind": .string(item.key.kind.rawValue),
            "step": .integer(item.key.step), "past": .bool(item.isQuestionAboutThePast),
          ])
        }
      ),
    ])
  }

  private func json(_ decision: ReminderDecision, at instant: Instant) -> JSON {
    .object([
      "at": .string(instant.text(in: zone)), "schedule": .integer(decision.key.schedule),
      "medication": .text(titles[decision.medication]),
      "due": .string(decision.occurrence.local.description),
      "fold": .integer(decision.occurrence.fold), "decision": .string(decision.verdict.name),
      "reason": .string(decision.reason.words(in: zone, today: zone.local(of: instant).0.date)),
    ])
  }

  var text: String {
    let lines = simulation.evaluations.flatMap { evaluation in
      evaluation.decisions.map { decision in
        let at = zone.local(of: evaluation.at).0.description
        let title = titles[decision.medication] ?? ""
        let reason = decision.reason.words(in: zone, today: zone.local(of: evaluation.at).0.date)
        return "\(at)  \(decision.verdict.name.padded(to: 12))\(title). \(reason)"
      }
    }
    return lines.isEmpty ? "Nothing would ring." : lines.joined(separator: "\n")
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
