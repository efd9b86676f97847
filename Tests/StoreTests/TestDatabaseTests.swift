import Domain
import Store
import TestSupport
import Testing

@Suite struct TestDatabaseTests {
  @Test func `a test database opens again and sees the same clock`() throws {
    let test = try TestDatabase(now: "2026-03-01T08:00:00+00:00")
    let again = try test.reopened()
    test.clock.advance(days: 1)
    #expect(again.environment.now() == Instant(text: "2026-03-02T08:00:00+00:00"))
    #expect(again.info == test.database.info)
    again.close()
  }

  @Test func `random bytes are the same in every run`() {
    #expect(TestRandom().bytes(4) == TestRandom().bytes(4))
    #expect(TestRandom().bytes(4) != TestRandom(seed: 2).bytes(4))
  }
}
