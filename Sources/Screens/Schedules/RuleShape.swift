import Domain
import Terminal

/// The kinds of rule that the editor has fields for; the raw value is what the person chooses from.
enum RuleShape: String, CaseIterable, Sendable {
  case asWritten = "as the line above says"
  case daily = "every day"
  case weekdays = "certain weekdays"
  case everyDays = "every few days"
  case monthDays = "days of the month"
  case everyMonths = "every few months"
  case cycle = "days on, days off"
  case byWeekday = "amount by weekday"
  case sequence = "amounts in turn"
  case interval = "every few hours"
  case taper = "in steps (taper)"
  case asNeeded = "only if needed"

  /// The kind of rule it makes; nil for what a written line makes of it.
  var kind: ScheduleKind? {
    switch self {
    case .asWritten: nil
    case .daily, .weekdays, .everyDays, .monthDays, .everyMonths, .cycle, .byWeekday, .sequence:
      .times
    case .interval: .interval
    case .taper: .taper
    case .asNeeded: .asNeeded
    }
  }

  /// The fields it needs, in their order.
  var fields: [FormField.ID] {
    switch self {
    case .asWritten: []
    case .daily: ["times", "each"]
    case .weekdays: ["weekdays", "times", "each"]
    case .everyDays: ["everyDays", "times", "each"]
    case .monthDays: ["monthDays", "times", "each"]
    case .everyMonths: ["everyMonths", "times", "each"]
    case .cycle: ["onDays", "offDays", "times", "each"]
    case .byWeekday: ["time", "perDay"]
    case .sequence: ["time", "inTurn"]
    case .interval: ["hours", "each", "firstAt", "basis", "between"]
    case .taper: ["steps"]
    case .asNeeded: ["each", "gap", "most", "mostHours"]
    }
  }
}

extension FormField {
  /// Choices for what the hours of an interval are counted from.
  static let bases = ["the first dose", "the last dose taken"]

  /// A field of a rule with its value.
  static func ofRule(_ id: ID, value: String) -> FormField {
    switch id {
    case "times":
      FormField(
        id,
        label: "Times",
        value: value,
        help: "8:00 AM, 6:00 PM   or   8 AM 1 tablet, 6 PM 2 tablets"
      )
    case "each":
      FormField(
        id,
        label: "Each time",
        kind: .amount,
        value: value,
        help: #""1 tablet", "1/2 tablet", "10 mL""#
      )
    case "weekdays": FormField(id, label: "On", value: value, help: "Mon, Wed, Fri")
    case "everyDays":
      FormField(
        id,
        label: "Every how many days",
        kind: .number,
        value: value,
        help: "2 is every other day"
      )
    case "everyMonths":
      FormField(
        id,
        label: "Every how many months",
        kind: .number,
        value: value,
        help: "6 is twice a year, counted from the first day"
      )
    case "monthDays":
      FormField(id, label: "Days of the month", value: value, help: "1, 15")
    case "onDays": FormField(id, label: "Days with doses", kind: .number, value: value, help: "21")
    case "offDays":
      FormField(id, label: "Then days without", kind: .number, value: value, help: "7")
    case "time": FormField(id, label: "Time", kind: .time, value: value, help: "6:00 PM")
    case "perDay":
      FormField(
        id,
        label: "Amount by weekday",
        value: value,
        help: "Mon 5 mg, Tue 2.5 mg (a day left out: none)"
      )
    case "inTurn": FormField(id, label: "Amounts in turn", value: value, help: "5 mg, 2.5 mg")
    case "hours":
      FormField(id, label: "Every how many hours", kind: .number, value: value, help: "8")
    case "firstAt":
      FormField(id, label: "First dose at", kind: .time, value: value, help: "6:00 AM")
    case "basis":
      FormField(id, label: "Counted from", kind: .choice(bases), value: value, help: "left, right")
    case "between":
      FormField(
        id,
        label: "Only between",
        value: value,
        help: "6:00 AM to 10:00 PM; empty for day and night"
      )
    case "steps":
      FormField(
        id,
        label: "Steps from that day",
        value: value,
        help: "5 days 40 mg at 8:00 AM; 5 days 20 mg at 8:00 AM",
        limit: 1000
      )
    case "gap":
      FormField(
        id,
        label: "Time apart",
        value: value,
        help: "4 hours, 5 minutes; empty if not said"
      )
    case "most":
      FormField(
        id,
        label: "The most",
        kind: .amount,
        value: value,
        help: "6 tablets; empty if not said"
      )
    case "mostHours":
      FormField(id, label: "in what time", value: value, help: "24 hours")
    default: FormField(id, label: id.name, value: value)
    }
  }
}
