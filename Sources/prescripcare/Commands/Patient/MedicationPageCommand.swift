import ArgumentParser
import Domain
import Screens
import Store

/// `medication page`: everything on one page, for paper.
struct MedicationPageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "page",
    abstract: "Print all medicines on one page: what, why, last taken, allergies, pharmacy."
  )

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let run = try CommandRun(global)
    try run.withSession { session in
      let page = try session.read(MedicinePageQuery())
      run.print(json: Self.json(page), text: MedicinePageText(page, ascii: global.ascii).text)
    }
  }

  private static func json(_ page: MedicinePage) -> JSON {
    .object([
      "asOf": .string(page.plan.now.text(in: page.plan.zone)),
      "person": .string(page.person.fullName),
      "born": .text(page.person.birthDate?.description),
      "allergies": .array(page.allergies.map(json)),
      "medicines": .array(page.items.map { json($0, page) }),
      "conditions": .array(page.body.conditions.map { .string($0.name) }),
      "eGFR": .number(page.body.eGFR?.value), "eGFROn": .text(page.body.eGFR?.on?.description),
      "pregnancy": .text(page.body.pregnancy?.value.rawValue),
      "pregnancyOn": .text(page.body.pregnancy?.on?.description),
      "weight": .text(
        page.body.weightGrams.map { Amount(Rational($0.value, 1000), "kg").description }
      ),
      "weightOn": .text(page.body.weightGrams?.on?.description),
      "pharmacy": .text(page.person.pharmacyName),
      "pharmacyPhone": .text(page.person.pharmacyPhone),
    ])
  }

  private static func json(_ allergy: MedicinePage.Allergy) -> JSON {
    .object([
      "name": .string(allergy.name), "kind": .string(allergy.kind),
      "severity": .string(allergy.severity), "symptoms": .text(allergy.symptoms),
      "checked": .bool(allergy.isChecked),
    ])
  }

  private static func json(_ item: MedicationPlan.Item, _ page: MedicinePage) -> JSON {
    let label = item.label
    let last = page.lastTaken[label.medication]
    let rules = item.schedules.filter { $0.isActive && $0.rule.kind != .unscheduled }
    return .object([
      "medication": .integer(label.medication), "title": .string(label.title),
      "forWhat": .text(label.purpose), "status": .string(label.status),
      "directions": .array(rules.map { .string(page.plan.sentence($0)) }),
      "lastTaken": .text(last?.at.text(in: page.plan.zone)),
      "lastAmount": .text(last?.amount?.description), "prescriber": .text(label.prescriberName),
      "origin": .text(page.origins[label.medication]),
    ])
  }
}
