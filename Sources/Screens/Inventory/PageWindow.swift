/// Rows of a long list around the place one looks at, in pages.
///
/// Holds a few pages however long the list is. Who shows the list asks which pages are missing,
/// reads them elsewhere and puts them in; a page that comes after the list was read anew is dropped.
struct PageWindow<Row: Sendable> {
  /// Rows of a page.
  let pageRows: Int
  /// Pages held at most.
  let limit: Int
  /// Counts the readings of the list; an answer to an earlier one is worth nothing.
  private(set) var generation = 0
  private var pages: [Int: [Row]] = [:]
  private var asked: Set<Int> = []
  /// Pages of an earlier reading, shown until the new ones come.
  private var stale: [Int: [Row]] = [:]

  init(pageRows: Int = 100, limit: Int = 5) {
    self.pageRows = pageRows
    self.limit = limit
  }

  /// How many rows are held.
  var heldRows: Int { (Array(pages.values) + Array(stale.values)).reduce(0) { $0 + $1.count } }

  /// The row at a place of the list; nil while it is not there.
  subscript(index: Int) -> Row? {
    let (page, place) = index.quotientAndRemainder(dividingBy: pageRows)
    guard let rows = pages[page] ?? stale[page], rows.indices.contains(place) else { return nil }
    return rows[place]
  }

  /// The place of the first row held that fits.
  func index(where fits: (Row) -> Bool) -> Int? {
    for page in pages.keys.sorted() {
      guard let place = pages[page]?.firstIndex(where: fits) else { continue }
      return page * pageRows + place
    }
    return nil
  }

  /// The pages that must be read to show a range, which counts as asked for from now on.
  mutating func missing(in range: Range<Int>) -> [Int] {
    guard !range.isEmpty else { return [] }
    let wanted = (range.lowerBound / pageRows)...((range.upperBound - 1) / pageRows)
    let missing = wanted.filter { pages[$0] == nil && !asked.contains($0) }
    asked.formUnion(missing)
    return missing
  }

  /// Takes a page that was read; pages farthest from `center` make room.
  mutating func put(_ rows: [Row], page: Int, of generation: Int, near center: Int) {
    guard generation == self.generation else { return }
    asked.remove(page)
    pages[page] = rows
    stale[page] = nil
    let middle = center / pageRows
    while pages.count > limit,
      let farthest = pages.keys.max(by: { abs($0 - middle) < abs($1 - middle) })
    {
      pages[farthest] = nil
    }
    if asked.isEmpty { stale = [:] }
  }

  /// A page could not be read; it may be asked for again.
  mutating func failed(page: Int, of generation: Int) {
    guard generation == self.generation else { return }
    asked.remove(page)
  }

  /// Begins to read the list anew; what is held stays in sight until then when `keepsRows`.
  mutating func restart(keepsRows: Bool) {
    generation += 1
    stale = keepsRows ? stale.merging(pages) { _, new in new } : [:]
    pages = [:]
    asked = []
  }
}
