import Domain
import Store
import Terminal

/// Takes packages in: scanned one after the other or typed, then posted all at once.
///
/// A scan that says everything becomes a line without another key. What it does not say is asked
/// for with the cursor in that field.
@MainActor final class ReceiveScreen: Screen {
  let context: ScreenContext
  var form: Form
  var draft = ReceiptDraft()
  /// The product that the field means, once it was looked up.
  var found: StockProduct?
  var suppliers: [SupplierName] = []
  /// What just happened or went wrong.
  var message = "Scan a package, or type its name or NDC."
  var isWrong = false
  private(set) var isSaving = false
  private var burst = ScanBurst()
  private var beforeBurst: Form?
  private var serial: String?
  /// The text under which `found` was found.
  private var foundBy = ""
  /// The same for a retry, so that nothing is received twice.
  private var operation: StockOperation?
  private var waiting: [String] = []
  private var isLooking = false
  var place: CounterPlace?

  init(_ context: ScreenContext) {
    self.context = context
    form = ReceiveFields.form(suppliers: [])
  }

  var title: String { "Receive" }
  var takesTyping: Bool { true }

  var actions: [Action] {
    [
      Action(
        id: "receive.post",
        keys: [.control("s")],
        title: "Post all lines to stock",
        hint: "Post all",
        availability: isSaving ? .disabled(reason: "Being saved.") : .enabled,
        isDangerous: true
      ),
      Action(
        id: "receive.back",
        keys: [.control("k")],
        title: "Take the last line away",
        hint: "Take last line away",
        availability: draft.isEmpty ? .disabled(reason: "No line is there.") : .enabled,
        isDangerous: true
      ),
      Action(id: "form.next", keys: [.tab, .down], title: "Next field", hint: "Next field"),
      Action(id: "form.previous", keys: [.backTab, .up], title: "Field before"),
    ]
  }

  func opened(in shell: Shell, by press: KeyPress?) -> [Effect] {
    [
      context.read(SuppliersQuery()) { [weak self] result in
        guard let self, case .success(let suppliers) = result else { return [] }
        self.suppliers = suppliers
        if !ReceiveFields.holdsLine(form) { form = ReceiveFields.form(suppliers: suppliers) }
        return []
      },
      context.read(CounterQuery()) { [weak self] result in
        // Without an answer the title line has no clock; nothing else depends on it.
        if case .success(let place) = result { self?.place = place }
        return []
      },
    ]
  }

  func draw(on canvas: Canvas) { ReceiveView(screen: self).draw(on: canvas) }

  func closing() -> [Effect]? {
    if isSaving { return [.done("Being saved.")] }
    guard !draft.isEmpty || ReceiveFields.holdsLine(form) else { return nil }
    let discard = Dialog.Choice(key: .character("d"), title: "Discard all of it") { [weak self] in
      self.map { [.closeScreen($0)] } ?? []
    }
    let lines = Display.count(draft.lines.count, "line")
    return [
      .open(
        Dialog(
          title: "Leave receiving?",
          message: "\(lines) and what you typed have not been posted.",
          isDangerous: true,
          choices: [discard, .cancel("Go on receiving")]
        )
      )
    ]
  }
}

extension ReceiveScreen {
  func takeText(_ press: KeyPress) -> [Effect]? {
    if isSaving { return [] }
    if case .paste(let text) = press.key {
      let scan = reader.read(text.trimmed)
      if ScanText.isBarcode(scan) { return scanned(text.trimmed) }
    }
    if burst.begins(with: press) { beforeBurst = form }
    switch burst.take(press) {
    case .swallowed: return []
    case .scan(let text):
      // Words typed over a slow line come as fast as a scan and are no barcode.
      guard reader.read(text).kind != .unknown else { return typed(press) }
      if let beforeBurst { form = beforeBurst }
      return scanned(text)
    case .typing: return typed(press)
    }
  }

  func perform(_ action: Action.ID) -> [Effect] {
    switch action {
    case "receive.post": return post()
    case "receive.back":
      draft.removeLast()
      say("The last line was taken away. \(ReceiveFields.total(draft)).")
      return []
    case "form.next": return typed(KeyPress(.tab)) ?? []
    case "form.previous": return typed(KeyPress(.backTab)) ?? []
    default: return []
    }
  }

  private var reader: ScanReader {
    let local = place.map { $0.zone.local(of: context.now).0.date }
    let day = local ?? CalendarDate(day: context.now.seconds / 86_400)
    return ScanReader(year: day.components.year)
  }

  private func typed(_ press: KeyPress) -> [Effect]? {
    if press.key == .control("s") { return nil }
    if press.key == .enter, press.isRepeat { return [] }
    let before = form.focus
    switch form.take(press) {
    case .ignored: return nil
    case .submitted: return addLine()
    case .changed: break
    }
    guard form.fields[before].id == "product", form.focus != before else { return [] }
    return lookUp(form["product"])
  }

  // MARK: Products

  /// Finds the product that a text means, and fills in what its package says.
  private func lookUp(_ text: String) -> [Effect] {
    let code = ScanText.plain(text)
    guard !code.isEmpty, code != foundBy || found == nil else { return [] }
    return [
      context.read(ProductQuery(.text(code))) { [weak self] result in
        self?.took(result, code: code)
        return []
      }
    ]
  }

  private func took(_ result: Result<StockProduct, any Error>, code: String) {
    guard ScanText.plain(form["product"]) == code else { return }
    switch result {
    case .success(let product):
      (found, foundBy) = (product, code)
      if form["quantity"].isEmpty, let size = product.scanned?.size {
        form.fill("quantity", with: size.text(in: product.unit))
      }
      say(ReceiveFields.words(for: product))
    case .failure(let error):
      (found, foundBy) = (nil, "")
      form.show(problem: StockWords.sentence(for: error), at: "product")
    }
  }

  private func say(_ words: String, isWrong: Bool = false) {
    (message, self.isWrong) = (words, isWrong)
  }

  // MARK: Scanning

  private func scanned(_ text: String) -> [Effect] {
    waiting.append(text)
    return nextScan()
  }

  /// Scans are understood one after the other, however fast they come.
  private func nextScan() -> [Effect] {
    guard !isLooking, !isSaving, !waiting.isEmpty else { return [] }
    let scan = reader.read(waiting.removeFirst())
    guard let code = scan.gtin?.text ?? scan.ndc?.description else {
      let problem = scan.errors.first.map { ": \($0.problem.description)" } ?? ""
      say("That scan names no product\(problem). Nothing was added.", isWrong: true)
      return nextScan()
    }
    isLooking = true
    return [
      context.read(ProductQuery(.text(code))) { [weak self] result in
        guard let self else { return [] }
        isLooking = false
        took(scan, code, result)
        return nextScan()
      }
    ]
  }

  private func took(_ scan: Scan, _ code: String, _ result: Result<StockProduct, any Error>) {
    switch result {
    case .failure(let error):
      fill(scan, code: code, nil)
      let isCase = scan.gtin.map { (1...8).contains($0.indicator) } ?? false
      say(
        isCase
          ? "A case not in the catalogue: type the product and how many units it holds."
          : StockWords.sentence(for: error),
        isWrong: true
      )
    case .success(let product):
      guard let line = line(from: scan, code, product) else {
        fill(scan, code: code, product)
        if let error = scan.errors.first {
          say(
            "The scan has an error, \(error.problem.description): check the fields.",
            isWrong: true
          )
        }
        return
      }
      add(line)
    }
  }

  /// The line that a scan alone makes; nothing when something is missing or does not fit.
  private func line(from scan: Scan, _ code: String, _ product: StockProduct) -> ReceiptDraft.Line?
  {
    guard scan.isValid, !ReceiveFields.holdsLine(form),
      let lot = scan.lot, let expiry = scan.expiresOn, let size = product.scanned?.size,
      scan.serial == nil || supplier != nil
    else { return nil }
    return ReceiptDraft.Line(
      product: product,
      code: code,
      lotNumber: lot,
      expiresOn: expiry,
      quantity: size,
      bin: nil,
      serialNumber: scan.serial
    )
  }

  /// Puts what a scan says into the fields and the cursor into the first that it leaves open.
  private func fill(_ scan: Scan, code: String, _ product: StockProduct?) {
    (found, foundBy, serial) = (product, product == nil ? "" : code, scan.serial)
    form.fill("product", with: product == nil ? "" : code)
    if let lot = scan.lot { form.fill("lot", with: lot) }
    if let expiry = scan.expiresOn { form.fill("expires", with: expiry.description) }
    if let product, let size = product.scanned?.size {
      form.fill("quantity", with: size.text(in: product.unit))
    }
    let open = ["product", "lot", "expires", "quantity"].first { form[FormField.ID($0)].isEmpty }
    let isSupplierMissing = scan.serial != nil && supplier == nil
    form.focus(on: FormField.ID(open ?? (isSupplierMissing ? "supplier" : "quantity")))
    guard let product else { return }
    say(
      open == nil && isSupplierMissing
        ? "Choose the supplier: a package with a serial number needs it. Then Enter."
        : ReceiveFields.words(for: product)
    )
  }
}

extension ReceiveScreen {
  /// The supplier chosen; nothing when none was.
  var supplier: SupplierName? { suppliers.first { $0.name == form["supplier"] } }

  private func add(_ line: ReceiptDraft.Line) {
    if draft.holds(serial: line.serialNumber, of: line.product) {
      return say("That package is in the list already. Nothing was added.", isWrong: true)
    }
    if let known = draft.expiry(of: line.lotNumber, line.product), known != line.expiresOn {
      let words = known.map(Display.fullDate) ?? "none"
      return say("Lot \(line.lotNumber) is in the list with expiry \(words).", isWrong: true)
    }
    draft.add(line)
    let expired = line.expiresOn.map { $0 < (place?.day ?? $0) } ?? false
    say(
      expired
        ? "Added, but it HAS EXPIRED. Take it away with ^K, or post it and set it aside."
        : "Added \(line.product.name), lot \(line.lotNumber). \(ReceiveFields.total(draft)).",
      isWrong: expired
    )
  }

  /// Makes a line of what the fields hold.
  private func addLine() -> [Effect] {
    let code = ScanText.plain(form["product"])
    if let found, foundBy == code { return addLine(of: found) }
    return [
      context.read(ProductQuery(.text(code))) { [weak self] result in
        guard let self else { return [] }
        took(result, code: code)
        return found.map { self.addLine(of: $0) } ?? []
      }
    ]
  }

  private func addLine(of product: StockProduct) -> [Effect] {
    guard let quantity = StockQuantity(text: form["quantity"].trimmed), quantity > .zero else {
      form.show(problem: "How many?", at: "quantity")
      return []
    }
    if serial != nil, supplier == nil {
      form.show(problem: "A package with a serial number needs its supplier.", at: "supplier")
      form.focus(on: "supplier")
      return []
    }
    let line = ReceiptDraft.Line(
      product: product,
      code: ScanText.plain(form["product"]),
      lotNumber: form["lot"].trimmed,
      expiresOn: StockFields.date(form["expires"]),
      quantity: quantity,
      bin: form["bin"].trimmed.isEmpty ? nil : form["bin"].trimmed,
      serialNumber: serial
    )
    add(line)
    if !isWrong || draft.lines.last == line { clear() }
    return []
  }

  /// Empties the fields of a line; supplier and invoice stay for the next.
  private func clear() {
    let (supplier, invoice) = (form["supplier"], form["invoice"])
    form = ReceiveFields.form(suppliers: suppliers)
    form.fill("supplier", with: supplier)
    form.fill("invoice", with: invoice)
    (found, foundBy, serial) = (nil, "", nil)
  }

  // MARK: Posting

  private func post() -> [Effect] {
    guard !ReceiveFields.holdsLine(form) else {
      say(
        "A line is still being typed: Enter in the last field adds it, then ^S posts.",
        isWrong: true
      )
      return []
    }
    guard !draft.isEmpty else {
      say("Nothing was scanned or typed yet.", isWrong: true)
      return []
    }
    let name =
      operation ?? StockOperation(bytes: context.database.environment.publicID())
    operation = name
    isSaving = true
    let invoice = form["invoice"].trimmed
    let lines = draft.received(
      from: supplier?.id,
      reference: invoice.isEmpty ? nil : String(invoice.prefix(80))
    )
    return [
      context.write(ReceiveStock(lines: lines, id: name)) { [weak self] result in
        self?.posted(result) ?? [.refreshAll]
      }
    ]
  }

  private func posted(_ result: Result<StockReceipt, any Error>) -> [Effect] {
    isSaving = false
    switch result {
    case .success:
      let words = ReceiveFields.total(draft)
      return [.closeScreen(self), .refreshAll, .done("Received: \(words).")]
    case .failure(let error):
      say(StockWords.sentence(for: error), isWrong: true)
      return nextScan()
    }
  }
}
