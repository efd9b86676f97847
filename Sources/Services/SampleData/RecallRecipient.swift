import Domain
import Store

/// Somebody who received a lot that was recalled later.
struct RecallRecipient {
  let person: SamplePerson
  let product: SampleProduct
  let lot: String
  let at: Instant
  let quantity: Int

  static let columns = "recall lot person day quantity"

  init(
    _ row: SampleRow,
    people: SamplePeople,
    shelf: SampleShelf,
    day: SampleDay
  ) throws(SampleError) {
    let lot = try row.required("lot")
    let product = shelf.products.first { product in
      product.lots.contains { $0.number == lot && $0.status == .recalled }
    }
    guard let product else { throw .unknownName(row.place("lot"), value: "recalled lot \(lot)") }
    person = try row.find("person", in: people.byHandle)
    self.product = product
    self.lot = lot
    let date = try row.day("day", from: day.today)
    at = day.midnight(date) + 50_000 + person.user * 61 % 9000
    quantity = try row.thousandths("quantity")
  }
}
