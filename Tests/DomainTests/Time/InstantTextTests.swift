import Testing

@testable import Domain

@Suite struct InstantTextTests {
  @Test(arguments: [
    ("2026-03-01T08:00:00+01:00", 1_772_348_400_000),
    ("2026-03-01T07:00Z", 1_772_348_400_000),
    ("2026-03-01T02:00-05:00", 1_772_348_400_000),
    ("2026-03-01T07:00:00.25Z", 1_772_348_400_250),
    ("2026-03-01T07:00:00.1239999Z", 1_772_348_400_123),
    ("1969-12-31T23:59:59.999Z", -1),
    ("1970-01-01T00:00:00-00:30", 1_800_000),
  ]) func `an instant is read to the millisecond`(text: String, milliseconds: Int) {
    #expect(Instant(text: text) == Instant(milliseconds: milliseconds))
  }

  @Test(arguments: [
    "", "2026-03-01", "2026-03-01T08:00", "2026-03-01T08:00:00", "2026-03-01 08:00Z",
    "2026-02-29T08:00Z", "2026-03-01T24:00Z", "2026-03-01T08:00:60Z", "2026-03-01T08:00:5Z",
    "2026-03-01T08:00:00.Z", "2026-03-01T08:00+24:00", "2026-03-01T08:00+0100",
    "2026-03-01T08:00+01:60", "2026-03-01T08:00Zulu", "2026-03-01T08:00:00é",
    "2026-03-01T08:00z", "2026-03-01T08:00:00,5Z",
  ]) func `anything else is no instant`(text: String) {
    #expect(Instant(text: text) == nil)
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00+00:00"), (3600, "1970-01-01T01:00:00+01:00"),
    (-12_600, "1969-12-31T20:30:00-03:30"), (20_700, "1970-01-01T05:45:00+05:45"),
    // Local mean time of New York: the clock is cut with the offset.
    (-17_762, "1969-12-31T19:04:00-04:56"),
  ]) func `an instant is written on a clock`(offset: Int, text: String) {
    let instant = Instant(milliseconds: 999)
    #expect(instant.text(offset: offset) == text)
    #expect(Instant(text: text) == Instant(seconds: 0))
  }
}
