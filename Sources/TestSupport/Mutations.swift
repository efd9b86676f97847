import Foundation

/// Texts and bytes made from good ones by damage of every kind, the same for the same seed.
package struct Mutations {
  private let seeds: [[UInt8]]
  private let random: TestRandom

  package init(of seeds: [[UInt8]], seed: UInt64) {
    self.seeds = seeds
    random = TestRandom(seed: seed)
  }

  /// The files of a folder beside the tests, in the order of their names.
  package static func corpus(_ folder: String, of file: String) throws -> [[UInt8]] {
    let tests = file.components(separatedBy: "/Tests/")
    let module = tests[1].components(separatedBy: "/")[0]
    let path = "\(tests[0])/Tests/\(module)/Corpus/\(folder)"
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted().map {
      Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\($0)")))
    }
  }

  /// How many damaged inputs a run tries: `PRESCRIPCARE_FUZZ_RUNS`, or as many as an ordinary run
  /// has time for.
  package static func runs(usually count: Int) -> Int {
    ProcessInfo.processInfo.environment["PRESCRIPCARE_FUZZ_RUNS"].flatMap { Int($0) } ?? count
  }

  /// The next damaged input.
  package mutating func next() -> [UInt8] {
    var bytes = pick(seeds)
    for _ in 0...number(4) { damage(&bytes) }
    return bytes
  }

  /// The input cut into pieces of any size.
  package mutating func pieces(of bytes: [UInt8]) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + 1 + number(80))
      pieces.append(Array(bytes[start..<end]))
      start = end
    }
    return pieces
  }

  private static let hostile: [[UInt8]] = [
    [0], [0xFF], [0xC3], [0x0D], [0x0A], [0x0D, 0x0A], [0x09], [0x22], [0x22, 0x22], [0x2C],
    [0x7C], Array("-".utf8), Array("999999999999999999999".utf8), Array("1/0".utf8),
    Array("\u{202E}".utf8), Array("\u{301}".utf8), [0xEF, 0xBB, 0xBF], Array(" then ".utf8),
  ]

  private mutating func damage(_ bytes: inout [UInt8]) {
    let place = number(bytes.count)
    let end = min(bytes.count, place + number(30))
    switch number(6) {
    case 0: if !bytes.isEmpty { bytes[min(place, bytes.count - 1)] = UInt8(number(255)) }
    case 1: bytes.removeSubrange(place..<end)
    case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 3: bytes.insert(contentsOf: pick(Self.hostile), at: place)
    case 4: bytes.removeSubrange(place...)
    case 5:
      let other = pick(seeds)
      let from = number(other.count)
      bytes.replaceSubrange(place..<end, with: other[from..<min(other.count, from + number(60))])
    default:
      bytes.insert(
        contentsOf: [UInt8](repeating: UInt8(32 + number(90)), count: number(200)),
        at: place
      )
    }
  }

  private func number(_ most: Int) -> Int { Int(random.next() % UInt64(most + 1)) }

  private func pick<Value>(_ values: [Value]) -> Value { values[number(values.count - 1)] }
}
