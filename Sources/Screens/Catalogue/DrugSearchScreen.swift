import Domain
import Store
import Terminal

/// Finds drugs in the catalogue and in the directory of what is on the market, while one types.
@MainActor package final class DrugSearchScreen: Screen {
  let context: ScreenContext
  private(set) var input = TextInput(limit: 100)
  /// Whether keys go into the text; otherwise they move in the list.
  private(set) var isTyping = true
  /// Whether a digit begins a code; otherwise the first one leads to a place, as everywhere.
  private var takesFirstDigit = false
  private(set) var list = ListState()
  /// What was found for ``found``; nil before anything was typed.
  private(set) var result: Result<[DrugHit], any Error>?
  /// The text that the result is for.
  private(set) var found = ""
  private var asked = ""

  package init(_ context: ScreenContext) { self.context = context }

  package var title: String { "Drugs" }

  package func refresh(_ cause: RefreshCause) -> [Effect] {
    guard cause == .dataChanged, !asked.isEmpty else { return [] }
    asked = ""
    return search()
  }

  var hits: [DrugHit] {
    // A failure has its own words.
    (try? result?.get()) ?? []
  }

  var selected: DrugHit? { hits.indices.contains(list.selected) ? hits[list.selected] : nil }

  // MARK: Keys

  private var isBegun: Bool { !input.text.isEmpty || takesFirstDigit }

  package var actions: [Action] {
    [
      Action(
        id: "drugs.find",
        keys: [.character("/"), .enter],
        title: "Type a name, or a code with any digit first",
        hint: takesTyping ? "" : "Find",
        availability: takesTyping ? .disabled(reason: "You are typing it.") : .enabled
      ),
      Action(
        id: "drugs.clear",
        keys: [.escape],
        title: "Begin anew",
        hint: isBegun ? "Clear" : "",
        availability: isBegun ? .enabled : .disabled(reason: "Nothing has been typed.")
      ),
    ] + list.actions
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    if list.perform(action) { return [] }
    switch action {
    case "drugs.find":
      isTyping = true
      takesFirstDigit = true
    case "drugs.clear":
      input.set("")
      isTyping = true
      takesFirstDigit = false
      return search()
    default: break
    }
    return []
  }

  /// Before anything is typed, signs and digits do what they do everywhere.
  package var takesTyping: Bool { isTyping && isBegun }

  package func takeText(_ press: KeyPress) -> [Effect]? {
    guard isTyping else { return nil }
    switch press.key {
    case .enter, .down, .up, .tab, .pageDown, .pageUp:
      if input.text.isEmpty || list.count > 0 { isTyping = false }
      return []
    case .character(let sign) where !takesTyping && "?:/123456789".contains(sign): return nil
    // Help in an emergency is never typed away, and no drug has the sign in its name.
    case .character("!"): return nil
    default:
      guard press.key != .escape, input.take(press.key) else { return nil }
      return search()
    }
  }

  private func search() -> [Effect] {
    let text = input.text
    guard text != asked || text.isEmpty else { return [] }
    asked = text
    guard !text.allSatisfy({ $0 == " " }) else {
      result = nil
      list.count = 0
      return []
    }
    return [
      context.read(DrugSearchQuery(ScanText.plain(text), limit: 50)) { [weak self] result in
        self?.take(result, for: text)
        return []
      }
    ]
  }

  /// An answer to what is no longer asked would flicker past.
  private func take(_ result: Result<[DrugHit], any Error>, for text: String) {
    guard text == asked else { return }
    self.result = result
    found = text
    list.count = hits.count
    list.select(0)
  }

  package func draw(on canvas: Canvas) { DrugSearchView(screen: self).draw(on: canvas) }

  /// Fits the list into the rows that the view has for it.
  func layout(rows: Int) { list.layout(rows: rows) }
}
