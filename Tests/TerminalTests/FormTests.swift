import Terminal
import Testing

@MainActor @Suite struct FormTests {
  private func form() -> Form {
    Form([
      FormField("name", label: "Name"),
      FormField("amount", label: "Amount", kind: .amount, help: "such as 1/2 tablet"),
      FormField("meal", label: "Meal", kind: .choice(["none", "before", "with", "after"])),
      FormField(
        "days",
        label: "Days",
        kind: .multiChoice(["Mon", "Tue", "Wed"]),
        value: "Mon, Wed"
      ),
    ]) { id, values in
      id == "amount" && values["amount"] == "" ? "An amount is needed." : nil
    }
  }

  private func type(_ text: String, into form: inout Form) {
    for character in text { _ = form.take(KeyPress(.character(character))) }
  }

  @Test func `typing, choosing and ticking give values`() {
    var form = form()
    type("metformin", into: &form)
    _ = form.take(KeyPress(.tab))
    _ = form.take(KeyPress(.paste("1/2\ntablet")))
    _ = form.take(KeyPress(.enter))
    _ = form.take(KeyPress(.character("w")))
    _ = form.take(KeyPress(.down))
    _ = form.take(KeyPress(.right))
    _ = form.take(KeyPress(.space))
    #expect(
      form.values == [
        "name": "metformin", "amount": "1/2 tablet", "meal": "with", "days": "Mon, Tue, Wed",
      ]
    )
    #expect(form.take(KeyPress(.enter)) == .submitted)
  }

  @Test func `submitting goes to the first wrong field and says what is wrong`() {
    var form = form()
    #expect(form.take(KeyPress(.control("s"))) == .changed)
    #expect(form.focus == 1)
    let canvas = Canvas(rows: 8, columns: 40)
    form.draw(on: canvas)
    #expect(
      canvas.text == """
         Name

        ▌Amount
                 ! An amount is needed.
         Meal      none

         Days    [x] Mon  [ ] Tue  [x] Wed
        """
    )
    #expect(canvas.roles(row: 3) == [.error])
    #expect(canvas.showsCursor)
  }

  @Test func `the focused field stays in sight`() {
    var form = form()
    _ = form.take(KeyPress(.up))
    let canvas = Canvas(rows: 2, columns: 40)
    form.draw(on: canvas)
    #expect(canvas.text == "▌Days    [x] Mon  [ ] Tue  [x] Wed")
  }

  @Test func `a number takes no letters`() {
    var form = Form([FormField("count", label: "Count", kind: .number)])
    type("1a2.5x", into: &form)
    #expect(form["count"] == "12.5")
  }

  @Test func `a secret is not shown`() {
    var form = Form([FormField("password", label: "Password", kind: .secret)])
    type("hunter2", into: &form)
    let canvas = Canvas(rows: 2, columns: 40)
    form.draw(on: canvas)
    #expect(canvas.text == "▌Password  *******")
  }

  @Test func `letters typed into a form are no commands`() throws {
    let overlay = FormOverlay(title: "New", form: form()) { [.close, .done($0.form["name"])] }
    let screen = SampleScreen()
    screen.onPerform = { _ in [.open(overlay)] }
    let shell = try Shell.sample(screen)
    shell.press(.character("s"))
    for key in "q?:s".map(Key.character) { shell.press(key) }
    #expect(overlay.form["name"] == "q?:s")
    #expect(shell.screens.count == 2)
  }

  @Test func `what was typed is not lost by escape`() throws {
    let clock = ManualClock()
    let overlay = FormOverlay(title: "New", form: form()) { _ in [.close] }
    let screen = SampleScreen()
    screen.onPerform = { _ in [.open(overlay)] }
    let shell = try Shell.sample(screen, clock: clock)
    shell.press(.character("s"))
    shell.press(.character("x"))
    shell.press(.escape)
    #expect(shell.screens.count == 3)
    clock.advance(by: .seconds(1))
    shell.press(.character("d"))
    #expect(shell.screens.count == 1)
  }

  @Test(arguments: [
    ([Key.character("a"), .character("b"), .left, .character("x")], "axb"),
    ([.character("a"), .backspace, .backspace], ""),
    ([.character("a"), .character("b"), .home, .delete], "b"),
    ([.character("e"), .character("\u{301}"), .character("x")], "e\u{301}x"),
    ([.character("a"), .control("u"), .character("b")], "b"),
    ([.paste(String(repeating: "y", count: 500))], String(repeating: "y", count: 5)),
  ])
  func `text is typed and mended`(keys: [Key], expected: String) {
    var input = TextInput(limit: 5)
    for key in keys { _ = input.take(key) }
    #expect(input.text == expected)
  }

  @Test func `a long text shows the part around the cursor`() {
    let canvas = Canvas(rows: 1, columns: 6)
    TextInput("abcdefghij").draw(on: canvas, isFocused: true)
    #expect(canvas.text == "fghij")
    #expect(canvas.cursor == Position(row: 0, column: 5))
  }
}
