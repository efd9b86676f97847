import Domain
import Store

/// The pharmacy of the sample: its shelf, a year of movements, its queue and its counter.
struct SamplePharmacy {
  let text: SampleText
  let catalogue: CatalogueText
  let people: SamplePeople
  let care: SampleCare
  let medications: SampleMedications
  let daysSupply: [Int: Int]
  /// The day at the counter.
  let day: SampleDay
  private let environment: StoreEnvironment
  private let staff: [Int]

  init(
    text: SampleText,
    catalogue: CatalogueText,
    people: SamplePeople,
    care: SampleCare,
    medications: SampleMedications,
    daysSupply: [Int: Int],
    clock: SampleClock
  ) throws(SampleError) {
    self.text = text
    self.catalogue = catalogue
    self.people = people
    self.care = care
    self.medications = medications
    self.daysSupply = daysSupply
    environment = clock.environment
    let counter = people.all.filter(\.isStaff)
    guard let first = counter.first, counter.count > 2 else {
      throw .notLoaded(detail: "people.csv names fewer than three people of the staff")
    }
    day = first.day
    staff = counter.prefix(3).map(\.user)
  }

  func make(into batch: inout SampleBatch) throws(SampleError) {
    var shelf = SampleShelf(
      text: text,
      catalogue: catalogue,
      environment: environment,
      day: day
    )
    try shelf.read(into: &batch)
    var queue = SampleQueue(
      text: text,
      people: people,
      care: care,
      medications: medications,
      shelf: shelf,
      daysSupply: daysSupply,
      day: day
    )
    try queue.make(into: &batch)
    var movements: [PlannedMovement] = []
    for product in shelf.products {
      var year = StockYear(product: product, day: day, staff: staff)
      year.make(queue.dispenses[product.id] ?? [], shelf: &shelf, batch: &batch)
      movements += year.movements
    }
    let receipts = number(movements, shelf: shelf, into: &batch)
    let orders = SampleOrders(text: text, shelf: shelf, people: people, day: day)
    try orders.add(to: &batch, receipts: receipts, balances: LotBalances(movements))
    SampleCounter(
      people: people,
      care: care,
      medications: medications,
      day: day,
      environment: environment
    ).add(to: &batch)
  }

  /// Numbers the movements by their time.
  ///
  /// - Returns: The movement that brought a lot on the shelf, by lot.
  private func number(
    _ movements: [PlannedMovement],
    shelf: SampleShelf,
    into batch: inout SampleBatch
  ) -> [Int: Int] {
    // One number for each instant and place sorts many times faster than a closure does.
    let places = 1 << 22
    let order = movements.enumerated().map { $1.at.milliseconds * places + $0 }.sorted()
      .map { $0 % places }
    var receipts: [Int: Int] = [:]
    var fillLots: [String: Int] = [:]
    let suppliers = Dictionary(
      uniqueKeysWithValues: shelf.suppliers.values.map { ($0.id, $0.name) }
    )
    batch.movements.reserveCapacity(movements.count)
    for (place, index) in order.enumerated() {
      let movement = movements[index]
      let id = place + 1
      batch.movements.append(
        StockMovementRow(
          id: id,
          lotID: movement.lot,
          productID: movement.product,
          kind: movement.kind,
          quantity: StockQuantity(thousandths: movement.quantity),
          reason: movement.reason,
          reference: movement.reference,
          operation: nil,
          operationLine: 0,
          reverses: nil,
          movedAt: movement.at,
          movedBy: movement.staff,
          witnessedBy: movement.witness
        )
      )
      if let fill = movement.fill {
        fillLots["\(fill) \(movement.lot)", default: 0] -= movement.quantity
      }
      guard let lot = movement.bringsLot else { continue }
      receipts[lot.id] = id
      batch.add(
        .traceability,
        [
          BulkValue(id), BulkValue(shelf.products[movement.product - 1].gtin),
          BulkValue(lot.serial), BulkValue(lot.number), BulkValue(lot.expiresOn),
          BulkValue(suppliers[lot.supplier] ?? "unknown"), BulkValue(movement.reference),
        ]
      )
    }
    for (pair, quantity) in fillLots.sorted(by: { $0.key < $1.key }) {
      let numbers = pair.split(separator: " ").compactMap { Int($0) }
      batch.add(.fillLots, [BulkValue(numbers[0]), BulkValue(numbers[1]), BulkValue(quantity)])
    }
    return receipts
  }
}
