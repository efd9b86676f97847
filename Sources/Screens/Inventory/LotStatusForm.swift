import Domain
import Store
import Terminal

/// Holds a lot, sets it aside or releases it, with a reason in words.
@MainActor enum LotStatusForm {
  /// The choices in the order offered, with their words.
  private static let choices: [(status: LotStatus, words: String)] = [
    (.hold, "hold"), (.quarantine, "quarantine"), (.approved, "release, may be used"),
    (.damaged, "damaged"), (.expired, "expired"), (.recalled, "recalled"),
  ]

  static func screen(
    for lot: StockLot,
    of product: StockProduct,
    in context: ScreenContext
  ) -> FormOverlay {
    let held = StockFigures.full(lot.onHand, product.unit)
    let now = choices.first { $0.status == lot.status }?.words ?? ""
    let reason = lot.statusReason.map { ", \($0)" } ?? ""
    let isRecalled = lot.status == .recalled
    let isUsable = lot.status == .approved
    return FormOverlay(
      title: "Hold or release a lot",
      intro: """
        \(product.name), lot \(lot.lotNumber), \(held) on hand. \
        Now: \(isUsable ? "may be used" : now)\(reason).
        """,
      form: Form(
        [
          FormField(
            "status",
            label: "From now on",
            kind: .choice(choices.map(\.words)),
            value: isUsable ? "hold" : "release, may be used",
            help: "Left and right change it, or the first letter."
          ),
          FormField(
            "reason",
            label: "Why",
            help: "In words; it stands beside the lot for everybody.",
            limit: 300
          ),
          StockFields.second(isNeeded: isRecalled),
        ],
        validate: { id, values in
          let text = (values[id] ?? "").trimmed
          return switch id {
          case "reason": text.isEmpty ? "A reason is needed." : nil
          case "second":
            isRecalled && text.isEmpty && values["status"] != "recalled"
              ? "Releasing a recalled lot needs a second person." : nil
          default: nil
          }
        }
      ),
      submitTitle: "Go on"
    ) { form in
      form.withSecondPerson(in: context) { second in
        confirm(form, lot, product, second, context)
      }
    }
  }

  private static func confirm(
    _ form: FormOverlay,
    _ lot: StockLot,
    _ product: StockProduct,
    _ second: KnownPerson?,
    _ context: ScreenContext
  ) -> [Effect] {
    let words = form.form["status"]
    guard let status = choices.first(where: { $0.words == words })?.status else { return [] }
    let transaction = SetLotStatus(
      lot: .id(lot.id),
      status: status,
      reason: form.form["reason"].trimmed,
      witness: second?.user
    )
    let save: @MainActor () -> [Effect] = {
      form.save(transaction, in: context) { lot in
        "Lot \(lot.lotNumber): \(StockFigures.words(lot.status))."
      }
    }
    // Holding is the safe direction and asks nothing; letting stock be used again does.
    guard status == .approved else { return save() }
    let now = choices.first { $0.status == lot.status }?.words ?? ""
    let witness = second.map { " Second person: \($0.fullName)." } ?? ""
    return StockQuestion.ask(
      "Release this lot?",
      "Lot \(lot.lotNumber) of \(product.name), now \(now), may be given to patients again.\(witness)",
      yes: "Release it",
      then: save
    )
  }
}
