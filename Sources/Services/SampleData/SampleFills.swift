import Domain
import Store

/// The fills of prescriptions, what leaves the shelf for them and who paid.
struct SampleFills {
  let people: SamplePeople
  let environment: StoreEnvironment
  let day: SampleDay
  private var rows: [FillRow] = []
  /// What left the shelf for the fills, by product.
  private(set) var dispenses: [Int: [PlannedDispense]] = [:]
  /// Lots set aside for fills that were not picked up.
  private var reservedLots: [(fill: Int, lot: Int, quantity: Int)] = []
  private var payments: [(fill: Int, user: Int, quantity: Int, at: Instant)] = []

  init(people: SamplePeople, environment: StoreEnvironment, day: SampleDay) {
    self.people = people
    self.environment = environment
    self.day = day
  }

  private func staff(_ handle: String) -> Int? { people.byHandle[handle]?.user }

  /// The fill of a line of the queue, as far as it came.
  mutating func addWork(_ line: SampleQueueLine, prescription: Int, number: Int) {
    switch line.step {
    case "partlyFilled", "finalCheck", "fill":
      guard line.reserved > 0 else { return }
      let id = addFill(
        line.product,
        prescription: prescription,
        number: number,
        quantity: line.reserved,
        days: nil,
        on: day.today,
        status: "prepared",
        at: nil,
        by: nil
      )
      var open = line.reserved
      for lot in line.product.lots where lot.reserved > 0 && open > 0 {
        let part = min(open, lot.reserved)
        reservedLots.append((id, lot.id, part))
        open -= part
      }
    case "willCall", "pickedUp", "returnedToStock":
      let at = min(max(line.entered + 2400, day.midnight(day.today - 300)), day.now - 120)
      dispense(
        line.product,
        prescription: prescription,
        number: number,
        quantity: line.quantity,
        days: line.product.unit == .each ? line.quantity / 1000 : nil,
        at: at,
        reference: line.number,
        by: line.person.user,
        lot: nil,
        status: line.step == "returnedToStock" ? "returned" : line.step
      )
      guard line.step == "returnedToStock" else { return }
      dispenses[line.product.id, default: []].append(
        PlannedDispense(
          at: min(line.promised + 600, day.now - 60),
          quantity: -line.quantity,
          reference: line.number,
          fill: nil,
          lot: nil
        )
      )
    default: break
    }
  }

  /// A fill of the past with what it took from the shelf.
  mutating func dispense(
    _ product: SampleProduct,
    prescription: Int,
    number: Int,
    quantity: Int,
    days: Int?,
    at instant: Instant,
    reference: String,
    by person: Int,
    lot: String?,
    status: String = "pickedUp"
  ) {
    let at = min(instant, day.now - 60)
    let id = addFill(
      product,
      prescription: prescription,
      number: number,
      quantity: quantity,
      days: days,
      on: day.zone.local(of: at).0.date,
      status: status,
      at: status == "pickedUp" ? at : nil,
      by: status == "pickedUp" ? person : nil
    )
    dispenses[product.id, default: []].append(
      PlannedDispense(at: at, quantity: quantity, reference: reference, fill: id, lot: lot)
    )
    if status != "returned", day.now - at < 60 * 86_400 {
      payments.append((id, person, quantity, at))
    }
  }

  private mutating func addFill(
    _ product: SampleProduct,
    prescription: Int,
    number: Int,
    quantity: Int,
    days: Int?,
    on date: CalendarDate,
    status: String,
    at instant: Instant?,
    by person: Int?
  ) -> Int {
    let isDone = status != "prepared"
    rows.append(
      FillRow(
        id: rows.count + 1,
        publicID: environment.publicID(),
        prescription: prescription,
        number: number,
        product: product.id,
        quantity: StockQuantity(thousandths: quantity),
        daysSupply: days.map { max(1, $0) },
        filledOn: date,
        status: status,
        preparedBy: staff("kpatel"),
        checkedBy: isDone ? staff("jortiz") : nil,
        pickedUpAt: instant,
        pickedUpBy: person == nil ? nil : "patient"
      )
    )
    return rows.count
  }

  /// Adds the fills, what they hold and what was paid for them.
  func add(to batch: inout SampleBatch, insurance: [Int: Int]) {
    addPayments(to: &batch, insurance: insurance)
    batch.fills += rows
    for reserved in reservedLots {
      batch.add(
        .fillLots,
        [BulkValue(reserved.fill), BulkValue(reserved.lot), BulkValue(reserved.quantity)]
      )
    }
  }

  private func addPayments(to batch: inout SampleBatch, insurance policies: [Int: Int]) {
    for payment in payments {
      let insurance = policies[payment.user]
      batch.add(
        .payments,
        [
          BulkValue(payment.fill), BulkValue(insurance == nil ? "card" : "insurance"),
          BulkValue(insurance == nil ? 1290 : 800), BulkValue(insurance),
          BulkValue(insurance == nil ? nil : "paid"),
          BulkValue(insurance == nil ? nil : "Paid, the rest is the copay"),
          BulkValue(min(payment.at + 120, day.now)), BulkValue(staff("kpatel") ?? 1),
        ]
      )
    }
  }
}
