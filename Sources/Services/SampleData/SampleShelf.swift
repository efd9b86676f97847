import Domain
import Store

/// A product of the sample's pharmacy.
struct SampleProduct {
  let id: Int
  let key: String
  let row: SampleRow
  let name: String
  let strength: String
  let form: String
  let unit: BillingUnit
  let isBreakable: Bool
  let isControlled: Bool
  let drug: CatalogueText.Drug
  /// Thousandths of the billing unit.
  let packageSize: Int
  let packageID: Int
  let gtin: String
  let dailyDemand: Int
  let maximum: Int
  let cost: Int
  let supplier: Int
  let countedOn: CalendarDate?
  var lots: [SampleLot] = []

  /// The smallest quantity that moves.
  var step: Int { isBreakable ? 1000 : packageSize }

  /// A quantity raised to whole packages.
  func wholePackages(_ quantity: Int) -> Int {
    (quantity + packageSize - 1) / packageSize * packageSize
  }
}

/// A lot on the shelf at opening.
struct SampleLot {
  let id: Int
  let number: String
  let receivedOn: CalendarDate
  let expiresOn: CalendarDate?
  let status: LotStatus
  let onHand: Int
  let reserved: Int
  let supplier: Int
  let serial: String?
}

/// Suppliers, products and lots as they stand in the files.
struct SampleShelf {
  let text: SampleText
  let catalogue: CatalogueText
  let environment: StoreEnvironment
  let day: SampleDay
  /// In the order of the file; numbers count from 1.
  private(set) var products: [SampleProduct] = []
  private(set) var places: [String: Int] = [:]
  private(set) var suppliers: [String: (id: Int, name: String)] = [:]
  private(set) var lotCount = 0

  init(
    text: SampleText,
    catalogue: CatalogueText,
    environment: StoreEnvironment,
    day: SampleDay
  ) {
    self.text = text
    self.catalogue = catalogue
    self.environment = environment
    self.day = day
  }

  mutating func read(into batch: inout SampleBatch) throws(SampleError) {
    try readSuppliers(into: &batch)
    let owed = try quantities("stock/owed.csv", "product patient quantity promised_day")
    let onOrder = try openOrders()
    try readProducts(owed: owed, onOrder: onOrder, into: &batch)
    try readLots(into: &batch)
  }

  func product(_ row: SampleRow) throws(SampleError) -> SampleProduct {
    products[try row.find("product", in: places)]
  }

  private func quantities(
    _ file: String,
    _ columns: String
  ) throws(SampleError) -> [String: Int] {
    var sums: [String: Int] = [:]
    for row in try text.rows(file, columns) {
      sums[try row.required("product"), default: 0] += try row.thousandths("quantity")
    }
    return sums
  }

  private func openOrders() throws(SampleError) -> [String: Int] {
    var sums: [String: Int] = [:]
    for row in try text.rows("stock/orders.csv", SampleOrders.columns) {
      let state = try row.required("state")
      guard state == "sent" || state == "partlyReceived" else { continue }
      let open = try row.thousandths("quantity") - row.thousandths("received")
      sums[try row.required("product"), default: 0] += open
    }
    return sums
  }

  private mutating func readSuppliers(into batch: inout SampleBatch) throws(SampleError) {
    let columns = """
      key name account phone email lead_days cutoff minimum_order_cents handles_cii active
      """
    for (index, row) in try text.rows("stock/suppliers.csv", columns).enumerated() {
      let name = try row.required("name")
      suppliers[try row.required("key")] = (index + 1, name)
      batch.add(
        .suppliers,
        [
          BulkValue(index + 1), BulkValue(name), BulkValue(try row.optional("account")),
          BulkValue(try row.optional("phone")), BulkValue(try row.number("lead_days")),
          BulkValue(try row.optionalTime("cutoff")?.description),
          BulkValue(try row.flag("handles_cii")), BulkValue(try row.flag("active")),
        ],
        from: row.origin
      )
    }
  }

  private mutating func readProducts(
    owed: [String: Int],
    onOrder: [String: Int],
    into batch: inout SampleBatch
  ) throws(SampleError) {
    let columns = """
      key drug strength form short_name ndc gtin14 package_size billing_unit breakable \
      control_schedule storage appearance imprint reorder_point maximum supplier cost_cents \
      price_cents daily_demand abc last_count_day manufacturer otc
      """
    for row in try text.rows("stock/products.csv", columns) {
      let product = try product(row, id: products.count + 1)
      guard places.updateValue(products.count, forKey: product.key) == nil else {
        throw .nameTwice(row.place("key"), value: product.key)
      }
      products.append(product)
      try add(product, owed: owed[product.key] ?? 0, onOrder: onOrder[product.key] ?? 0, &batch)
    }
  }

  private func product(_ row: SampleRow, id: Int) throws(SampleError) -> SampleProduct {
    guard let unit = BillingUnit(rawValue: try row.required("billing_unit")) else {
      throw row.bad("billing_unit", expected: "EA, mL or g")
    }
    let size = try row.thousandths("package_size")
    guard size > 0 else { throw row.bad("package_size", expected: "above zero") }
    return SampleProduct(
      id: id,
      key: try row.required("key"),
      row: row,
      name: try row.required("short_name"),
      strength: try row.required("strength"),
      form: try row.required("form"),
      unit: unit,
      isBreakable: try row.flag("breakable"),
      isControlled: try row.optional("control_schedule") != nil,
      drug: try row.find("drug", in: catalogue.drugs),
      packageSize: size,
      packageID: id,
      gtin: try row.required("gtin14"),
      dailyDemand: try row.thousandths("daily_demand"),
      maximum: try row.thousandths("maximum"),
      cost: try row.number("cost_cents"),
      supplier: try row.find("supplier", in: suppliers).id,
      countedOn: try row.optionalDay("last_count_day", from: day.today)
    )
  }

  private func add(
    _ product: SampleProduct,
    owed: Int,
    onOrder: Int,
    _ batch: inout SampleBatch
  ) throws(SampleError) {
    let row = product.row
    let control = try row.optional("control_schedule").map { code in
      code.hasPrefix("C") ? String(code.dropFirst()) : code
    }
    let storage = try row.list("storage").map(JSON.string)
    let drugName = try row.required("drug")
    batch.add(
      .products,
      [
        BulkValue(product.id), BulkValue(environment.publicID()), BulkValue(product.drug.id),
        BulkValue(drugName), BulkValue(product.name), BulkValue(product.strength),
        BulkValue(product.form), BulkValue(product.unit.rawValue),
        BulkValue(product.isBreakable), BulkValue(control),
        BulkValue(JSON.array(storage).text), BulkValue(try row.optional("appearance")),
        BulkValue(try row.optional("imprint")), BulkValue(try row.thousandths("reorder_point")),
        BulkValue(product.maximum), BulkValue(product.dailyDemand),
        BulkValue(try row.required("abc")), BulkValue(product.countedOn),
        BulkValue(product.cost), BulkValue(try row.number("price_cents")),
        BulkValue(product.supplier), BulkValue(owed), BulkValue(onOrder),
      ],
      from: row.origin
    )
    let ndc = try row.required("ndc")
    let maker = try row.optional("manufacturer")
    batch.add(
      .packages,
      [
        BulkValue(product.packageID), BulkValue(product.id), BulkValue(ndc),
        BulkValue(product.gtin), BulkValue(product.packageSize), BulkValue(maker),
      ],
      from: row.origin
    )
    let names = [product.name, drugName, product.strength, product.form, ndc].joined(separator: " ")
    batch.add(.productSearch, [BulkValue(product.id), BulkValue(names)], from: row.origin)
  }

  private mutating func readLots(into batch: inout SampleBatch) throws(SampleError) {
    let columns = """
      product lot expires_day on_hand reserved status bin received_day supplier serial
      """
    for row in try text.rows("stock/lots.csv", columns) {
      let place = try row.find("product", in: places)
      let onHand = try row.thousandths("on_hand")
      guard onHand >= 0, onHand % products[place].step == 0 else {
        throw row.bad("on_hand", expected: "a number of whole packages")
      }
      lotCount += 1
      let lot = SampleLot(
        id: lotCount,
        number: try row.required("lot"),
        receivedOn: max(try row.day("received_day", from: day.today), day.today - 365),
        expiresOn: try row.optionalDay("expires_day", from: day.today),
        status: try row.word("status", as: LotStatus.self),
        onHand: onHand,
        reserved: try row.thousandths("reserved"),
        supplier: try row.find("supplier", in: suppliers).id,
        serial: try row.optional("serial")
      )
      products[place].lots.append(lot)
      batch.add(
        .lots,
        [
          BulkValue(lot.id), BulkValue(products[place].id), BulkValue(lot.number),
          BulkValue(lot.expiresOn), BulkValue(lot.status.rawValue),
          BulkValue(Self.reason(of: lot.status)), BulkValue(try row.optional("bin")),
          BulkValue(lot.serial), BulkValue(lot.supplier), BulkValue(lot.receivedOn),
          BulkValue(lot.onHand), BulkValue(lot.reserved),
        ],
        from: row.origin
      )
    }
  }

  private static func reason(of status: LotStatus) -> String? {
    switch status {
    case .approved: nil
    case .hold: "waiting for the supplier's answer"
    case .quarantine: "seal to be looked at"
    case .recalled: "recall"
    case .damaged: "damaged in delivery"
    case .expired: "past its day, to be sent back"
    }
  }

  /// Adds a lot that was used up long ago and returns its number.
  mutating func addUsedLot(
    _ number: String,
    of product: SampleProduct,
    receivedOn: CalendarDate,
    expiresOn: CalendarDate,
    to batch: inout SampleBatch
  ) -> Int {
    lotCount += 1
    batch.add(
      .lots,
      [
        BulkValue(lotCount), BulkValue(product.id), BulkValue(number), BulkValue(expiresOn),
        "approved", nil, nil, nil, BulkValue(product.supplier), BulkValue(receivedOn), 0, 0,
      ]
    )
    return lotCount
  }
}
