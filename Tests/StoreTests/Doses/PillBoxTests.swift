import Domain
import Store
import TestSupport
import Testing

@Suite struct PillBoxTests {
  /// One tablet in the morning and two in the evening, 20 in the bottle.
  private static func home(onHand: Int = 40) throws -> (DoseDiary, medication: Int, schedule: Int) {
    let home = try DoseDiary()
    let pill = try home.add("metformin", DoseDiary.twiceDaily, onHand: onHand)
    return (home, pill.medication, pill.schedule)
  }

  private static func stock(_ home: DoseDiary) throws -> [String] {
    try home.session.read(PillBoxQuery()).stocks.map {
      "\($0.inBottle?.description ?? "?") in the bottle, \($0.inBox.description) in the box"
    }
  }

  @Test func `filling the box moves tablets out of the bottle and uses nothing up`() throws {
    let (home, medication, _) = try Self.home()
    let answer = try home.session.write(FillBox())
    #expect(answer.doses == 14)
    #expect(answer.short == [])
    #expect(try Self.stock(home) == ["19 in the bottle, 21 in the box"])
    #expect(try home.left(medication) == "40")
  }

  @Test func `a box that was filled is not counted twice`() throws {
    let (home, _, _) = try Self.home()
    _ = try home.session.write(FillBox())
    #expect(try home.session.write(FillBox()).doses == 0)
    #expect(try Self.stock(home) == ["19 in the bottle, 21 in the box"])
  }

  @Test func `what is taken comes out of the box, and goes back when it is taken back`() throws {
    let (home, medication, schedule) = try Self.home()
    _ = try home.session.write(FillBox())
    try home.test.clock.set("2026-03-01T08:05:00-05:00")
    _ = try home.take(schedule, "2026-03-01T08:00")
    #expect(try Self.stock(home) == ["19 in the bottle, 20 in the box"])
    #expect(try home.left(medication) == "39")
    _ = try home.undo(schedule, "2026-03-01T08:00")
    #expect(try Self.stock(home) == ["19 in the bottle, 21 in the box"])
  }

  @Test func `a dose that was left out stays in the box until it is emptied`() throws {
    let (home, _, schedule) = try Self.home()
    _ = try home.session.write(FillBox())
    try home.test.clock.set("2026-03-01T08:05:00-05:00")
    _ = try home.skip(schedule, "2026-03-01T08:00")
    #expect(try Self.stock(home) == ["19 in the bottle, 21 in the box"])
    _ = try home.session.write(EmptyBox())
    #expect(try Self.stock(home) == ["40 in the bottle, 0 in the box"])
  }

  @Test func `a bottle that does not last leaves the last compartments empty and says so`() throws {
    let (home, _, _) = try Self.home(onHand: 10)
    let answer = try home.session.write(FillBox())
    #expect(answer.doses == 7)
    #expect(answer.short.map(\.missing.description) == ["11 tablets"])
    #expect(try Self.stock(home) == ["0 in the bottle, 10 in the box"])
  }

  @Test func `what is past is not put into the box`() throws {
    let (home, _, _) = try Self.home()
    try home.test.clock.set("2026-03-01T12:00:00-05:00")
    #expect(try home.session.write(FillBox(days: 1)).doses == 1)
  }

  @Test(arguments: [
    ("sublingual tablet", "tablet", "keep it in its own glass bottle"),
    ("orally disintegrating tablet", "tablet", "damp spoils it: keep it in its blister"),
    ("oral suspension", "mL", "no tablet or capsule"),
  ])
  func `what spoils in a box stays outside with the reason`(
    form: String,
    unit: String,
    reason: String
  ) throws {
    let home = try DoseDiary()
    _ = try home.session.write(
      AddMedication(
        NewMedication(
          drugName: "something",
          form: form,
          dosingUnit: unit,
          schedules: [
            NewSchedule(
              rule: try ScheduleRule(
                json: JSON(
                  text: #"{"kind":"times","times":[{"at":"08:00","amount":"1 \#(unit)"}],"#
                    + #""start":"2026-03-01"}"#
                )
              )
            )
          ]
        )
      )
    )
    let box = try home.session.read(PillBoxQuery())
    #expect(box.doses.isEmpty)
    #expect(box.outside.map(\.reason) == [reason])
  }
}
