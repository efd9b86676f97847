import Testing

@testable import Domain

@Suite struct ForbiddenSignsTests {
  @Test(arguments: [
    ("Inject 10U now", "10U"), ("Inject 10 U now", "10 U"), ("100 IU of it", "IU"),
    ("1 tablet QD", "QD"), ("1 tablet q.d. with food", "q.d"), ("1 tablet qod", "qod"),
    ("5.0 mg", "5.0"), ("0.50 mg", "0.50"), (".5 mg", ".5"), ("MS 10 mg", "MS"),
    ("MgSO4 now", "MgSO4"), ("75 \u{B5}g", "\u{B5}"), ("5 cc", "5 cc"), ("drops OD", "OD"),
    ("drops AS", "AS"), ("1 tablet HS", "HS"), ("SQ daily", "SQ"), ("3 times TIW", "TIW"),
    ("> 5 mg", ">"), ("1 & 2", "&"), ("at 8 @ home", "@"), ("a + b", "+"),
    ("25/100 mg", "25/10"), ("10mg", "10mg"), ("100mL", "100mL"), ("5 mg. twice", "mg."),
    ("100000 units", "100000 units"), ("1000 mg", "1000 mg"), ("\u{BD} tablet", "\u{BD}"),
    ("1 teaspoon", "teaspoon"), ("2 Tsp", "Tsp"), ("5 mg \u{2192} 2.5 mg", "\u{2192}"),
    ("2. metformin 500 mg", "2."),
  ])
  func `a sign from the lists is found`(text: String, found: String) {
    #expect(ForbiddenSigns.violations(in: text).map(\.found) == [found])
  }

  @Test(arguments: [
    "TAKE NOW:  4 medicines, 4 tablets                  due 8:00 AM, with breakfast",
    "Recorded 8:06 AM. 4 medicines. U takes it back.", "SHS and OSCAR and Madame", "TAKE AS NEEDED",
    "carbidopa 25 mg and levodopa 100 mg", "Take 5 mg. Then stop.", "Take 5 mg.",
    "11:00 AM", "10.05 mg", "0.5 mL", "1,325 mg", "/ Find  F Filter", "was 5 mg, now 2.5 mg",
    "2 of 3", "Used on 3 days of the last 7.", "Poison help (US) 1-800-222-1222.", "Nov 24, 2026",
    "Enter Lots  R Receive  O Order", "is as good as it was", "in 2026 we counted units",
    "The label says \"1 tab PO QD, 10U\".", "cc: Dr. Shah", "NDC 00000-0000-30",
  ])
  func `an honest text is left alone`(text: String) {
    #expect(ForbiddenSigns.violations(in: text) == [])
  }

  @Test(arguments: [
    "in America/New_York and (Europe/Berlin)", "Such as https://ntfy.example.org/a+b.",
    "to tom@example.org, please", "check <drug> <drug>, --at <instant>", "in /var/lib/a+b.sqlite",
    "in ~/care/x", "3  2026-11-27T08:25:16+00:00  dose.undo 96@29912400",
    "“1/2” lacks a unit, as in “1/2 tablet”.", "Rule \"5 mg/day\" is quoted",
  ])
  func `codes and quotations are exempt`(text: String) {
    #expect(ForbiddenSigns.violations(in: text) == [])
  }

  @Test(arguments: [
    "5 mg/day", "/day", "8 @ home", "a < b > c", "under <5 mg>", "5<x>", "either/or 5 mg",
  ])
  func `what only looks like a code is not`(text: String) {
    #expect(!ForbiddenSigns.violations(in: text).isEmpty || text == "/day")
  }

  @Test func `a proper name that is marked is exempt`() {
    let text = "Humulin R U/500 and 5 mg"
    #expect(ForbiddenSigns.violations(in: text, exempting: ["Humulin R U/500"]) == [])
    #expect(ForbiddenSigns.violations(in: text).map(\.rule) == [.slash])
  }

  @Test func `each sign says what to write instead and the table is dated`() {
    #expect(ForbiddenSigns.table.allSatisfy { !$0.instead.isEmpty && !$0.mistakenFor.isEmpty })
    #expect(ForbiddenSigns.checkedOn != nil)
  }
}
