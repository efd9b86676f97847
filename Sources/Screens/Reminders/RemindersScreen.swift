import Domain
import Services
import Store
import Terminal

/// How a person is reminded: what will ring, what waits, what rang, and on which ways.
@MainActor package final class RemindersScreen: Screen {
  /// The part that stands in the lower half.
  enum Part: Int, CaseIterable {
    case preview
    case waiting
    case past
    case ways
  }

  let context: ScreenContext
  private(set) var board: ReminderBoard?
  private(set) var preview: [PreviewLine] = []
  private(set) var problem: String?
  private(set) var part: Part = .preview
  /// Whether the first line stands reversed, as a sign that can be seen.
  private(set) var isFlashing = false
  var list = ListState()
  private weak var shell: Shell?

  package init(_ context: ScreenContext) { self.context = context }

  package var title: String { "Reminders" }

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] {
    self.shell = shell
    return [load()]
  }

  package func refresh(_ cause: RefreshCause) -> [Effect] { [load()] }

  private func load() -> Effect {
    context.read(ReminderBoardQuery()) { [weak self] result in
      guard let self else { return [] }
      switch result {
      case .success(let board):
        self.board = board
        preview = PreviewLine.lines(board, preferences: board.state.preferences)
        problem = nil
      case .failure(let error):
        board = nil
        problem = ErrorWords.sentence(for: error)
      }
      list.count = count
      return []
    }
  }

  /// Whether anything rings at all, as the person wants it and as the program runs.
  var willRing: Bool {
    board?.state.preferences.isOn == true && context.reminders.rings
  }

  /// Rows of the open part.
  var count: Int {
    guard let board else { return 0 }
    return switch part {
    case .preview: preview.count
    case .waiting: board.waiting.count
    case .past: board.past.count
    case .ways: DeliveryMethod.allCases.count
    }
  }

  /// The way that keys act on.
  var method: DeliveryMethod? {
    guard part == .ways, board != nil else { return nil }
    return DeliveryMethod.allCases[list.selected]
  }

  func record(_ method: DeliveryMethod) -> ChannelRecord? {
    board?.channels.first { $0.method == method }
  }

  package func draw(on canvas: Canvas) {
    RemindersView(screen: self, canvas: canvas).draw()
  }

  /// Opens a part.
  func show(_ part: Part) {
    self.part = part
    list.count = count
    list.select(0)
  }

  /// Turns the first line over for a moment, for those who hear no bell.
  func flash() {
    isFlashing = true
    shell?.schedule("reminders.flash", after: .milliseconds(800)) { [weak self] in
      self?.isFlashing = false
      return []
    }
  }
}

// MARK: - Actions

extension RemindersScreen {
  package var actions: [Action] {
    [
      Action(
        id: "reminders.next",
        keys: [.tab],
        title: "Next part: 24 hours, waiting, past, ways",
        hint: "Next part"
      ),
      Action(id: "reminders.previous", keys: [.backTab], title: "Part before"),
      Action(
        id: "reminders.edit",
        keys: [.character("e")],
        title: "Change quiet hours and announcements",
        hint: "Quiet hours",
        availability: mayChange
      ),
      Action(
        id: "reminders.options",
        keys: [.character("r")],
        title: "Repetitions, refills, who else is told, other days",
        hint: "Repetitions",
        availability: mayChange
      ),
      Action(
        id: "reminders.code",
        keys: [.character("c")],
        title: "Code without which no extra dose is recorded",
        availability: mayChange
      ),
      Action(
        id: "reminders.test",
        keys: [.character("t")],
        title: "Test the marked way: did you hear or see it?",
        hint: "Test",
        availability: testAvailability
      ),
      part == .ways
        ? Action(
          id: "reminders.way",
          keys: [.enter],
          title: "Set the marked way",
          hint: "Set",
          availability: mayChange
        )
        : Action(
          id: "reminders.read",
          keys: [.enter],
          title: "Read all of the marked line; among the ways, set the marked one",
          hint: count > 0 ? "Read" : "",
          availability: count > 0 ? .enabled : .disabled(reason: "There is nothing to read here.")
        ),
      Action(
        id: "reminders.switch",
        keys: [.character("o")],
        title: "Switch the marked way on or off",
        hint: part == .ways ? "On or off" : "",
        availability: switchAvailability
      ),
    ] + list.actions
  }

  private var mayChange: Action.Availability {
    guard board != nil else { return .disabled(reason: "The reminders cannot be read.") }
    return context.allows(.change, .profile)
      ? .enabled : .disabled(reason: "You may look at this record and not change it.")
  }

  private var wayAvailability: Action.Availability {
    guard part == .ways else { return .disabled(reason: "Tab leads to the ways.") }
    return mayChange
  }

  private var switchAvailability: Action.Availability {
    guard wayAvailability == .enabled, let method else { return wayAvailability }
    return record(method) == nil ? .disabled(reason: "It is not set yet: Enter sets it.") : .enabled
  }

  private var testAvailability: Action.Availability {
    // Before anything is chosen the screen itself is tested.
    guard let method else { return mayChange }
    return record(method) == nil
      ? .disabled(reason: "It is not set yet: Enter sets it.") : mayChange
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    if list.perform(action) { return [] }
    switch action {
    case "reminders.next": show(step(1))
    case "reminders.previous": show(step(-1))
    case "reminders.edit":
      guard let board else { return [] }
      return [.open(QuietHoursEditor(context, board: board))]
    case "reminders.options": return openOptions()
    case "reminders.code": return openCode()
    case "reminders.test": return record(method ?? .screen).map(test) ?? []
    case "reminders.read": return read()
    case "reminders.way": return method.map(openWay) ?? []
    case "reminders.switch": return method.flatMap(record).map(toggle) ?? []
    default: break
    }
    return []
  }

  /// Shows all that is kept of the marked line.
  private func read() -> [Effect] {
    guard let board, (0..<count).contains(list.selected) else { return [] }
    let words = ReminderWords(board: board)
    let sentences: [String] =
      switch part {
      case .preview:
        [preview[list.selected].names + ".", preview[list.selected].why]
      case .waiting:
        board.waiting[list.selected].body.split(separator: "\n").map(String.init)
          + [words.details(board.waiting[list.selected])]
      case .past:
        ReminderWords.body(board.past[list.selected]) + [words.details(board.past[list.selected])]
      case .ways: []
      }
    let title =
      switch part {
      case .preview: "\(words.moment(preview[list.selected].at)): \(preview[list.selected].what)"
      case .waiting: board.waiting[list.selected].title
      case .past: board.past[list.selected].title
      case .ways: ""
      }
    return [.open(TextOverlay(title: title, sentences))]
  }

  private func step(_ by: Int) -> Part {
    let all = Part.allCases
    return all[(part.rawValue + by + all.count) % all.count]
  }
}
