import Domain
import Testing

@Suite struct EyeDropsTests {
  private static let ten = Instant(seconds: 1_000_000)

  private static func drop(
    _ medication: Int,
    _ eyes: Eyes? = .both,
    ointment: Bool = false,
    taken: Int? = nil
  ) -> EyeChain.Drop {
    EyeChain.Drop(
      medication: medication,
      eyes: eyes,
      isOintment: ointment,
      due: ten,
      takenAt: taken.map { ten + $0 }
    )
  }

  @Test(arguments: [
    ("Put 1 drop in both eyes at bedtime", Eyes.both), ("in each eye", .both),
    ("1 drop in the LEFT EYE", .left), ("right eye, morning", .right),
    ("left eye and right eye", .both),
  ])
  func `the directions say which eye`(text: String, eyes: Eyes) {
    #expect(Eyes(nil, text) == eyes)
  }

  @Test func `directions without an eye name none`() { #expect(Eyes("1 drop at bedtime") == nil) }

  @Test func `of two drops for the same eye the second waits for the first`() {
    let all = [Self.drop(1), Self.drop(2)]
    #expect(EyeChain.wait(all[0], among: all, now: Self.ten) == nil)
    #expect(EyeChain.wait(all[1], among: all, now: Self.ten) == .first(1))
  }

  @Test func `it waits until five minutes after the first was put in`() {
    let all = [Self.drop(1, taken: 60), Self.drop(2)]
    let until = Self.ten + 360
    #expect(EyeChain.wait(all[1], among: all, now: Self.ten + 60) == .until(until, after: 1))
    #expect(EyeChain.wait(all[1], among: all, now: until) == nil)
  }

  @Test func `drops for the other eye wait for nothing, unknown eyes do`() {
    #expect(
      EyeChain.wait(Self.drop(2, .left), among: [Self.drop(1, .right)], now: Self.ten) == nil
    )
    #expect(EyeChain.wait(Self.drop(2, nil), among: [Self.drop(1, .right)], now: Self.ten) != nil)
  }

  @Test func `an ointment comes last`() {
    let all = [Self.drop(1, ointment: true), Self.drop(2)]
    #expect(EyeChain.wait(all[0], among: all, now: Self.ten) == .first(2))
    #expect(EyeChain.wait(all[1], among: all, now: Self.ten) == nil)
  }
}
