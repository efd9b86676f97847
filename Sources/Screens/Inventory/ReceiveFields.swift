import Domain
import Store
import Terminal

/// The fields of receiving, and its sentences.
@MainActor enum ReceiveFields {
  private static let noSupplier = "none"

  /// Empty fields.
  static func form(suppliers: [SupplierName]) -> Form {
    Form(
      [
        FormField(
          "product",
          label: "Product",
          help: "Scan it, or its name, NDC or number.",
          limit: 200
        ),
        FormField("lot", label: "Lot", help: "As printed on the package.", limit: 40),
        FormField(
          "expires",
          label: "Expires",
          kind: .date,
          help: #"2027-08-31 or "08/2027"; empty when none is printed."#,
          limit: 10
        ),
        FormField(
          "quantity",
          label: "Quantity",
          kind: .number,
          help: "In billing units: tablets, mL, g.",
          limit: 12
        ),
        FormField("bin", label: "Bin", help: "Where it is put; may stay empty.", limit: 20),
        FormField(
          "supplier",
          label: "Supplier",
          kind: .choice([noSupplier] + suppliers.map(\.name)),
          help: "Left and right change it; stays for the next lines."
        ),
        FormField(
          "invoice",
          label: "Invoice",
          help: "Stays for the next lines. Enter adds the line.",
          limit: 80
        ),
      ],
      validate: { id, values in
        let text = (values[id] ?? "").trimmed
        // The whole line may stay empty: everything may come by scanner.
        let line: [FormField.ID] = ["product", "lot", "expires", "quantity"]
        guard line.contains(where: { !(values[$0] ?? "").trimmed.isEmpty }) else {
          return id == "product" ? "Which product?" : nil
        }
        return switch id {
        case "product": text.isEmpty ? "Which product?" : nil
        case "lot": text.isEmpty ? "The lot number is printed on the package." : nil
        case "expires":
          text.isEmpty || StockFields.date(text) != nil
            ? nil : #"That is no date; one reads like 2027-08-31 or "08/2027"."#
        case "quantity": StockFields.quantityProblem(text)
        default: nil
        }
      }
    )
  }

  /// Whether a line is being typed.
  static func holdsLine(_ form: Form) -> Bool {
    ["product", "lot", "expires", "quantity", "bin"].contains { !form[FormField.ID($0)].isEmpty }
  }

  /// What was found, with the package that the code names.
  static func words(for product: StockProduct) -> String {
    let control = product.controlSchedule.map { ", \($0.code)" } ?? ""
    guard let package = product.scanned else { return "Found \(product.name)\(control)." }
    let size = StockFigures.full(package.size, product.unit)
    return "Found \(product.name)\(control), NDC \(package.ndc), package of \(size)."
  }

  /// How much is in the list.
  static func total(_ draft: ReceiptDraft) -> String {
    let products = Set(draft.lines.map(\.product.id)).count
    return "\(Display.count(draft.lines.count, "line")), \(Display.count(products, "product"))"
  }
}
