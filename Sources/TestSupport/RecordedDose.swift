/// The name under which a writing process records a dose, so that a test finds it again.
package struct RecordedDose: Hashable, Sendable {
  package let writer: Int
  package let dose: Int

  package init(writer: Int, dose: Int) {
    self.writer = writer
    self.dose = dose
  }

  /// The 16 bytes of the operation: the writer and the dose, most significant bytes first.
  package var operation: [UInt8] { Self.bytes(writer) + Self.bytes(dose) }

  /// The dose of an operation; nil when it is not of that form.
  package init?(operation: [UInt8]) {
    guard operation.count == 16 else { return nil }
    self.init(
      writer: Self.number(operation[..<8]),
      dose: Self.number(operation[8...])
    )
  }

  private static func bytes(_ number: Int) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
