import Domain
import Store

/// What either answer about the zone means for a next dose, in words.
package struct ZonePreviewWords {
  private let question: ZoneQuestion
  private let staying: String
  private let moving: String

  /// Words for a question; `staying` and `moving` name the two times one may live by.
  package init(
    _ question: ZoneQuestion,
    staying: String = "home time",
    moving: String = "time here"
  ) {
    self.question = question
    self.staying = staying
    self.moving = moving
  }

  /// `home time: tomorrow 2:00 AM, 12 hours after the last dose`; times are read on the clock of
  /// the machine.
  package func sentences(_ preview: ZonePreview) -> [String] {
    let passed = preview.ending.map { [words($0)] } ?? []
    if preview.isSame { return ["both: \(words(preview.staying, preview))"] + passed }
    return [
      "\(staying): \(words(preview.staying, preview))",
      "\(moving): \(words(preview.moving, preview))",
    ] + passed + longer(preview)
  }

  private func longer(_ preview: ZonePreview) -> [String] {
    guard let minutes = preview.longerBy else { return [] }
    return [
      "LONGER GAP: with the \(moving) there are \(Display.duration(minutes: minutes)) more between "
        + "two doses."
    ]
  }

  private func words(_ ending: ZonePreview.Ending) -> String {
    switch ending {
    case .passedOver:
      return "With the \(moving) a dose is passed over: its time never comes. It counts as not "
        + "reached."
    case .tooLate(let due):
      let today = question.home.local(of: question.now).0.date
      let moment = Display.moment(due, today: today)
      return "With the \(moving) it is too late for the dose of \(moment): it counts as not "
        + "recorded at once. Answer for it first."
    }
  }

  private func words(_ occurrence: Occurrence?, _ preview: ZonePreview) -> String {
    guard let occurrence else { return "no further dose" }
    let today = question.machine.local(of: question.now).0.date
    let local = question.machine.local(of: occurrence.instant).0
    let when = Display.moment(local, today: today)
    let due = occurrence.instant <= question.now ? ", due at once" : ""
    guard let gap = preview.gap(to: occurrence) else { return when + due }
    return "\(when)\(due), \(Display.duration(minutes: gap)) after the last dose"
  }
}
