/// The bytes over which a digest is computed: every value with its kind and length, so that no two
/// rows that differ have the same bytes.
struct CanonicalBytes {
  private(set) var bytes: [UInt8] = []

  /// Begins anew and keeps the memory.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func append(_ value: Int?) {
    guard let value else { return bytes.append(0) }
    bytes.append(1)
    append(fixed: UInt64(bitPattern: Int64(value)))
  }

  mutating func append(_ value: String?) {
    guard let value else { return bytes.append(0) }
    bytes.append(2)
    append(fixed: UInt64(value.utf8.count))
    bytes.append(contentsOf: value.utf8)
  }

  mutating func append(_ value: [UInt8]?) {
    guard let value else { return bytes.append(0) }
    bytes.append(3)
    append(fixed: UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  private mutating func append(fixed value: UInt64) {
    var value = value.littleEndian
    withUnsafeBytes(of: &value) { bytes.append(contentsOf: $0) }
  }
}
