import Domain
import Screens
import Store
import Terminal
import Testing

/// Whole pictures of Schedules, kept in files that can be read like the screen.
@MainActor @Suite struct SchedulesPictureTests {
  private func expect(
    _ desk: PlanDesk,
    _ name: String,
    rows: Int = 24,
    columns: Int = 80,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let canvas = desk.picture(rows: rows, columns: columns)
    let isSame = KeptPicture.isSame(name, canvas)
    #expect(isSame, "\(name) is now\n\(canvas.text)", sourceLocation: sourceLocation)
  }

  /// Medicines of every kind that a week shows differently.
  private func filled(glyphs: Glyphs = .unicode) throws -> PlanDesk {
    let desk = try PlanDesk(glyphs: glyphs)
    desk.add("metformin 500 mg 1 tab po bid with meals for diabetes")
    desk.add("lisinopril 10 mg 1 tab daily for blood pressure")
    desk.add("alendronate 70 mg 1 tab every wednesday in the morning")
    desk.add("prednisone 10 mg 4 tabs daily x3d then 2 tabs daily x3d")
    desk.add("acetaminophen 500 mg 1 tab q6h prn pain max 6 tabs in 24 hours")
    desk.add("amoxicillin 500 mg 1 cap q8h x10d")
    desk.press(.home)
    return desk
  }

  @Test func `the week, and what the marked medicine is`() throws {
    let desk = try filled()
    expect(desk, "schedules")
    expect(desk, "schedules-wide", rows: 40, columns: 120)
    desk.press(.character("d"))
    expect(desk, "schedules-details")
  }

  @Test func `the week in ASCII`() throws {
    expect(try filled(glyphs: .ascii), "schedules-ascii")
  }

  @Test func `a week without a medicine says how to begin`() throws {
    expect(try PlanDesk(), "schedules-empty")
  }

  @Test func `stopping names the medicine in full and goes on taking it first`() throws {
    let desk = try filled()
    desk.press(.character("s"))
    expect(desk, "schedules-stop")
  }

  @Test func `a change shows the next doses while it is typed`() throws {
    let desk = try filled()
    desk.press(.enter)
    desk.type("1 tab tid with meals")
    desk.press(.enter)
    expect(desk, "schedules-change")
  }

  @Test func `names that are long, wide or written from the right stay in their places`() throws {
    let desk = try PlanDesk(
      name: "Maximiliane-Theodora Wilhelmine",
      last: "von und zu Hohenstein-Lichtenfeld"
    )
    let times = ["08:00", "20:00"].map { #"{"at":"\#($0)","amount":"1 tablet"}"# }
    let rule = try ScheduleRule(
      json: JSON(
        text: #"{"kind":"times","times":[\#(times.joined(separator: ","))],"start":"2026-11-24"}"#
      )
    )
    for name in [
      "sulfamethoxazole and trimethoprim double strength extended release tablet", "漢字の薬の名前",
      "دواء للقلب", "e\u{301}\u{302}\u{303}\u{304}\u{305}xir",
    ] {
      _ = try desk.context.session.write(
        AddMedication(
          NewMedication(drugName: name, strength: "12.5 mg", schedules: [NewSchedule(rule: rule)])
        )
      )
    }
    desk.shell.refresh(.dataChanged)
    #expect(desk.shell.settle())
    expect(desk, "schedules-long-names")
    expect(desk, "schedules-long-names-wide", rows: 40, columns: 120)
  }
}
