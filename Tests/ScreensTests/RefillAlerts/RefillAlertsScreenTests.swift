import Domain
import Screens
import Store
import Terminal
import TestSupport
import Testing

@MainActor @Suite struct RefillAlertsScreenTests {
  private func filled() throws -> RefillScreenFixture {
    let fixture = try RefillScreenFixture(now: "2026-11-24T10:12:00-05:00")
    try fixture.prepare(RefillScreenFixture.elm)
    try fixture.prepare(Self.catalogue)
    try fixture.add("apixaban", strength: "5 mg", onHand: Rational(0))
    try fixture.add("metformin", onHand: Rational(2))
    try fixture.add("lisinopril", strength: "10 mg", onHand: Rational(4), refills: 0)
    try fixture.add("omega", strength: "1 g", onHand: Rational(90))
    return fixture
  }

  private static let catalogue = """
    INSERT INTO ingredients (ingredient_id, name, high_alert, source, written_on)
    VALUES (1, 'apixaban', 'anticoagulant', 'test', '2026-11-01'),
      (2, 'metformin', NULL, 'test', '2026-11-01');
    INSERT INTO ingredient_classes VALUES ('anticoagulant', 1);
    INSERT INTO drugs_master (drug_id, public_id, drug_name, generic_name, tall_man_name,
      brand_names, drug_class, therapeutic_category, active_ingredients, available_strengths,
      dosage_forms, routes, dosing_unit, indications, contraindications, side_effects,
      fda_approved, source, written_on)
    VALUES (1, randomblob(16), 'apixaban', 'apixaban', NULL, '[]', '', '', '[]', '[]', '[]',
        '[]', 'tablet', '', '', '[]', 1, 'test', '2026-11-01'),
      (2, randomblob(16), 'metformin', 'metformin', 'metFORMIN', '[]', '', '', '[]', '[]',
        '[]', '[]', 'tablet', '', '', '[]', 1, 'test', '2026-11-01');
    INSERT INTO drug_ingredients VALUES (1, 1, 1), (2, 1, 2);
    INSERT INTO suppliers (supplier_id, name, lead_days) VALUES (1, 'Northern', 1);
    INSERT INTO products (product_id, public_id, drug_id, product_name, display_name, strength,
      dosage_form, billing_unit, is_breakable, reorder_point, maximum_stock, daily_demand,
      supplier_id)
    VALUES (1, randomblob(16), 1, 'apixaban 5 mg tab', 'apixaban 5 mg tab', '5 mg', 'tablet',
        'EA', 1, 240000, 240000, 12000, 1);
    INSERT INTO packages (product_id, ndc, package_size) VALUES (1, '00000-0000-60', 60000);
    """

  private func shell(_ fixture: RefillScreenFixture, glyphs: Glyphs = .unicode) throws -> Shell {
    let counter = fixture.test.session(as: fixture.pharmacist.user)
    _ = try counter.write(RefreshUrgency())
    return fixture.shell(
      RefillAlertsScreen(fixture.context(actor: fixture.pharmacist)),
      glyphs: glyphs
    )
  }

  @Test func `who runs out, whether we can fill it, and what to order`() throws {
    let fixture = try filled()
    let shell = try shell(fixture)
    RefillScreenFixture.expect(shell.draw(.standard), "refill-alerts")
    RefillScreenFixture.expect(
      shell.draw(Size(rows: 40, columns: 140)),
      "refill-alerts-wide"
    )
  }

  @Test func `it reads the same in ASCII`() throws {
    let fixture = try filled()
    let canvas = try shell(fixture, glyphs: .ascii).draw(.standard)
    RefillScreenFixture.expect(canvas, "refill-alerts-ascii")
    #expect(canvas.text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func `one key approves and one takes it back`() throws {
    let fixture = try filled()
    let shell = try shell(fixture)
    fixture.press(shell, .character("f"))
    let name = "apixaban 5 mg for Ruth Alvarez, born March 4, 1955"
    #expect(shell.notice?.text == "Approved: \(name). U takes it back.")
    #expect(shell.draw(.standard).text.contains("approved, to be filled"))
    fixture.press(shell, .character("f"))
    #expect(shell.notice?.text == "It was approved already.")
    fixture.press(shell, .character("u"))
    #expect(shell.notice?.text == "Taken back, it waits again: \(name).")
    #expect(shell.draw(.standard).text.contains("yes, asked 10:12 AM"))
  }

  @Test func `without refills the prescriber is asked and the patient reads it`() throws {
    let fixture = try filled()
    let shell = try shell(fixture)
    fixture.press(shell, .end, .character("f"))
    #expect(shell.notice?.text == "No refills are left: ask the prescriber.")
    fixture.press(shell, .character("a"), .character("r"))
    #expect(
      shell.notice?.text
        == "Prescriber asked: lisinopril 10 mg for Ruth Alvarez, born March 4, 1955. U takes it back."
    )
    let own = fixture.shell(RefillsScreen(fixture.context()))
    fixture.press(own, .down, .down)
    #expect(own.draw(.standard).text.contains("the pharmacy asked Dr. Shah today 10:12 AM"))
  }

  @Test func `a refusal needs a reason that the patient reads`() throws {
    let fixture = try filled()
    _ = try fixture.test.session(as: fixture.patient.user, roles: [.patient])
      .write(RequestRefill(medication: 1))
    let shell = try shell(fixture)
    fixture.press(shell, .character("x"), .enter)
    #expect(shell.draw(.standard).text.contains("A reason is needed."))
    shell.type("come in first")
    fixture.press(shell, .enter)
    #expect(shell.notice?.text.hasPrefix("Refused: apixaban 5 mg for Ruth Alvarez") == true)
  }

  @Test func `Enter opens the patient's own refills under the full name`() throws {
    let fixture = try filled()
    let shell = try shell(fixture)
    fixture.press(shell, .enter)
    #expect(shell.draw(.standard).line(0).hasPrefix(" Ruth Alvarez   born March 4, 1955"))
    fixture.press(shell, .escape)
    #expect(shell.draw(.standard).line(0).hasPrefix(" REFILL ALERTS  Elm Pharmacy"))
  }

  @Test func `filters change what is listed and never the counts`() throws {
    let fixture = try filled()
    let shell = try shell(fixture)
    fixture.press(shell, .character("s"))
    var text = shell.draw(.standard).text
    #expect(text.contains("apixaban 5 mg"))
    #expect(!text.contains("metFORMIN"))
    #expect(text.contains("WITHOUT SUPPLY: today 1, in 3 days 2, in 7 days 3"))
    fixture.press(shell, .character("s"), .character("d"), .character("d"), .character("d"))
    text = shell.draw(.standard).text
    #expect(text.contains("3 days ahead"))
    #expect(!text.contains("lisinopril"))
  }

  @Test func `nobody running out is no error and an error is not nobody`() throws {
    let fixture = try RefillScreenFixture()
    let text = try shell(fixture).draw(.standard).text
    #expect(text.contains("No supply ends within 7 days."))
    #expect(text.contains("Nothing has to be ordered."))
    let denied = fixture.shell(RefillAlertsScreen(fixture.context()))
    #expect(denied.draw(.standard).text.contains("CANNOT READ THE ALERTS"))
  }

  @Test func `run-outs that were never found are found when the list is opened`() throws {
    let fixture = try RefillScreenFixture()
    try fixture.add("metformin", onHand: Rational(2))
    try fixture.prepare(
      "UPDATE supply_balances SET runs_out_on = NULL, recheck_on = '0001-01-01'"
    )
    #expect(try shell(fixture).draw(.standard).text.contains("metformin 500 mg"))
  }

  @Test func `a list longer than a window is read where it is looked at`() throws {
    let fixture = try RefillScreenFixture()
    for number in 100..<230 { try fixture.add("drug \(number)", onHand: Rational(1)) }
    let shell = try shell(fixture)
    #expect(shell.draw(.standard).text.contains("drug 100"))
    fixture.press(shell, .end)
    #expect(shell.draw(.standard).text.contains("drug 229"))
    fixture.press(shell, .home)
    #expect(shell.draw(.standard).text.contains("drug 100"))
  }
}
