import Domain
import Store
import Terminal

extension InventoryScreen {
  var actions: [Action] { productActions + listActions + list.actions }

  private var hasProduct: Action.Availability {
    selected == nil ? .disabled(reason: "No product is marked.") : .enabled
  }

  /// What needs a marked product and a right.
  private func product(and right: Action.Availability) -> Action.Availability {
    hasProduct == .enabled ? right : hasProduct
  }

  private var productActions: [Action] {
    [
      Action(
        id: "stock.lots",
        keys: [.enter],
        title: "Lots of the marked product",
        hint: "Lots",
        availability: hasProduct
      ),
      Action(
        id: "stock.receive",
        keys: [.character("r")],
        title: "Receive packages",
        hint: "Receive",
        availability: rights.recording
      ),
      Action(
        id: "stock.count",
        keys: [.character("c")],
        title: "Count the marked product",
        hint: "Count",
        availability: product(and: rights.recording)
      ),
      Action(
        id: "stock.adjust",
        keys: [.character("J")],
        title: "Adjust a lot of the marked product",
        hint: "Adjust",
        availability: product(and: rights.changing)
      ),
      Action(
        id: "stock.hold",
        keys: [.character("h")],
        title: "Hold or release a lot of the marked product",
        hint: "Hold",
        availability: product(and: rights.changing)
      ),
      Action(
        id: "stock.ledger",
        keys: [.character("l")],
        title: "Ledger of the marked product",
        hint: "Ledger",
        availability: hasProduct
      ),
    ]
  }

  private var listActions: [Action] {
    let isNarrowed = filter != InventoryFilter()
    return [
      Action(
        id: "stock.find",
        keys: [.character("/")],
        title: "Find a product by name or code",
        hint: "Find"
      ),
      Action(
        id: "stock.filter",
        keys: [.character("f")],
        title: "Filter by why, control class or storage",
        hint: "Filter"
      ),
      Action(id: "stock.sort", keys: [.character("s")], title: "Sort otherwise", hint: "Sort"),
      Action(
        id: "stock.all",
        keys: [.character("a")],
        title: "Show all products again",
        availability: isNarrowed ? .enabled : .disabled(reason: "All products are shown.")
      ),
    ]
  }

  func perform(_ action: Action.ID) -> [Effect] {
    if list.perform(action) { return moved() }
    switch action {
    case "stock.find": return [.open(InventoryForms.find(in: self))]
    case "stock.filter": return [.open(InventoryForms.filter(of: self))]
    case "stock.sort": return sort()
    case "stock.all": return show(InventoryFilter(), order) + [.done("All products.")]
    case "stock.receive": return [.open(ReceiveScreen(context))]
    default: return selected.map { perform(action, on: $0) } ?? []
    }
  }

  private func perform(_ action: Action.ID, on row: InventoryRow) -> [Effect] {
    switch action {
    case "stock.ledger":
      return [.open(LedgerScreen(context, product: row.product, name: row.name))]
    case "stock.count":
      guard let shelf = selectedShelf else { return [.failed("The lots are being read. Again.")] }
      return CountSheet.open(shelf.lots, in: context)
    case "stock.adjust":
      return onOnlyLot(row, "J") { [.open(AdjustForm.screen(for: $0, of: $1, in: context))] }
    case "stock.hold":
      return onOnlyLot(row, "H") { [.open(LotStatusForm.screen(for: $0, of: $1, in: context))] }
    default: return [.open(LotsScreen(context, product: row.product, name: row.name))]
    }
  }

  /// Does something to the only lot of a product, else shows the lots to choose from.
  private func onOnlyLot(
    _ row: InventoryRow,
    _ key: String,
    _ act: (StockLot, StockProduct) -> [Effect]
  ) -> [Effect] {
    if let lots = selectedShelf?.lots, let only = lots.lots.first, lots.lots.count == 1 {
      return act(only, lots.product)
    }
    let screen = LotsScreen(context, product: row.product, name: row.name)
    return [.open(screen), .done("Mark the lot, then press \(key).")]
  }

  private func sort() -> [Effect] {
    let orders = InventoryOrder.allCases
    let next = orders[((orders.firstIndex(of: order) ?? 0) + 1) % orders.count]
    let words =
      switch next {
      case .urgency: "Sorted by urgency."
      case .name: "Sorted by name."
      case .expiry: "Sorted by expiry; products without an expiry are left out."
      }
    return show(filter, next) + [.done(words)]
  }
}
