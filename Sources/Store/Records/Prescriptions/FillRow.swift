import Domain
import GRDB

/// One row of `fills`, as it is written and as its digest covers it.
package struct FillRow: Equatable, Sendable {
  package var id: Int
  package var publicID: [UInt8]
  package var prescription: Int
  /// 0 for the first fill of a prescription.
  package var number: Int
  package var product: Int
  package var quantity: StockQuantity
  package var daysSupply: Int?
  package var filledOn: CalendarDate
  /// `prepared`, `checked`, `willCall`, `pickedUp` or `returned`.
  package var status: String
  package var preparedBy: Int?
  package var checkedBy: Int?
  package var pickedUpAt: Instant?
  package var pickedUpBy: String?

  package init(
    id: Int,
    publicID: [UInt8],
    prescription: Int,
    number: Int,
    product: Int,
    quantity: StockQuantity,
    daysSupply: Int?,
    filledOn: CalendarDate,
    status: String,
    preparedBy: Int? = nil,
    checkedBy: Int? = nil,
    pickedUpAt: Instant? = nil,
    pickedUpBy: String? = nil
  ) {
    self.id = id
    self.publicID = publicID
    self.prescription = prescription
    self.number = number
    self.product = product
    self.quantity = quantity
    self.daysSupply = daysSupply
    self.filledOn = filledOn
    self.status = status
    self.preparedBy = preparedBy
    self.checkedBy = checkedBy
    self.pickedUpAt = pickedUpAt
    self.pickedUpBy = pickedUpBy
  }

  static let columns = """
    fill_id, public_id, prescription_id, fill_number, product_id, quantity, days_supply, \
    filled_on, status, prepared_by, checked_by, picked_up_at, picked_up_by, digest
    """

  /// What the digest is computed over: every column but the digest.
  var bytes: [UInt8] {
    var out = CanonicalBytes()
    append(to: &out)
    return out.bytes
  }

  /// Appends what the digest is computed over: every column but the digest.
  func append(to out: inout CanonicalBytes) {
    out.append(id)
    out.append(publicID)
    out.append(prescription)
    out.append(number)
    out.append(product)
    out.append(quantity.thousandths)
    out.append(daysSupply)
    out.append(filledOn.description)
    out.append(status)
    out.append(preparedBy)
    out.append(checkedBy)
    out.append(pickedUpAt?.milliseconds)
    out.append(pickedUpBy)
  }
}

extension FillRow {
  /// A row as stored, with ``columns``; nil when its day is none.
  init?(_ row: Row) {
    guard let filledOn = CalendarDate(text: row["filled_on"] as String) else { return nil }
    let pickedUpAt: Int? = row["picked_up_at"]
    self.init(
      id: row["fill_id"],
      publicID: (row["public_id"] as DatabaseBytes).bytes,
      prescription: row["prescription_id"],
      number: row["fill_number"],
      product: row["product_id"],
      quantity: row.quantity("quantity"),
      daysSupply: row["days_supply"],
      filledOn: filledOn,
      status: row["status"],
      preparedBy: row["prepared_by"],
      checkedBy: row["checked_by"],
      pickedUpAt: pickedUpAt.map { Instant(milliseconds: $0) },
      pickedUpBy: row["picked_up_by"]
    )
  }
}
