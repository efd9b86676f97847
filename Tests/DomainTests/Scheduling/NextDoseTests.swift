import Testing

@testable import Domain

@Suite struct NextDoseTests {
  static let daily =
    #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"start":"2026-02-01"}"#
  static let every8 =
    #"{"kind":"interval","everyHours":8,"basis":"taken","start":"2026-03-01T06:00"}"#
  static let after30 = #"{"kind":"linked","after":"A","delayMinutes":30,"start":"2026-03-01"}"#

  static func record(
    _ rule: String,
    _ due: String,
    _ at: String? = nil,
    _ status: String = "taken"
  ) -> String {
    #"{"rule":"\#(rule)","due":"2026-03-\#(due)","recordedAt":"2026-03-\#(at ?? due)","status":"\#(status)"}"#
  }

  /// `A 2026-03-01T08:00` for each rule that has a next dose; rules are named from A on.
  static func next(
    now: String,
    _ rules: [String],
    _ records: [String] = [],
    zone: String = "UTC"
  ) throws -> [String] {
    let named = zip("ABCDE", rules).map { #"{"id":"\#($0)","rule":\#($1)}"# }
    let text =
      #"{"now":"\#(now)","zone":"\#(zone)","rules":[\#(named.joined(separator: ","))],"#
      + #""records":[\#(records.joined(separator: ","))]}"#
    let document = try NextDoseCase(json: try JSON(text: text))
    #expect(document.zone == zone)
    return document.next(on: try clocks(zone)).map { "\($0.rule) \($0.occurrence.local)" }
  }

  @Test func `the document is written with every key`() throws {
    let text =
      #"{"now":"2026-03-01T00:00","zone":"UTC","rules":[{"id":"A","rule":\#(Self.daily)}],"records":[{"rule":"A","due":"2026-02-28T08:00","recordedAt":"2026-02-28T08:05","status":"taken"}]}"#
    let document = try NextDoseCase(json: try JSON(text: text))
    #expect(
      document.document(on: try clocks()).text
        == #"{"next":[{"rule":"A","local":"2026-03-01T08:00","instant":"2026-03-01T08:00:00+00:00","amount":"1 tablet"}]}"#
    )
  }

  // MARK: Fixed rules

  @Test func `a dose due now is next and one due a minute ago is not`() throws {
    #expect(try Self.next(now: "2026-03-01T08:00", [Self.daily]) == ["A 2026-03-01T08:00"])
    #expect(try Self.next(now: "2026-03-01T08:01", [Self.daily]) == ["A 2026-03-02T08:00"])
  }

  @Test(arguments: ["taken", "skipped", "alerted"])
  func `a fixed dose with any record is not next`(status: String) throws {
    let found = try Self.next(
      now: "2026-03-01T00:00",
      [Self.daily],
      [Self.record("A", "01T08:00", "01T07:00", status), Self.record("A", "02T08:00", nil, status)]
    )
    #expect(found == ["A 2026-03-03T08:00"])
  }

  @Test func `an extra dose at another time answers no planned one`() throws {
    let found = try Self.next(
      now: "2026-03-01T00:00",
      [Self.daily],
      [Self.record("A", "01T07:00"), Self.record("A", "01T08:01")]
    )
    #expect(found == ["A 2026-03-01T08:00"])
  }

  @Test func `a rule that ended or plans nothing is absent`() throws {
    let ended =
      #"{"kind":"times","times":[{"at":"08:00"}],"start":"2026-02-01","end":"2026-03-01"}"#
    let found = try Self.next(
      now: "2026-03-01T00:00",
      [ended, #"{"kind":"asNeeded"}"#, #"{"kind":"unscheduled"}"#]
    )
    #expect(found == [])
  }

  @Test func `the earliest rule comes first and a tie keeps the order of the rules`() throws {
    let noon = Self.daily.replacing("08:00", with: "12:00")
    let found = try Self.next(now: "2026-03-01T00:00", [noon, Self.daily, noon])
    #expect(found == ["B 2026-03-01T08:00", "A 2026-03-01T12:00", "C 2026-03-01T12:00"])
  }

  @Test func `a skipped time is still to come after the clock jumped over it`() throws {
    let night = Self.daily.replacing("08:00", with: "02:30")
    let found = try Self.next(now: "2026-03-29T03:00", [night], zone: "Europe/Berlin")
    #expect(found == ["A 2026-03-29T02:30"])
  }

  @Test func `a record of the first of two equal minutes leaves the second`() throws {
    let hourly = #"{"kind":"interval","everyHours":1,"start":"2026-10-25T00:30"}"#
    let records = [
      #"{"rule":"A","due":"2026-10-25T02:30","recordedAt":"2026-10-25T02:30","status":"taken"}"#
    ]
    let second =
      records + [
        #"{"rule":"A","due":"2026-10-25T02:30","fold":1,"recordedAt":"2026-10-25T02:31","status":"taken"}"#
      ]
    let now = "2026-10-25T02:00"
    let zone = "Europe/Berlin"
    #expect(try Self.next(now: now, [hourly], records, zone: zone) == ["A 2026-10-25T02:30"])
    #expect(try Self.next(now: now, [hourly], second, zone: zone) == ["A 2026-10-25T03:30"])
  }

  // MARK: Intervals from the last dose

  @Test func `without a record an interval starts at its start`() throws {
    #expect(try Self.next(now: "2026-03-01T00:00", [Self.every8]) == ["A 2026-03-01T06:00"])
  }

  @Test(arguments: ["taken", "skipped"])
  func `the hours run from when the last dose was recorded`(status: String) throws {
    let found = try Self.next(
      now: "2026-03-01T08:00",
      [Self.every8],
      [Self.record("A", "01T06:00", "01T07:10", status)]
    )
    #expect(found == ["A 2026-03-01T15:10"])
  }

  @Test func `the hours run over the clock change`() throws {
    let found = try Self.next(
      now: "2026-03-28T22:00",
      [Self.every8],
      [Self.record("A", "28T22:00")],
      zone: "Europe/Berlin"
    )
    #expect(found == ["A 2026-03-29T07:00"])
  }

  @Test func `an alert holds the next dose back until it is answered`() throws {
    let taken = Self.record("A", "01T06:00")
    let rang = Self.record("A", "01T14:00", nil, "alerted")
    let answered = Self.record("A", "01T14:00", "01T14:20")
    let now = "2026-03-01T14:30"
    #expect(try Self.next(now: now, [Self.every8], [taken, rang]) == [])
    #expect(
      try Self.next(now: now, [Self.every8], [taken, rang, answered]) == ["A 2026-03-01T22:20"]
    )
  }

  @Test func `a dose recorded under another minute after an alert answers it`() throws {
    let found = try Self.next(
      now: "2026-03-01T15:30",
      [Self.every8],
      [Self.record("A", "01T14:00", nil, "alerted"), Self.record("A", "01T15:00")]
    )
    #expect(found == ["A 2026-03-01T23:00"])
  }

  @Test func `a dose whose hours are over is due now and none is invented`() throws {
    let found = try Self.next(
      now: "2026-03-04T09:00",
      [Self.every8],
      [Self.record("A", "01T06:00")]
    )
    #expect(found == ["A 2026-03-04T09:00"])
    #expect(try Self.next(now: "2026-03-02T09:00", [Self.every8]) == ["A 2026-03-02T09:00"])
  }

  @Test func `a dose outside the window waits until it opens`() throws {
    let window = Self.every8.replacing(
      #""start""#,
      with: #""window":{"from":"06:00","to":"22:00"},"start""#
    )
    let found = try Self.next(
      now: "2026-03-01T18:00",
      [window],
      [Self.record("A", "01T14:00", "01T17:00")]
    )
    #expect(found == ["A 2026-03-02T06:00"])
  }

  @Test func `an interval ends with its end and its count`() throws {
    let records = [Self.record("A", "01T06:00"), Self.record("A", "01T14:00")]
    let ending = Self.every8.replacing("}", with: #","end":"2026-03-01T22:00"}"#)
    let counted = Self.every8.replacing("}", with: #","count":2}"#)
    let now = "2026-03-01T14:00"
    #expect(try Self.next(now: now, [ending], records) == [])
    #expect(try Self.next(now: now, [counted], records) == [])
    #expect(
      try Self.next(now: now, [counted], [records[0]]) == ["A 2026-03-01T14:00"]
    )
  }

  @Test func `a dose skipped ahead of time is not asked for again`() throws {
    let found = try Self.next(
      now: "2026-03-01T07:00",
      [Self.every8],
      [Self.record("A", "01T14:00", "01T06:00", "skipped")]
    )
    #expect(found == ["A 2026-03-01T22:00"])
  }

  // MARK: Linked rules

  @Test func `a linked dose follows when the other was taken`() throws {
    let found = try Self.next(
      now: "2026-03-01T08:10",
      [Self.daily, Self.after30],
      [Self.record("A", "01T08:00", "01T08:05")]
    )
    #expect(found == ["B 2026-03-01T08:35", "A 2026-03-02T08:00"])
  }

  @Test(arguments: ["skipped", "alerted"])
  func `nothing follows a dose that was not taken`(status: String) throws {
    let found = try Self.next(
      now: "2026-03-01T08:10",
      [Self.daily, Self.after30],
      [Self.record("A", "01T08:00", "01T08:05", status)]
    )
    #expect(found == ["A 2026-03-02T08:00"])
  }

  @Test func `each dose is followed once`() throws {
    let taken = Self.record("A", "01T08:00", "01T08:05")
    for status in ["taken", "skipped", "alerted"] {
      let found = try Self.next(
        now: "2026-03-01T08:10",
        [Self.daily, Self.after30],
        [taken, Self.record("B", "01T08:35", nil, status)]
      )
      #expect(found == ["A 2026-03-02T08:00"])
    }
  }

  @Test func `a corrected record does not make a second dose follow`() throws {
    let found = try Self.next(
      now: "2026-03-01T08:10",
      [Self.daily, Self.after30],
      [
        Self.record("A", "01T08:00", "01T08:05"), Self.record("B", "01T08:35", "01T08:36"),
        Self.record("A", "01T08:00", "01T08:20"),
      ]
    )
    #expect(found == ["A 2026-03-02T08:00"])
  }

  @Test func `a take corrected to a skip is followed by nothing`() throws {
    let found = try Self.next(
      now: "2026-03-01T08:10",
      [Self.daily, Self.after30],
      [
        Self.record("A", "01T08:00", "01T08:05"),
        Self.record("A", "01T08:00", "01T08:07", "skipped"),
      ]
    )
    #expect(found == ["A 2026-03-02T08:00"])
  }

  @Test func `a delay that ended is past`() throws {
    let found = try Self.next(
      now: "2026-03-01T09:00",
      [Self.daily, Self.after30],
      [Self.record("A", "01T08:00", "01T08:05")]
    )
    #expect(found == ["A 2026-03-02T08:00"])
  }

  @Test func `an unanswered linked dose holds back the one after it`() throws {
    let found = try Self.next(
      now: "2026-03-02T08:10",
      [Self.daily, Self.after30],
      [
        Self.record("A", "01T08:00"), Self.record("B", "01T08:30", nil, "alerted"),
        Self.record("A", "02T08:00"),
      ]
    )
    #expect(found == ["A 2026-03-03T08:00"])
  }
}
