import Domain
import Store

/// A line of the queue.
struct SampleQueueLine {
  let row: SampleRow
  let person: SamplePerson
  let product: SampleProduct
  let number: String
  let step: String
  let quantity: Int
  let reserved: Int
  let entered: Instant
  let promised: Instant
  let holder: Int?
  let note: String?

  static let columns = """
    number person product key quantity step reserved owed entered_minutes_ago promised_day \
    promised_at holder priority note
    """

  init(
    _ row: SampleRow,
    people: SamplePeople,
    shelf: SampleShelf,
    day: SampleDay
  ) throws(SampleError) {
    let ago = try row.number("entered_minutes_ago")
    guard ago >= 0 else { throw row.bad("entered_minutes_ago", expected: "zero or more") }
    let promisedOn = try row.day("promised_day", from: day.today)
    self.row = row
    person = try row.find("person", in: people.byHandle)
    product = try shelf.product(row)
    number = try row.required("number")
    step = try row.required("step")
    quantity = try row.thousandths("quantity")
    reserved = try row.thousandths("reserved")
    entered = day.now - ago * 60
    promised = day.instant(promisedOn, try row.time("promised_at"))
    let holds = try row.optional("holder") != nil
    holder = holds ? try row.find("holder", in: people.byHandle).user : nil
    note = try row.optional("note")
  }
}
