import Testing

@testable import Domain

/// What a reminder says on each way.
@Suite struct AlertTextTests {
  static let medications = [
    10: AlertMedication(
      name: "metformin 500 mg",
      isInCatalogue: true,
      highAlert: nil,
      controlSchedule: nil
    ),
    20: AlertMedication(
      name: "lisinopril 10 mg",
      isInCatalogue: true,
      highAlert: nil,
      controlSchedule: nil
    ),
    30: AlertMedication(
      name: "hydrocodone 5 mg and acetaminophen 325 mg",
      isInCatalogue: true,
      highAlert: "opioid",
      controlSchedule: "II"
    ),
    40: AlertMedication(
      name: "Aunt Vera's drops",
      isInCatalogue: false,
      highAlert: nil,
      controlSchedule: nil
    ),
  ]

  /// The alerts of four medicines due at eight, at a moment.
  private func alert(
    _ times: [String] = ["08:00", "08:00", "08:00", "08:00"],
    at text: String = "2026-03-01T08:00",
    critical: Set<Int> = [],
    preferences: ReminderPreferences = ReminderPreferences(repeats: .none)
  ) throws -> (alert: Alert, now: Instant) {
    let scene = try ReminderScene(
      times.map { daily($0) },
      from: "2026-03-01T00:00",
      critical: critical,
      preferences: preferences
    )
    let now = try scene.instant(text)
    return (try #require(scene.state.evaluation(at: now).alerts.first), now)
  }

  private func text(
    _ told: (alert: Alert, now: Instant),
    _ detail: AlertDetail,
    person: String? = nil
  ) -> AlertText {
    AlertText(
      told.alert,
      for: AlertReader(detail: detail, person: person),
      medications: Self.medications,
      in: .utc,
      now: told.now
    )
  }

  @Test func `an important dose is due once, and then it is asked whether it was taken`() throws {
    var scene = try ReminderScene([daily("08:00")], from: "2026-03-01T00:00", critical: [1])
    var titles: [String] = []
    for time in ["2026-03-01T08:00", "2026-03-01T08:05"] {
      let now = try scene.instant(time)
      let alert = try #require(scene.state.evaluation(at: now).alerts.first)
      titles.append(text((alert, now), .everything).title)
      titles.append(text((alert, now), .everything, person: "Ruth").title)
      try scene.pass(time)
    }
    #expect(
      titles == [
        "Important: metformin 500 mg is due", "Ruth: an important medicine is due",
        "Important: have you taken metformin 500 mg? There is no answer yet",
        "Ruth: important, no answer yet",
      ]
    )
  }

  @Test func `the screen names every medicine with its amount in words`() throws {
    let text = text(try alert(), .everything)
    #expect(text.title == "Due: 4 medicines")
    #expect(
      text.body == """
        metformin 500 mg, 1 tablet, due 8:00 AM.
        lisinopril 10 mg, 1 tablet, due 8:00 AM.
        hydrocodone 5 mg and acetaminophen 325 mg, 1 tablet, due 8:00 AM.
        Aunt Vera's drops, 1 tablet, due 8:00 AM.
        Look at your list before you take any, and answer there.
        """
    )
  }

  @Test func `the title on the screen names one medicine, and counts several`() throws {
    let one = try alert(["08:00"])
    #expect(text(one, .everything).title == "Due: metformin 500 mg")
    #expect(text(one, .names).title == "Due: a medicine")
  }

  @Test func `elsewhere no medicine is named unless the person allows it`() throws {
    let text = text(try alert(), .noNames)
    #expect(text.title == "Due: 4 medicines")
    #expect(
      text.body == """
        4 medicines, due 8:00 AM.
        Look at your list before you take any, and answer there.
        """
    )
  }

  @Test func `an opioid is not named elsewhere even when names are allowed`() throws {
    let text = text(try alert(), .names)
    #expect(
      text.body == """
        metformin 500 mg, 1 tablet, due 8:00 AM.
        lisinopril 10 mg, 1 tablet, due 8:00 AM.
        and 2 other medicines, due 8:00 AM.
        Look at your list before you take any, and answer there.
        """
    )
  }

  @Test func `a caregiver of two reads whose medicine it is and not which`() throws {
    let text = text(try alert(["08:00"]), .names, person: "Ruth Alvarez")
    #expect(text.title == "Ruth Alvarez: a medicine due")
    #expect(
      text.body == """
        1 medicine, due 8:00 AM.
        Look at the list of Ruth Alvarez before giving any.
        """
    )
  }

  @Test func `terminal and desktop get the same words whatever is due`() throws {
    let one = text(try alert(["08:00"]), AlertDetail(on: .desktop, allowsNames: true))
    let four = text(try alert(), AlertDetail(on: .terminal, allowsNames: true))
    #expect(one == four)
    #expect(one.title == "PrescripCare: please look")
    #expect(one.body == "Open PrescripCare to see what it is.")
  }

  @Test func `a digest asks about what is past and does not offer it`() throws {
    var scene = try ReminderScene(
      [daily("07:00"), daily("22:00")],
      from: "2026-03-01T09:00",
      late: [2: .hours(4)],
      preferences: ReminderPreferences(
        quietHours: try quiet("21:00", "08:00"),
        repeats: .none
      )
    )
    for text in ["2026-03-01T22:00", "2026-03-02T02:00", "2026-03-02T07:00"] {
      try scene.pass(text)
    }
    let now = try scene.instant("2026-03-02T08:00")
    let digest = try #require(scene.state.evaluation(at: now).alerts.first)
    #expect(digest.style == .digest)
    let text = text((digest, now), .everything)
    #expect(
      text.body == """
        metformin 500 mg, 1 tablet, due 7:00 AM.
        Look at your list before you take any, and answer there.
        A question about the past, not to be taken now:
        lisinopril 10 mg, 1 tablet, due yesterday 10:00 PM.
        Was it taken?
        """
    )
  }

  @Test func `a critical alarm says why it rings at night`() throws {
    let told = try alert(
      ["02:00"],
      at: "2026-03-01T02:00",
      critical: [1],
      preferences: ReminderPreferences(quietHours: try quiet("22:00", "07:00"))
    )
    let text = text(told, .noNames)
    #expect(text.title == "Important: a medicine is due")
    #expect(text.body.contains("A critical dose is due: it rings in quiet hours too."))
    #expect(told.alert.priority == .critical)
  }

  @Test func `more names than fit are counted, and the times stay`() throws {
    let scene = try ReminderScene(
      Array(repeating: daily("08:00"), count: 40),
      from: "2026-03-01T00:00"
    )
    let now = try scene.instant("2026-03-01T08:00")
    let told = try #require(scene.state.evaluation(at: now).alerts.first)
    let long = Dictionary(
      uniqueKeysWithValues: (1...40).map {
        (
          $0 * 10,
          AlertMedication(
            name: String(repeating: "very ", count: 80) + "long",
            isInCatalogue: true,
            highAlert: nil,
            controlSchedule: nil
          )
        )
      }
    )
    let short = AlertText(
      told,
      for: AlertReader(detail: .everything),
      medications: Self.medications,
      in: .utc,
      now: now
    )
    #expect(short.body.contains("and 36 other medicines, due 8:00 AM."))
    let text = AlertText(
      told,
      for: AlertReader(detail: .everything),
      medications: long,
      in: .utc,
      now: now
    )
    #expect(text.body.hasPrefix("40 medicines, due 8:00 AM."))
  }

  @Test func `nothing that can be said breaks a display rule or invites a second dose`() throws {
    let names = Self.medications.values.map(\.name)
    var seen = 0
    for style in [Alert.Style.critical, .doses, .digest, .advance, .escalation] {
      for base in try everyAlert() {
        let alert = Alert(style: style, isSilent: false, items: base.alert.items)
        for detail in [AlertDetail.everything, .names, .noNames, .fixedWords] {
          for person in [nil, "Ruth Alvarez"] {
            let text = text((alert, base.now), detail, person: person)
            for part in [text.title, text.body] {
              #expect(ForbiddenSigns.violations(in: part, exempting: names) == [], "\(part)")
              #expect(!part.lowercased().contains("missed"))
              #expect(!part.contains("Take "))
            }
            #expect(!text.title.contains("\n") && text.title.count <= 200)
            #expect(text.body.count <= 2000)
            if detail != .everything {
              #expect(!(text.title + text.body).contains("hydrocodone"))
            }
            if detail == .noNames || detail == .fixedWords {
              #expect(!(text.title + text.body).contains("mg"))
            }
            seen += 1
          }
        }
      }
    }
    #expect(seen > 200)
    for part in [AlertText.test.title, AlertText.test.body] {
      #expect(ForbiddenSigns.violations(in: part) == [])
    }
  }

  /// Whatever a day and a night of five hours' steps bring, with and without quiet hours.
  private func everyAlert() throws -> [(alert: Alert, now: Instant)] {
    try [QuietHours.off, try quiet("21:00", "07:30")].flatMap { hours in
      let scene = try ReminderScene(
        [daily("08:00"), daily("08:00", "22:00"), daily("07:00"), daily("12:00")],
        from: "2026-03-01T00:00",
        critical: [3],
        preferences: ReminderPreferences(
          quietHours: hours,
          advanceMinutes: 30,
          escalateAfterMinutes: 45
        )
      )
      return ReminderSimulation(
        of: scene.state,
        from: try scene.instant("2026-03-01T00:00"),
        to: try scene.instant("2026-03-02T00:00")
      ).evaluations.flatMap { evaluation in evaluation.alerts.map { ($0, evaluation.at) } }
    }
  }

  @Test func `a failed message is tried five times more, each time later`() {
    let now = Instant(seconds: 1_000_000)
    let pauses = (1...6).map { DeliveryBackoff.next(after: $0, at: now).map { $0 - now } }
    #expect(pauses == [30, 120, 300, 900, 1800, nil])
  }
}
