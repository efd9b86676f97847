import Domain
import Store
import Terminal

/// The lots of one product: status, expiry, bin, what they hold, and what is done to them.
@MainActor final class LotsScreen: Screen {
  let context: ScreenContext
  let product: Int
  let name: String
  var list = ListState()
  var shelf: ProductShelfDetail?
  var place: CounterPlace?
  var problem: String?
  /// Whether lots that hold nothing any more are listed too.
  var showsAll = false
  let rights: StockRights

  init(_ context: ScreenContext, product: Int, name: String) {
    self.context = context
    self.product = product
    self.name = name
    rights = StockRights(context)
  }

  var title: String { "Lots" }
  var minimumSize: Size { Size(rows: 16, columns: 60) }

  var selected: StockLot? {
    let lots = shelf?.lots.lots ?? []
    return lots.indices.contains(list.selected) ? lots[list.selected] : nil
  }

  func opened(in shell: Shell, by press: KeyPress?) -> [Effect] { [readPlace(), read()] }

  func refresh(_ cause: RefreshCause) -> [Effect] { cause == .dataChanged ? [read()] : [] }

  func draw(on canvas: Canvas) { LotsView(screen: self).draw(on: canvas) }

  private func readPlace() -> Effect {
    context.read(CounterQuery()) { [weak self] result in
      // Without an answer the title line has no clock; nothing else depends on it.
      if case .success(let place) = result { self?.place = place }
      return []
    }
  }

  private func read() -> Effect {
    let query = ProductShelfQuery(product: product, scope: showsAll ? .all : .onShelf)
    return context.read(query) { [weak self] result in
      self?.took(result)
      return []
    }
  }

  private func took(_ result: Result<ProductShelfDetail, any Error>) {
    switch result {
    case .success(let new):
      let marked = selected?.id
      shelf = new
      problem = nil
      list.count = new.lots.lots.count
      if let index = new.lots.lots.firstIndex(where: { $0.id == marked }) { list.select(index) }
    case .failure(let error): problem = StockWords.reading(error)
    }
  }
}

extension LotsScreen {
  private var lot: Action.Availability {
    selected == nil ? .disabled(reason: "No lot is marked.") : .enabled
  }

  private func lot(and right: Action.Availability) -> Action.Availability {
    lot == .enabled ? right : lot
  }

  var actions: [Action] {
    let own = [
      Action(
        id: "lot.status",
        keys: [.character("H")],
        title: "Hold, quarantine or release the marked lot",
        hint: "Hold, release",
        availability: lot(and: rights.changing)
      ),
      Action(
        id: "lot.adjust",
        keys: [.character("J")],
        title: "Adjust the marked lot",
        hint: "Adjust",
        availability: lot(and: rights.changing)
      ),
      Action(
        id: "lot.count",
        keys: [.character("c")],
        title: "Count all lots of the product",
        hint: "Count",
        availability: shelf == nil ? .disabled(reason: "Being read.") : rights.recording
      ),
      Action(
        id: "lot.ledger",
        keys: [.character("L")],
        title: "Ledger of the marked lot",
        hint: "Ledger",
        availability: lot
      ),
      Action(
        id: "lot.recalls",
        keys: [.character("x")],
        title: "Open recalls of the product",
        hint: shelf?.recalls.isEmpty == false ? "Recalls" : "",
        availability: shelf?.recalls.isEmpty == false
          ? .enabled : .disabled(reason: "No recall of it is open.")
      ),
      Action(
        id: "lot.all",
        keys: [.character("a")],
        title: showsAll ? "Hide lots that hold nothing" : "Show lots that hold nothing too",
        hint: showsAll ? "Hide empty" : "Empty too"
      ),
    ]
    return own + list.actions
  }

  func perform(_ action: Action.ID) -> [Effect] {
    if list.perform(action) { return [] }
    guard action != "lot.all" else {
      showsAll.toggle()
      return [read()]
    }
    guard let shelf else { return [] }
    if action == "lot.recalls" {
      let unit = shelf.lots.product.unit
      let paragraphs = RecallWords.paragraphs(name: name, unit: unit, shelf.recalls)
      return [.open(TextOverlay(title: "Open recalls", paragraphs, columns: 76))]
    }
    if action == "lot.count" {
      guard !showsAll else { return [.failed("A hides lots that hold nothing; then count.")] }
      return CountSheet.open(shelf.lots, in: context)
    }
    guard let lot = selected else { return [] }
    let product = shelf.lots.product
    switch action {
    case "lot.status": return [.open(LotStatusForm.screen(for: lot, of: product, in: context))]
    case "lot.adjust": return [.open(AdjustForm.screen(for: lot, of: product, in: context))]
    case "lot.ledger":
      let name = "\(product.name), lot \(lot.lotNumber)"
      return [.open(LedgerScreen(context, product: self.product, lot: lot.id, name: name))]
    default: return []
    }
  }
}
