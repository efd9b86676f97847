import TestSupport
import Testing

/// Medicines used as needed, with the catalogue that is shipped.
@Suite struct AsNeededCommandTests {
  private let program: Program

  init() throws {
    program = try Program()
    let made = try program(
      "init",
      "--rehearsal",
      "--name",
      "Marie Curie",
      "--home",
      "America/New_York"
    )
    try #require(made.code == 0)
  }

  private func run(_ time: String, _ words: String...) throws -> Program.Result {
    try program.run(["--now", "2026-03-0\(time):00-05:00"] + words)
  }

  private func add(_ name: String, _ strength: String, _ sig: String) throws {
    let added = try run("1T07:00", "medication", "add", name, "--strength", strength, "--sig", sig)
    try #require(added.code == 0, "\(added.errors)")
  }

  @Test func `a partner in danger that was just taken makes it a no`() throws {
    try add("nitroglycerin sublingual", "0.4 mg", "1 tab under the tongue prn chest pain")
    try add("sildenafil", "50 mg", "1 tab prn")
    #expect(try run("1T08:00", "dose", "log", "nitroglycerin").code == 0)
    let today = try run("1T08:10", "today").output
    let reason = """
      nitroglycerin sublingual 0.4 mg was taken today 8:00 AM, and the two are dangerous together. \
      Blood pressure can fall to a life-threatening level.
      """
    #expect(today.contains("sildenafil 50 mg: no: \(reason)"), "\(today)")
    #expect(today.contains("nitroglycerin sublingual 0.4 mg: you may take it now"), "\(today)")
    let refused = try run("1T08:10", "dose", "log", "sildenafil")
    #expect(refused.code == 65)
    #expect(refused.errors.contains(reason), "\(refused.errors)")
    #expect(refused.errors.contains("Ask your pharmacist"))
    let meant = try run("1T08:10", "dose", "log", "sildenafil", "--anyway", "taken already")
    #expect(meant.code == 0, "\(meant.errors)")
    let turned = try run("1T08:20", "today").output
    #expect(turned.contains("nitroglycerin sublingual 0.4 mg: no: sildenafil 50 mg was taken"))
    let next = try run("2T08:11", "today").output
    #expect(!next.contains("dangerous"), "\(next)")
  }

  @Test func `what lasts longer than a day counts as long as it lasts`() throws {
    try add("nitroglycerin sublingual", "0.4 mg", "1 tab under the tongue prn chest pain")
    try add("tadalafil", "10 mg", "1 tab prn")
    try add("eletriptan", "40 mg", "1 tab prn migraine")
    try add("clarithromycin", "500 mg", "1 tab prn")
    #expect(try run("1T08:00", "dose", "log", "tadalafil").code == 0)
    #expect(try run("1T08:00", "dose", "log", "clarithromycin").code == 0)
    let second = try run("3T07:59", "today").output
    #expect(second.contains("nitroglycerin sublingual 0.4 mg: no: tadalafil 10 mg"), "\(second)")
    let third = try run("4T07:59", "today").output
    #expect(third.contains("nitroglycerin sublingual 0.4 mg: you may take it now"), "\(third)")
    #expect(third.contains("eletriptan 40 mg: no: clarithromycin 500 mg"), "\(third)")
    let fourth = try run("4T08:01", "today").output
    #expect(fourth.contains("eletriptan 40 mg: you may take it now"), "\(fourth)")
  }

  @Test func `a dose that was taken back is no partner`() throws {
    try add("rizatriptan", "10 mg", "1 tab prn migraine")
    try add("sumatriptan", "50 mg", "1 tab prn migraine")
    let taken = try run("1T08:00", "dose", "log", "rizatriptan", "--json")
    #expect(taken.code == 0)
    #expect(try run("1T08:10", "today").output.contains("sumatriptan 50 mg: no: rizatriptan 10 mg"))
    let undo = try run("1T08:15", "dose", "undo", "1", "--due", "2026-03-01T08:00")
    #expect(undo.code == 0, "\(undo.errors)")
    #expect(try run("1T08:20", "today").output.contains("sumatriptan 50 mg: you may take it now"))
  }

  @Test func `an extra dose without a plan is refused beside such a partner, too`() throws {
    try add("nitroglycerin sublingual", "0.4 mg", "1 tab under the tongue prn chest pain")
    let plain = try run("1T07:00", "medication", "add", "sildenafil", "--strength", "50 mg")
    #expect(plain.code == 0)
    #expect(try run("1T08:00", "dose", "log", "nitroglycerin").code == 0)
    #expect(try run("1T08:10", "dose", "log", "sildenafil").code == 65)
    #expect(try run("1T08:10", "dose", "log", "sildenafil", "--anyway", "taken").code == 0)
  }

  @Test func `an inhaler has the only strength of the catalogue, and nobody is kept from it`()
    throws
  {
    let added = try run(
      "1T07:00",
      "medication",
      "add",
      "albuterol inhaler",
      "--sig",
      "2 puffs q4-6h prn wheeze"
    )
    #expect(added.output.contains("Its strength is the only one of the catalogue: 90 mcg per puff"))
    let today = try run("1T08:00", "today").output
    #expect(today.contains("albuterol inhaler 90 mcg per puff: you may take it now"), "\(today)")
    #expect(try run("1T08:00", "dose", "log", "albuterol").code == 0)
    #expect(try run("1T09:00", "today").output.contains("not yet, wait until"))
  }

  @Test func `a nebulizer of unknown strength may be used, and what is not checked is said`() throws
  {
    let added = try run(
      "1T07:00",
      "medication",
      "add",
      "albuterol nebulizer solution",
      "--sig",
      "3 mL nebulized q4h prn wheeze"
    )
    #expect(added.code == 0, "\(added.errors)")
    let today = try run("1T08:00", "today").output
    #expect(today.contains("you may take it now"), "\(today)")
  }

  @Test func `a maximum that cannot be reckoned is said when it is added`() throws {
    let sentence = "The maximum of acetaminophen cannot be checked: its strength is not entered."
    let words = ["medication", "add", "acetaminophen", "--sig", "4 tabs q4h"]
    let at = ["--now", "2026-03-01T07:00:00-05:00"]
    let json = try program.run(at + words + ["--json"])
    #expect(json.code == 0)
    #expect(json.output.contains(#""complete":false"#), "\(json.output)")
    let text = try program.run(at + ["medication", "add", "Tylenol", "--sig", "4 tabs q4h"])
    #expect(text.output.contains(sentence), "\(text.output)")
    let check = try program.run(at + ["--for", "marie", "check", "acetaminophen", "--json"])
    #expect(check.code == 65)
    #expect(check.output.contains(#""complete":false"#), "\(check.output)")
    #expect(
      check.errors.contains("cannot be checked: the strength of acetaminophen is not entered")
    )
  }

  @Test func `a partner that asks for care is said with the answer`() throws {
    try add("oxycodone", "5 mg", "1 tab q6h prn pain")
    try add("lorazepam", "1 mg", "1 tab q8h prn anxiety")
    #expect(try run("1T08:00", "dose", "log", "oxycodone").code == 0)
    let today = try run("1T08:30", "today").output
    #expect(today.contains("CAREFUL: oxycodone 5 mg was taken"), "\(today)")
    #expect(today.contains("Ask your pharmacy or prescriber first."), "\(today)")
    #expect(try run("1T08:30", "today", "--json").output.contains(#""careful":"CAREFUL: oxy"#))
    #expect(try !run("2T08:01", "today").output.contains("CAREFUL: oxycodone"))
  }
}
