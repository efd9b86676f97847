import Domain
import Store
import Terminal

/// The pharmacy's alerts: whose supply runs out, whether it can be filled, and what to order.
@MainActor package final class RefillAlertsScreen: Screen {
  /// Which half the keys act on.
  enum Half: Hashable { case alerts, stock }

  /// Days ahead that can be chosen, in turn.
  private static let horizons = [7, 14, 30, 3]
  /// Rows read at once, so that a list of any length costs the same.
  private static let window = 60
  private static let stockWindow = 50

  let context: ScreenContext
  private(set) var sheet: RefillAlertSheet?
  private(set) var stock: [StockOrderRow] = []
  private(set) var stockCount = 0
  private(set) var problem: String?
  private(set) var half: Half = .alerts
  private(set) var days = 7
  private(set) var onlyDangerous = false
  var alerts = ListState()
  var stockList = ListState()
  private var isLoading = false
  private var done: (row: RefillAlertSheet.Row, words: String)?

  package init(_ context: ScreenContext) { self.context = context }

  package var title: String { "Refill alerts" }

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] { [load(), reckon()] }

  package func refresh(_ cause: RefreshCause) -> [Effect] { [load()] }

  /// The alert at a place of the list; nil while it has not been read.
  func row(_ index: Int) -> RefillAlertSheet.Row? {
    guard let sheet else { return nil }
    let place = index - sheet.offset
    return sheet.rows.indices.contains(place) ? sheet.rows[place] : nil
  }

  /// The alert that keys act on.
  var selected: RefillAlertSheet.Row? { half == .alerts ? row(alerts.selected) : nil }

  /// The product that is marked below.
  var selectedStock: StockOrderRow? {
    half == .stock && stock.indices.contains(stockList.selected)
      ? stock[stockList.selected] : nil
  }

  private struct Answer: Sendable {
    let sheet: RefillAlertSheet
    let stock: [StockOrderRow]
    let stockCount: Int
  }

  /// Reads the rows around the marked one and the stock to order.
  private func load() -> Effect {
    isLoading = true
    let session = context.session
    let query = RefillAlertsQuery(
      days: days,
      limit: Self.window,
      offset: max(0, alerts.selected - Self.window / 2),
      onlyDangerous: onlyDangerous
    )
    let order = StockOrderQuery(limit: Self.stockWindow)
    return context.work(
      {
        Answer(
          sheet: try session.read(query),
          stock: try session.read(order),
          stockCount: try session.read(StockOrderCountQuery())
        )
      },
      then: { [weak self] result in
        self?.show(result) ?? []
      }
    )
  }

  /// Finds anew the run-outs whose day has come, a batch at a time.
  private func reckon() -> Effect {
    let batch = RefreshRunOut(reach: .everybody)
    return context.write(batch) { [weak self] result in
      // What cannot be written now stays as it was found last; the next opening asks again.
      guard let self, case .success(let found) = result, found > 0 else { return [] }
      return found < batch.limit ? [load()] : [reckon(), load()]
    }
  }

  private func show(_ result: Result<Answer, any Error>) -> [Effect] {
    isLoading = false
    switch result {
    case .success(let answer):
      sheet = answer.sheet
      stock = answer.stock
      stockCount = answer.stockCount
      problem = nil
      alerts.count = answer.sheet.total
      stockList.count = answer.stock.count
      // The list may have grown shorter than the place that was asked for.
      return needsRows ? [load()] : []
    case .failure(let error):
      sheet = nil
      problem = ErrorWords.sentence(for: error)
      return []
    }
  }

  /// Whether a row in sight was not read, as after a jump.
  private var needsRows: Bool {
    guard let sheet, !isLoading, sheet.total > 0 else { return false }
    let sight = alerts.window(rows: alerts.pageRows)
    return row(sight.lowerBound) == nil || row(sight.upperBound - 1) == nil
  }

  package func draw(on canvas: Canvas) {
    RefillAlertsView(screen: self, canvas: canvas).draw()
  }
}

// MARK: - Actions

extension RefillAlertsScreen {
  package var actions: [Action] {
    [
      Action(
        id: "alerts.open",
        keys: [.enter, .right],
        title: "Open the refills of this patient",
        hint: "Open",
        availability: withRow { _ in nil }
      ),
      Action(
        id: "alerts.fill",
        keys: [.character("f")],
        title: "Approve the refill, to be filled",
        hint: "Fill",
        availability: answering { row in
          row.request?.status == .approved ? "It was approved already." : fillObstacle(row)
        },
        isDangerous: true
      ),
      Action(
        id: "alerts.ask",
        keys: [.character("a")],
        title: "Record that the prescriber was asked",
        hint: "Ask prescriber",
        availability: answering { row in
          row.request?.status == .approved ? "It was approved already." : nil
        },
        isDangerous: true
      ),
      Action(
        id: "alerts.deny",
        keys: [.character("x")],
        title: "Refuse the request, with a reason for the patient",
        hint: "Refuse",
        availability: answering { row in
          row.request == nil ? "The patient has not asked for it." : nil
        },
        isDangerous: true
      ),
      Action(
        id: "alerts.order",
        keys: [.character("o")],
        title: "Go to orders",
        hint: "Order",
        availability: hasOrders ? .enabled : .disabled(reason: "Orders have no place here yet.")
      ),
      Action(
        id: "alerts.undo",
        keys: [.character("u")],
        title: "Take back the last answer",
        hint: "Undo",
        availability: done == nil
          ? .disabled(reason: "There is no answer to take back.") : .enabled,
        isDangerous: true
      ),
      Action(
        id: "alerts.days",
        keys: [.character("d")],
        title: "Look further ahead: 7, 14, 30 or 3 days",
        hint: "Days"
      ),
      Action(
        id: "alerts.dangerous",
        keys: [.character("s")],
        title: onlyDangerous ? "Show all medicines" : "Show only dangerous interruptions",
        hint: onlyDangerous ? "Show all" : "Serious"
      ),
      Action(
        id: "alerts.half",
        keys: [.tab, .backTab],
        title: "Go between patients and stock",
        group: "Move"
      ),
    ] + alerts.actions
  }

  private var hasOrders: Bool {
    Destination.offered(in: context).contains { $0.id == Self.orders }
  }

  private static let orders: Action.ID = "go.orders"

  private func withRow(_ obstacle: (RefillAlertSheet.Row) -> String?) -> Action.Availability {
    guard let selected else { return .disabled(reason: "No patient is marked.") }
    return obstacle(selected).map { .disabled(reason: $0) } ?? .enabled
  }

  private func answering(_ obstacle: (RefillAlertSheet.Row) -> String?) -> Action.Availability {
    guard context.allows(.change, .prescriptions) else {
      return .disabled(reason: "Only a pharmacist answers requests.")
    }
    return withRow(obstacle)
  }

  /// Why nothing can be filled, unless it is only too soon: a trip or a lost bottle may ask for that.
  private func fillObstacle(_ row: RefillAlertSheet.Row) -> String? {
    switch row.status {
    case .canFill, .requested, .tooSoonUntil: nil
    case nil: "No prescription is on record here."
    case .askPrescriber: "No refills are left: ask the prescriber."
    case .newPrescriptionNeeded: "It needs a new prescription: ask the prescriber."
    case .expired: "The prescription has ended: ask the prescriber."
    case .doseChanged: "The dose has changed: call the prescriber first."
    case .waitingForPrescriber: "The prescriber has not answered yet."
    }
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    if move(action) { return needsRows ? [load()] : [] }
    switch action {
    case "alerts.half":
      half = half == .alerts ? .stock : .alerts
      return []
    case "alerts.days": return look(ahead: next(days))
    case "alerts.dangerous":
      onlyDangerous.toggle()
      return look(ahead: days)
    case "alerts.order": return [.perform(Self.orders)]
    case "alerts.undo": return undo()
    default: break
    }
    guard let row = selected else { return [] }
    switch action {
    case "alerts.open": return [.open(RefillsScreen(context.opened(for: row.patient)))]
    case "alerts.fill": return fill(row)
    case "alerts.ask": return [.open(askDialog(row))]
    case "alerts.deny": return [.open(denyForm(row))]
    default: return []
    }
  }

  private func move(_ action: Action.ID) -> Bool {
    switch half {
    case .alerts: alerts.perform(action)
    case .stock: stockList.perform(action)
    }
  }

  private func next(_ days: Int) -> Int {
    let index = Self.horizons.firstIndex(of: days).map { $0 + 1 } ?? 0
    return Self.horizons[index % Self.horizons.count]
  }

  private func look(ahead days: Int) -> [Effect] {
    self.days = days
    half = .alerts
    alerts.select(0)
    return [load()]
  }
}

// MARK: - Answers

extension RefillAlertsScreen {
  private func fill(_ row: RefillAlertSheet.Row) -> [Effect] {
    guard case .tooSoonUntil(let day)? = row.status else { return [answer(row, .approve)] }
    let today = sheet?.today ?? day
    return [
      .open(
        Dialog(
          title: "Fill too soon?",
          message: "\(name(row)): the payer refuses before \(Display.date(day, today: today)).",
          isDangerous: true,
          choices: [
            Dialog.Choice(key: .character("y"), title: "Approve it all the same") { [weak self] in
              self.map { [$0.answer(row, .approve)] } ?? []
            }
          ]
        )
      )
    ]
  }

  private func askDialog(_ row: RefillAlertSheet.Row) -> Dialog {
    let whom = row.label.prescriberName ?? "the prescriber"
    return Dialog(
      title: "Was the prescriber asked?",
      message: "\(name(row)): was \(whom) asked for a new prescription?\n"
        + "The patient reads that, and since when.",
      choices: [
        Dialog.Choice(key: .character("r"), title: "Record it: asked now") { [weak self] in
          self.map { [$0.answer(row, .askPrescriber(note: nil))] } ?? []
        }
      ]
    )
  }

  private func denyForm(_ row: RefillAlertSheet.Row) -> FormOverlay {
    let form = Form([
      FormField(
        "reason",
        label: "Reason",
        help: "The patient reads this.",
        limit: 200
      )
    ]) { _, values in
      values["reason"].map { $0.contains { $0 != " " } } == true ? nil : "A reason is needed."
    }
    return FormOverlay(title: "Refuse \(name(row))", form: form) { [weak self] overlay in
      guard let self else { return [] }
      return [answer(row, .deny(reason: overlay.form["reason"]), closing: overlay)]
    }
  }

  private func answer(
    _ row: RefillAlertSheet.Row,
    _ decision: AnswerRefill.Decision,
    closing overlay: FormOverlay? = nil
  ) -> Effect {
    let words = name(row)
    let session = context.opened(for: row.patient).session
    let transaction = AnswerRefill(
      medication: row.label.medication,
      decision: decision,
      version: row.request?.version
    )
    return context.work(
      { try session.write(transaction) },
      then: { [weak self] result in
        switch result {
        case .success(let request):
          self?.done = (row, words)
          let close: [Effect] = overlay.map { [.closeScreen($0)] } ?? []
          return close + [
            .done("\(Self.word(request.status)): \(words). U takes it back."), .refreshAll,
          ]
        case .failure(let error):
          let sentence = ErrorWords.sentence(for: error)
          guard let overlay else { return [.failed(sentence), .refreshAll] }
          overlay.form.show(problem: sentence, at: "reason")
          return []
        }
      }
    )
  }

  private func undo() -> [Effect] {
    guard let (row, words) = done else { return [] }
    done = nil
    let session = context.opened(for: row.patient).session
    let transaction = AnswerRefill(medication: row.label.medication, decision: .reopen)
    return [
      context.work(
        { try session.write(transaction) },
        then: { result in
          switch result {
          case .success: [.done("Taken back, it waits again: \(words)."), .refreshAll]
          case .failure(let error): [.failed(ErrorWords.sentence(for: error)), .refreshAll]
          }
        }
      )
    ]
  }

  /// Patient, birth date and medicine in full, so that nobody answers for another one.
  private func name(_ row: RefillAlertSheet.Row) -> String {
    let born = row.patient.birthDate.map { ", born \(Display.fullDate($0))" } ?? ""
    return "\(row.title) for \(row.patient.fullName)\(born)"
  }

  private static func word(_ status: RefillRequest.Status) -> String {
    switch status {
    case .requested: "Waiting"
    case .askedPrescriber: "Prescriber asked"
    case .approved: "Approved"
    case .denied: "Refused"
    case .filled: "Filled"
    case .cancelled: "Taken back"
    }
  }
}
