import Domain
import Store
import TestSupport
import Testing

/// The test of a way, as the terminal itself sees it.
@Suite(.serialized) struct ReminderTestOnATerminalTests {
  @Test func `a test of the screen rings the terminal's bell`() throws {
    let terminal = try Household().openScreens()
    terminal.press("4")
    #expect(terminal.screen.text.contains("Never tested"))
    let before = terminal.output.count
    terminal.press("t")
    #expect(terminal.output[before...].contains(7))
    #expect(terminal.screen.text.contains("Did you hear or see this?"))
  }

  @Test func `a test of the terminal sends its sequence and tears no picture`() throws {
    let household = try Household()
    let database = try household.open()
    try household.session(database).save(ChannelSettings(target: .terminal(.osc777)))
    database.close()
    let terminal = try household.openScreens()
    for key in ["4", "\t", "\t", "\t", "j"] { terminal.press(TerminalKeys(stringLiteral: key)) }
    let before = terminal.output.count
    terminal.press("t")
    let sent = String(decoding: terminal.output[before...], as: UTF8.self)
    #expect(
      sent.contains(
        "\u{1B}]777;notify;PrescripCare: this is a test;Reminders arrive here. "
          + "Nothing is to be taken because of this message.\u{1B}\\"
      )
    )
    #expect(terminal.screen.lines[0].contains("Ruth Alvarez"))
    #expect(terminal.screen.text.contains("Did you hear or see this?"))
  }
}
