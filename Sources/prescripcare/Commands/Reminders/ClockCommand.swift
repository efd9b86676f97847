import ArgumentParser
import Domain
import Store

/// `reminders clock`: whether the clock of the machine can be relied on.
struct ClockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clock",
    abstract: "See whether the clock of this machine jumped, and say that it is right.",
    discussion: """
      After a jump by more than a day back or a month ahead no dose is closed and no as-needed dose \
      is offered as allowed, until somebody says with --confirm that the clock is right now. Doses \
      that were closed while the clock ran ahead then wait for an answer again; after less than a \
      day they do so by themselves.
      """
  )

  @OptionGroup var global: GlobalOptions
  @Flag(help: "The clock is right now.") var confirm = false

  func run() throws {
    let run = try CommandRun(global)
    try run.withSession { session in
      let before = try session.read(ClockQuery()).jump
      let isNew = confirm ? try session.write(ConfirmClock()) : false
      let answer = try session.read(ClockQuery())
      run.print(
        json: .object([
          "inDoubt": .bool(answer.jump != nil), "confirmed": .bool(isNew),
          "from": .text(answer.jump?.ends.from.text(in: answer.zone)),
          "to": .text(answer.jump?.ends.to.text(in: answer.zone)),
          "now": .string(answer.now.text(in: answer.zone)),
        ]),
        text: Self.text(answer, confirmed: isNew ? before : nil)
      )
    }
  }

  private static func text(_ answer: ClockQuery.Answer, confirmed: ClockJump?) -> String {
    guard let jump = answer.jump else {
      return switch confirmed {
      case .back:
        "The clock counts again. Doses closed while it ran ahead wait for an answer again."
      case .forward: "The clock counts again."
      case nil: "The clock is not in doubt."
      }
    }
    let (from, to) = jump.ends
    return """
      The clock jumped from \(from.text(in: answer.zone)) to \(to.text(in: answer.zone)).
      Nothing is closed and no as-needed dose is allowed until you say that it is right: --confirm.
      """
  }
}
