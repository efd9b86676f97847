import Domain
import Store
import Terminal

/// What is asked beside the doses of the day.
extension TodayScreen {
  /// Opens the question of the attention line.
  func answerQuestion() -> [Effect] {
    switch question {
    case .clock(let jump): clockQuestion(jump)
    case .zone: askZone()
    case .stay: [.open(StayScreen(context))]
    case .past: [.open(PastDosesScreen(context))]
    case .directions: [.open(SchedulesScreen(context))]
    case .box: [.open(PillBoxScreen(context))]
    case .course(let course): [.open(courseQuestion(course))]
    case nil: [.notice(Notice("There is no question to answer."))]
    }
  }

  /// Which time the person lives by, at a machine of her own.
  func askZone() -> [Effect] {
    context.machineZone.map { [.open(ZoneScreen(context, machine: $0))] } ?? []
  }

  private func clockQuestion(_ jump: ClockJump) -> [Effect] {
    guard let zone = board?.sheet.zone else { return [] }
    let (from, to) = TodayQuestion.ends(of: jump, in: zone)
    return [
      .open(
        Dialog(
          title: "Is the clock right?",
          // A small window has room for four lines.
          message: layout.isCompact
            ? "\(from), then \(to). If that is right, passed doses close as not recorded."
            : """
            The clock of this machine showed \(from) when the program last looked, and shows \(to) \
            now. If that is right, doses whose time has passed are closed as not recorded. If it \
            is wrong, set the clock of the machine first.
            """,
          isDangerous: true,
          choices: [
            Dialog.Choice(key: .character("y"), title: "Yes, the clock is right now") {
              self.save(ConfirmClock()) { isNew in
                isNew ? "The clock counts again." : "The clock was not in doubt any more."
              }
            },
            .cancel("No, leave everything as it is"),
          ]
        )
      )
    ]
  }

  /// Pauses everything, or calls off a pause that has not begun.
  func askStay() -> [Effect] {
    guard let board else { return [] }
    let sheet = board.sheet
    guard sheet.person.pausedSince == nil else { return [.open(StayScreen(context))] }
    if let ahead = sheet.person.pausesFrom {
      return [.open(callOff(sheet.zone.local(of: ahead).0.date, today: sheet.today))]
    }
    let reader = EntryReader(today: sheet.today)
    let form = Form([
      FormField("from", label: "First day", value: "today", help: "such as today, November 30"),
      FormField("reason", label: "Why", value: BeginStay.usualReason, limit: 60),
    ]) { id, values in
      guard id == "from" else {
        return (values["reason"] ?? "").allSatisfy(\.isWhitespace) ? "Say why." : nil
      }
      do throws(EntryError) {
        let day = try reader.date(values["from"] ?? "")
        return abs(day - reader.today) > BeginStay.mostDays ? "That day is too far away." : nil
      } catch {
        return error.sentence
      }
    }
    return [
      .open(
        FormOverlay(title: "Pause everything: nothing rings", form: form) { [weak self] overlay in
          // The field was judged before: a day that cannot be read does not come here.
          guard let self, let day = try? reader.date(overlay.form["from"]) else { return [] }
          return [.close] + begin(day, reason: overlay.form["reason"], today: sheet.today)
        }
      )
    ]
  }

  private func begin(_ day: CalendarDate, reason: String, today: CalendarDate) -> [Effect] {
    let words = Display.weekdayAndDate(day, today: today)
    return save(BeginStay(from: day, reason: reason)) { _ in
      day > today
        ? "Nothing will ring from \(words) on. H calls it off."
        : "Everything is paused since \(words). Nothing rings. C when you are back."
    }
  }

  private func callOff(_ day: CalendarDate, today: CalendarDate) -> Dialog {
    Dialog(
      title: "Pause everything",
      message: "From \(Display.weekdayAndDate(day, today: today)) on nothing will ring. "
        + "Call that off?",
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("y"), title: "Yes, reminders go on") {
          self.save(EndStay([:])) { _ in "Called off. Reminders go on." }
        },
        .cancel("No, it stays"),
      ]
    )
  }
}
