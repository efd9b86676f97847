import Domain
import Store
import Terminal

/// Asks what is in a bottle that was brought home, and says what is other about it before it is
/// saved.
@MainActor struct NewBottleForm {
  let context: ScreenContext
  let label: MedicationLabel
  /// Told what was saved, so that it can be taken back.
  let saved: @MainActor @Sendable (ReceiveFill.Answer) -> Void

  var overlay: FormOverlay {
    let units = Display.unit(label.dosingUnit, for: Rational(2))
    let unit = label.dosingUnit
    let form = Form([
      FormField(
        "quantity",
        label: "In the new bottle, \(units)",
        kind: .amount,
        help: "A number such as 60.",
        limit: 12
      ),
      FormField(
        "strength",
        label: "Strength on the new label",
        value: label.strengthText,
        help: "Read it from the bottle.",
        limit: 80
      ),
      FormField(
        "looks",
        label: "What one looks like",
        value: label.appearance ?? "",
        help: "white, round, marked IP 190",
        limit: 120
      ),
    ]) { id, values in
      switch id {
      case "quantity": Self.quantity(values, unit) == nil ? "That is not a number above zero." : nil
      case "strength": (values["strength"] ?? "").isEmpty ? "Read it from the new label." : nil
      default: nil
      }
    }
    return FormOverlay(title: "New bottle of \(label.drugName)", form: form) { overlay in
      submit(overlay)
    }
  }

  private nonisolated static func quantity(_ values: Form.Values, _ unit: String) -> Rational? {
    let text = (values["quantity"] ?? "").split(separator: " ").joined(separator: " ")
    let number =
      Rational(text: text)
      ?? (try? Amount(text: text))  // Either way of writing it.
      .flatMap { $0.unit == unit ? $0.quantity : nil }
    return number.flatMap { $0.isPositive ? $0 : nil }
  }

  private func submit(_ overlay: FormOverlay) -> [Effect] {
    let values = overlay.form.values
    guard let quantity = Self.quantity(values, label.dosingUnit) else { return [] }
    let fill = ReceiveFill(
      medication: label.medication,
      quantity: quantity,
      strength: values["strength"],
      appearance: (values["looks"] ?? "").isEmpty ? nil : values["looks"]
    )
    return [
      context.read(FillPlanQuery(fill)) { result in
        switch result {
        case .failure(let error):
          overlay.form.show(problem: "This does not fit: read below.", at: "strength")
          return [.failed(ErrorWords.sentence(for: error))]
        case .success(let plan):
          guard plan.difference != nil || plan.newLooks != nil else {
            return [write(fill, closing: overlay)]
          }
          return [.open(question(fill, plan, overlay))]
        }
      }
    ]
  }

  /// Names what is other in full; nothing is saved by the key that asked.
  private func question(_ fill: ReceiveFill, _ plan: FillPlan, _ overlay: FormOverlay) -> Dialog {
    var words: [String] = []
    if let difference = plan.difference {
      words.append("\(label.drugName): \(difference).")
      words.append("What is left in the old bottle is no longer counted. Never take from both.")
    }
    if let looks = plan.newLooks {
      words.append("Your \(label.dosingUnit) now looks different: \(looks).")
      words.append("Was: \(plan.label.appearance ?? ""). If in doubt, ask before you take it.")
    }
    return Dialog(
      title: plan.difference == nil ? "It looks different" : "Another strength",
      message: words.joined(separator: "\n"),
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("y"), title: "Yes, that is on the new label") {
          [write(fill, closing: overlay)]
        },
        .cancel("No, go back"),
      ]
    )
  }

  private func write(_ fill: ReceiveFill, closing overlay: FormOverlay) -> Effect {
    context.write(fill) { result in
      switch result {
      case .failure(let error):
        overlay.form.show(problem: ErrorWords.sentence(for: error), at: "quantity")
        return []
      case .success(let answer):
        saved(answer)
        let now = Display.amount(Amount(answer.onHand, label.dosingUnit))
        let words =
          answer.plan.difference.map { "Saved: \($0). U takes it back." }
          ?? "Saved: \(now) of \(label.title) in all. U takes it back."
        return [.closeScreen(overlay), .done(words), .refreshAll]
      }
    }
  }
}
