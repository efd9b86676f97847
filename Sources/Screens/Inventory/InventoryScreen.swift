import Domain
import Store
import Terminal

/// The shelf: what may not be touched, what fails today, what is gone, what will be gone, what
/// expires, what must be counted, then the rest.
///
/// Of any number of products only the pages around the marked one are held.
@MainActor final class InventoryScreen: Screen {
  let context: ScreenContext
  var filter = InventoryFilter()
  var order = InventoryOrder.urgency
  var list = ListState()
  var rows = PageWindow<InventoryRow>()
  /// Nothing until the first answer.
  var frame: InventoryFrame?
  /// The lots of a product that was marked when they were asked for.
  var shelf: ProductShelfDetail?
  /// What went wrong when reading; the list must not look like an empty shelf.
  var problem: String?
  let rights: StockRights
  /// The product that stays marked when the list is read anew.
  private var marked: Int?
  private var isReading = false
  private var wantsAgain = false
  private var isReadingShelf = false
  private var burst = ScanBurst()
  /// Whether a scanner seems to be typing.
  private var isScanning = false

  init(_ context: ScreenContext) {
    self.context = context
    rights = StockRights(context)
  }

  var title: String { "Inventory" }
  var minimumSize: Size { Size(rows: 16, columns: 60) }

  /// The marked product, when it has been read.
  var selected: InventoryRow? { list.count > 0 ? rows[list.selected] : nil }

  /// The lots of the marked product, when they have been read.
  var selectedShelf: ProductShelfDetail? {
    shelf.flatMap { $0.lots.product.id == selected?.product ? $0 : nil }
  }

  func opened(in shell: Shell, by press: KeyPress?) -> [Effect] {
    reload() + (rights.mayRecord ? [judge()] : [])
  }

  func refresh(_ cause: RefreshCause) -> [Effect] {
    switch cause {
    case .dataChanged: return reload()
    case .returned: return readShelf()
    case .minute, .resumed:
      guard let place = frame?.place else { return reload() }
      let isNewDay = place.zone.local(of: context.now).0.date != place.day
      return isNewDay ? reload() + (rights.mayRecord ? [judge()] : []) : []
    }
  }

  func draw(on canvas: Canvas) { InventoryView(screen: self).draw(on: canvas) }

  /// Takes what a scanner types: it begins with a sign that no action has, so that none of its
  /// characters acts.
  func takeText(_ press: KeyPress) -> [Effect]? {
    if case .paste(let text) = press.key, text.count <= 200 { return open(text) }
    if burst.begins(with: press) {
      isScanning = ["0", "]", "("].contains { press.key == .character($0) }
    }
    switch burst.take(press) {
    case .scan(let text) where isScanning:
      isScanning = false
      return open(text)
    case .swallowed: return []
    case .typing, .scan:
      guard isScanning, case .character = press.key else {
        isScanning = false
        return nil
      }
      return []
    }
  }

  /// Shows the lots of the product that a code names.
  private func open(_ text: String) -> [Effect] {
    let code = ScanText.plain(text)
    return [
      context.read(ProductQuery(.text(code))) { [context] result in
        switch result {
        case .success(let product):
          [.open(LotsScreen(context, product: product.id, name: product.name))]
        case .failure(let error): [.failed(StockWords.sentence(for: error))]
        }
      }
    ]
  }
}

extension InventoryScreen {
  /// Reads everything in sight again; what is in sight stays until the answer.
  func reload() -> [Effect] {
    guard !isReading else {
      wantsAgain = true
      return []
    }
    isReading = true
    rows.restart(keepsRows: true)
    return [readFrame()] + readRows() + readShelf(again: true)
  }

  /// Shows another list from its beginning.
  func show(_ filter: InventoryFilter, _ order: InventoryOrder) -> [Effect] {
    self.filter = filter
    self.order = order
    marked = nil
    list.select(0)
    rows.restart(keepsRows: false)
    isReading = false
    return reload()
  }

  /// What must be read now that another row is marked.
  func moved() -> [Effect] {
    marked = selected?.product
    return readRows() + readShelf()
  }

  private func readFrame() -> Effect {
    let generation = rows.generation
    return context.read(InventoryFrameQuery(filter: filter, order: order)) { [weak self] result in
      self?.took(result, generation) ?? []
    }
  }

  private func took(_ result: Result<InventoryFrame, any Error>, _ generation: Int) -> [Effect] {
    guard generation == rows.generation else { return [] }
    isReading = false
    switch result {
    case .success(let frame):
      self.frame = frame
      problem = nil
      list.count = frame.count
    case .failure(let error): problem = StockWords.reading(error)
    }
    guard wantsAgain else { return readRows() + readShelf() }
    wantsAgain = false
    return reload()
  }

  /// Reads the pages around the marked row that are not there yet.
  private func readRows() -> [Effect] {
    let generation = rows.generation
    let margin = max(list.pageRows, 25)
    let end = frame == nil ? margin : min(list.count, list.selected + margin)
    let first = max(0, min(list.selected, end) - margin)
    return rows.missing(in: first..<max(first, end)).map { page in
      let query = InventoryQuery(
        filter: filter,
        order: order,
        limit: rows.pageRows,
        offset: page * rows.pageRows
      )
      return context.read(query) { [weak self] result in
        self?.took(result, page, generation) ?? []
      }
    }
  }

  private func took(
    _ result: Result<[InventoryRow], any Error>,
    _ page: Int,
    _ generation: Int
  ) -> [Effect] {
    switch result {
    case .success(let found):
      rows.put(found, page: page, of: generation, near: list.selected)
      markAgain()
    case .failure(let error):
      rows.failed(page: page, of: generation)
      problem = StockWords.reading(error)
    }
    return readShelf()
  }

  /// Goes to where the marked product stands now, unless it has left what is held.
  private func markAgain() {
    if let marked, let index = rows.index(where: { $0.product == marked }) { list.select(index) }
    marked = selected?.product ?? marked
  }

  /// Reads the lots of the marked product, one reading at a time however fast the mark moves.
  private func readShelf(again: Bool = false) -> [Effect] {
    guard !isReadingShelf, let product = selected?.product else { return [] }
    guard again || shelf?.lots.product.id != product else { return [] }
    isReadingShelf = true
    return [
      context.read(ProductShelfQuery(product: product)) { [weak self] result in
        guard let self else { return [] }
        isReadingShelf = false
        switch result {
        case .success(let shelf): self.shelf = shelf
        case .failure(let error):
          problem = StockWords.reading(error)
          return []
        }
        return readShelf()
      }
    ]
  }

  /// Judges products whose day has come, a batch at a time.
  private func judge() -> Effect {
    let batch = RefreshUrgency()
    return context.write(batch) { [weak self] result in
      // What cannot be judged now stays as it was judged last; the next day asks again.
      guard let self, case .success(let judged) = result, judged > 0 else { return [] }
      return judged < batch.limit ? reload() : [judge()] + reload()
    }
  }
}
