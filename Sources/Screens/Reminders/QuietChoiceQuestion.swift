import Domain
import Store
import Terminal

/// Asks what happens with doses that fall into quiet hours; nothing is chosen beforehand.
@MainActor struct QuietChoiceQuestion {
  private let context: ScreenContext
  private let answer: QuietDosesQuery.Answer

  /// Looks whether doses of these schedules fall into quiet hours, and asks when they do.
  ///
  /// `isAsked` also says so when none do, for the key that was pressed to ask.
  static func ask(
    about schedules: Set<Int>,
    in context: ScreenContext,
    isAsked: Bool = false
  ) -> Effect {
    context.read(QuietDosesQuery(schedules: schedules)) { result in
      switch result {
      case .success(let answer) where answer.lines.isEmpty:
        isAsked ? [.notice(Notice("None of its times falls into quiet hours."))] : []
      case .success(let answer):
        [.open(QuietChoiceQuestion(context: context, answer: answer).dialog)]
      case .failure(let error): [.failed(ErrorWords.sentence(for: error))]
      }
    }
  }

  private var dialog: Dialog {
    let first = answer.lines[0].quiet
    let isTooLate = answer.lines.contains(where: \.quiet.isTooLateThen)
    let atEnd =
      isTooLate
      ? "ask at \(clock(first.ends)), too late to take it then"
      : "tell me when they end, at \(clock(first.ends))"
    return Dialog(
      title: "In quiet hours",
      message: "\(what) while it is quiet, from \(clock(first.begins)) to \(clock(first.ends)). "
        + "What shall happen then?",
      isDangerous: true,
      choices: [
        choice("1", "show it then, without a sound", .ringQuietly),
        choice("2", "ring before, at \(clock(first.begins + -60))", .ringBefore),
        choice("3", atEnd, .ringAtEnd),
        .cancel("Not now: it stays as it is"),
      ]
    )
  }

  /// Whose doses, and when.
  private var what: String {
    guard answer.lines.count == 1, let line = answer.lines.first else {
      let names = Set(answer.lines.map(\.label.title)).sorted()
      return "Doses of \(Display.list(names)) fall due"
    }
    let time = Display.clock(line.quiet.first.local.time)
    return "\(line.label.title) falls due at \(time),"
  }

  private func clock(_ instant: Instant) -> String {
    Display.clock(answer.zone.local(of: instant).0.time)
  }

  private func choice(_ key: Character, _ title: String, _ choice: QuietChoice) -> Dialog.Choice {
    let schedules = Set(answer.lines.map(\.quiet.schedule))
    let context = context
    return Dialog.Choice(key: .character(key), title: Display.sentence(title)) {
      [
        context.write(SetQuietChoice(schedules: schedules, choice: choice)) { result in
          switch result {
          case .success: [.done("In quiet hours: \(Display.sentence(title))"), .refreshAll]
          case .failure(let error): [.failed(ErrorWords.sentence(for: error))]
          }
        }
      ]
    }
  }
}
