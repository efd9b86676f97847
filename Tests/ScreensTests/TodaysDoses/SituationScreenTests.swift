import Domain
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

/// Patches, courses, tapers, eye drops and opened packages as a person meets them on Today.
@MainActor @Suite struct SituationScreenTests {
  // MARK: Patches

  private static func patch(at now: String) throws -> TestHousehold {
    let house = try TestHousehold()
    let apply = try house.add(
      "rivastigmine",
      "4.6 mg per day",
      form: "transdermal patch",
      unit: "patch",
      TestHousehold.daily("08:00", amount: "1 patch")
    )
    _ = try house.session.write(
      AddSchedule(
        medication: apply.medication,
        schedule: NewSchedule(
          rule: try ScheduleRule(
            json: JSON(
              text: #"{"kind":"linked","after":"apply","delayMinutes":720,"start":"2026-11-20"}"#
            )
          ),
          follows: apply.schedules[0]
        )
      )
    )
    try house.open(at: now)
    return house
  }

  @Test func `a new patch asks whether the old one is off and where it is put`() throws {
    let house = try Self.patch(at: "2026-11-23T08:05:00-05:00")
    house.press(.enter)
    #expect(house.picture().contains("Look at the skin: is an old patch on it?"))
    house.press(.character("o"))
    #expect(house.picture().contains("Put on the"))
    house.press(.enter)
    #expect(house.picture().contains("Choose the place with Left and Right."))
    house.press(.right, .enter)
    #expect(try house.takenToday() == ["8:00 AM rivastigmine"])
    #expect(house.picture().contains("left upper arm, taken at 8:05 AM"))
  }

  @Test func `taking the old one off is asked for until it is answered`() throws {
    let house = try Self.patch(at: "2026-11-23T08:05:00-05:00")
    house.press(.enter, .character("o"), .right, .enter)
    try house.open(at: "2026-11-24T08:05:00-05:00")
    #expect(house.picture().contains("TAKE IT OFF."))
    let lines = try house.session.read(DayQuery()).lines.filter(\.dose.isOpenNow)
    #expect(lines.count == 2)
    house.press(.end, .enter)
    #expect(house.picture().contains("Is the old patch off?"))
    house.press(.character("o"))
    #expect(house.picture().contains("Last places: left upper arm."))
    house.press(.right, .enter)
    #expect(try house.session.read(DayQuery()).lines.filter(\.dose.isOpenNow).isEmpty)
  }

  @Test func `below the screens, too, no second patch goes on over the first`() throws {
    let house = try Self.patch(at: "2026-11-23T08:05:00-05:00")
    house.press(.enter, .character("o"), .right, .enter)
    try house.home.clock.set("2026-11-24T08:05:00-05:00")
    let line = try #require(
      try house.session.read(DayQuery()).lines.first {
        $0.follows == nil && $0.dose.isOpenNow
      }
    )
    func apply(oldIsOff: Bool) throws {
      _ = try house.session.write(
        RecordDose(
          schedule: line.dose.schedule,
          due: .minute(line.dose.occurrence.dueMinute),
          action: .take(at: nil, amount: nil, withFood: nil),
          via: .command,
          oldIsOff: oldIsOff
        )
      )
    }
    #expect(throws: DoseRefusal.self) { try apply(oldIsOff: false) }
    try apply(oldIsOff: true)
  }

  @Test func `places used lately are offered last and say so`() {
    let sites = PatchSites(lately: ["left upper arm", "right chest"])
    #expect(sites.choices[1] == "right upper arm")
    #expect(sites.choices.suffix(2) == ["left upper arm, used lately", "right chest, used lately"])
    #expect(PatchSites.site("right chest, used lately") == "right chest")
    #expect(PatchSites.site(PatchSites.none) == nil)
  }

  // MARK: Courses

  private static func course() throws -> TestHousehold {
    let house = try TestHousehold()
    try house.add(
      "cephalexin",
      "500 mg",
      form: "capsule",
      unit: "capsule",
      onHand: 4,
      #"{"kind":"times","times":[{"at":"08:00","amount":"1 capsule"},"#
        + #"{"at":"20:00","amount":"1 capsule"}],"count":4,"start":"2026-11-23T08:00"}"#
    )
    return house
  }

  @Test func `after an unrecorded dose it asks whether the course goes on longer`() throws {
    let house = try Self.course()
    try house.open(at: "2026-11-23T20:05:00-05:00")
    try house.lookAtReminders()
    try house.open()
    #expect(house.picture().contains("COURSE of cephalexin 500 mg: 1 dose not on record."))
    house.press(.character("c"))
    #expect(house.picture().contains("until Wednesday, November 25,"))
    house.press(.character("y"))
    #expect(!house.picture().contains("COURSE of"))
    let day = try house.session.read(DayQuery(date: CalendarDate(text: "2026-11-25")))
    #expect(day.lines.map(\.dose.occurrence.number) == [5])
  }

  @Test func `a course that ends as planned is not asked about again`() throws {
    let house = try Self.course()
    try house.open(at: "2026-11-23T20:05:00-05:00")
    try house.lookAtReminders()
    try house.open()
    house.press(.character("c"), .character("n"))
    #expect(!house.picture().contains("COURSE of"))
    let day = try house.session.read(DayQuery(date: CalendarDate(text: "2026-11-25")))
    #expect(day.lines.isEmpty)
  }

  @Test func `the last one says so, and what is left is asked about`() throws {
    let house = try Self.course()
    for (day, time) in [("23", "08"), ("23", "20"), ("24", "08")] {
      try house.open(at: "2026-11-\(day)T\(time):01:00-05:00")
      house.press(.enter)
    }
    _ = try house.session.write(
      CountSupply(
        medication: try #require(house.medications["cephalexin"]?.medication),
        quantity: Rational(3)
      )
    )
    try house.open(at: "2026-11-24T20:01:00-05:00")
    #expect(house.picture().contains("LAST ONE of this course"))
    house.press(.enter)
    #expect(house.picture().contains("COURSE of cephalexin 500 mg is over, 2 capsules left"))
    house.press(.character("c"), .character("g"))
    #expect(try house.session.read(MedicationListQuery()).first?.onHand == .zero)
    #expect(!house.picture().contains("COURSE of"))
  }

  // MARK: Tapers

  @Test func `a late start moves the whole taper by one day`() throws {
    let house = try TestHousehold()
    try house.add(
      "prednisone",
      "10 mg",
      #"{"kind":"taper","steps":[{"days":2,"times":[{"at":"08:00","amount":"2 tablets"}]},"#
        + #"{"days":1,"times":[{"at":"08:00","amount":"1 tablet"}]}],"start":"2026-11-24"}"#
    )
    try house.open(at: "2026-11-24T08:05:00-05:00")
    house.press(.character("v"))
    #expect(house.picture().contains("there is then no dose of it."))
    house.press(.character("y"))
    func amounts(_ day: String) throws -> [String] {
      try house.session.read(DayQuery(date: CalendarDate(text: day))).lines.compactMap {
        $0.amount?.description
      }
    }
    #expect(try amounts("2026-11-24") == [])
    #expect(try amounts("2026-11-25") == ["2 tablets"])
    #expect(try amounts("2026-11-27") == ["1 tablet"])
  }

  @Test func `a dose that was not taken does not repeat a step by itself`() throws {
    let house = try TestHousehold()
    try house.add(
      "prednisone",
      "10 mg",
      #"{"kind":"taper","steps":[{"days":1,"times":[{"at":"08:00","amount":"2 tablets"}]},"#
        + #"{"days":1,"times":[{"at":"08:00","amount":"1 tablet"}]}],"start":"2026-11-23"}"#
    )
    let line = try house.session.read(DayQuery(date: CalendarDate(text: "2026-11-24"))).lines.first
    #expect(line?.amount?.description == "1 tablet")
  }

  // MARK: Eye drops and opened packages

  private static func drops() throws -> TestHousehold {
    let house = try TestHousehold()
    for (name, strength) in [("latanoprost", "0.005 %"), ("timolol", "0.5 %")] {
      try house.add(
        name,
        strength,
        form: "eye drops",
        unit: "drop",
        special: "both eyes",
        TestHousehold.daily("22:00", amount: "2 drops")
      )
    }
    try house.open(at: "2026-11-24T22:01:00-05:00")
    return house
  }

  @Test func `the second drops for the same eye come five minutes after the first`() throws {
    let house = try Self.drops()
    #expect(house.picture().contains("AFTER latanoprost 0.005%: wait 5 minutes between the two"))
    house.press(.enter)
    #expect(try house.takenToday() == ["10:00 PM latanoprost"])
    #expect(house.picture().contains("WAIT until 10:06 PM: 5 minutes after latanoprost 0.005%"))
    house.press(.enter)
    #expect(house.picture().contains("once wash the first ones out."))
    house.press(.escape)
    #expect(try house.takenToday().count == 1)
    try house.open(at: "2026-11-24T22:07:00-05:00")
    house.press(.enter)
    #expect(try house.takenToday() == ["10:00 PM latanoprost", "10:00 PM timolol"])
  }

  @Test func `the second drops ring when their time has come`() throws {
    let house = try Self.drops()
    try house.lookAtReminders()
    house.press(.enter)
    let line = try house.session.read(DayQuery()).lines.last
    #expect(line?.dose.snoozedUntil == Instant(text: "2026-11-24T22:06:00-05:00"))
  }

  @Test func `a bottle says until when it is good once it was said when it was opened`() throws {
    let house = try Self.drops()
    house.press(.down, .character("o"))
    #expect(house.picture().contains("Opened on"))
    house.press(.control("u"))
    house.type("November 1")
    house.press(.tab)
    house.type("20")
    house.press(.control("s"))
    #expect(house.notice.contains("good through November 21"))
    #expect(
      house.picture().contains("DISCARD IT: opened November 1, good through November 21.")
    )
  }
}
