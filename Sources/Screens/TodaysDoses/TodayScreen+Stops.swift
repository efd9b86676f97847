import Domain
import Store
import Terminal

/// What a person said on the page that stands before a dose.
struct Consent {
  /// The code of whoever looks after her, where one was asked for.
  var code: String?
}

/// The pages that stand before a dose: that it was taken already, or that it must not be taken up
/// again without asking.
extension TodayScreen {
  /// The page before a dose; nil when nothing stands before it.
  func stop(before line: DaySheet.DoseLine) -> StopScreen? {
    guard let board else { return nil }
    if let gap = line.gap { return restart(line, gap, board) }
    guard let taken = line.alreadyTaken else { return nil }
    return repetition(line, taken, board)
  }

  /// Lets the next record of a dose pass what stands before it.
  ///
  /// A dose that is due by the plan needs no code; one beside the plan does where there is one.
  func consent(to line: DaySheet.DoseLine, then go: @escaping @MainActor () -> [Effect]) -> [Effect]
  {
    let isDue = board.map { $0.sheet.now >= line.dose.occurrence.instant - 3600 } ?? false
    guard board?.sheet.hasCaregiverCode == true, !isDue else {
      consents[line.key] = Consent()
      return go()
    }
    return askCode { [weak self] code in
      self?.consents[line.key] = Consent(code: code)
      return go()
    }
  }

  /// Asks for the code of whoever looks after the person.
  func askCode(then go: @escaping @MainActor (String) -> [Effect]) -> [Effect] {
    let form = Form([
      FormField("code", label: "Code", kind: .secret, help: "of whoever looks after you", limit: 12)
    ]) { _, values in (values["code"] ?? "").isEmpty ? "The code, or Esc." : nil }
    return [
      .open(
        FormOverlay(
          title: "Extra dose",
          intro: "A dose beside the plan needs the code of whoever looks after you. Do not take "
            + "one without it: call them.",
          form: form,
          submitTitle: "Record"
        ) { overlay in [.close] + go(overlay.form["code"]) }
      )
    ]
  }

  /// Shows when the medicine in hand was taken, before an extra dose of it can be put on record.
  func askExtra() -> [Effect] {
    guard let line = lineInHand else {
      return [.notice(Notice("Select a medicine first, then X.", role: .warning))]
    }
    // What is due now is the planned one: nobody must be told to leave it out.
    guard !line.dose.isOpenNow || line.alreadyTaken != nil else {
      let words = "\(line.label.title) is due now and not recorded. X is for one more than planned."
      return [.notice(Notice(words, role: .warning))]
    }
    return askExtra(line)
  }

  func askExtra(_ line: DaySheet.DoseLine) -> [Effect] {
    guard let board else { return [] }
    let last = [line.dose.record?.takenAt, line.alreadyTaken?.takenAt, line.lastTaken]
      .compactMap { $0 }.max()
    let name = [line.amountWords, line.label.title].compactMap { $0 }.joined(separator: " of ")
    var sentences = ["\(line.label.title): \(lastWords(last, board)) Do not take it again."]
    let coming = board.later.first { $0.dose.medication == line.dose.medication }
    let next =
      coming?.dose.occurrence.local
      ?? (line.nextInstant.map { $0 > board.sheet.now } == true ? line.nextDue : nil)
    if let next { sentences.append("The next one is due \(board.clock(next)).") }
    sentences += Self.advice(board)
    let verb = DoseWords.verb([line])
    return [
      .open(
        StopScreen(
          context,
          zone: board.sheet.zone,
          title: "Extra dose",
          headline: last.map { "YOU ALREADY TOOK THIS AT \(board.clock($0).uppercased())" }
            ?? "AN EXTRA DOSE IS NOT PLANNED",
          sentences: sentences,
          choices: mayRecord
            ? [
              .init(key: .character("x"), title: "I have \(verb) an EXTRA one: \(name)") {
                self.extra(line)
              }
            ] : []
        )
      )
    ]
  }

  private func extra(_ line: DaySheet.DoseLine) -> [Effect] {
    guard board?.sheet.hasCaregiverCode == true else { return logExtra(line, code: nil) }
    return askCode { self.logExtra(line, code: $0) }
  }

  private func logExtra(_ line: DaySheet.DoseLine, code: String?) -> [Effect] {
    let dose = LogDose(
      medication: line.label.medication,
      amount: line.amount,
      operationID: context.database.environment.publicID(),
      via: via,
      anywayBecause: "extra dose",
      code: code
    )
    return save(dose) { answer in
      let amount = answer.amount.map { ", \(Display.amount($0))" } ?? ""
      return "EXTRA recorded: \(line.label.title)\(amount). U takes it back."
    }
  }

  private func repetition(
    _ line: DaySheet.DoseLine,
    _ taken: AlreadyTaken,
    _ board: DayBoard
  ) -> StopScreen {
    let amount = taken.amount ?? (taken.sharedIngredient == nil ? line.amount : nil)
    let what = [amount.map { Display.amount($0) }, taken.medicine].compactMap { $0 }
      .joined(separator: " of ")
    let ago = Display.duration(minutes: board.minutes(since: taken.takenAt))
    var sentences = ["Taken \(board.clock(taken.takenAt)), \(ago) ago: \(what)."]
    if let shared = taken.sharedIngredient {
      sentences.append("\(line.label.title) holds \(shared), too.")
    }
    let due = board.clock(line.dose.occurrence.local)
    let isDue = line.dose.isOpenNow
    sentences.append(
      isDue
        ? "The next one was planned for \(due), but \(Self.tooSoon(line)) "
          + "before \(board.clock(taken.clearFrom)). L puts it off."
        : "The next one is due \(due). Do not take it now."
    )
    sentences += Self.advice(board)
    let name = [line.amountWords, line.label.title].compactMap { $0 }.joined(separator: " of ")
    return StopScreen(
      context,
      zone: board.sheet.zone,
      title: "Already taken",
      headline: "YOU ALREADY TOOK THIS AT \(board.clock(taken.takenAt).uppercased())",
      sentences: sentences,
      choices: [
        .init(
          key: .character("y"),
          title: "I have \(DoseWords.verb([line])) another one: \(name). Put it on record"
        ) { self.consent(to: line) { self.afterConsent(line) } }
      ]
    )
  }

  private static func tooSoon(_ line: DaySheet.DoseLine) -> String {
    line.ownQuestion == .weekly
      ? "it is a medicine for once a week, and there are no 6 days between the two"
      : "half the usual time between two has not passed"
  }

  private func restart(
    _ line: DaySheet.DoseLine,
    _ gap: TreatmentGap,
    _ board: DayBoard
  ) -> StopScreen {
    let prescriber = line.label.prescriberName.map { "\($0), who prescribed it, or " } ?? ""
    let pharmacy = DoseWords.pharmacy(board) ?? "your pharmacy"
    let on = gap.rule.writtenOn.map { ", \(Display.date($0, today: board.sheet.today))" } ?? ""
    let last =
      gap.lastTaken.map { "Last one on record: \(board.clock($0))." }
      ?? "No dose of it is on record."
    return StopScreen(
      context,
      zone: board.sheet.zone,
      title: "Do not restart",
      headline: "\(gap.words): DO NOT RESTART BY YOURSELF. CALL.",
      sentences: [
        "\(line.label.title). \(last)",
        "\(gap.rule.text) (\(gap.rule.source)\(on))",
        "Call \(prescriber)\(pharmacy), and say since when you took none.",
        "Took it all the time and did not write it down?  Esc, then T or C says when.",
      ],
      choices: [
        .init(
          key: .character("y"),
          title: "I asked, and was told to take it: I have \(DoseWords.verb([line])) it"
        ) {
          self.consents[line.key] = Consent()
          return self.afterConsent(line)
        }
      ]
    )
  }

  /// What is still asked after the page: the reading, and whether the old patch is off.
  private func afterConsent(_ line: DaySheet.DoseLine) -> [Effect] {
    switch line.ownQuestion {
    case .byReading, .patch: askOwn(line)
    default: take([line])
    }
  }

  private func lastWords(_ last: Instant?, _ board: DayBoard) -> String {
    guard let last else { return "no dose of it is on record in the last month." }
    let ago = Display.duration(minutes: board.minutes(since: last))
    return "taken \(board.clock(last)), \(ago) ago."
  }

  private static func advice(_ board: DayBoard) -> [String] {
    let ask = DoseWords.pharmacy(board) ?? "your pharmacy"
    return [
      "Not sure whether you swallowed it?  Do not take 2 doses at once. "
        + Display.sentence("Ask: \(ask)"),
      "Took too many?  Press ! now. Poison help (US) 1-800-222-1222.",
    ]
  }
}
