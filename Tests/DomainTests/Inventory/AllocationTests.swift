import Testing

@testable import Domain

@Suite struct AllocationTests {
  private let today = CalendarDate(text: "2026-01-01") ?? CalendarDate(day: 0)

  private func lot(
    _ id: String,
    _ units: Int,
    packSize: Int = 1,
    expires: Int?,
    _ status: LotStatus = .approved
  ) -> AllocationLot<String> {
    AllocationLot(
      id: id,
      units: units,
      packSize: packSize,
      condition: LotCondition(status: status, expiresOn: expires.map { today + $0 })
    )
  }

  @Test func `what expires first leaves first and stock without a date last`() {
    let lots = [
      lot("none", 50, expires: nil), lot("late", 10, expires: 90), lot("soon", 10, expires: 0),
    ]
    let allocation = Allocation(need: 25, from: lots, on: today)
    #expect(allocation.takings.map(\.lot) == ["soon", "late", "none"])
    #expect(allocation.takings.map(\.units) == [10, 10, 5])
    #expect(allocation.short == 0)
  }

  @Test func `lots of one day keep the order given`() {
    let lots = [lot("b", 5, expires: 9), lot("a", 5, expires: 9)]
    #expect(Allocation(need: 6, from: lots, on: today).takings.map(\.lot) == ["b", "a"])
  }

  @Test func `what may not be used is passed over with its reason`() {
    let lots = [
      lot("1", 9, expires: -1), lot("2", 9, expires: 10), lot("3", 9, expires: 40, .recalled),
      lot("4", 3, expires: 41), lot("5", 9, expires: nil, .hold),
      lot("6", 9, expires: 50, .damaged),
      lot("7", 9, expires: 51, .quarantine),
    ]
    let allocation = Allocation(need: 5, from: lots, on: today, usableThrough: today + 29)
    #expect(allocation.takings.map(\.lot) == ["4"])
    #expect(allocation.short == 2)
    #expect(allocation.passedOver.map(\.lot) == ["1", "2", "3", "6", "7", "5"])
    #expect(
      allocation.passedOver.map(\.reason)
        == [.expired, .expiresDuringUse, .recalled, .damaged, .quarantine, .hold]
    )
  }

  @Test func `a lot that expires during use serves a shorter fill`() {
    let lots = [lot("1", 30, expires: 10)]
    #expect(Allocation(need: 5, from: lots, on: today, usableThrough: today + 11).short == 5)
    #expect(Allocation(need: 5, from: lots, on: today, usableThrough: today + 10).short == 0)
  }

  @Test func `half a pack is opened unless packs stay whole`() {
    let lots = [lot("1", 30, packSize: 10, expires: 5)]
    #expect(Allocation(need: 15, from: lots, on: today).takings.map(\.packs) == [Rational(3, 2)])
    let whole = Allocation(need: 15, from: lots, on: today, wholePacks: true)
    #expect(whole.takings.map(\.units) == [20])
    #expect(whole.short == 0)
  }

  @Test func `an opened pack does not leave as a whole one`() {
    let lots = [lot("1", 25, packSize: 10, expires: 5)]
    let whole = Allocation(need: 25, from: lots, on: today, wholePacks: true)
    #expect(whole.total == 20)
    #expect(whole.short == 5)
  }

  @Test func `nothing is allocated for nothing`() {
    let lots = [lot("1", 10, packSize: 10, expires: 5)]
    for wholePacks in [false, true] {
      let allocation = Allocation(need: 0, from: lots, on: today, wholePacks: wholePacks)
      #expect(allocation == Allocation(need: 0, from: lots, on: today))
      #expect(allocation.takings.isEmpty)
    }
  }

  @Test func `split allocation takes all it can and no more`() {
    var seed = Seed(state: 7)
    for _ in 0..<2000 {
      let lots = (0..<seed.next(6)).map { index in
        lot(
          "\(index)",
          seed.next(12),
          packSize: 1 + seed.next(4),
          expires: seed.next(5) == 0 ? nil : seed.next(40) - 10,
          LotStatus.allCases[seed.next(9) % 6 == 0 ? seed.next(6) : 0]
        )
      }
      let need = seed.next(30)
      let through = today + seed.next(20)
      let allocation = Allocation(need: need, from: lots, on: today, usableThrough: through)
      let usable = lots.filter {
        $0.condition.usability(on: today, usableThrough: through) == .usable
      }
      let available = usable.reduce(0) { $0 + $1.units }
      #expect(allocation.total == min(need, available))
      #expect(allocation.short == need - allocation.total)
      #expect(allocation.passedOver.count == lots.count - usable.count)
      // Unit by unit: the next unit always comes from the lot that expires first.
      var shelf = usable.flatMap { lot in Array(repeating: lot, count: lot.units) }
      shelf.sort { first, second in
        (first.condition.expiresOn?.day ?? .max, usable.firstIndex(of: first) ?? 0)
          < (second.condition.expiresOn?.day ?? .max, usable.firstIndex(of: second) ?? 0)
      }
      var expected: [String: Int] = [:]
      for unit in shelf.prefix(need) { expected[unit.id, default: 0] += 1 }
      let taken = allocation.takings.map { ($0.lot, $0.units) }
      #expect(Dictionary(uniqueKeysWithValues: taken) == expected)
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
