import Domain
import Screens
import Store
import Terminal
import TestSupport
import Testing

@MainActor @Suite struct RefillsScreenTests {
  private func filled() throws -> RefillScreenFixture {
    let fixture = try RefillScreenFixture()
    try fixture.prepare(RefillScreenFixture.elm)
    try fixture.add("metformin", onHand: Rational(5), refills: 0, purpose: "for diabetes")
    try fixture.add("lisinopril", strength: "10 mg", onHand: Rational(40))
    try fixture.add("carvedilol", strength: "12.5 mg", onHand: Rational(2))
    try fixture.add("aspirin", strength: "81 mg", onHand: nil, refills: nil, origin: "otc")
    try fixture.add(
      "acetaminophen",
      rule: #"{"kind":"asNeeded","amount":"1 tablet"}"#,
      onHand: Rational(30),
      refills: nil,
      origin: "otc"
    )
    return fixture
  }

  @Test func `the list says what runs out when and what comes next`() throws {
    let fixture = try filled()
    let shell = fixture.shell(RefillsScreen(fixture.context()))
    RefillScreenFixture.expect(shell.draw(.standard), "refills")
    fixture.press(shell, .down)
    RefillScreenFixture.expect(shell.draw(.standard), "refills-second")
    RefillScreenFixture.expect(shell.draw(Size(rows: 40, columns: 120)), "refills-wide")
  }

  @Test func `it reads the same in ASCII`() throws {
    let fixture = try filled()
    let shell = fixture.shell(RefillsScreen(fixture.context()), glyphs: .ascii)
    let canvas = shell.draw(.standard)
    RefillScreenFixture.expect(canvas, "refills-ascii")
    #expect(canvas.text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func `names that are long, wide or written from the right break no column`() throws {
    let fixture = try RefillScreenFixture(
      patient: ("Maximiliane-Theodora Wilhelmine", "von und zu Hohenstein-Lichtenfeld")
    )
    let names = [
      "sulfamethoxazole and trimethoprim double strength extended release tablet", "漢字の薬の名前",
      "دواء للقلب", "e\u{301}\u{302}\u{303}\u{304}\u{305}xir",
    ]
    for (index, name) in names.enumerated() {
      try fixture.add(
        name,
        strength: "12.5 mg",
        onHand: Rational(index * 5 + 1),
        purpose: "for the lungs"
      )
    }
    let shell = fixture.shell(RefillsScreen(fixture.context()))
    RefillScreenFixture.expect(shell.draw(.standard), "refills-names")
    RefillScreenFixture.expect(shell.draw(Size(rows: 40, columns: 120)), "refills-names-wide")
  }

  @Test func `two keys ask for a refill and one takes it back`() throws {
    let fixture = try filled()
    let screen = RefillsScreen(fixture.context())
    let shell = fixture.shell(screen)
    fixture.press(shell, .enter)
    RefillScreenFixture.expect(shell.draw(.standard), "refills-ask")
    fixture.press(shell, .character("r"))
    #expect(shell.notice?.text == "Asked for carvedilol 12.5 mg. U takes it back.")
    #expect(shell.draw(.standard).text.contains("asked 8:05 AM"))
    fixture.press(shell, .enter)
    #expect(shell.notice?.text == "You asked for it already. U takes it back.")
    fixture.press(shell, .character("u"))
    #expect(shell.notice?.text == "The request for carvedilol 12.5 mg was taken back.")
    #expect(!shell.draw(.standard).text.contains("asked 8:05 AM"))
  }

  @Test func `a count moves the end and can be taken back`() throws {
    let fixture = try filled()
    let shell = fixture.shell(RefillsScreen(fixture.context()))
    fixture.press(shell, .character("c"), .character("x"), .enter)
    #expect(shell.draw(.standard).text.contains("That is not a number from zero up."))
    fixture.press(shell, .backspace, .character("6"), .character("0"), .enter)
    #expect(shell.notice?.text == "carvedilol 12.5 mg: 60 tablets saved. U takes it back.")
    #expect(shell.draw(.standard).text.contains("60 tablets"))
    fixture.press(shell, .character("u"))
    #expect(shell.notice?.text == "carvedilol 12.5 mg: 2 tablets saved.")
    #expect(shell.draw(.standard).text.contains("Thu Nov 26"))
  }

  @Test func `the days of the alert decide what is running low`() throws {
    let fixture = try filled()
    let shell = fixture.shell(RefillsScreen(fixture.context()))
    fixture.press(shell, .character("a"), .character("1"), .tab, .backspace, .character("3"))
    fixture.press(shell, .control("s"))
    #expect(shell.notice?.text == "Saved.")
    #expect(shell.draw(.standard).text.contains("NOTHING IS RUNNING LOW"))
    fixture.press(shell, .character("f"))
    #expect(
      shell.draw(.standard).text.contains(
        "Nothing runs out within the days you chose. F shows all 5 medicines."
      )
    )
  }

  @Test func `an empty list is no error and an error is no empty list`() throws {
    let fixture = try RefillScreenFixture()
    let shell = fixture.shell(RefillsScreen(fixture.context()))
    #expect(shell.draw(.standard).text.contains("YOUR LIST IS EMPTY."))
    let stranger = ScreenContext(
      database: fixture.test.database,
      actor: fixture.patient,
      person: fixture.pharmacist,
      people: []
    )
    let denied = fixture.shell(RefillsScreen(stranger))
    let text = denied.draw(.standard).text
    #expect(text.contains("CANNOT READ YOUR REFILLS"))
    #expect(!text.contains("EMPTY"))
  }
}
