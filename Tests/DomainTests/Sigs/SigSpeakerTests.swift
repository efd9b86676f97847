import TestSupport
import Testing

@testable import Domain

@Suite struct SigSpeakerTests {
  @Test func `what is spoken is read back as the same directions`() {
    var generator = SigGenerator(seed: 17)
    for _ in 0..<Mutations.runs(usually: 10_000) {
      let sig = generator.sig()
      let text = SigSpeaker.text(of: sig)
      let reading = SigParser.parse(text)
      #expect(reading.understood && reading.sig == sig, "\(text) \(reading.unparsed)")
      #expect(ForbiddenSigns.violations(in: text) == [], "\(text)")
      #expect(SigSpeaker.text(of: reading.sig) == text)
    }
  }
}
