import ArgumentParser
import Domain
import Store

/// `inventory list`: products, what needs somebody first.
struct InventoryListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List products, the most urgent first."
  )

  @Argument(help: "Beginnings of words of the name.")
  var text: [String] = []

  @Option(help: "Only products with this alert: recall, short, out, low, expiry or count.")
  var why: String?

  @Option(help: "The order: urgency, name or expiry.")
  var sort: InventoryOrder = .urgency

  @Option(help: "The most rows.")
  var limit = 50

  @Option(help: "Rows to pass over.")
  var offset = 0

  @OptionGroup var global: GlobalOptions

  func run() throws {
    guard (1...10_000).contains(limit), offset >= 0 else {
      throw CommandFailure(.usage, "The limit is from 1 to 10,000 and the offset 0 or more.")
    }
    let filter = InventoryFilter(
      text: text.joined(separator: " "),
      alert: try InventoryArguments.alert(why)
    )
    let query = InventoryQuery(filter: filter, order: sort, limit: limit, offset: offset)
    let run = try CommandRun(global)
    try run.withSite { session in
      let rows = try session.read(query)
      let total = try session.read(InventoryCountQuery(filter: filter))
      run.print(
        json: .object([
          "total": .integer(total), "products": .array(rows.map(InventoryText.json)),
        ]),
        text: rows.map(InventoryText.line).joined(separator: "\n")
      )
    }
  }
}

extension InventoryOrder: ExpressibleByArgument {}

/// `inventory lots`: the lots of a product.
struct InventoryLotsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lots",
    abstract: "List the lots of a product, the earliest expiry first."
  )

  @Argument(help: "NDC, GTIN, number or name.")
  var product: String

  @Flag(help: "Also lots of which nothing is left.")
  var all = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let query = LotsQuery(product: .text(product), scope: all ? .all : .onShelf)
    let run = try CommandRun(global)
    try run.withSite { session in
      let lots = try session.read(query)
      run.print(
        json: .object([
          "product": .integer(lots.product.id), "name": .string(lots.product.name),
          "free": .string(InventoryText.amount(lots.free, lots.product.unit)),
          "lots": .array(lots.lots.map { InventoryText.json($0, in: lots) }),
        ]),
        text: lots.lots.map { InventoryText.line($0, in: lots) }.joined(separator: "\n")
      )
    }
  }
}

/// `inventory ledger`: every movement of a product or a lot.
struct InventoryLedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "List the movements of a product or of one lot, the newest first."
  )

  @Argument(help: "NDC, GTIN, number or name.")
  var product: String

  @Option(help: "Only this lot.")
  var lot: String?

  @Option(help: "Only movements before the one with this number.")
  var before: Int?

  @Option(help: "The most rows.")
  var limit = 50

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let scope: LedgerQuery.Scope =
      lot.map { .lot(InventoryArguments.lot($0, of: product)) } ?? .product(.text(product))
    let run = try CommandRun(global)
    try run.withSite { session in
      let unit = try session.read(ProductQuery(.text(product))).unit
      let entries = try session.read(LedgerQuery(scope, before: before, limit: limit))
      run.print(
        json: .object(["movements": .array(entries.map { InventoryText.json($0, unit) })]),
        text: entries.map { InventoryText.line($0, unit) }.joined(separator: "\n")
      )
    }
  }
}
