import Domain
import Store
import Terminal

/// The movements of a product or a lot, the newest first; a wrong one is reversed here.
///
/// Of any number of entries only the pages around the marked one are held. How many there are is
/// not known before one has been to the end.
@MainActor final class LedgerScreen: Screen {
  let context: ScreenContext
  let name: String
  let product: Int
  private let scope: LedgerQuery.Scope
  var list = ListState()
  var rows = PageWindow<LedgerEntry>()
  var place: CounterPlace?
  var stockProduct: StockProduct?
  var problem: String?
  let rights: StockRights
  /// The entry before which each page begins, as far as one has been; nothing for the newest.
  private var starts: [Int?] = [nil]
  private(set) var hasEnd = false

  init(_ context: ScreenContext, product: Int, lot: Int? = nil, name: String) {
    self.context = context
    self.product = product
    self.name = name
    scope = lot.map { .lot(.id($0)) } ?? .product(.id(product))
    rights = StockRights(context)
  }

  var title: String { "Ledger" }
  var minimumSize: Size { Size(rows: 16, columns: 60) }

  var selected: LedgerEntry? { list.count > 0 ? rows[list.selected] : nil }

  func opened(in shell: Shell, by press: KeyPress?) -> [Effect] {
    [
      context.read(CounterQuery()) { [weak self] result in
        // Without an answer the title line has no clock and times are missing, nothing else.
        if case .success(let place) = result { self?.place = place }
        return []
      },
      context.read(ProductQuery(.id(product))) { [weak self] result in
        switch result {
        case .success(let product): self?.stockProduct = product
        case .failure(let error): self?.problem = StockWords.reading(error)
        }
        return []
      },
    ] + readRows()
  }

  func refresh(_ cause: RefreshCause) -> [Effect] {
    guard cause == .dataChanged else { return [] }
    rows.restart(keepsRows: true)
    // Ledger entries are only added at the top: everything before is read again as one scrolls.
    starts = [nil]
    hasEnd = false
    list.select(0)
    return readRows()
  }

  func draw(on canvas: Canvas) { LedgerView(screen: self).draw(on: canvas) }
}

extension LedgerScreen {
  var actions: [Action] {
    [
      Action(
        id: "ledger.reverse",
        keys: [.character("R")],
        title: "Reverse the marked movement",
        hint: "Reverse",
        availability: reversing
      )
    ] + list.actions
  }

  private var reversing: Action.Availability {
    guard let selected else { return .disabled(reason: "No movement is marked.") }
    if let refusal = ReverseForm.refusal(selected) { return .disabled(reason: refusal) }
    return rights.changing
  }

  func perform(_ action: Action.ID) -> [Effect] {
    if list.perform(action) { return readRows() }
    guard action == "ledger.reverse", let entry = selected, let product = stockProduct else {
      return []
    }
    return [.open(ReverseForm.screen(for: entry, of: product, in: context))]
  }

  private func readRows() -> [Effect] {
    let generation = rows.generation
    let margin = max(list.pageRows, 25)
    let known = starts.count * rows.pageRows
    let end = min(hasEnd ? list.count : known, list.selected + margin)
    let first = max(0, list.selected - margin)
    return rows.missing(in: first..<max(first, end)).map { page in
      let query = LedgerQuery(scope, before: starts[page], limit: rows.pageRows)
      return context.read(query) { [weak self] result in
        self?.took(result, page, generation) ?? []
      }
    }
  }

  private func took(
    _ result: Result<[LedgerEntry], any Error>,
    _ page: Int,
    _ generation: Int
  ) -> [Effect] {
    guard generation == rows.generation else { return [] }
    switch result {
    case .success(let entries):
      rows.put(entries, page: page, of: generation, near: list.selected)
      learn(from: entries, page)
      problem = nil
      return readRows()
    case .failure(let error):
      rows.failed(page: page, of: generation)
      problem = StockWords.reading(error)
      return []
    }
  }

  /// A full page tells where the next begins, another that the ledger ends there.
  private func learn(from entries: [LedgerEntry], _ page: Int) {
    guard page == starts.count - 1 else { return }
    list.count = max(list.count, page * rows.pageRows + entries.count)
    if entries.count == rows.pageRows, let last = entries.last {
      starts.append(last.movement)
    } else {
      hasEnd = true
      list.count = page * rows.pageRows + entries.count
    }
  }
}
