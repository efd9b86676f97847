import Testing

@testable import Domain

@Suite struct QuietHoursProposalTests {
  @Test(arguments: [
    ([], "22:00 to 07:00"), (["08:00", "20:00"], "20:30 to 08:00"),
    (["07:00", "22:00"], "22:30 to 07:00"), (["08:00"], "22:00 to 07:00"),
    (["06:00"], "22:00 to 06:00"), (["21:00"], "21:30 to 07:00"),
    (["08:00", "12:00"], "22:00 to 08:00"), (["07:00", "23:45"], "00:15 to 07:00"),
    (["02:00", "22:00"], "22:30 to 02:00"),
  ])
  func `quiet hours begin after the last dose and end with the first`(
    times: [String],
    hours: String
  ) {
    let proposal = QuietHoursProposal.hours(around: times.compactMap { TimeOfDay(text: $0) })
    #expect("\(proposal.start) to \(proposal.end)" == hours)
  }

  private static let aroundTheClock =
    #"{"kind":"interval","everyHours":6,"start":"2026-03-01T06:00","amount":"1 tablet"}"#
  private static let byDay =
    #"{"kind":"interval","everyHours":4,"window":{"from":"08:00","to":"20:00"},"#
    + #""start":"2026-03-01","amount":"1 tablet"}"#

  @Test(arguments: [
    ([daily("08:00")], "22:00 to 07:00"), ([aroundTheClock], "22:00 to 07:00"),
    ([aroundTheClock, daily("07:30", "21:00")], "21:30 to 07:30"), ([byDay], "20:30 to 08:00"),
  ])
  func `a single dose and doses in hours leave a night, not a day`(
    rules: [String],
    hours: String
  ) throws {
    let scene = try ReminderScene(rules, from: "2026-03-02T06:00")
    let proposal = QuietHoursProposal.hours(
      around: scene.state.schedules,
      from: try local("2026-03-02T06:00").date,
      in: scene.zone
    )
    #expect("\(proposal.start) to \(proposal.end)" == hours)
  }
}
