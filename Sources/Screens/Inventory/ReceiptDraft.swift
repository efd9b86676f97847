import Domain
import Store

/// What is being received and not posted yet.
struct ReceiptDraft: Equatable, Sendable {
  /// One line, with the product as it was found.
  struct Line: Equatable, Sendable {
    var product: StockProduct
    /// The code or name by which the product was found.
    var code: String
    var lotNumber: String
    var expiresOn: CalendarDate?
    var quantity: StockQuantity
    var bin: String?
    var serialNumber: String?
  }

  private(set) var lines: [Line] = []

  var isEmpty: Bool { lines.isEmpty }

  /// The serial number of a package that is in the draft already.
  func holds(serial: String?, of product: StockProduct) -> Bool {
    guard let serial else { return false }
    return lines.contains { $0.serialNumber == serial && $0.product.id == product.id }
  }

  /// The expiry under which a lot is in the draft already, inside; nothing for a new lot.
  func expiry(of lot: String, _ product: StockProduct) -> CalendarDate?? {
    lines.first { $0.lotNumber == lot && $0.product.id == product.id }.map(\.expiresOn)
  }

  /// Adds a line; packages without serial numbers of the same lot become one line.
  mutating func add(_ line: Line) {
    let same = lines.firstIndex { other in
      other.product.id == line.product.id && other.lotNumber == line.lotNumber
        && other.code == line.code && other.bin == line.bin && other.serialNumber == nil
    }
    guard line.serialNumber == nil, let same else {
      lines.append(line)
      return
    }
    var sum = lines.remove(at: same)
    sum.quantity = sum.quantity + line.quantity
    lines.append(sum)
  }

  /// Takes the last line away.
  mutating func removeLast() { lines.removeLast() }

  /// The lines as they are posted, all from one supplier under one reference.
  func received(from supplier: Int?, reference: String?) -> [ReceivedLine] {
    lines.map { line in
      ReceivedLine(
        product: line.product.scanned == nil ? .id(line.product.id) : .text(line.code),
        lotNumber: line.lotNumber,
        expiresOn: line.expiresOn,
        quantity: line.quantity,
        bin: line.bin,
        supplier: supplier,
        serialNumber: line.serialNumber,
        reference: reference
      )
    }
  }
}
