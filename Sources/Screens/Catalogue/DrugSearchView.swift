import Domain
import Store
import Terminal

/// Draws what is typed, what was found, and what is known of the drug that is marked.
@MainActor struct DrugSearchView {
  let screen: DrugSearchScreen

  private static let detailRows = 7

  func draw(on canvas: Canvas) {
    let context = screen.context
    HeaderLine(person: context.person, mark: context.mark, title: "DRUGS").draw(on: canvas)
    canvas.put("Name, brand, NDC or barcode", row: 2, column: 1)
    screen.input.draw(
      on: canvas.part(row: 2, column: 30, rows: 1, columns: canvas.columns - 31),
      isFocused: screen.isTyping
    )
    let bottom = canvas.rows - Self.detailRows
    let body = canvas.part(row: 4, rows: bottom - 5, columns: canvas.columns)
    canvas.rule(row: bottom - 1)
    switch screen.result {
    case nil:
      body.wrap(
        """
        Type the beginning of a name, a brand or any word of them. "met ext" finds metformin \
        extended-release. Before a code that begins with a digit from 1 to 9, press /.
        """,
        row: 0,
        column: 1,
        width: canvas.columns - 2,
        style: .role(.muted)
      )
    case .failure(let error):
      body.wrap(
        ErrorWords.sentence(for: error),
        row: 0,
        column: 1,
        width: canvas.columns - 2,
        style: .role(.critical)
      )
    case .success(let hits) where hits.isEmpty:
      body.wrap(
        "No drug of the catalogue is like \"\(screen.found)\".",
        row: 0,
        column: 1,
        width: canvas.columns - 2
      )
    case .success: drawList(body)
    }
    drawDetails(
      canvas.part(row: bottom, column: 1, rows: Self.detailRows, columns: canvas.columns - 2)
    )
  }

  private func drawList(_ canvas: Canvas) {
    let half = canvas.columns / 2
    screen.layout(rows: canvas.rows)
    screen.list.draw(
      on: canvas,
      marksSelection: !screen.isTyping || screen.list.count > 0,
      placesCursor: !screen.isTyping
    ) { index, row, isSelected in
      let words = DrugHitWords(hit: screen.hits[index])
      let style: Style = isSelected ? .role(.text, .bold) : .text
      row.put(words.name, row: 0, width: half - 2, style: style)
      let width = row.columns - half - 1
      let strengths = words.strengths(columns: width, more: row.glyphs.ellipsis)
      row.put(strengths, row: 0, column: half, width: width, style: style)
    }
  }

  private func drawDetails(_ canvas: Canvas) {
    guard let hit = screen.selected else { return }
    let words = DrugHitWords(hit: hit)
    var row = canvas.wrap(words.name, row: 0, maximumRows: 2, style: .role(.title, .bold))
    if !words.strengths.isEmpty {
      row += canvas.wrap(words.strengths, row: row, maximumRows: 2)
    }
    if !words.kind.isEmpty { row += canvas.wrap(words.kind, row: row, maximumRows: 1) }
    row += canvas.wrap(words.facts.joined(separator: "; "), row: row, maximumRows: 2)
    canvas.put(words.origin, row: row, style: .role(.muted))
  }
}
