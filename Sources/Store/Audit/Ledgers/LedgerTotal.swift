/// How many rows a ledger has, and the sum of their terms.
///
/// A term is a part of a row's authenticator that is stored nowhere (see
/// ``DatabaseKey/proof(of:)``), so that nobody without the key can tell which rows add up to what.
/// Sums are kept modulo 2^62: SQLite adds and subtracts them without overflow.
struct LedgerTotal: Equatable, Sendable {
  private(set) var count = 0
  private(set) var sum = 0

  static let modulus = 1 << 62

  init() {}

  /// A total as stored.
  init(count: Int, sum: Int) {
    self.count = count
    self.sum = sum
  }

  mutating func add(_ term: Int) {
    count += 1
    sum = (sum + term) & (Self.modulus - 1)
  }

  mutating func remove(_ term: Int) {
    count -= 1
    sum = (sum + Self.modulus - term) & (Self.modulus - 1)
  }

  /// `count` may be below zero: a change that takes more rows away than it brings.
  mutating func add(_ other: LedgerTotal) {
    count += other.count
    sum = (sum + other.sum) & (Self.modulus - 1)
  }
}
