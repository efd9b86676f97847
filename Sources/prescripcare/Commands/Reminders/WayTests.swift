import Dispatch
import Domain
import Foundation
import Services
import Store
import Terminal

/// Tests of ways from the command line, one after the other.
struct WayTests {
  private let command: CommandRun

  init(_ command: CommandRun) { self.command = command }

  /// Tests the ways that are meant and prints what came of each.
  ///
  /// - Throws: ``CommandFailure`` when one did not arrive, after all were tried.
  func run(_ isMeant: (ChannelRecord) -> Bool) throws {
    var failed: [String] = []
    try command.withSession { session in
      let meant = try session.read(ChannelsQuery()).filter(isMeant)
      guard !meant.isEmpty else {
        throw CommandFailure(.badData, "No such way is set: reminders channel set sets one.")
      }
      var results: [(DeliveryMethod, DeliveryOutcome)] = []
      for record in meant {
        let outcome = outcome(of: record, session)
        if let reason = outcome.reason { failed.append("\(record.method.rawValue): \(reason)") }
        // A rehearsal, or a file for reading only, cannot keep the result; the test was real.
        if command.live.isRehearsal == false, !command.options.readOnly {
          try session.write(RecordChannelTest(method: record.method, outcome: outcome))
        }
        results.append((record.method, outcome))
      }
      guard failed.isEmpty else {
        let ways = failed.joined(separator: " ")
        throw CommandFailure(
          .unavailable,
          "\(Display.count(failed.count, "way")) of \(results.count) did not take the test. \(ways)"
        )
      }
      command.print(json: Self.json(results), text: Self.text(results))
    }
  }

  private func outcome(of record: ChannelRecord, _ session: ActingSession) -> DeliveryOutcome {
    let done = DispatchSemaphore(value: 0)
    let box = OutcomeBox()
    let maker = ChannelMaker(programs: command.live.programs) { target in
      guard case .terminal(let sequence) = target else { return nil }
      return ShownChannel(.terminal) { message, answer in
        answer(Self.show(message, by: sequence) ? .delivered : ShownChannel.refused)
      }
    }
    maker.test(record, token: session.token(of: record)) { outcome in
      box.keep(outcome)
      done.signal()
    }
    done.wait()
    return box.outcome
  }

  /// Sends a sequence to the terminal in which the command was typed.
  private static func show(_ message: DeliveryMessage, by sequence: TerminalSequence) -> Bool {
    guard isatty(STDERR_FILENO) == 1,
      let form = NotificationSequence(rawValue: sequence.rawValue)
    else { return false }
    FileHandle.standardError.write(
      Data(form.text(title: message.title, body: message.body).utf8)
    )
    return true
  }

  private static func json(_ results: [(DeliveryMethod, DeliveryOutcome)]) -> JSON {
    .object([
      "tests": .array(
        results.map { method, outcome in
          .object([
            "method": .string(method.rawValue), "delivered": .bool(outcome == .delivered),
            "reason": .text(outcome.reason),
          ])
        }
      )
    ])
  }

  private static func text(_ results: [(DeliveryMethod, DeliveryOutcome)]) -> String {
    results.map { method, outcome in
      "\(method.rawValue): \(outcome.reason ?? "delivered. Did you hear or see it?")"
    }.joined(separator: "\n")
  }
}

/// Carries one answer from a channel's queue to the thread that waits for it.
private final class OutcomeBox: @unchecked Sendable {
  // Unchecked: `kept` is guarded by `lock`.
  private let lock = NSLock()
  private var kept = DeliveryOutcome.failed(reason: "No answer.", mayTryAgain: true)

  func keep(_ outcome: DeliveryOutcome) { lock.withLock { kept = outcome } }
  var outcome: DeliveryOutcome { lock.withLock { kept } }
}

extension DeliveryOutcome {
  /// Why it failed; nil when it did not.
  var reason: String? {
    guard case .failed(let reason, _) = self else { return nil }
    return reason
  }
}
