import Testing

@testable import Domain

/// What rings, when and why, point by point.
@Suite struct ReminderEvaluatorTests {
  @Test func `doses of one minute are one alert, those of another are another`() throws {
    let scene = try ReminderScene(
      [daily("08:00"), daily("08:00", "20:00"), daily("08:01")],
      from: "2026-03-01T07:00"
    )
    #expect(
      try scene.told(from: "2026-03-01T07:00", to: "2026-03-02T00:00") == [
        "03-01T08:00 doses: 1@08:00 due, 2@08:00 due", "03-01T08:01 doses: 3@08:01 due",
        "03-01T20:00 doses: 2@20:00 due",
      ]
    )
  }

  @Test func `what quiet hours put off comes as one digest`() throws {
    let scene = try ReminderScene(
      [daily("22:30"), daily("23:00"), daily("07:00")],
      from: "2026-03-01T12:00",
      preferences: ReminderPreferences(quietHours: try quiet("22:00", "07:00"), repeats: .none)
    )
    #expect(
      try scene.told(from: "2026-03-01T12:00", to: "2026-03-02T12:00") == [
        "03-02T07:00 doses: 3@07:00 due",
        "03-02T07:00 digest: 1@22:30 digest?, 2@23:00 digest?",
      ]
    )
  }

  @Test func `a dose that may still be taken stands in the digest to be taken`() throws {
    let scene = try ReminderScene(
      [daily("23:00")],
      from: "2026-03-01T12:00",
      late: [1: .hours(12)],
      preferences: ReminderPreferences(quietHours: try quiet("22:00", "07:00"), repeats: .none)
    )
    #expect(
      try scene.decided(from: "2026-03-01T12:00", to: "2026-03-02T12:00") == [
        "03-01T23:00 1@23:00 defer", "03-02T07:00 1@23:00 digest", "03-02T11:00 1@23:00 settle",
      ]
    )
  }

  @Test func `nothing that quiet hours put off is lost when the next dose closes it`() throws {
    let scene = try ReminderScene(
      [#"{"kind":"interval","everyHours":3,"start":"2026-03-01T23:00","amount":"1 tablet"}"#],
      from: "2026-03-01T12:00",
      preferences: ReminderPreferences(quietHours: try quiet("22:00", "07:00"), repeats: .none)
    )
    #expect(
      try scene.decided(from: "2026-03-01T12:00", to: "2026-03-02T07:30") == [
        "03-01T23:00 1@23:00 defer", "03-02T02:00 1@23:00 settle", "03-02T02:00 1@02:00 defer",
        "03-02T05:00 1@02:00 settle", "03-02T05:00 1@05:00 defer", "03-02T07:00 1@05:00 settle",
        "03-02T07:00 1@05:00 digest", "03-02T07:00 1@23:00 digest", "03-02T07:00 1@02:00 digest",
      ]
    )
  }

  @Test func `what was answered meanwhile is cancelled, not told`() throws {
    var scene = try ReminderScene(
      [daily("23:00")],
      from: "2026-03-01T12:00",
      late: [1: .hours(12)],
      preferences: ReminderPreferences(quietHours: try quiet("22:00", "07:00"), repeats: .none)
    )
    try scene.pass("2026-03-01T23:00")
    try scene.answer(1, due: "2026-03-01T23:00", .taken)
    #expect(try scene.decided(at: "2026-03-02T07:00").allSatisfy { $0.hasSuffix("cancel") })
    #expect(try scene.told(at: "2026-03-02T07:00") == [])
  }

  @Test func `a dose taken ahead of time does not ring`() throws {
    var scene = try ReminderScene([daily("08:00")], from: "2026-03-01T07:00")
    try scene.answer(1, due: "2026-03-01T08:00", .taken)
    #expect(
      try scene.told(from: "2026-03-01T07:00", to: "2026-03-03T00:00") == [
        "03-02T08:00 doses: 1@08:00 due"
      ]
    )
  }

  @Test(arguments: [
    (
      QuietChoice.ringQuietly,
      ["03-01T22:30 doses silent: 1@22:30 due", "03-02T22:30 doses silent: 1@22:30 due"]
    ),
    (.ringBefore, ["03-01T21:59 doses: 1@22:30 due", "03-02T21:59 doses: 1@22:30 due"]),
    (.ringAtEnd, ["03-02T06:00 digest: 1@22:30 digest", "03-03T06:00 digest: 1@22:30 digest"]),
  ])
  func `a dose in quiet hours rings as was chosen`(choice: QuietChoice, told: [String]) throws {
    var scene = try ReminderScene(
      [daily("22:30")],
      from: "2026-03-01T12:00",
      late: [1: .hours(10)],
      preferences: ReminderPreferences(quietHours: try quiet("22:00", "06:00"), repeats: .none)
    )
    scene.state.reminding[1] = ScheduleReminding(quietChoice: choice)
    #expect(try scene.told(from: "2026-03-01T12:00", to: "2026-03-03T12:00") == told)
  }

  @Test func `critical doses ring in quiet hours, as one alarm, until they close`() throws {
    let scene = try ReminderScene(
      [daily("23:00"), daily("23:00"), daily("23:00")],
      from: "2026-03-01T12:00",
      critical: [1, 2],
      late: [1: .hours(1), 2: .hours(1), 3: .hours(10)],
      preferences: ReminderPreferences(quietHours: try quiet("22:00", "07:00"), repeats: .none)
    )
    #expect(
      try scene.told(from: "2026-03-01T12:00", to: "2026-03-02T12:00") == [
        "03-01T23:00 critical: 1@23:00 due, 2@23:00 due",
        "03-01T23:05 critical: 1@23:00 late/1, 2@23:00 late/1",
        "03-01T23:10 critical: 1@23:00 late/2, 2@23:00 late/2",
        "03-01T23:20 critical: 1@23:00 late/3, 2@23:00 late/3",
        "03-01T23:30 critical: 1@23:00 late/4, 2@23:00 late/4",
        "03-01T23:40 critical: 1@23:00 late/5, 2@23:00 late/5",
        "03-01T23:50 critical: 1@23:00 late/6, 2@23:00 late/6",
        "03-02T07:00 digest: 3@23:00 digest",
      ]
    )
  }

  @Test func `a critical dose stops ringing when it is answered`() throws {
    var scene = try ReminderScene([daily("08:00")], from: "2026-03-01T07:00", critical: [1])
    try scene.pass("2026-03-01T08:00")
    try scene.answer(1, due: "2026-03-01T08:00", .skipped)
    #expect(try scene.told(at: "2026-03-01T08:05") == [])
  }

  @Test func `a critical dose says why it rings at night`() throws {
    let scene = try ReminderScene(
      [daily("23:00")],
      from: "2026-03-01T12:00",
      critical: [1],
      preferences: ReminderPreferences(quietHours: try quiet("22:00", "07:00"))
    )
    let evaluation = scene.state.evaluation(at: try scene.instant("2026-03-01T23:00"))
    #expect(evaluation.decisions.map(\.reason) == [.criticalDue(isQuiet: true)])
  }

  @Test func `a dose without an answer is told again, twice at most`() throws {
    let scene = try ReminderScene(
      [daily("08:00")],
      from: "2026-03-01T07:00",
      preferences: ReminderPreferences(repeats: RepeatPlan(everyMinutes: 20, atMost: 2))
    )
    #expect(
      try scene.told(from: "2026-03-01T07:00", to: "2026-03-02T08:00") == [
        "03-01T08:00 doses: 1@08:00 due", "03-01T08:20 doses: 1@08:00 late/1",
        "03-01T08:40 doses: 1@08:00 late/2",
      ]
    )
  }

  @Test func `a repetition that falls into quiet hours is told when they end`() throws {
    let scene = try ReminderScene(
      [daily("21:50")],
      from: "2026-03-01T12:00",
      late: [1: .hours(12)],
      preferences: ReminderPreferences(
        quietHours: try quiet("22:00", "07:00"),
        repeats: RepeatPlan(everyMinutes: 30, atMost: 1)
      )
    )
    #expect(
      try scene.told(from: "2026-03-01T12:00", to: "2026-03-02T12:00") == [
        "03-01T21:50 doses: 1@21:50 due", "03-02T07:00 digest: 1@21:50 digest/1",
      ]
    )
  }

  @Test func `a repetition that waits is asked about in the morning once the dose has closed`()
    throws
  {
    let scene = try ReminderScene(
      [daily("21:50")],
      from: "2026-03-01T12:00",
      preferences: ReminderPreferences(
        quietHours: try quiet("22:00", "07:00"),
        repeats: RepeatPlan(everyMinutes: 30, atMost: 1)
      )
    )
    #expect(
      try scene.decided(from: "2026-03-01T12:00", to: "2026-03-02T12:00") == [
        "03-01T21:50 1@21:50 ring", "03-01T22:20 1@21:50 defer", "03-02T00:00 1@21:50 settle",
        "03-02T07:00 1@21:50 digest",
      ]
    )
  }

  @Test func `an announcement comes before the dose and never at night`() throws {
    let scene = try ReminderScene(
      [daily("08:00", "22:20")],
      from: "2026-03-01T12:00",
      preferences: ReminderPreferences(
        quietHours: try quiet("22:00", "07:45"),
        advanceMinutes: 30,
        repeats: .none
      )
    )
    #expect(
      try scene.decided(from: "2026-03-01T12:00", to: "2026-03-02T09:00").filter {
        $0.hasSuffix("advance") || $0.hasSuffix("drop")
      } == ["03-01T21:50 1@22:20 advance", "03-02T07:30 1@08:00 drop"]
    )
  }

  @Test func `an announcement is left out when the dose before is as near`() throws {
    let scene = try ReminderScene(
      [daily("08:00", "08:30", "09:01")],
      from: "2026-03-01T08:00",
      preferences: ReminderPreferences(advanceMinutes: 30, repeats: .none)
    )
    let reasons = ReminderSimulation(
      of: scene.state,
      from: try scene.instant("2026-03-01T08:00"),
      to: try scene.instant("2026-03-01T09:00")
    ).evaluations.flatMap(\.decisions).map(\.reason)
    #expect(
      reasons.filter { if case .due = $0 { false } else { true } } == [
        .announcementTooEarly(gapMinutes: 30), .notAnswered, .announced(minutes: 30),
      ]
    )
  }

  @Test func `a dose taken early is not announced`() throws {
    var scene = try ReminderScene(
      [daily("08:00")],
      from: "2026-03-01T07:00",
      preferences: ReminderPreferences(advanceMinutes: 30, repeats: .none)
    )
    try scene.answer(1, due: "2026-03-01T08:00", .taken)
    #expect(try scene.told(from: "2026-03-01T07:00", to: "2026-03-01T12:00") == [])
  }

  @Test func `a snooze takes the place of what would have rung`() throws {
    var scene = try ReminderScene(
      [daily("08:00")],
      from: "2026-03-01T07:00",
      preferences: ReminderPreferences(repeats: RepeatPlan(everyMinutes: 30, atMost: 1))
    )
    try scene.pass("2026-03-01T08:00")
    let open = try #require(scene.state.open[1])
    scene.state.open[1] = OpenDose(
      schedule: 1,
      dueMinute: open.dueMinute,
      dueAt: open.dueAt,
      snoozedUntil: try scene.instant("2026-03-01T08:45"),
      snoozes: 1
    )
    #expect(
      try scene.told(from: "2026-03-01T08:10", to: "2026-03-01T12:00") == [
        "03-01T08:45 doses: 1@08:00 due/100", "03-01T09:15 doses: 1@08:00 late/101",
      ]
    )
  }

  @Test func `a caregiver is told once when nobody answers`() throws {
    let scene = try ReminderScene(
      [daily("08:00")],
      from: "2026-03-01T07:00",
      preferences: ReminderPreferences(repeats: .none, escalateAfterMinutes: 45)
    )
    #expect(
      try scene.told(from: "2026-03-01T07:00", to: "2026-03-02T07:00") == [
        "03-01T08:00 doses: 1@08:00 due", "03-01T08:45 escalation: 1@08:00 escalation",
      ]
    )
  }

  @Test func `a caregiver is not told of a routine dose in quiet hours`() throws {
    let scene = try ReminderScene(
      [daily("21:50")],
      from: "2026-03-01T12:00",
      late: [1: .hours(12)],
      preferences: ReminderPreferences(
        quietHours: try quiet("22:00", "07:00"),
        repeats: .none,
        escalateAfterMinutes: 30
      )
    )
    #expect(
      try scene.decided(from: "2026-03-01T12:00", to: "2026-03-02T09:00") == [
        "03-01T21:50 1@21:50 ring", "03-01T22:20 1@21:50 hold", "03-02T07:00 1@21:50 escalate",
      ]
    )
  }

  @Test func `three days off are one digest`() throws {
    var scene = try ReminderScene(
      [
        daily("08:00", "20:00"),
        #"{"kind":"interval","everyHours":8,"basis":"taken","start":"2026-03-01T06:00"}"#,
      ],
      from: "2026-03-01T07:00"
    )
    let six = try scene.instant("2026-03-01T14:00")
    scene.state.open[2] = OpenDose(schedule: 2, dueMinute: six.minuteOfUTC, dueAt: six)
    let evaluation = scene.state.evaluation(at: try scene.instant("2026-03-04T09:00"))
    #expect(
      try scene.told(at: "2026-03-04T09:00") == [
        "03-04T09:00 digest: 1@08:00 digest?, 2@14:00 digest, 1@20:00 digest?, 1@08:00 digest?, "
          + "1@20:00 digest?, 1@08:00 digest?, 1@20:00 digest?, 1@08:00 digest"
      ]
    )
    let settled = evaluation.decisions.filter { $0.verdict == .settle(.missed) }
    #expect(settled.map(\.reason) == Array(repeating: .notRunning, count: 6))
    #expect(evaluation.alerts[0].items.map(\.mayBeAnsweredTogether).count { !$0 } == 1)
  }

  @Test func `after three weeks off only the doses of the last week are asked about`() throws {
    let scene = try ReminderScene([daily("08:00")], from: "2026-03-01T07:00")
    let evaluation = scene.state.evaluation(at: try scene.instant("2026-03-22T12:30"))
    let asked = evaluation.alerts[0].items.filter(\.isQuestionAboutThePast)
    let days = asked.map { scene.state.zone.local(of: $0.occurrence.instant).0.date.description }
    #expect(days == (16...21).map { "2026-03-\($0)" })
    let dropped = evaluation.decisions.filter { $0.reason == .tooLongAgo }
    #expect(dropped.count == 15)
    #expect(evaluation.decisions.count { $0.verdict == .settle(.missed) } == 21)
  }

  @Test func `a stay in hospital rings nothing and closes nothing`() throws {
    var scene = try ReminderScene([daily("08:00"), daily("09:00")], from: "2026-03-01T07:00")
    scene.state.personPausedSince = try scene.instant("2026-03-01T08:30")
    try scene.pass("2026-03-01T08:00")
    #expect(
      try scene.decided(from: "2026-03-01T09:00", to: "2026-03-03T00:00").allSatisfy {
        $0.hasSuffix("hold")
      }
    )
  }

  @Test func `a paused medicine does not ring, the others do`() throws {
    var scene = try ReminderScene([daily("08:00"), daily("08:00")], from: "2026-03-01T07:00")
    scene.state.pausedMedications[10] = Instant(milliseconds: 0)
    #expect(
      try scene.told(from: "2026-03-01T07:00", to: "2026-03-02T07:00") == [
        "03-01T08:00 doses: 2@08:00 due"
      ]
    )
  }

  @Test func `reminders that are off ring nothing`() throws {
    let scene = try ReminderScene(
      [daily("08:00"), daily("09:00")],
      from: "2026-03-01T07:00",
      critical: [2],
      preferences: ReminderPreferences(isOn: false)
    )
    #expect(try scene.told(from: "2026-03-01T07:00", to: "2026-03-03T07:00") == [])
  }

  @Test func `two times on one instant ring once and neither closes the other`() throws {
    let scene = try ReminderScene(
      [daily("02:30", "03:30")],
      zone: "Europe/Berlin",
      from: "2026-03-29T00:00"
    )
    #expect(
      try scene.told(from: "2026-03-29T00:00", to: "2026-03-29T12:00") == [
        "03-29T03:30 doses: 1@02:30 due, 1@03:30 due"
      ]
    )
  }

  @Test func `a skipped time that rings after its follower is not lost`() throws {
    var scene = try ReminderScene(
      [daily("02:30", "03:00")],
      zone: "Europe/Berlin",
      from: "2026-03-29T00:00"
    )
    #expect(scene.state.open[1]?.dueMinute == (try local("2026-03-29T03:00")).minute)
    try scene.answer(1, due: "2026-03-29T03:00", .taken)
    #expect(
      try scene.told(from: "2026-03-29T03:10", to: "2026-03-29T12:00") == [
        "03-29T03:30 doses: 1@02:30 due"
      ]
    )
  }

  @Test func `a date that travel skips is not reached and not asked about`() throws {
    var scene = try ReminderScene(
      [daily("08:00")],
      zone: "Pacific/Honolulu",
      from: "2026-03-04T09:00"
    )
    let auckland = try SystemZones.rules("Pacific/Auckland")
    // Leaves on the fourth in the evening and lands on the sixth.
    let landed = try scene.instant("2026-03-04T18:00")
    scene.state.zoneChange = ZoneChange(at: landed, from: scene.zone, to: auckland)
    scene.state.zone = auckland
    let evaluation = scene.state.evaluation(
      at: auckland.resolve(try local("2026-03-06T08:00")).instant
    )
    #expect(
      evaluation.decisions.map { "\($0.occurrence.local) \($0.verdict.name) \($0.reason)" } == [
        "2026-03-05T08:00 settle notReached", "2026-03-06T08:00 ring due",
      ]
    )
  }

  @Test func `the zone of the machine is asked about while home time is kept`() throws {
    var scene = try ReminderScene([daily("08:00")], from: "2026-03-01T07:00")
    scene.state.machineZone = try SystemZones.rules("Europe/Berlin")
    let evaluation = scene.state.evaluation(at: try scene.instant("2026-03-01T08:00"))
    #expect(evaluation.zoneQuestion == "Europe/Berlin")
    #expect(evaluation.decisions.map(\.verdict) == [.ring])
  }

  @Test func `the next moment is when something may ring or close`() throws {
    let scene = try ReminderScene([daily("08:00")], from: "2026-03-01T07:00")
    let now = try scene.instant("2026-03-01T07:00")
    #expect(scene.state.nextInstant(after: now) == (try scene.instant("2026-03-01T08:00")))
    let rung = scene.state.applying(
      scene.state.evaluation(at: try scene.instant("2026-03-01T08:00"))
    )
    #expect(
      rung.nextInstant(after: try scene.instant("2026-03-01T08:00"))
        == (try scene.instant("2026-03-02T00:00"))
    )
  }
}
