import Domain
import Store
import Terminal

/// The fields of the editor, by what it is for and the kind of rule that is chosen.
struct EditorFields {
  let entry: EditorEntry

  static let units = [
    "tablet", "capsule", "mL", "puff", "drop", "patch", "unit", "spray", "injection", "packet",
    "suppository", "application", "lozenge", "film", "gummy",
  ]

  static let origins = ["a pharmacy", "elsewhere", "no prescription needed"]

  /// As the database names them, in the order of ``origins``.
  static let storedOrigins = ["pharmacy", "elsewhere", "otc"]

  /// The form that a unit stands for, where nothing else is written.
  static func form(of unit: String) -> String {
    switch unit {
    case "mL": "liquid"
    case "puff": "inhaler"
    case "unit": "injection"
    case "application": "cream"
    default: unit
    }
  }

  var ids: [FormField.ID] {
    switch entry.purpose {
    case .add:
      return ["line", "drug", "strength", "unit", "kind"] + entry.shape.fields
        + (entry.shape == .asWritten ? ["start"] : ["start", "lastDay", "count"])
        + ["purpose", "special", "onHand", "origin"]
    case .change:
      let span: [FormField.ID] = entry.shape == .asWritten ? [] : ["lastDay", "count"]
      return ["line", "from", "kind"] + entry.shape.fields + span + ["toldBy"]
    }
  }

  /// The kinds that can be chosen: one schedule of several keeps its kind.
  var shapes: [RuleShape] {
    guard case .change(let schedule, let isOnly) = entry.purpose, !isOnly else {
      return RuleShape.allCases
    }
    return RuleShape.allCases.filter { $0.kind == schedule.rule.kind || $0 == .asWritten }
  }

  func all() -> [FormField] { ids.map { field($0) } }

  private func field(_ id: FormField.ID) -> FormField {
    let value = entry.values[id] ?? ""
    let isAdd = entry.original == nil
    switch id {
    case "line":
      return FormField(
        id,
        label: isAdd ? "In one line" : "New directions",
        value: value,
        help: isAdd
          ? "metformin 500 mg 1 tab po bid with meals x90d   then Enter"
          : "1 tab po bid with meals   or use the fields below",
        limit: 400
      )
    case "drug":
      return FormField(
        id,
        label: "Medicine",
        value: value,
        help: "^N takes a name from the catalogue",
        limit: 120
      )
    case "strength":
      return FormField(
        id,
        label: "Strength",
        value: value,
        help: "500 mg, 25 mg and 100 mg, 400 mg per 5 mL",
        limit: 80
      )
    case "unit": return FormField(id, label: "Counted in", kind: .choice(Self.units), value: value)
    case "kind":
      return FormField(
        id,
        label: "How often",
        kind: .choice(shapes.map(\.rawValue)),
        value: value,
        help: "left and right choose"
      )
    case "start": return FormField(id, label: "First day", kind: .date, value: value, help: "today")
    case "from":
      return FormField(
        id,
        label: "Changes from",
        kind: .date,
        value: value,
        help: "today is from now on; tomorrow"
      )
    case "lastDay":
      return FormField(id, label: "Last day", kind: .date, value: value, help: "empty for no end")
    case "count":
      return FormField(
        id,
        label: "Or doses in all",
        kind: .number,
        value: value,
        help: "empty for no end"
      )
    case "toldBy":
      return FormField(
        id,
        label: "Who told you",
        value: value,
        help: "Dr. Shah by phone, the label, my own idea",
        limit: 120
      )
    case "purpose":
      return FormField(id, label: "What for", value: value, help: "for diabetes", limit: 120)
    case "special":
      return FormField(id, label: "To mind", value: value, help: "with breakfast", limit: 200)
    case "onHand":
      return FormField(
        id,
        label: "In the bottle now",
        kind: .amount,
        value: value,
        help: "60; empty if not counted"
      )
    case "origin":
      return FormField(id, label: "Comes from", kind: .choice(Self.origins), value: value)
    default: return FormField.ofRule(id, value: value)
    }
  }
}

extension EditorEntry {
  /// What is wrong with a field once it has been left, as a sentence; nil when nothing is.
  func problem(_ id: FormField.ID) -> String? {
    do throws(EntryError) {
      switch id {
      case "line": try checkLine()
      case "drug": if text("drug").isEmpty { throw .missing("the name of the medicine") }
      case "toldBy": if text("toldBy").isEmpty { throw .missing("who told you to change it") }
      case "start": _ = try start()
      case "from": _ = try changesFrom()
      case "lastDay": _ = try lastDay()
      case "count": _ = try count()
      case "onHand": _ = try onHand()
      default: if id == shape.fields.last { _ = try rules() }
      }
    } catch {
      return error.sentence
    }
    return nil
  }

  private func checkLine() throws(EntryError) {
    guard let text = optional("line") else { return }
    guard let line else { throw .nameFirst(text) }
    if shape == .asWritten { _ = try line.rules(start: now) }
  }

  /// Why nothing can be made of the line yet; nil when it is read or empty.
  var lineProblem: String? {
    guard original == nil, let text = optional("line") else { return nil }
    guard let line else { return EntryError.nameFirst(text).sentence }
    guard !line.reading.understood else { return nil }
    return line.reading.unparsed.isEmpty
      ? EntryError.missing("how much and how often").sentence
      : EntryError.line(line.reading.unparsed).sentence
  }

  /// What keeps the strength from being one; nil while nothing does.
  var strengthProblem: String? {
    let text = text("strength")
    return Strength.lacksUnit(text)
      ? "\"\(text)\" of what? Write the unit, such as mg or mcg." : nil
  }

  /// What is in the bottle, in dosing units.
  func onHand() throws(EntryError) -> Rational? {
    guard let text = optional("onHand") else { return nil }
    let amount = try reader.amount(text)
    guard amount.unit == unit else { throw .otherUnit(unit ?? "") }
    return amount.quantity
  }
}
