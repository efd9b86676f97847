import Domain
import Store
import Terminal

/// Puts a lot's number right, with a reason of the direction it goes.
@MainActor enum AdjustForm {
  /// Which way the number goes.
  private enum Way: String, CaseIterable {
    case gone = "less is there"
    case found = "more is there"
    case sentBack = "sent back to the supplier"

    var reasons: [MovementReason] {
      switch self {
      case .found: MovementKind.adjustmentIn.allowedReasons
      case .gone:
        MovementKind.adjustmentOut.allowedReasons + MovementKind.waste.allowedReasons
      case .sentBack: MovementKind.supplierReturn.allowedReasons
      }
    }
  }

  static func screen(
    for lot: StockLot,
    of product: StockProduct,
    in context: ScreenContext
  ) -> FormOverlay {
    let held = StockFigures.full(lot.onHand, product.unit)
    let reserved = lot.reserved > .zero ? StockFigures.full(lot.reserved, product.unit) : "none"
    let operation = StockOperation(bytes: context.database.environment.publicID())
    let screen = FormOverlay(
      title: "Adjust stock",
      intro: "\(product.name), lot \(lot.lotNumber): \(held) on hand, \(reserved) of it reserved.",
      form: form(.gone, product),
      submitTitle: "Go on"
    ) { form in
      form.withSecondPerson(in: context) { second in
        confirm(form, lot, product, second, operation, context)
      }
    }
    screen.remake = { form in remade(form, product) }
    return screen
  }

  private static func form(_ way: Way, _ product: StockProduct) -> Form {
    let isControlled = product.isControlled && way != .sentBack
    return Form(
      [
        FormField(
          "way",
          label: "What happened",
          kind: .choice(Way.allCases.map(\.rawValue)),
          value: way.rawValue,
          help: "Left and right change it; the reasons follow it."
        ),
        StockFields.reason(way.reasons),
        FormField(
          "quantity",
          label: "How many",
          kind: .number,
          help: "The difference, above zero, in billing units.",
          limit: 12
        ),
        FormField("reference", label: "Reference", help: "A number or note, if any.", limit: 80),
        StockFields.second(isNeeded: isControlled),
      ],
      validate: { id, values in
        let text = values[id] ?? ""
        return switch id {
        case "quantity": StockFields.quantityProblem(text)
        case "second":
          isControlled && text.trimmed.isEmpty
            ? "\(product.controlSchedule?.code ?? ""): a second person is needed." : nil
        default: nil
        }
      }
    )
  }

  /// The same form with the reasons of another direction; nothing when that did not change.
  private static func remade(_ form: Form, _ product: StockProduct) -> Form? {
    guard let way = Way(rawValue: form["way"]),
      let reasons = form.fields.first(where: { $0.id == "reason" })?.kind,
      reasons != .choice(way.reasons.map(\.words))
    else { return nil }
    var new = self.form(way, product)
    for id: FormField.ID in ["quantity", "reference", "second"] { new.fill(id, with: form[id]) }
    return new
  }

  private static func confirm(
    _ form: FormOverlay,
    _ lot: StockLot,
    _ product: StockProduct,
    _ second: KnownPerson?,
    _ operation: StockOperation?,
    _ context: ScreenContext
  ) -> [Effect] {
    guard let way = Way(rawValue: form.form["way"]),
      let reason = way.reasons.first(where: { $0.words == form.form["reason"] }),
      let quantity = StockQuantity(text: form.form["quantity"].trimmed)
    else { return [] }
    let reference = form.form["reference"].trimmed
    let transaction = AdjustStock(
      lot: .id(lot.id),
      quantity: way == .found ? quantity : -quantity,
      kind: way == .sentBack ? .supplierReturn : nil,
      reason: reason,
      reference: reference.isEmpty ? nil : reference,
      witness: second?.user,
      id: operation
    )
    let amount = StockFigures.full(quantity, product.unit)
    let after = StockFigures.full(lot.onHand + transaction.quantity, product.unit)
    let witness = second.map { " Second person: \($0.fullName)." } ?? ""
    let direction = way == .found ? "Add \(amount) to" : "Take \(amount) out of"
    return StockQuestion.ask(
      "Adjust stock?",
      """
      \(direction) lot \(lot.lotNumber) of \(product.name): \(reason.words). \
      It then holds \(after).\(witness)
      """,
      yes: "Adjust it"
    ) {
      form.save(transaction, in: context) { receipt in
        "Adjusted lot \(lot.lotNumber): movement \(receipt.movements.first ?? 0)."
      }
    }
  }
}

/// The question before something that others rely on is changed.
@MainActor enum StockQuestion {
  /// Names in full what will happen; Cancel is marked, and `Y` does it.
  static func ask(
    _ title: String,
    _ message: String,
    yes: String,
    then: @escaping @MainActor () -> [Effect]
  ) -> [Effect] {
    let choice = Dialog.Choice(key: .character("y"), title: yes, effects: then)
    return [
      .open(
        Dialog(title: title, message: message, isDangerous: true, choices: [choice, .cancel()])
      )
    ]
  }
}
