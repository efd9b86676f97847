import Domain
import Store
import Terminal

/// Repetitions, refills, who is told when nobody answers, and days with other quiet hours.
extension RemindersScreen {
  func openOptions() -> [Effect] {
    [
      context.read(ReminderOptionsQuery()) { [weak self] result in
        guard let self else { return [] }
        switch result {
        case .success(let options): return [.open(optionsForm(options))]
        case .failure(let error): return [.failed(ErrorWords.sentence(for: error))]
        }
      }
    ]
  }

  private func optionsForm(_ options: ReminderOptions) -> FormOverlay {
    let form = Form(Self.fields(options)) { field, values in
      Self.problem(field, values)
    }
    return FormOverlay(title: "How it rings", form: form) { [weak self] overlay in
      guard let self, let options = Self.options(overlay.form.values) else { return [] }
      return [
        context.write(SetReminderOptions(options)) { result in
          switch result {
          case .success: return [.closeScreen(overlay), .done("Saved."), .refreshAll]
          case .failure(let error):
            overlay.form.show(problem: ErrorWords.sentence(for: error), at: "who")
            return []
          }
        }
      ]
    }
  }

  private static func fields(_ options: ReminderOptions) -> [FormField] {
    [
      FormField(
        "every",
        label: "Again after",
        kind: .number,
        value: "\(options.repeats.everyMinutes)",
        help: "Minutes without an answer, 1 to 720.",
        limit: 3
      ),
      FormField(
        "times",
        label: "How often again",
        kind: .number,
        value: "\(options.repeats.atMost)",
        help: "0 to 99. Critical doses ring until they are answered.",
        limit: 2
      ),
      FormField(
        "refills",
        label: "Refills",
        kind: .choice(["on", "off"]),
        value: options.tellsRefills ? "on" : "off",
        help: "Once a day while a supply ends soon and nobody has asked."
      ),
      FormField(
        "who",
        label: "Then tell",
        value: options.caregiver?.handle ?? "",
        help: "A handle of your household, when nobody answers; empty for nobody.",
        limit: 60
      ),
      FormField(
        "after",
        label: "Tell them after",
        kind: .number,
        value: "\(options.caregiver?.afterMinutes ?? 60)",
        help: "Minutes without an answer, 5 to 1440.",
        limit: 4
      ),
      FormField(
        "days",
        label: "Other quiet days",
        value: options.otherDays.text(QuietWindowEntry.text),
        help: "Such as: sat sun 11 PM to 9 AM; fri none. Empty: all alike.",
        limit: 200
      ),
    ]
  }

  /// What the fields say; nil when one of them cannot be read.
  private static func options(_ values: Form.Values) -> ReminderOptions? {
    guard let every = number("every", values, 1...720), let times = number("times", values, 0...99),
      let after = number("after", values, 5...1440),
      let days = try? QuietWindowEntry.days(values["days"] ?? "")  // The form says what is wrong.
    else { return nil }
    let who = (values["who"] ?? "").split(separator: " ").joined()
    return ReminderOptions(
      repeats: RepeatPlan(everyMinutes: every, atMost: times),
      tellsRefills: values["refills"] == "on",
      caregiver: who.isEmpty ? nil : .init(handle: who, afterMinutes: after),
      otherDays: days
    )
  }

  private nonisolated static func number(
    _ field: FormField.ID,
    _ values: Form.Values,
    _ range: ClosedRange<Int>
  ) -> Int? {
    Int(values[field] ?? "").flatMap { range.contains($0) ? $0 : nil }
  }

  private nonisolated static func problem(
    _ field: FormField.ID,
    _ values: Form.Values
  ) -> String? {
    func whole(_ range: ClosedRange<Int>) -> String? {
      number(field, values, range) == nil
        ? "A number from \(range.lowerBound) to \(range.upperBound)." : nil
    }
    switch field {
    case "every": return whole(1...720)
    case "times": return whole(0...99)
    case "after": return whole(5...1440)
    case "days":
      do {
        _ = try QuietWindowEntry.days(values["days"] ?? "")
        return nil
      } catch {
        return QuietWindowEntry.sentence(for: error)
      }
    default: return nil
    }
  }
}

/// Quiet hours as somebody types them: `11 PM to 9 AM`, `23:00-09:00`.
package enum QuietWindowEntry {
  /// Days with other quiet hours, such as `sat sun 11 PM to 9 AM; fri none`.
  package static func days(_ text: String) throws -> QuietDays {
    try QuietDays(text: text) { try window($0) }
  }

  package static func window(_ text: String) throws -> QuietWindow {
    // With two digits for the hour and no half of the day it is the clock of 24 hours.
    if let match = text.wholeMatch(of: /\s*([0-9]{2}:[0-9]{2})\s*-\s*([0-9]{2}:[0-9]{2})\s*/),
      let from = TimeOfDay(text: String(match.1)), let to = TimeOfDay(text: String(match.2))
    {
      return try QuietWindow(from: from, to: to)
    }
    let ends = text.lowercased().replacing(" to ", with: "-").split(
      separator: "-",
      omittingEmptySubsequences: false
    )
    guard ends.count == 2 else {
      throw EntryProblem("Quiet hours read like 11 PM to 9 AM.")
    }
    return try QuietHoursEditor.window(["from": String(ends[0]), "to": String(ends[1])]).get()
      ?? { throw EntryProblem("Quiet hours read like 11 PM to 9 AM.") }()
  }

  package static func text(_ window: QuietWindow) -> String {
    "\(Display.clock(window.from)) to \(Display.clock(window.to))"
  }

  /// Why they cannot be read.
  package static func sentence(for error: any Error) -> String {
    switch error {
    case let error as QuietDaysError: error.sentence
    case let error as EntryProblem: error.sentence
    case is QuietHoursError: "They begin and end at the same time: say none for no quiet hours."
    default: "Quiet hours read like 11 PM to 9 AM."
    }
  }
}
