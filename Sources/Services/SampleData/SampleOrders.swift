import Domain
import Store

/// Orders to suppliers, what came of them, recalls and counts.
struct SampleOrders {
  let text: SampleText
  let shelf: SampleShelf
  let people: SamplePeople
  let day: SampleDay

  static let columns = """
    number supplier product quantity received ordered_day due_day state form222 note
    """

  /// Adds everything that refers to the ledger; `receipts` finds the movement that brought a lot.
  func add(
    to batch: inout SampleBatch,
    receipts: [Int: Int],
    balances: LotBalances
  ) throws(SampleError) {
    try addOrders(receipts, to: &batch)
    try addRecalls(to: &batch)
    addCounts(balances, to: &batch)
  }

  private func user(_ handle: String) -> Int? { people.byHandle[handle]?.user }

  private func addOrders(
    _ receipts: [Int: Int],
    to batch: inout SampleBatch
  ) throws(SampleError) {
    for (index, row) in try text.rows("stock/orders.csv", Self.columns).enumerated() {
      let id = index + 1
      let product = try shelf.product(row)
      let supplier = try row.find("supplier", in: shelf.suppliers)
      let state = try row.required("state")
      let ordered = day.midnight(try row.day("ordered_day", from: day.today)) + 8 * 3600
      let at = min(ordered, day.now)
      let isSent = ["sent", "partlyReceived", "received", "closed"].contains(state)
      let number = try row.required("number")
      let note = try row.optional("note").map { "\(number): \($0)" } ?? number
      let due = try row.optionalDay("due_day", from: day.today)
      let isTwo = try row.optional("form222") != nil
      batch.add(
        .purchaseOrders,
        [
          BulkValue(id), BulkValue(shelf.environment.publicID()), BulkValue(supplier.id),
          BulkValue(state), BulkValue(isTwo), BulkValue(try row.optional("form222")),
          BulkValue(at), BulkValue(user("kpatel") ?? 1),
          BulkValue(state == "draft" ? nil : at),
          BulkValue(state == "draft" ? nil : user("sreyes")), BulkValue(isSent ? at : nil),
          BulkValue(due), BulkValue(state == "closed" ? at + 90_000 : nil), BulkValue(note),
        ],
        from: row.origin
      )
      let quantity = try row.thousandths("quantity")
      let received = try row.thousandths("received")
      let packs = max(1, quantity / product.packageSize)
      batch.add(
        .purchaseOrderLines,
        [
          BulkValue(id), BulkValue(id), BulkValue(product.id), BulkValue(product.packageID),
          BulkValue(packs), BulkValue(quantity), BulkValue(received),
          BulkValue(packs * product.cost),
          BulkValue(state == "partlyReceived" ? day.today + 3 : nil),
        ],
        from: row.origin
      )
      guard received > 0 else { continue }
      let lot = product.lots.max { $0.receivedOn < $1.receivedOn }
      let receivedOn = max(due ?? day.today, try row.day("ordered_day", from: day.today) + 1)
      batch.add(
        .receipts,
        [
          BulkValue(id), BulkValue(id), BulkValue(supplier.id),
          BulkValue(shelf.environment.publicID()), BulkValue("INV-\(number.dropFirst(3))"),
          BulkValue(min(day.midnight(receivedOn) + 36_000, day.now)),
          BulkValue(user("kpatel") ?? 1),
        ]
      )
      batch.add(
        .receiptLines,
        [
          BulkValue(id), 0, BulkValue(id), BulkValue(lot.flatMap { receipts[$0.id] }),
          state == "partlyReceived" ? "short" : nil,
          state == "partlyReceived" ? BulkValue(try row.optional("note")) : nil,
        ]
      )
    }
  }

  private func addRecalls(to batch: inout SampleBatch) throws(SampleError) {
    let columns = """
      key product lots class announced_day depth reason pharmacy_text patient_text
      """
    for row in try text.rows("stock/recalls.csv", columns) {
      let product = try shelf.product(row)
      let lots = try row.list("lots")
      for name in lots where !product.lots.contains(where: { $0.number == name }) {
        throw .unknownName(row.place("lots"), value: "lot \(name)")
      }
      let announced = try row.day("announced_day", from: day.today)
      let reason = try row.required("reason")
      let orders = try row.optional("pharmacy_text").map { ". \($0)" } ?? ""
      batch.add(
        .recalls,
        [
          BulkValue(product.id), BulkValue(JSON.array(lots.map(JSON.string)).text),
          BulkValue(try row.required("class")), BulkValue(reason + orders),
          BulkValue(try row.optional("patient_text")), BulkValue(announced),
          BulkValue(min(day.midnight(announced) + 34_000, day.now)),
          BulkValue(user("jortiz") ?? 1), nil,
        ],
        from: row.origin
      )
    }
  }

  /// The last count of every product, of the lots that held anything then.
  private func addCounts(_ balances: LotBalances, to batch: inout SampleBatch) {
    var id = 0
    for product in shelf.products {
      guard let counted = product.countedOn, counted > day.today - 365 else { continue }
      id += 1
      let at = min(day.midnight(counted) + 18 * 3600, day.now)
      batch.add(
        .stockCounts,
        [
          BulkValue(id), BulkValue(product.id), "approved", BulkValue(at - 900),
          BulkValue(user("kpatel") ?? 1), BulkValue(user("kpatel")), BulkValue(user("jortiz")),
          BulkValue(at),
        ]
      )
      for (lot, held) in balances.held(product: product.id, at: at) {
        batch.add(
          .stockCountLines,
          [BulkValue(id), BulkValue(lot), BulkValue(held), BulkValue(held), nil, nil]
        )
      }
    }
  }
}

/// What lots held at any moment of the year.
struct LotBalances {
  private var byProduct: [Int: [PlannedMovement]] = [:]

  init(_ movements: [PlannedMovement]) {
    byProduct = Dictionary(grouping: movements, by: \.product)
  }

  /// The lots that held anything, by number.
  func held(product: Int, at instant: Instant) -> [(lot: Int, quantity: Int)] {
    var sums: [Int: Int] = [:]
    for movement in byProduct[product] ?? [] where movement.at <= instant {
      sums[movement.lot, default: 0] += movement.quantity
    }
    return sums.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
