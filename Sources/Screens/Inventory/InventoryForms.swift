import Domain
import Store
import Terminal

/// The small forms over the inventory: finding and filtering.
@MainActor enum InventoryForms {
  /// Asks for the beginnings of words of a name, or a code.
  static func find(in screen: InventoryScreen) -> FormOverlay {
    let field = FormField(
      "text",
      label: "Find",
      value: screen.filter.text,
      help: "Beginnings of words, as in metf 500. Empty shows all.",
      limit: 80
    )
    return FormOverlay(title: "Find a product", form: Form([field]), submitTitle: "Find") {
      [weak screen] form in
      guard let screen else { return [.close] }
      var filter = screen.filter
      filter.text = ScanText.plain(form.form["text"])
      return [.close] + screen.show(filter, screen.order)
    }
  }

  /// Asks which products are wanted.
  static func filter(of screen: InventoryScreen) -> FormOverlay {
    let current = screen.filter
    let storage = StorageMark.allCases.first { !$0.spellings.isDisjoint(with: current.storage) }
    let fields = [
      choice("why", "Why", whys.map(\.0), whys.first { $0.1 == current.alert }?.0),
      choice(
        "class",
        "Control class",
        classes.map(\.0),
        classes.first { $0.1 == current.control }?.0
      ),
      choice("storage", "Storage", [any] + StorageMark.allCases.map(\.title), storage?.title),
    ]
    return FormOverlay(title: "Filter", form: Form(fields), submitTitle: "Show") {
      [weak screen] form in
      guard let screen else { return [.close] }
      var filter = screen.filter
      filter.alert = whys.first { $0.0 == form.form["why"] }?.1
      filter.control = classes.first { $0.0 == form.form["class"] }?.1
      let mark = StorageMark.allCases.first { $0.title == form.form["storage"] }
      filter.storage = mark?.spellings.sorted() ?? []
      return [.close] + screen.show(filter, screen.order)
    }
  }

  /// The filter in words, or nothing when all products are shown.
  static func words(for filter: InventoryFilter) -> String {
    let control = classes.first { $0.1 == filter.control && $0.1 != nil }?.0
    let storage = StorageMark.allCases.first { !$0.spellings.isDisjoint(with: filter.storage) }
    let text = filter.text.isEmpty ? nil : "\"\(filter.text)\""
    return [filter.alert?.word, control, storage?.title, text].compactMap { $0 }
      .joined(separator: ", ")
  }

  private static let any = "any"

  private static let whys: [(String, StockAlert?)] =
    [(any, nil)] + StockAlert.allCases.map { ($0.word, $0) }

  private static let classes: [(String, InventoryFilter.ControlFilter?)] =
    [(any, nil), ("all controlled", .anyControlled)]
    + ControlledSchedule.allCases.map { ($0.code, .schedule($0)) }

  private static func choice(
    _ id: FormField.ID,
    _ label: String,
    _ options: [String],
    _ value: String?
  ) -> FormField {
    FormField(
      id,
      label: label,
      kind: .choice(options),
      value: value ?? any,
      help: "Left and right change it, or the first letter."
    )
  }
}
