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
}
