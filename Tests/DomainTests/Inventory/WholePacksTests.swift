import Testing

@testable import Domain

@Suite struct WholePacksTests {
  private static func shelf(_ lots: [(Int, Int)]) -> WholePacks {
    WholePacks(lots: lots.map { WholePacks.Lot(packs: $0.0, packSize: $0.1) })
  }

  @Test(
    arguments: [
      ([(200, 1), (3, 100)], 350, [150, 2]), ([(10, 1), (1, 100)], 100, [0, 1]),
      ([(1, 6), (2, 5)], 10, [0, 2]), ([(3, 10)], 15, [2]), ([(3, 10)], 40, [3]),
      ([(2, 10), (5, 3)], 25, [1, 5]), ([(1, 30), (1, 20), (1, 7)], 5, [0, 0, 1]),
      ([(1, 4), (1, 4)], 3, [1, 0]), ([(0, 5), (2, 5)], 5, [0, 1]), ([], 5, []),
      ([(1, 3), (1, 3), (1, 8)], 7, [0, 0, 1]), ([(2, 10), (1, 5)], 0, [0, 0]),
    ] as [([(Int, Int)], Int, [Int])]
  )
  func `packs leave whole`(lots: [(Int, Int)], need: Int, expected: [Int]) {
    #expect(Self.shelf(lots).packs(meeting: need) == expected)
  }

  @Test func `every statement of the rule holds on small shelves`() {
    var seed = Seed(state: 11)
    var seen = (exact: 0, over: 0, short: 0, rescued: 0)
    for _ in 0..<4000 {
      let lots = (0..<1 + seed.next(4)).map { _ in (seed.next(4), 1 + seed.next(9)) }
      let need = seed.next(40)
      let shelf = Self.shelf(lots)
      let packs = shelf.packs(meeting: need)
      let all = Self.combinations(lots)
      let total = Self.total(packs, lots)
      let available = Self.total(lots.map(\.0), lots)
      #expect(zip(packs, lots).allSatisfy { (0...$1.0).contains($0) })

      guard available >= need else {
        seen.short += 1
        #expect(packs == lots.map(\.0))
        continue
      }
      let exact = all.filter { Self.total($0, lots) == need }
      #expect(
        shelf.exactCombination(meeting: need) == exact.max { $0.lexicographicallyPrecedes($1) }
      )
      let literal = Self.literalRule(lots, need)
      if exact.isEmpty {
        seen.over += 1
        #expect(total > need)
        #expect(packs == literal)
      } else {
        seen.exact += 1
        #expect(total == need)
        if Self.total(literal, lots) == need {
          #expect(packs == literal)
        } else {
          seen.rescued += 1
          #expect(packs == exact.max { $0.lexicographicallyPrecedes($1) })
        }
      }
    }
    #expect(seen.exact > 100 && seen.over > 100 && seen.short > 100 && seen.rescued > 20)
  }

  @Test func `a hundred awkward lots are decided at once`() {
    let lots = (0..<100).map { (40, 60 + 2 * ($0 % 37)) }
    let packs = Self.shelf(lots).packs(meeting: 99_999)
    #expect(Self.total(packs, lots) >= 99_999)
    #expect(Self.total(packs, lots) < 100_133)
  }

  /// Steps 1 to 3 of the rule, pack by pack.
  private static func literalRule(_ lots: [(Int, Int)], _ need: Int) -> [Int] {
    var packs = lots.map { _ in 0 }
    for (index, lot) in lots.enumerated() {
      for _ in 0..<lot.0 where total(packs, lots) + lot.1 <= need { packs[index] += 1 }
    }
    let remainder = need - total(packs, lots)
    guard remainder > 0 else { return packs }
    var best: Int?
    for (index, lot) in lots.enumerated() where packs[index] < lot.0 {
      if lot.1 >= remainder, lot.1 < best.map({ lots[$0].1 }) ?? .max { best = index }
    }
    guard let best else { return packs }
    packs[best] += 1
    for index in lots.indices.reversed() {
      while packs[index] > (index == best ? 1 : 0), total(packs, lots) - lots[index].1 >= need {
        packs[index] -= 1
      }
    }
    return packs
  }

  private static func total(_ packs: [Int], _ lots: [(Int, Int)]) -> Int {
    zip(packs, lots).reduce(0) { $0 + $1.0 * $1.1.1 }
  }

  private static func combinations(_ lots: [(Int, Int)]) -> [[Int]] {
    lots.reduce([[]]) { partial, lot in
      partial.flatMap { start in (0...lot.0).map { start + [$0] } }
    }
  }
}

private struct Seed {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
