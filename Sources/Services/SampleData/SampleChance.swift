/// Numbers that look like chance and are the same in every load: SplitMix64 over a seed that is made
/// of a name.
struct SampleChance: RandomNumberGenerator {
  private var state: UInt64

  /// The sequence that belongs to a name (FNV-1a, 64 bits).
  init(_ name: String) {
    state = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to `limit`, which is left out and above zero.
  mutating func below(_ limit: Int) -> Int { Int(next() >> 33) % limit }

  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// Whether something happens that does so many times in a thousand.
  mutating func happens(_ perThousand: Int) -> Bool { below(1000) < perThousand }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
