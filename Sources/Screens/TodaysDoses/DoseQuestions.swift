import Domain
import Store
import Terminal

/// The questions that single doses ask; none is answered by the key that brought it up.
@MainActor struct DoseQuestions {
  let screen: TodayScreen

  /// The question of a dose that is never part of a group.
  func question(_ line: DaySheet.DoseLine) -> Dialog {
    switch line.ownQuestion {
    case .weekly where wasTakenThisWeek(line): secondThisWeek(line)
    case .patch where line.follows != nil: removal(line)
    case .patch: oldPatch(line)
    default: line.asksFirst ? askFirst(line) : plain(line)
    }
  }

  /// A late dose of which nobody here can say if it may still be taken.
  private func askFirst(_ line: DaySheet.DoseLine) -> Dialog {
    let now = screen.board?.sheet.now
    let wait = line.nextInstant.flatMap { next in
      now.map { " in \(Display.duration(minutes: max(0, (next - $0) / 60)))" }
    }
    let next = line.nextDue.map { " The next one is due \(clock($0)),\(wait ?? "")." } ?? ""
    let due = clock(line.dose.occurrence.local)
    return Dialog(
      title: "Late: ask first",
      message: "\(name(line)) was due \(due).\(next) Take none now before you have asked."
        + lateWords(line),
      isDangerous: true,
      choices: [
        Dialog.Choice(
          key: .character("r"),
          title: "I was told to take it, or took it already: record it"
        ) { screen.take([line]) },
        .cancel("I take nothing now"),
      ]
    )
  }

  /// A dose that is taken only when eating: without a meal it makes the blood sugar fall too low.
  func meal(_ line: DaySheet.DoseLine) -> Dialog {
    let isAll = line.ownQuestion == .withMeal
    let verb = DoseWords.verb([line])
    let yes = Dialog.Choice(
      key: .character("y"),
      title: isAll ? "Yes, and I have \(verb) it" : "Yes, I am eating now"
    ) { isAll ? screen.take([line]) : screen.askAmount(of: line) }
    let no = Dialog.Choice(key: .character("n"), title: "No: I have no meal and do not take it") {
      screen.leaveOut(line, reason: SkipReason.noMeal)
    }
    return Dialog(
      title: "With a meal",
      message: "Are you eating now? \(name(line)) is taken only with a meal.\(lateWords(line))",
      isDangerous: true,
      choices: [yes, no, .cancel("Not yet")]
    )
  }

  /// A dose before its time.
  func early(_ line: DaySheet.DoseLine) -> Dialog {
    let due = clock(line.dose.occurrence.local)
    let last = line.lastTaken.map { " Last one \(clock($0))." } ?? ""
    return Dialog(
      title: "Not due yet",
      message: "\(name(line)). It is early. Due \(due).\(last)",
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("y"), title: "I have taken it all the same") {
          screen.consent(to: line) { screen.take([line], allowsEarly: true) }
        },
        .cancel("No, I wait"),
      ]
    )
  }

  /// Drops for an eye that others were just put into.
  func nextDrop(_ line: DaySheet.DoseLine, _ words: String) -> Dialog {
    Dialog(
      title: "5 minutes between drops",
      message: "\(name(line)), \(line.eyes?.words.lowercased() ?? "eye"). \(words). "
        + "Drops that follow at once wash the first ones out.",
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("y"), title: "I have put them in already") {
          screen.take([line])
        },
        .cancel("I wait"),
      ]
    )
  }

  /// A record of more than ten minutes ago.
  func olderRecord(_ line: DaySheet.DoseLine) -> Dialog {
    let isTaken = line.dose.state == .taken
    let at = line.dose.record?.takenAt.map { " at \(clock($0))" } ?? ""
    let undo = Dialog.Choice(
      key: .character("n"),
      title: isTaken ? "I did not swallow it" : "I did not leave it out"
    ) {
      screen.takeBack([line], reason: isTaken ? "not swallowed" : "recorded by mistake")
    }
    var choices = [undo]
    if !line.dose.isUnplanned {
      choices.append(
        Dialog.Choice(key: .character("t"), title: "I took it at another time") {
          screen.askTime([line])
        }
      )
    }
    return Dialog(
      title: "Change a record",
      message: "\(name(line)): \(isTaken ? "taken\(at)" : "left out").",
      isDangerous: true,
      choices: choices + [.cancel("Leave it as it is")]
    )
  }

  /// Until when to ring again.
  func snooze(_ lines: [DaySheet.DoseLine]) -> Dialog {
    let choices = [("1", 10), ("2", 20), ("3", 30)].map { key, minutes in
      Dialog.Choice(key: .character(Character(key)), title: "in \(minutes) minutes") {
        screen.putOff(lines, until: screen.context.now + minutes * 60)
      }
    }
    return Dialog(
      title: "Ring again",
      message: "\(DoseWords.group(lines)): not recorded yet.",
      choices: choices + [.cancel("Not at all")]
    )
  }

  /// A time to ring again that lies in quiet hours.
  func snoozeIntoQuiet(
    _ lines: [DaySheet.DoseLine],
    _ until: Instant,
    quietUntil: LocalMinute
  ) -> Dialog {
    let at = screen.board?.clock(until) ?? ""
    return Dialog(
      title: "Ring in quiet hours?",
      message: "\(at) lies in your quiet hours, which end "
        + "\(screen.board?.clock(quietUntil) ?? ""). \(DoseWords.group(lines)): not recorded yet.",
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("r"), title: "Ring at \(at) all the same") {
          screen.putOff(lines, until: until, ringsInQuietHours: true)
        },
        .cancel("Do not put it off"),
      ]
    )
  }

  private func plain(_ line: DaySheet.DoseLine) -> Dialog {
    let verb = DoseWords.verb([line])
    let last = line.lastTaken.map { " Last one: \(clock($0))." } ?? ""
    let special = line.special.map { " \(Display.sentence($0))" } ?? ""
    let late = lateWords(line)
    let warning = line.previousAmount.flatMap { before in
      line.amount == before ? nil : " Last time it was \(Display.amount(before))."
    }
    return Dialog(
      title: "By itself",
      message: "Have you \(verb) \(name(line))?\(warning ?? "")\(last)\(special)\(late)",
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("y"), title: "Yes, I have \(verb) it") {
          screen.take([line])
        },
        .cancel("No, not yet"),
      ]
    )
  }

  private func lateWords(_ line: DaySheet.DoseLine) -> String {
    guard let board = screen.board, board.isLate(line) else { return "" }
    return "\n" + DoseWords.lateInstruction(line, board).joined(separator: "\n")
  }

  /// Taking a patch off; it stays to be answered until it is.
  private func removal(_ line: DaySheet.DoseLine) -> Dialog {
    Dialog(
      title: "Take the patch off",
      message: "Is the patch of \(line.label.title) off? Due off "
        + "\(clock(line.dose.occurrence.local)).\(place(line))",
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("y"), title: "Yes, the old patch is off") {
          screen.take([line])
        },
        .cancel("No, not yet"),
      ]
    )
  }

  private func oldPatch(_ line: DaySheet.DoseLine) -> Dialog {
    let last = line.lastTaken.map { " Put on: \(clock($0))." } ?? ""
    return Dialog(
      title: line.label.title,
      message: line.lastTaken == nil
        ? "Look at the skin: is an old patch on it? It comes off first."
        : "Is the old patch off?\(last)\(place(line))",
      isDangerous: true,
      choices: [
        Dialog.Choice(
          key: .character("o"),
          title: line.lastTaken == nil ? "My skin has no patch on it now" : "The old patch is off"
        ) {
          [.open(newPatch(line))]
        },
        .cancel(
          line.lastTaken == nil ? "A patch is on: I stop here" : "It is still on: I stop here"
        ),
      ]
    )
  }

  /// Where the new patch is put; that the old one came off is put on record with it.
  private func newPatch(_ line: DaySheet.DoseLine) -> FormOverlay {
    let sites = PatchSites(lately: line.lastSites)
    let form = Form([
      FormField(
        "site",
        label: "Put on the",
        kind: .choice(sites.choices),
        help: "Left and Right choose, Enter records"
      )
    ]) { _, values in
      values["site"] == PatchSites.none ? "Choose the place with Left and Right." : nil
    }
    let last =
      line.lastSites.isEmpty
      ? "" : " Last places: \(Display.list(line.lastSites)). Choose another one."
    return FormOverlay(
      title: "New patch",
      intro: "\(name(line)): put on, the old one is off.\(last)",
      form: form,
      submitTitle: "Record"
    ) { overlay in
      [.close]
        + screen.take([line], oldIsOff: true, site: PatchSites.site(overlay.form["site"]))
    }
  }

  private func place(_ line: DaySheet.DoseLine) -> String {
    line.lastSites.first.map { " It was put on the \($0)." } ?? ""
  }

  private func secondThisWeek(_ line: DaySheet.DoseLine) -> Dialog {
    let last = line.lastTaken.map { clock($0) } ?? ""
    return Dialog(
      title: "ONCE A WEEK",
      message: "You took \(line.label.title) \(last). "
        + "Call 1-800-222-1222 if you took more.",
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("r"), title: "I took it again: put it on record") {
          screen.consent(to: line) { screen.take([line]) }
        },
        .cancel("I take nothing now"),
      ]
    )
  }

  private func wasTakenThisWeek(_ line: DaySheet.DoseLine) -> Bool {
    guard let last = line.lastTaken, let now = screen.board?.sheet.now else { return false }
    return now - last < 6 * 86_400
  }

  private func name(_ line: DaySheet.DoseLine) -> String {
    [line.amountWords, line.label.title].compactMap { $0 }.joined(separator: " of ")
  }

  private func clock(_ local: LocalMinute) -> String { screen.board?.clock(local) ?? "" }

  private func clock(_ instant: Instant) -> String { screen.board?.clock(instant) ?? "" }
}
