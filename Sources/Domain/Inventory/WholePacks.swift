/// How many whole packs of each lot meet a need, when packs are not split.
///
/// The rule, in this order:
/// 1. Whole packs are taken in expiry order, of each lot as many as still fit into the need. When
///    that meets the need exactly, it is the answer; when the shelf is then empty, it is all there
///    is and the rest is short.
/// 2. Otherwise the remainder is met by one more pack: of the lots that have one left, the one that
///    exceeds the remainder least, the earliest expiry among equals. (Every pack that is left is
///    larger than the remainder, or step 1 had taken it.)
/// 3. That is more than the need, so earlier takings give packs back as long as the need stays
///    covered: the latest expiry first, so that what expires first still leaves first. The pack of
///    step 2 stays.
/// 4. When this is still over the need although some combination of whole packs meets it exactly,
///    that combination is taken instead; among several, the one that takes most from the earliest
///    lot, then from the next. More than the need leaves only when no combination meets it.
package struct WholePacks: Sendable {
  /// Closed packs of one lot.
  package struct Lot: Hashable, Sendable {
    /// Closed packs, zero or more.
    package let packs: Int
    /// Units in a pack, above zero.
    package let packSize: Int

    /// Packs on the shelf; `packSize` must be above zero.
    package init(packs: Int, packSize: Int) {
      self.packs = packs
      self.packSize = packSize
    }
  }

  /// Usable lots, earliest expiry first.
  package let lots: [Lot]

  /// A choice among these lots, earliest expiry first.
  package init(lots: [Lot]) { self.lots = lots }

  /// The packs to take from each lot, in the order of ``lots``.
  package func packs(meeting need: Int) -> [Int] {
    var taken: [Int] = []
    var remaining = need
    for lot in lots {
      let count = min(lot.packs, remaining / lot.packSize)
      taken.append(count)
      remaining -= count * lot.packSize
    }
    guard remaining > 0 else { return taken }
    let left = lots.indices.filter { lots[$0].packs > taken[$0] }
    guard let topUp = left.min(by: { lots[$0].packSize < lots[$1].packSize }) else { return taken }
    var over = lots[topUp].packSize - remaining
    for index in lots.indices.reversed() {
      let givenBack = min(taken[index], over / lots[index].packSize)
      taken[index] -= givenBack
      over -= givenBack * lots[index].packSize
    }
    taken[topUp] += 1
    guard over > 0 else { return taken }
    return exactCombination(meeting: need) ?? taken
  }

  /// The combination that meets the need exactly and takes most from the earliest lots, or nil.
  ///
  /// Tries the largest takings first and remembers what led nowhere, so that the cost is bounded by
  /// lots times need however the pack sizes fall.
  package func exactCombination(meeting need: Int) -> [Int]? {
    var search = ExactSearch(lots: lots)
    return search.takings(from: 0, meeting: need)
  }
}

/// A search for whole packs that add up to a number exactly.
private struct ExactSearch {
  private struct DeadEnd: Hashable {
    let lot: Int
    let remaining: Int
  }

  private let lots: [WholePacks.Lot]
  /// Units in the lots from each index on.
  private var totals: [Int]
  /// The greatest common divisor of the pack sizes on the shelf from each index on; zero for none.
  private var divisors: [Int]
  private var deadEnds: Set<DeadEnd> = []

  init(lots: [WholePacks.Lot]) {
    self.lots = lots
    totals = Array(repeating: 0, count: lots.count + 1)
    divisors = totals
    for index in lots.indices.reversed() {
      let (lot, later) = (lots[index], index + 1)
      totals[index] = totals[later] + lot.packs * lot.packSize
      divisors[index] =
        lot.packs == 0
        ? divisors[later] : Self.greatestCommonDivisor(divisors[later], lot.packSize)
    }
  }

  mutating func takings(from index: Int, meeting remaining: Int) -> [Int]? {
    if remaining == 0 { return Array(repeating: 0, count: lots.count - index) }
    guard
      index < lots.count, totals[index] >= remaining, remaining % divisors[index] == 0,
      !deadEnds.contains(DeadEnd(lot: index, remaining: remaining))
    else { return nil }
    let lot = lots[index]
    for count in stride(from: min(lot.packs, remaining / lot.packSize), through: 0, by: -1) {
      if let rest = takings(from: index + 1, meeting: remaining - count * lot.packSize) {
        return [count] + rest
      }
    }
    deadEnds.insert(DeadEnd(lot: index, remaining: remaining))
    return nil
  }

  private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    var (larger, smaller) = (max(first, second), min(first, second))
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger
  }
}
