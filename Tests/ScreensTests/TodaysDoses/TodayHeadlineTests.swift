import Domain
import Terminal
import Testing

@testable import Screens

@Suite struct TodayHeadlineTests {
  static let all: [TodayHeadline] = [
    .takeNow(medicines: 4, sum: "4 tablets", due: "due 8:00 AM"),
    .late(
      .init(
        minutes: 40,
        medicines: 1,
        sum: nil,
        due: "due 11:00 AM",
        mustBeOnTime: true,
        alsoDue: 0
      )
    ),
    .nothingNow(next: "11:00 AM"), .nothingToday, .allTaken(count: 9, last: "9:34 PM"),
    .paused(reason: "in hospital", since: "November 21"), .cannotRead("file damaged"), .emptyList,
  ]

  @Test func `no two headlines begin alike`() {
    let leads = Self.all.map(\.words.lead)
    for (index, lead) in leads.enumerated() {
      for other in leads.dropFirst(index + 1) {
        #expect(!lead.hasPrefix(other) && !other.hasPrefix(lead))
      }
    }
  }

  @Test func `what cannot be read stands out as nothing else does`() {
    let styles = Self.all.filter { $0 != .cannotRead("file damaged") }.map(\.style)
    #expect(!styles.contains(TodayHeadline.cannotRead("file damaged").style))
  }

  @Test func `the words of each`() {
    #expect(
      Self.all.map { [$0.words.lead, $0.words.rest].filter { !$0.isEmpty }.joined(separator: " ") }
        == [
          "TAKE NOW: 4 medicines, 4 tablets", "LATE BY 40 MINUTES",
          "NOTHING TO TAKE NOW, next 11:00 AM", "NOTHING TO TAKE TODAY",
          "ALL TAKEN FOR TODAY (9 of 9, last one 9:34 PM)",
          "REMINDERS PAUSED: in hospital since November 21. Nothing will ring.",
          "I CANNOT READ YOUR MEDICINES (file damaged)",
          "YOUR LIST IS EMPTY. You have not entered a medicine yet.",
        ]
    )
  }
}
