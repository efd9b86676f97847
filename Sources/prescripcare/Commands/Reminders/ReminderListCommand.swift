import ArgumentParser
import Domain
import Services
import Store

/// `reminders list`: what will be told next, what waits, what was told.
struct ReminderListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what will ring next, what waits, and what rang last."
  )

  @OptionGroup var global: GlobalOptions
  @Option(help: "How many of those that rang.") var limit = 20

  func run() throws {
    let run = try CommandRun(global)
    let count = try GivenValue.whole(limit, "--limit", 1...1000) ?? limit
    try run.withSession { session in
      let answer = try session.read(ReminderListQuery(limit: count))
      let standing = answer.standing
      let isAlways = ReminderPresence.isKnown(of: run.path)
      run.print(
        json: .object([
          "zone": .string(answer.zone.identifier), "running": .bool(isAlways),
          "on": .bool(standing.isOn), "paused": .bool(standing.isPaused),
          "wayWithoutWindow": .bool(standing.outside == .works),
          "wayInDoubt": .text(standing.doubt.map { "\($0.method.rawValue): \($0.words)" }),
          "ringsInWindow": .bool(standing.ringsInWindow),
          "coming": .array(answer.coming.map { Self.json($0, answer.zone) }),
          "queued": .array(answer.queued.map { Self.json($0, answer.zone) }),
          "history": .array(answer.history.map { Self.json($0, answer.zone) }),
        ]),
        text: Self.text(answer, standing, isAlways: isAlways)
      )
    }
  }

  private static func json(_ coming: ReminderListQuery.Coming, _ zone: ZoneRules) -> JSON {
    .object([
      "schedule": .integer(coming.schedule), "medication": .string(coming.title),
      "due": .string(coming.due.local.description),
      "instant": .string(coming.due.instant.text(offset: coming.due.utcOffset)),
      "next": .text(coming.nextAt?.text(in: zone)), "closes": .bool(coming.closes),
    ])
  }

  private static func json(_ message: ReminderListQuery.Message, _ zone: ZoneRules) -> JSON {
    .object([
      "kind": .string(message.type), "title": .string(message.title),
      "way": .text(message.method), "status": .string(message.status),
      "at": .string(message.at.text(in: zone)), "lastAt": .string(message.lastAt.text(in: zone)),
      "text": .text(message.text), "reason": .text(message.reason),
    ])
  }

  private static func text(
    _ answer: ReminderListQuery.Answer,
    _ standing: ReminderStanding,
    isAlways: Bool
  ) -> String {
    var lines = [state(standing, isAlways: isAlways)]
    let isRinging = standing.isOn && !standing.isPaused
    if isRinging, !answer.coming.isEmpty { lines.append("Looked at next:") }
    for coming in answer.coming where isRinging {
      let at = coming.nextAt.map { stamp($0, answer.zone) } ?? "waits for an answer"
      lines.append(
        "\(at)  \(coming.title), due \(stamp(coming.due.instant, answer.zone))"
          + (coming.closes ? ": closes without an answer, nothing rings" : "")
      )
    }
    if !answer.queued.isEmpty { lines.append("Waiting:") }
    lines += answer.queued.map { message in
      let state = [message.method, message.status].compactMap { $0 }.joined(separator: ", ")
      return "\(stamp(message.at, answer.zone))  \(message.title) (\(state))"
    }
    if !answer.history.isEmpty { lines.append("Told:") }
    lines += answer.history.map { message in
      let reason = message.reason.map { ": \($0)" } ?? ""
      let state = [message.method, message.status].compactMap { $0 }.joined(separator: ", ")
      return "\(stamp(message.at, answer.zone))  \(message.title) (\(state)\(reason))"
    }
    return lines.joined(separator: "\n")
  }

  /// Whether anything rings, in one sentence.
  private static func state(_ standing: ReminderStanding, isAlways: Bool) -> String {
    if !standing.isOn { return "Reminders are off: no dose rings." }
    if standing.isPaused { return "Reminders are paused: nothing rings until the pause is over." }
    if standing.hasNoWay { return "Every way of reminding is off: nothing rings." }
    guard isAlways else {
      return "Nothing runs without a window: `prescripcare reminders install` changes that."
    }
    if let doubt = standing.doubt {
      return "Reminders are running, but the way without a window, \(doubt.method.rawValue), "
        + "\(doubt.words): do not rely on it before a test with "
        + "`prescripcare reminders channel test`."
    }
    return standing.outside == .works
      ? "Reminders are running, also while no window is open."
      : "Reminders are running, but no way is set that works without a window: "
        + "`prescripcare reminders channel set` sets one."
  }

  private static func stamp(_ instant: Instant, _ zone: ZoneRules) -> String {
    zone.local(of: instant).0.description
  }
}

extension ReminderStanding {
  /// The way outside on which nobody should rely, and why; nil where one works or none is on.
  fileprivate var doubt: (method: DeliveryMethod, words: String)? {
    switch outside {
    case .untested(let method): (method, "was never tested")
    case .failed(let method): (method, "did not deliver what was sent last")
    case .none, .works: nil
    }
  }
}
