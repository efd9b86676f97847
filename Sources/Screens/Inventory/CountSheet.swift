import Domain
import Store
import Terminal

/// A blind count: what the record says is not shown, and what differs is counted twice.
@MainActor enum CountSheet {
  /// What was typed the first time, for lots that differed.
  private final class FirstCount {
    var quantities: [Int: StockQuantity] = [:]
  }

  /// Opens the sheet of a product's lots.
  static func open(_ lots: ProductLots, in context: ScreenContext) -> [Effect] {
    guard !lots.lots.isEmpty else {
      return [.failed("Nothing of it is on record. R receives what you found.")]
    }
    return [.open(screen(lots, in: context))]
  }

  private static func screen(_ lots: ProductLots, in context: ScreenContext) -> FormOverlay {
    let first = FirstCount()
    let operation = StockOperation(bytes: context.database.environment.publicID())
    return FormOverlay(
      title: "Count",
      intro: """
        \(lots.product.name): count every lot on the shelf, will-call bags included. \
        A lot that is not there counts 0.
        """,
      form: form(lots),
      submitTitle: "Go on"
    ) { form in
      form.withSecondPerson(in: context) { second in
        counted(form, lots, first, second, operation, context)
      }
    }
  }

  private static func form(_ lots: ProductLots) -> Form {
    let isControlled = lots.product.isControlled
    let fields = lots.lots.map { lot in
      FormField(
        FormField.ID("lot\(lot.id)"),
        label: "Lot \(lot.lotNumber)",
        kind: .number,
        help: lot.bin.map { "Bin \($0). Units, as in 30 or 2.5." } ?? "Units, as in 30 or 2.5.",
        limit: 12
      )
    }
    return Form(
      fields + [StockFields.second(isNeeded: isControlled)],
      validate: { id, values in
        let text = (values[id] ?? "").trimmed
        if id == "second" {
          return isControlled && text.isEmpty ? "A controlled substance: who looks on?" : nil
        }
        if text.isEmpty { return "How many are there? 0 for none." }
        guard let quantity = StockQuantity(text: text), !quantity.isNegative else {
          return "That is no number; one reads like 30 or 2.5."
        }
        return nil
      }
    )
  }

  private static func counted(
    _ form: FormOverlay,
    _ lots: ProductLots,
    _ first: FirstCount,
    _ second: KnownPerson?,
    _ operation: StockOperation?,
    _ context: ScreenContext
  ) -> [Effect] {
    var lines: [CountStock.Line] = []
    var again: [StockLot] = []
    for lot in lots.lots {
      let text = form.form[FormField.ID("lot\(lot.id)")].trimmed
      guard let quantity = StockQuantity(text: text) else { return [] }
      lines.append(CountStock.Line(lot: .id(lot.id), counted: quantity, expected: lot.onHand))
      if quantity != lot.onHand, first.quantities[lot.id] != quantity { again.append(lot) }
      first.quantities[lot.id] = quantity
    }
    guard again.isEmpty else {
      for lot in again { form.form.fill(FormField.ID("lot\(lot.id)"), with: "") }
      form.form.focus(on: FormField.ID("lot\(again[0].id)"))
      let names = Display.list(again.prefix(4).map { "lot \($0.lotNumber)" })
      form.problem = "Differs from the record: count \(names) once more."
      return []
    }
    let transaction = CountStock(
      product: .id(lots.product.id),
      lines: lines,
      witness: second?.user,
      id: operation
    )
    let save: @MainActor () -> [Effect] = {
      form.save(transaction, in: context) { result in
        let differing = result.variances.count { $0 != .zero }
        return differing == 0
          ? "Counted \(lots.product.name): all as recorded."
          : "Counted \(lots.product.name): \(Display.count(differing, "lot")) corrected."
      }
    }
    let variances = variances(lots, lines)
    guard !variances.isEmpty else { return save() }
    let witness = second.map { " Second person: \($0.fullName)." } ?? ""
    return StockQuestion.ask(
      "Correct the record?",
      "\(lots.product.name), counted twice: \(variances).\(witness)",
      yes: "Correct it",
      then: save
    )
  }

  /// What differs, each lot with both numbers.
  private static func variances(_ lots: ProductLots, _ lines: [CountStock.Line]) -> String {
    let unit = lots.product.unit
    return zip(lots.lots, lines).filter { $0.onHand != $1.counted }.map { lot, line in
      let counted = StockFigures.full(line.counted, unit)
      return "lot \(lot.lotNumber) \(counted) instead of \(StockFigures.full(lot.onHand, unit))"
    }.joined(separator: "; ")
  }
}
