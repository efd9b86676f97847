import Domain
import Store
import Terminal

/// All medicines on one page, to be shown to somebody or copied to paper.
@MainActor package final class MedicinePageScreen: Screen {
  package let title = "My medicines"
  private let context: ScreenContext
  private var page: Result<MedicinePage, any Error>?
  private var text = ScrolledText()

  package init(_ context: ScreenContext) { self.context = context }

  package var minimumSize: Size { Size(rows: 12, columns: 40) }

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] { [load()] }

  package func refresh(_ cause: RefreshCause) -> [Effect] { [load()] }

  private func load() -> Effect {
    context.read(MedicinePageQuery()) { [weak self] result in
      self?.page = result
      return []
    }
  }

  package var actions: [Action] {
    [
      Action(
        id: "page.back",
        keys: [.escape, .left, .character("m")],
        title: "Back",
        hint: "Back"
      ),
      Action(
        id: "page.facts",
        keys: [.character("e")],
        title: "Enter kidney function, pregnancy or weight",
        hint: "Kidneys, weight",
        availability: entering(.record)
      ),
      Action(
        id: "page.allergy",
        keys: [.character("a")],
        title: "Add an allergy",
        hint: "Add allergy",
        availability: entering(.record)
      ),
      Action(
        id: "page.noAllergy",
        keys: [.character("x")],
        title: "Take off an allergy that was entered by mistake",
        availability: read?.allergies.isEmpty ?? true
          ? .disabled(reason: "No allergy is entered.") : entering(.change)
      ),
    ] + text.actions
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    if action == "page.back" { return [.close] }
    if let read {
      let forms = AboutMeForms(context: context, page: read)
      switch action {
      case "page.facts": return [.open(forms.facts)]
      case "page.allergy": return [.open(forms.allergy)]
      case "page.noAllergy": return [.open(forms.removal)]
      default: break
      }
    }
    text.perform(action)
    return []
  }

  private var read: MedicinePage? { try? page?.get() }  // A failure has its own words.

  private func entering(_ operation: AccessOperation) -> Action.Availability {
    guard read != nil else { return .disabled(reason: "The page has not been read.") }
    return context.allows(operation, .profile)
      ? .enabled : .disabled(reason: "You may look at this record and not change it.")
  }

  package func draw(on canvas: Canvas) {
    let plan = read?.plan
    HeaderLine(
      person: context.person,
      mark: context.mark,
      now: plan?.now ?? context.now,
      zone: plan?.zone ?? .utc
    ).draw(on: canvas)
    let area = canvas.part(row: 2, column: 1, rows: canvas.rows - 3, columns: canvas.columns - 2)
    text.draw(lines(on: area), on: area)
  }

  private func lines(on area: Canvas) -> [ScrolledText.Line] {
    var lines: [ScrolledText.Line] = []
    switch page {
    case nil: return [ScrolledText.Line("Reading your medicines ...", .role(.muted))]
    case .failure(let error):
      let reason = ReadingWords.reason(for: error)
      lines.add(
        "I CANNOT READ YOUR MEDICINES (\(reason)).",
        .role(.critical, .bold),
        width: area.columns
      )
      lines.add("Show the labels on your bottles instead.", width: area.columns)
    case .success(let page):
      // As wide as paper at most, so that it is read the same way on both.
      let width = min(80, area.columns)
      let words = MedicinePageText(page, width: width, ascii: area.glyphs.isASCII)
      lines = words.lines.map { line in
        ScrolledText.Line(line.words, line.isHeading ? .role(.heading, .bold) : .text)
      }
      lines.append(ScrolledText.Line(""))
      lines.add(
        "On paper: prescripcare medication page prints this.",
        .role(.muted),
        width: area.columns
      )
    }
    return lines
  }
}
