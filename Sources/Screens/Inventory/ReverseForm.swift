import Domain
import Store
import Terminal

/// Undoes an entry of the ledger by its opposite, with a reason.
@MainActor enum ReverseForm {
  /// Why an entry cannot be reversed; nothing when it can.
  static func refusal(_ entry: LedgerEntry) -> String? {
    if entry.reversedBy != nil { return "It was reversed before." }
    return switch entry.kind {
    case .dispense: "What was dispensed is put right in the queue, before pickup."
    case .returnToStock: "A return belongs to its fill and is put right in the queue."
    case .reversal: "A reversal is not reversed; enter the movement again."
    default: nil
    }
  }

  static func screen(
    for entry: LedgerEntry,
    of product: StockProduct,
    in context: ScreenContext
  ) -> FormOverlay {
    let operation = StockOperation(bytes: context.database.environment.publicID())
    let amount = StockFigures.change(entry.quantity, product.unit)
    let reasons = MovementKind.reversal.allowedReasons
    let isControlled = product.isControlled
    return FormOverlay(
      title: "Reverse a movement",
      intro: """
        \(product.name), lot \(entry.lotNumber), movement \(entry.movement): \
        \(StockFigures.words(entry.kind)), \(amount).
        """,
      form: Form(
        [StockFields.reason(reasons), StockFields.second(isNeeded: isControlled)],
        validate: { id, values in
          guard id == "second", isControlled, (values[id] ?? "").trimmed.isEmpty else { return nil }
          return "A controlled substance: a second person is needed."
        }
      ),
      submitTitle: "Go on"
    ) { form in
      form.withSecondPerson(in: context) { second in
        guard let reason = reasons.first(where: { $0.words == form.form["reason"] }) else {
          return []
        }
        let transaction = ReverseMovement(
          movement: entry.movement,
          reason: reason,
          witness: second?.user,
          id: operation
        )
        let witness = second.map { " Second person: \($0.fullName)." } ?? ""
        let opposite = StockFigures.change(-entry.quantity, product.unit)
        return StockQuestion.ask(
          "Reverse movement \(entry.movement)?",
          """
          Lot \(entry.lotNumber) of \(product.name) gets \(opposite): \(reason.words). \
          The entry itself stays.\(witness)
          """,
          yes: "Reverse it"
        ) {
          form.save(transaction, in: context) { receipt in
            "Reversed by movement \(receipt.movements.first ?? 0)."
          }
        }
      }
    }
  }
}
