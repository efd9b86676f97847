import Domain
import Store
import Terminal

/// All medicines of a person on one page, for somebody who has never seen her: on the screen, and as
/// plain text for paper.
///
/// The order is that of an emergency room: who, what must not be given, what acts now. Nothing that
/// is not known is left out; it is said to be unknown.
package struct MedicinePageText: Sendable {
  /// One line of the page.
  package struct Line: Equatable, Sendable {
    package let words: String
    package let isHeading: Bool
  }

  private let page: MedicinePage
  private let width: Int
  private let ascii: Bool

  /// The page `width` columns wide; a sheet of paper has 80.
  package init(_ page: MedicinePage, width: Int = 80, ascii: Bool = false) {
    self.page = page
    self.width = max(30, width)
    self.ascii = ascii
  }

  /// The page as plain text, each line at most as wide as the page.
  package var text: String { lines.map(\.words).joined(separator: "\n") }

  package var lines: [Line] {
    var lines = heading
    lines += block("ALLERGIES AND BAD REACTIONS", allergies)
    for group in Group.allCases {
      let items = page.items.filter { Group($0) == group }
      guard !items.isEmpty else { continue }
      lines += [Line(words: "", isHeading: false)] + wrapped(group.title, isHeading: true)
      for item in items { lines += medicine(item) }
    }
    if page.items.isEmpty {
      lines += block("MEDICINES", ["None is entered. That does not say that none is taken."])
    }
    lines += block("CONDITIONS", conditions)
    lines += block("PHARMACY", [pharmacy])
    return lines
  }

  private var today: CalendarDate { page.plan.today }

  private var heading: [Line] {
    let day = Display.weekdayAndDate(today, today: CalendarDate(day: 0))
    let clock = Display.clock(page.plan.zone.local(of: page.plan.now).0.time)
    let birth = page.person.birthDate.map { "born \(Display.fullDate($0))" }
    let who = [page.person.fullName, birth ?? "birth date not entered"].joined(separator: ", ")
    return wrapped("MEDICINES OF \(who)", isHeading: true) + wrapped("As of \(day), \(clock)")
  }

  // MARK: Parts

  private var allergies: [String] {
    guard !page.allergies.isEmpty else {
      return ["None is entered. That does not say that there are none: ask."]
    }
    return page.allergies.map { allergy in
      let severity = allergy.severity == "unknown" ? nil : allergy.severity
      let kind = ["food": "food", "excipient": "in what tablets are made of"][allergy.kind]
      let unread = allergy.isChecked ? nil : "CANNOT BE CHECKED HERE, ask about every medicine"
      let said = [severity, allergy.symptoms, kind, unread].compactMap { $0 }
        .joined(separator: ", ")
      return said.isEmpty ? allergy.name : "\(allergy.name): \(said)"
    }
  }

  private var conditions: [String] {
    let names = page.body.conditions.map(\.name).joined(separator: "; ")
    var lines = names.isEmpty ? [] : [names]
    if let kidney = page.body.eGFR {
      lines.append("kidney function: eGFR \(kidney.value)\(on(kidney.on))")
    }
    switch page.body.pregnancy?.value {
    case .pregnant: lines.append("PREGNANT\(on(page.body.pregnancy?.on))")
    case .lactating: lines.append("breastfeeding\(on(page.body.pregnancy?.on))")
    case .planning: lines.append("planning a pregnancy\(on(page.body.pregnancy?.on))")
    case .no, nil: break
    }
    if let weight = page.body.weightGrams {
      let kilograms = Display.amount(Amount(Rational(weight.value, 1000), "kg"))
      lines.append("weight: \(kilograms)\(on(weight.on))")
    }
    return lines
  }

  private func on(_ day: CalendarDate?) -> String {
    day.map { ", on \(Display.date($0, today: today))" } ?? ", day not known"
  }

  private var pharmacy: String {
    let parts = [page.person.pharmacyName, page.person.pharmacyPhone].compactMap { $0 }
    return parts.isEmpty ? "None is entered." : parts.joined(separator: ", ")
  }

  // MARK: Medicines

  /// In which way a medicine is taken.
  private enum Group: CaseIterable {
    case planned
    case asNeeded
    case paused

    init(_ item: MedicationPlan.Item) {
      let kinds = item.schedules.filter { $0.isActive && $0.rule.kind != .unscheduled }
        .map(\.rule.kind)
      if item.label.status == "paused" {
        self = .paused
      } else {
        self = !kinds.isEmpty && kinds.allSatisfy { $0 == .asNeeded } ? .asNeeded : .planned
      }
    }

    var title: String {
      switch self {
      case .planned: "TAKEN REGULARLY"
      case .asNeeded: "ONLY IF NEEDED"
      case .paused: "PAUSED, not taken now"
      }
    }
  }

  private func medicine(_ item: MedicationPlan.Item) -> [Line] {
    let label = item.label
    let purpose = label.purposeWords
    let first =
      purpose.isEmpty ? "\(label.title), what for is not entered" : "\(label.title), \(purpose)"
    var facts = directions(item)
    if label.status == "paused" { facts = [PlanWords(plan: page.plan).paused(item)] + facts }
    facts.append([lastTaken(item), source(item)].compactMap { $0 }.joined(separator: " "))
    return wrapped(first, margin: 1) + facts.flatMap { wrapped($0, margin: 4) }
  }

  private func directions(_ item: MedicationPlan.Item) -> [String] {
    let rules = item.schedules.filter { $0.isActive && $0.rule.kind != .unscheduled }
    guard rules.isEmpty else {
      return rules.flatMap { schedule -> [String] in
        let syringe = item.label.isOralLiquid ? "In mL, with an oral syringe" : nil
        let special = item.medication.details[schedule.id]?.special == nil ? syringe : nil
        let said = [page.plan.sentence(schedule), special.map(Display.sentence)]
          .compactMap { $0 }.joined(separator: " ")
        return [said] + page.plan.words(of: schedule).table(schedule.rule)
      }
    }
    return [item.label.instructions.map { "\"\($0)\"" } ?? "How it is taken is not entered."]
  }

  private func lastTaken(_ item: MedicationPlan.Item) -> String {
    guard let last = page.lastTaken[item.label.medication] else { return "No dose is recorded." }
    let strength = last.otherStrength.map { " of \(Display.strength($0))" } ?? ""
    let amount = last.amount.map { ", \(Display.amount($0))\(strength)" } ?? ""
    // A day by its name: paper is read on other days, too.
    let local = page.plan.zone.local(of: last.at).0
    let day = Display.shortWeekdayAndDate(local.date, today: today)
    return "Last taken \(day), \(Display.clock(local.time))\(amount)."
  }

  private func source(_ item: MedicationPlan.Item) -> String? {
    switch page.origins[item.label.medication] {
    case "otc": "Bought without a prescription."
    case "elsewhere":
      item.label.prescriberName.map { "From elsewhere, by \($0)." } ?? "From elsewhere."
    default: item.label.prescriberName.map { "Prescribed by \($0)." }
    }
  }

  // MARK: Lines

  private func block(_ title: String, _ texts: [String]) -> [Line] {
    guard !texts.isEmpty else { return [] }
    return [Line(words: "", isHeading: false)] + wrapped(title, isHeading: true)
      + texts.flatMap { wrapped($0, margin: 1) }
  }

  /// Lines of a text, the first one `margin` columns in, those that follow 2 more.
  private func wrapped(_ text: String, margin: Int = 0, isHeading: Bool = false) -> [Line] {
    let blanks = String(repeating: " ", count: margin)
    return WordWrap.lines(text, width: width - margin, indent: margin == 0 ? 0 : 2, ascii: ascii)
      .map { Line(words: blanks + $0, isHeading: isHeading) }
  }
}
