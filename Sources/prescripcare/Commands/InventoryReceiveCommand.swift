import ArgumentParser
import Domain
import Store

/// `inventory receive`: puts received stock on the shelf.
struct InventoryReceiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receive",
    abstract: "Put received stock on the shelf."
  )

  @Argument(help: "NDC, GTIN, number or name.")
  var product: String

  @Argument(help: "Billing units, such as 100 or 2.5.")
  var quantity: String

  @Option(help: "The lot number as printed.")
  var lot: String

  @Option(help: "The expiry as YYYY-MM-DD, or none.")
  var expires: String

  @Option(help: "Where it stands.")
  var bin: String?

  @Option(help: "The number of the supplier.")
  var supplier: Int?

  @Option(help: "The serial number of the package.")
  var serial: String?

  @Option(help: "The trading partner it came from.")
  var partner: String?

  @Option(help: "The invoice or transaction.")
  var reference: String?

  @OptionGroup var retry: RetryOption

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let line = ReceivedLine(
      product: .text(product),
      lotNumber: lot,
      expiresOn: try InventoryArguments.date(expires),
      quantity: try InventoryArguments.quantity(quantity),
      bin: bin,
      supplier: supplier,
      serialNumber: serial,
      tradingPartner: partner,
      reference: reference
    )
    let receive = ReceiveStock(lines: [line], id: try retry.operation())
    let run = try CommandRun(global)
    try run.withSite { session in
      try InventoryText.answer(session.write(receive), run)
    }
  }
}

/// `inventory adjust`: puts a lot's number right.
struct InventoryAdjustCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adjust",
    abstract: "Put the number of a lot right, with a reason.",
    discussion: "A quantity that leaves the shelf is negative; write it after two hyphens: -- -5."
  )

  @OptionGroup var place: LotArguments

  @Argument(help: "Billing units: 5 was found, -5 is gone.")
  var quantity: String

  @Option(help: "Why, such as foundOnShelf, lost, spilled.")
  var reason: String?

  @Option(help: "The kind of movement when the reason leaves more than one.")
  var kind: String?

  @Option(help: "What it belongs to.")
  var reference: String?

  @Option(help: "The number of the second person, for a controlled substance.")
  var witness: Int?

  @OptionGroup var retry: RetryOption

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let adjust = AdjustStock(
      lot: place.reference,
      quantity: try InventoryArguments.quantity(quantity),
      kind: try InventoryArguments.kind(kind),
      reason: try InventoryArguments.reason(reason),
      reference: reference,
      witness: witness,
      id: try retry.operation()
    )
    let run = try CommandRun(global)
    try run.withSite { session in
      try InventoryText.answer(session.write(adjust), run)
    }
  }
}

/// `inventory count`: records what was counted of a product.
struct InventoryCountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Record what was counted; what differs becomes a gain or a loss."
  )

  @Argument(help: "NDC, GTIN, number or name.")
  var product: String

  @Argument(help: "What was counted of each lot, as LOT=QUANTITY.")
  var counted: [String]

  @Option(help: "The number of the second person, for a controlled substance.")
  var witness: Int?

  @OptionGroup var retry: RetryOption

  @OptionGroup var global: GlobalOptions

  func run() throws {
    var lines: [CountStock.Line] = []
    for word in counted {
      guard let split = word.lastIndex(of: "=") else {
        throw CommandFailure(.usage, "\"\(word)\" is not a count such as A1178=97.")
      }
      lines.append(
        CountStock.Line(
          lot: InventoryArguments.lot(String(word[..<split]), of: product),
          counted: try InventoryArguments.quantity(String(word[word.index(after: split)...]))
        )
      )
    }
    let count = CountStock(
      product: .text(product),
      lines: lines,
      witness: witness,
      id: try retry.operation()
    )
    let run = try CommandRun(global)
    try run.withSite { session in
      let result = try session.write(count)
      let variances = result.variances.map(\.description)
      run.print(
        json: .object([
          "recorded": .bool(result.isNew), "count": .integer(result.count),
          "variances": .array(variances.map(JSON.string)),
        ]),
        text: "Count \(result.count): difference \(variances.joined(separator: ", "))."
      )
    }
  }
}
