import Domain
import Store
import TestSupport
import Testing

@Suite struct RefillRequestTests {
  @Test func `asking twice is one request`() throws {
    let fixture = try RefillFixture()
    let added = try fixture.add("sample", rules: [RefillFixture.daily], onHand: Rational(9))
    let first = try fixture.own.write(RequestRefill(medication: added.medication))
    let second = try fixture.own.write(
      RequestRefill(medication: added.medication, reason: .vacation)
    )
    #expect(first.isNew)
    #expect(!second.isNew)
    #expect(second.request == first.request)
    #expect(
      first.status
        == .requested(at: try #require(LocalMinute(text: "2026-11-24T07:00")), refills: 3)
    )
    #expect(try fixture.line(added.medication).request == first.request)
  }

  @Test func `taken back and asked again is a new request`() throws {
    let fixture = try RefillFixture()
    let added = try fixture.add("sample", rules: [RefillFixture.daily], onHand: Rational(9))
    let first = try fixture.own.write(RequestRefill(medication: added.medication))
    #expect(try fixture.own.write(CancelRefill(request: first.request.id)))
    #expect(try !fixture.own.write(CancelRefill(request: first.request.id)))
    let second = try fixture.own.write(
      RequestRefill(medication: added.medication, reason: .lost, note: "fell into the sink")
    )
    #expect(second.isNew)
    #expect(second.request.id != first.request.id)
    #expect(second.request.note == "fell into the sink")
  }

  @Test func `without refills the request says whom the pharmacy asks, and since when`() throws {
    let fixture = try RefillFixture()
    let added = try fixture.add(
      "sample",
      rules: [RefillFixture.daily],
      onHand: Rational(4),
      refills: 0
    )
    func words() throws -> String {
      let sheet = try fixture.own.read(RefillsQuery())
      return try #require(sheet.lines.first).words(in: sheet)
    }
    #expect(try words() == "No refills are left. Your prescriber has to be asked.")
    let asked = try fixture.own.write(RequestRefill(medication: added.medication))
    #expect(asked.status == .askPrescriber)
    #expect(
      try words()
        == "You asked today 7:00 AM. It needs a new prescription: the pharmacy will ask your prescriber."
    )
    fixture.test.clock.advance(seconds: 4440)
    _ = try fixture.counter(for: fixture.patient).write(
      AnswerRefill(
        medication: added.medication,
        decision: .askPrescriber(note: nil),
        version: asked.request.version
      )
    )
    #expect(
      try words()
        == "Needs a new prescription: the pharmacy asked your prescriber today 8:14 AM, no answer yet."
    )
    #expect(try !fixture.line(added.medication).isAnswerOverdue)
    fixture.test.clock.advance(days: 3)
    #expect(try fixture.line(added.medication).isAnswerOverdue)
  }

  @Test func `the second of two pharmacists is told that somebody was faster`() throws {
    let fixture = try RefillFixture()
    let added = try fixture.add("sample", rules: [RefillFixture.daily], onHand: Rational(4))
    let asked = try fixture.own.write(RequestRefill(medication: added.medication))
    let counter = fixture.counter(for: fixture.patient)
    let approved = try counter.write(
      AnswerRefill(
        medication: added.medication,
        decision: .approve,
        version: asked.request.version
      )
    )
    #expect(approved.status == .approved)
    #expect(
      throws: StoreError.changedMeanwhile(what: "refill request", id: "\(asked.request.id)")
    ) {
      try counter.write(
        AnswerRefill(
          medication: added.medication,
          decision: .deny(reason: "too soon"),
          version: asked.request.version
        )
      )
    }
    #expect(
      throws: StoreError.invalid(
        "the pharmacy is preparing it already: call to take it back"
      )
    ) { try fixture.own.write(CancelRefill(request: asked.request.id)) }
    let again = try counter.write(
      AnswerRefill(medication: added.medication, decision: .reopen, version: approved.version)
    )
    #expect(again.status == .requested)
    #expect(again.answeredAt == nil)
  }

  @Test func `patients answer no request and strangers ask for none`() throws {
    let fixture = try RefillFixture()
    let added = try fixture.add("sample", rules: [RefillFixture.daily], onHand: Rational(4))
    #expect(throws: StoreError.notPermitted(.roleMayNot)) {
      try fixture.own.write(AnswerRefill(medication: added.medication, decision: .approve))
    }
    let stranger = fixture.test.session(
      as: fixture.pharmacist,
      for: fixture.patient,
      roles: [.patient]
    )
    #expect(throws: StoreError.notPermitted(.notYourRecord)) {
      try stranger.write(RequestRefill(medication: added.medication))
    }
    let wrongRecord = fixture.counter(for: fixture.pharmacist)
    #expect(
      throws: StoreError.notFound(what: "medication", id: "\(added.medication)")
    ) { try wrongRecord.write(RequestRefill(medication: added.medication)) }
  }

  @Test(arguments: [Rational(-1), Rational(10_000_001)])
  func `a count is a number that can be`(quantity: Rational) throws {
    let fixture = try RefillFixture()
    let added = try fixture.add("sample", rules: [RefillFixture.daily], onHand: Rational(4))
    #expect(throws: StoreError.invalid("a count is a number from zero up")) {
      try fixture.own.write(CountSupply(medication: added.medication, quantity: quantity))
    }
    #expect(try fixture.line(added.medication).onHand == Rational(4))
  }
}
