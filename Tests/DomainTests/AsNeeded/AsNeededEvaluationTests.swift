import Testing

@testable import Domain

@Suite struct AsNeededEvaluationTests {
  private typealias Evaluation = AsNeededEvaluation<String>

  private func at(_ hours: Int, _ minutes: Int = 0) -> Instant {
    Instant(seconds: 1_800_000_000 + hours * 3600 + minutes * 60)
  }

  private func puffs(_ amount: Int, _ time: Instant) -> MeasuredDose<String> {
    MeasuredDose(medication: "albuterol", at: time, amount: Rational(amount), ingredients: [])
  }

  private func tablets(
    _ medication: String,
    _ amount: Int,
    _ time: Instant,
    milligrams: Int?
  ) -> MeasuredDose<String> {
    let part = IngredientAmount("acetaminophen", milligrams: milligrams.map { Rational($0) })
    return MeasuredDose(
      medication: medication,
      at: time,
      amount: Rational(amount),
      ingredients: [part]
    )
  }

  private let inhaler = AsNeededLimits(
    minimumGapMinutes: 240,
    maximum: AsNeededLimits.Maximum(amount: Rational(12), within: .day)
  )

  private func inhalerDecision(
    _ recent: [MeasuredDose<String>],
    _ dose: MeasuredDose<String>
  ) -> AsNeededDecision<String> {
    Evaluation(rule: inhaler, recent: recent, ingredientLimits: [:]).decision(on: dose)
  }

  @Test func `the first dose is free and says when the next one is`() {
    #expect(inhalerDecision([], puffs(2, at(0))) == .yes(next: at(4), isLast: false))
  }

  @Test func `the gap ends to the minute`() {
    let recent = [puffs(2, at(0))]
    #expect(
      inhalerDecision(recent, puffs(2, at(3, 59)))
        == .notYet(until: at(4), .minimumGap(last: at(0)))
    )
    #expect(inhalerDecision(recent, puffs(2, at(4))) == .yes(next: at(8), isLast: false))
  }

  @Test func `the last dose that the maximum allows is announced`() {
    let recent = (0..<5).map { puffs(2, at($0 * 4)) }
    #expect(inhalerDecision(recent, puffs(2, at(20))) == .yes(next: at(24), isLast: false))
    let dense = [puffs(6, at(0)), puffs(4, at(5))]
    #expect(inhalerDecision(dense, puffs(2, at(10))) == .yes(next: at(24), isLast: true))
  }

  @Test func `over the maximum waits until enough is a day old`() {
    let recent = [puffs(6, at(0)), puffs(5, at(5))]
    #expect(
      inhalerDecision(recent, puffs(2, at(10)))
        == .notYet(
          until: at(24),
          .maximum(taken: Rational(11), AsNeededLimits.Maximum(amount: Rational(12), within: .day))
        )
    )
    #expect(inhalerDecision(recent, puffs(1, at(10))) == .yes(next: at(24), isLast: true))
  }

  @Test func `one dose above the maximum is never right`() {
    #expect(
      inhalerDecision([], puffs(13, at(0)))
        == .no(.doseAboveMaximum(AsNeededLimits.Maximum(amount: Rational(12), within: .day)))
    )
  }

  @Test func `acetaminophen counts over all products`() {
    let rule = AsNeededLimits(minimumGapMinutes: 0, maximum: nil)
    let recent = [
      tablets("hydrocodone", 2, at(0), milligrams: 650),
      tablets("acetaminophen", 4, at(1), milligrams: 2000),
    ]
    let dose = tablets("acetaminophen", 1, at(6), milligrams: 500)
    let limited = Evaluation(
      rule: rule,
      recent: recent,
      ingredientLimits: ["acetaminophen": Rational(3000)]
    )
    #expect(
      limited.decision(on: dose)
        == .notYet(
          until: at(24),
          .ingredientLimit("acetaminophen", taken: Rational(2650), limit: Rational(3000))
        )
    )
    #expect(limited.taken(ingredient: "acetaminophen", before: at(24)) == Rational(2000))
    let unlimited = Evaluation(rule: rule, recent: recent, ingredientLimits: [:])
    #expect(
      unlimited.decision(on: dose)
        == .no(.sharedIngredient("acetaminophen", in: "hydrocodone", takenAt: at(0)))
    )
    let high = tablets("acetaminophen", 8, at(30), milligrams: 4000)
    #expect(
      limited.decision(on: high)
        == .no(.doseAboveIngredientLimit("acetaminophen", limit: Rational(3000)))
    )
  }

  @Test func `an unknown strength under a limit is asked about`() {
    let limits = ["acetaminophen": Rational(3000)]
    let rule = AsNeededLimits(minimumGapMinutes: 0, maximum: nil)
    let unknown = tablets("cold remedy", 1, at(0), milligrams: nil)
    let known = tablets("acetaminophen", 1, at(2), milligrams: 500)
    #expect(
      Evaluation(rule: rule, recent: [unknown], ingredientLimits: limits).decision(on: known)
        == .no(.unknownStrength("acetaminophen"))
    )
    #expect(
      Evaluation(rule: rule, recent: [], ingredientLimits: limits).decision(on: unknown)
        == .no(.unknownStrength("acetaminophen"))
    )
  }

  @Test func `a rescue medicine is not refused for want of a strength alone`() {
    let rescue = Evaluation(
      rule: AsNeededLimits(minimumGapMinutes: 240, maximum: nil),
      recent: [tablets("inhaler", 1, at(0), milligrams: nil)],
      ingredientLimits: ["acetaminophen": Rational(3000)],
      isRescue: true
    )
    let now = rescue.decision(on: tablets("inhaler", 1, at(4), milligrams: nil))
    #expect(now == .yes(next: at(8), isLast: false))
    let early = rescue.decision(on: tablets("inhaler", 1, at(3), milligrams: nil))
    #expect(early.nextAllowed == at(4))
  }

  @Test func `seconds are rounded up to the minute`() {
    let recent = [puffs(2, at(0) + 1)]
    #expect(inhalerDecision(recent, puffs(2, at(3))).nextAllowed == at(4, 1))
  }

  @Test func `without limits a dose is always free`() {
    let rule = AsNeededLimits(minimumGapMinutes: 0, maximum: nil)
    let evaluation = Evaluation(rule: rule, recent: [puffs(9, at(0))], ingredientLimits: [:])
    let decision = evaluation.decision(on: puffs(9, at(0)))
    #expect(decision == .yes(next: nil, isLast: false))
    #expect(decision.word == "yes")
  }

  @Test func `scanning minute by minute finds the same moment`() {
    var seed = Seed(state: 5)
    var seen = (yes: 0, notYet: 0, refused: 0)
    for _ in 0..<400 {
      let (gap, limit) = (seed.next(5) * 30, Rational(1 + seed.next(6)))
      let hours = 1 + seed.next(6)
      let milligramLimit = Rational(500 + seed.next(8) * 250)
      let recent = (0..<seed.next(7)).map { _ in
        let name = ["a", "a", "b"][seed.next(3)]
        let time = at(-seed.next(26), -seed.next(60))
        return tablets(name, 1 + seed.next(2), time, milligrams: 250 * seed.next(3))
      }
      let dose = tablets("a", 1 + seed.next(2), at(0), milligrams: 250 + 250 * seed.next(3))
      let rule = AsNeededLimits(
        minimumGapMinutes: gap,
        maximum: AsNeededLimits.Maximum(amount: limit, within: ElapsedTime(hours: hours))
      )
      let evaluation = Evaluation(
        rule: rule,
        recent: recent,
        ingredientLimits: ["acetaminophen": milligramLimit]
      )
      let minute = (0...26 * 60).first { minute in
        isFree(dose, minute, recent, gap, limit, hours, milligramLimit)
      }
      switch evaluation.decision(on: dose) {
      case .yes:
        seen.yes += 1
        #expect(minute == 0)
      case .notYet(let until, _):
        seen.notYet += 1
        #expect(until == minute.map { at(0, $0) })
        let waited = MeasuredDose(
          medication: "a",
          at: until,
          amount: dose.amount,
          ingredients: dose.ingredients
        )
        #expect(evaluation.decision(on: waited).word == "yes")
        let early = MeasuredDose(
          medication: "a",
          at: until - 60,
          amount: dose.amount,
          ingredients: dose.ingredients
        )
        #expect(evaluation.decision(on: early).nextAllowed == until)
      case .no:
        seen.refused += 1
        #expect(minute == nil)
      }
    }
    #expect(seen.yes > 30 && seen.notYet > 30 && seen.refused > 30)
  }

  private func isFree(
    _ dose: MeasuredDose<String>,
    _ minute: Int,
    _ recent: [MeasuredDose<String>],
    _ gap: Int,
    _ limit: Rational,
    _ hours: Int,
    _ milligramLimit: Rational
  ) -> Bool {
    var (units, milligrams) = (dose.amount, dose.ingredients[0].milligrams ?? .zero)
    for earlier in recent {
      let age = (dose.at - earlier.at) / 60 + minute
      if earlier.medication == "a", age < gap { return false }
      if earlier.medication == "a", age < hours * 60 { units = units + earlier.amount }
      if age < 24 * 60 { milligrams = milligrams + (earlier.ingredients[0].milligrams ?? .zero) }
    }
    return units <= limit && milligrams <= milligramLimit
  }
}

private struct Seed {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
