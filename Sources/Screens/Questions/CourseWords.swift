import Domain
import Store
import Terminal

extension CourseQuestion {
  /// The attention line.
  var sentence: String {
    switch kind {
    case .extend(let doses, _):
      "COURSE of \(title): \(Display.count(doses, "dose")) not on record. Shall it go on longer? C"
    case .leftover(let left):
      "COURSE of \(title) is over, \(Display.amount(Amount(left, unit))) left: C asks what with it."
    case .move: "\(title) came late: shall its next days count from that day? C"
    }
  }
}

/// The questions about a course that ends by a count.
extension TodayScreen {
  func courseQuestion(_ course: CourseQuestion) -> Dialog {
    switch course.kind {
    case .extend(let doses, let until): longer(course, doses, until)
    case .leftover(let left): leftover(course, left)
    case .move(let taken, let staying, let moved): move(course, taken, staying, moved)
    }
  }

  private func move(
    _ course: CourseQuestion,
    _ taken: CalendarDate,
    _ staying: LocalMinute,
    _ moved: LocalMinute
  ) -> Dialog {
    let today = board?.sheet.today ?? taken
    let day = { (local: LocalMinute) in Display.date(local.date, today: today) }
    return Dialog(
      title: "Next \(course.title)",
      message:
        "It was taken late, on \(Display.date(taken, today: today)). The label counts the next "
        + "one from that day: \(day(moved)). By the days until now it would be \(day(staying)). Not "
        + "sure? Ask: \(board.flatMap(DoseWords.pharmacy) ?? "your pharmacy").",
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("m"), title: "Move: the next one is \(day(moved))") {
          self.answer(course, .move) { "\(course.title): the next one is \(day(moved))." }
        },
        Dialog.Choice(key: .character("k"), title: "Keep the days: \(day(staying))") {
          self.answer(course, .stay) { "\(course.title): the next one is \(day(staying))." }
        },
        .cancel("Not now: I ask first"),
      ]
    )
  }

  private func longer(
    _ course: CourseQuestion,
    _ doses: Int,
    _ until: LocalMinute
  ) -> Dialog {
    let ask = board.flatMap(DoseWords.pharmacy) ?? "your pharmacy"
    let end = board?.clock(until) ?? ""
    let more = Display.count(doses, "dose")
    return Dialog(
      title: "Course of \(course.title)",
      message: "\(more) of \(Display.number(course.count)) \(doses == 1 ? "is" : "are") not on "
        + "record. To take all of them the course goes on longer, until \(end). Not sure? Ask: "
        + "\(ask).",
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("y"), title: "Yes, \(more) more at the end") {
          self.answer(course, .extend) { "\(course.title) goes on until \(end)." }
        },
        Dialog.Choice(key: .character("n"), title: "No, it ends as planned") {
          self.answer(course, .asPlanned) { "\(course.title) ends as planned." }
        },
        .cancel("Not now: I ask first"),
      ]
    )
  }

  private func leftover(_ course: CourseQuestion, _ left: Rational) -> Dialog {
    let amount = Display.amount(Amount(left, course.unit))
    return Dialog(
      title: "Course of \(course.title)",
      message: "The course is over and \(amount) should be left. Do not keep them for another "
        + "time, and do not give them to anybody: the pharmacy takes them back.",
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("g"), title: "They are given back or thrown away") {
          self.answer(course, .gone) { "Nothing of \(course.title) is left." }
        },
        Dialog.Choice(key: .character("k"), title: "They stay in the house for now") {
          self.answer(course, .kept) { "\(amount) of \(course.title) stay on the list." }
        },
        .cancel("I look first"),
      ]
    )
  }

  private func answer(
    _ course: CourseQuestion,
    _ answer: AnswerCourse.Choice,
    words: @escaping @MainActor @Sendable () -> String
  ) -> [Effect] {
    save(AnswerCourse(schedule: course.schedule, answer: answer)) { _ in words() }
  }

  // MARK: Tapers

  /// Whether the medicine in hand is a taper of which doses are to come.
  var taperInHand: DaySheet.DoseLine? {
    guard let line = lineInHand, line.rule.kind == .taper, board?.isToday == true else {
      return nil
    }
    return line
  }

  /// Moves the whole taper one day later, after showing what that makes of today.
  func askShift() -> [Effect] {
    guard let line = taperInHand, let board, let rule = line.rule.shifted(byDays: 1) else {
      return [.notice(Notice("Select a medicine that is tapered first.", role: .warning))]
    }
    let isDone = line.dose.record != nil
    let day = isDone ? board.sheet.today + 1 : board.sheet.today
    let due = day.at(line.dose.occurrence.local.time)
    let name = isDone ? "Tomorrow" : "Today"
    let then =
      DoseRemarks.taper(rule, due: due).map { "\(name) is then: \($0)." }
      ?? "\(name) there is then no dose of it."
    return [
      .open(
        Dialog(
          title: "Move the whole taper",
          message: "\(line.label.title): move all steps 1 day later? \(then) No step gets shorter.",
          isDangerous: true,
          choices: [
            Dialog.Choice(key: .character("y"), title: "Yes, 1 day later") {
              self.save(ShiftTaper(schedule: line.key.schedule)) { _ in
                "\(line.label.title): all steps are 1 day later now."
              }
            },
            .cancel("No, it stays"),
          ]
        )
      )
    ]
  }

  // MARK: Opened packages

  /// Asks when the package in use was opened, and how long it is good for.
  func askOpened() -> [Effect] {
    guard let line = lineInHand else {
      return [.notice(Notice("Select a medicine first, then O.", role: .warning))]
    }
    return [
      context.read(OpenedPackageQuery(medication: line.label.medication)) { [weak self] result in
        guard let self else { return [] }
        switch result {
        case .success(let found): return [.open(openedForm(line, found))]
        case .failure(let error): return [.failed(ErrorWords.sentence(for: error))]
        }
      }
    ]
  }

  private func openedForm(
    _ line: DaySheet.DoseLine,
    _ found: OpenedPackageQuery.Value
  ) -> FormOverlay {
    let today = board?.sheet.today
    let reader = EntryReader(today: today ?? line.dose.occurrence.local.date)
    let days = found.fact?.days ?? found.package?.inUseDays
    let fact = found.fact.map { "\($0.source): \(Display.days($0.days)) \($0.condition)." }
    let before = found.package.map {
      " Before: opened \(Display.date($0.openedOn, today: reader.today))."
    }
    let form = Form([
      FormField("opened", label: "Opened on", value: "today", help: "such as today, November 20"),
      FormField(
        "days",
        label: "Good for days",
        kind: .number,
        value: days.map(String.init) ?? "",
        help: "by the label; empty: by the date on the package",
        limit: 3
      ),
      FormField("expires", label: "Date on it", help: "such as March 31, 2027; may be empty"),
    ]) { field, values in
      Self.openedProblem(field, values[field] ?? "", reader)
    }
    return FormOverlay(
      title: "Opened: \(line.label.title)",
      intro: (fact ?? "How long it is good for after opening stands on the label.")
        + (before ?? ""),
      form: form
    ) { [weak self] overlay in
      // Fields were judged before: what cannot be read does not come here.
      guard let self, let day = try? reader.past(overlay.form["opened"]) else { return [] }
      let typed = Int(overlay.form["days"])
      let package = OpenedPackage(
        openedOn: day,
        inUseDays: typed,
        source: typed == found.fact?.days ? found.fact?.source : nil,
        lotExpiresOn: try? reader.date(overlay.form["expires"])  // Empty is none.
      )
      let end = Display.date(package.goodThrough, today: reader.today)
      return [.close]
        + save(OpenPackage(medication: line.label.medication, package: package)) { _ in
          "\(line.label.title): good through \(end)."
        }
    }
  }

  private nonisolated static func openedProblem(
    _ field: FormField.ID,
    _ text: String,
    _ reader: EntryReader
  ) -> String? {
    if field == "days" {
      if text.isEmpty { return nil }
      return Int(text).map { (1...365).contains($0) } == true ? nil : "A number from 1 to 365."
    }
    if field == "expires", text.allSatisfy(\.isWhitespace) { return nil }
    do throws(EntryError) {
      guard field == "opened" else {
        _ = try reader.date(text)
        return nil
      }
      let day = try reader.past(text)
      return (0...730).contains(reader.today - day) ? nil : "That is not a day of the last 2 years."
    } catch {
      return error.sentence
    }
  }
}

extension EntryReader {
  /// A day that has come already: one without a year that lies ahead is that of the year before.
  func past(_ text: String) throws(EntryError) -> CalendarDate {
    let day = try date(text)
    let (year, month, number) = day.components
    guard day > today, !text.contains("\(year)") else { return day }
    return CalendarDate(year: year - 1, month: month, day: number) ?? day
  }
}
