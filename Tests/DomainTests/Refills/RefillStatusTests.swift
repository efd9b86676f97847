import Testing

@testable import Domain

@Suite struct RefillStatusTests {
  private let written = CalendarDate(text: "2026-05-31") ?? CalendarDate(day: 0)
  private let today = CalendarDate(text: "2026-11-24") ?? CalendarDate(day: 0)
  private let asked = LocalMinute(minute: 29_000_000)

  private func facts(
    _ schedule: ControlledSchedule? = nil,
    refills: Int = 3,
    filledDaysAgo: Int? = 30
  ) -> RefillFacts {
    var facts = RefillFacts(schedule: schedule, writtenOn: written, refillsLeft: refills)
    facts.lastFill = filledDaysAgo.map { LastFill(filledOn: today - $0, daysSupply: 30) }
    return facts
  }

  private func status(_ facts: RefillFacts, on day: CalendarDate? = nil) -> RefillStatus {
    RefillStatus(facts, on: day ?? today, policy: RefillPolicy())
  }

  @Test func `refills are left`() { #expect(status(facts()) == .canFill(refills: 3)) }

  @Test func `no refills are left`() { #expect(status(facts(refills: 0)) == .askPrescriber) }

  @Test func `the first fill needs no refill`() {
    #expect(status(facts(refills: 0, filledDaysAgo: nil)) == .canFill(refills: 0))
    #expect(status(facts(.two, refills: 0, filledDaysAgo: nil)) == .canFill(refills: 0))
  }

  @Test func `schedule II needs a new prescription whatever the record says`() {
    #expect(status(facts(.two)) == .newPrescriptionNeeded)
  }

  @Test func `schedule III and IV end six months after the day they were written`() throws {
    let last = try #require(CalendarDate(text: "2026-11-30"))
    for schedule in [ControlledSchedule.three, .four] {
      #expect(status(facts(schedule), on: last) == .canFill(refills: 3))
      #expect(status(facts(schedule), on: last + 1) == .expired(on: last))
    }
    #expect(status(facts(.five), on: last + 1) == .canFill(refills: 3))
  }

  @Test func `other prescriptions end after a year`() throws {
    let last = try #require(CalendarDate(text: "2027-05-31"))
    #expect(status(facts(), on: last) == .canFill(refills: 3))
    #expect(status(facts(), on: last + 1) == .expired(on: last))
  }

  @Test func `eighty percent of thirty days are used after twenty-four`() {
    #expect(status(facts(filledDaysAgo: 23)) == .tooSoonUntil(today + 1))
    #expect(status(facts(filledDaysAgo: 24)) == .canFill(refills: 3))
  }

  @Test func `what was asked for says when`() {
    var facts = facts()
    facts.requestedAt = asked
    #expect(status(facts) == .requested(at: asked, refills: 3))
    facts.refillsLeft = 0
    #expect(status(facts) == .askPrescriber)
    facts.prescriberAskedAt = asked
    #expect(status(facts) == .waitingForPrescriber(askedAt: asked))
    facts.doseChanged = true
    #expect(status(facts) == .doseChanged)
  }

  @Test(
    arguments: [
      ("2026-08-31", 6, "2027-02-28"), ("2027-08-31", 6, "2028-02-29"),
      ("2028-02-29", 12, "2029-02-28"), ("2026-12-15", 12, "2027-12-15"),
    ]) func `months end on the last day they have`(from: String, months: Int, to: String) throws
  {
    let policy = RefillPolicy(monthsValid: months, percentUsed: 80)
    let day = try #require(CalendarDate(text: from))
    #expect(policy.lastFillDay(writtenOn: day, schedule: nil)?.description == to)
  }

  @Test func `refills are limited by law`() {
    let policy = RefillPolicy()
    #expect(ControlledSchedule.allCases.map(policy.mostRefills) == [0, 5, 5, nil])
    #expect(policy.lastFillDay(writtenOn: today, schedule: .two) == nil)
    #expect(ControlledSchedule.allCases.map(\.code) == ["CII", "CIII", "CIV", "CV"])
  }

  @Test func `every status has one reason in words and one first step`() {
    let cases: [(RefillStatus, String, String, RefillStep)] = [
      (
        .canFill(refills: 1), "yes, 1 refill",
        "You can ask for it now. You have 1 refill left.", .request
      ),
      (.requested(at: asked, refills: 2), "yes, asked T", "You asked for it T.", .fill),
      (.tooSoonUntil(today), "too soon to D", "It can be filled from D.", .waitUntil(today)),
      (
        .askPrescriber, "ASK PRESCRIBER, no refills",
        "No refills are left. Your prescriber has to be asked.", .askPrescriber
      ),
      (
        .newPrescriptionNeeded, "NEW RX, no refills",
        "This medicine needs a new prescription each time.", .askPrescriber
      ),
      (
        .waitingForPrescriber(askedAt: asked), "asked prescriber T, no answer",
        "Your prescriber was asked T and has not answered yet.", .waitForPrescriber
      ),
      (
        .expired(on: today), "EXPIRED D",
        "Your prescription ended D. Your prescriber has to write a new one.", .askPrescriber
      ),
      (
        .doseChanged, "DOSE CHANGED, call",
        "Your dose has changed. The pharmacy will ask your prescriber.", .callPrescriber
      ),
    ]
    for (status, pharmacist, patient, step) in cases {
      #expect(status.pharmacistWords(day: { _ in "D" }, time: { _ in "T" }) == pharmacist)
      #expect(status.patientWords(day: { _ in "D" }, time: { _ in "T" }) == patient)
      #expect(status.firstStep == step)
    }
  }
}
