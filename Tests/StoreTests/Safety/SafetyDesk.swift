import Domain
import GRDB
import TestSupport

@testable import Store

/// A counter with a pharmacist, a technician and a patient, and a small catalogue.
struct SafetyDesk {
  let test: TestDatabase
  let pharmacist: Int
  let technician: Int
  let patient: Int

  init() throws {
    test = try TestDatabase(now: "2026-11-24T07:00:00-05:00")
    let founder = test.database.acting(as: CareDatabase.founder, for: 0)
    let people = try [("ortiz", Role.pharmacist), ("lee", .technician), ("ruth", .patient)].map {
      try founder.write(
        AddPerson(
          NewPerson(
            handle: $0.0,
            firstName: $0.0,
            lastName: "",
            birthDate: CalendarDate(year: 1955, month: 3, day: 4),
            zone: "America/New_York",
            roles: [$0.1]
          )
        )
      )
    }
    (pharmacist, technician, patient) = (people[0], people[1], people[2])
    try test.database.write { db, _, _ in try db.execute(sql: Self.catalogue) }
  }

  /// The patient's own session.
  var own: ActingSession { test.session(as: patient, roles: [.patient]) }
  /// The pharmacist with the patient's record open.
  var counter: ActingSession { test.session(as: pharmacist, for: patient, roles: [.pharmacist]) }

  func medication(
    _ name: String,
    strength: String = "",
    at time: String = "08:00",
    amount: String = "1 tablet",
    more: String = ""
  ) throws -> NewMedication {
    NewMedication(
      drugName: name,
      strength: strength,
      schedules: [
        NewSchedule(
          rule: try ScheduleRule(
            json: JSON(
              text: """
                {"kind":"times","times":[{"at":"\(time)","amount":"\(amount)"}],\
                "start":"2026-11-24"\(more)}
                """
            )
          )
        )
      ]
    )
  }

  /// Severity and status of every alert that is kept, by the names between which it is.
  func kept() throws -> [String] {
    try test.database.read { db, _ in
      try Row.fetchAll(db, sql: "SELECT * FROM safety_alerts ORDER BY alert_id").map { row in
        "\(row["severity"] as String) \(row["between_first"] as String) and "
          + "\(row["between_second"] as String): \(row["status"] as String)"
      }
    }
  }

  func count(_ sql: String) throws -> Int {
    try test.database.read { db, _ in try Int.fetchOne(db, sql: sql) ?? 0 }
  }

  private static let catalogue = """
    INSERT INTO ingredients (ingredient_id, name, flags, lingers_days, source, written_on) VALUES
      (1, 'warfarin', '[]', NULL, 's', '2026-11-01'),
      (2, 'ibuprofen', '[]', NULL, 's', '2026-11-01'),
      (3, 'phenelzine', '[]', 14, 's', '2026-11-01'),
      (4, 'fluoxetine', '[]', 35, 's', '2026-11-01'),
      (5, 'methotrexate', '["weeklyOnly"]', NULL, 's', '2026-11-01'),
      (6, 'acetaminophen', '[]', NULL, 's', '2026-11-01');
    INSERT INTO ingredient_classes VALUES
      ('nsaid', 2), ('mao-inhibitor', 3), ('ssri', 4), ('anticoagulant', 1);
    INSERT INTO drug_interactions (side_a, side_b, severity, interaction_type, mechanism,
      clinical_effect, management_strategy, evidence_level, source, written_on) VALUES
      ('class:anticoagulant', 'class:nsaid', 'major', 'p', 'm', 'Bleeding.', 'Avoid.',
        'established', 'label', '2026-11-01'),
      ('class:mao-inhibitor', 'class:ssri', 'contraindicated', 'p', 'm', 'Serotonin rises.',
        'Never together.', 'established', 'ONC', '2026-11-01');
    INSERT INTO dose_limits (ingredient_id, route, form, age_from, amount, period_hours, source,
      written_on) VALUES (6, 'oral', 'any product', 18, '4000 mg', 24, 'label', '2026-11-01');
    """
    + [
      (1, "warfarin", "Coumadin"), (2, "ibuprofen", "Advil"), (3, "phenelzine", "Nardil"),
      (4, "fluoxetine", "Prozac"), (5, "methotrexate", "Trexall"), (6, "acetaminophen", "Tylenol"),
    ].map { id, name, brand in
      """
      INSERT INTO drugs_master (drug_id, public_id, drug_name, generic_name, brand_names,
        drug_class, therapeutic_category, active_ingredients, available_strengths, dosage_forms,
        routes, dosing_unit, indications, contraindications, side_effects, fda_approved, source,
        written_on)
      VALUES (\(id), randomblob(16), '\(name)', '\(name)', '["\(brand)"]', '', '', '[]', '[]',
        '["tablet"]', '["oral"]', 'tablet', '', '', '[]', 1, 'label', '2026-11-01');
      INSERT INTO drug_ingredients VALUES (\(id), 0, \(id));
      INSERT INTO drug_search (rowid, names) VALUES (\(id), '\(name) \(brand)');
      """
    }.joined(separator: "\n")
}
