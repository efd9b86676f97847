import Domain
import Store
import TestSupport
import Testing

/// What the shipped catalogue says when it is asked, through the same checks as everybody's record.
@Suite struct KnownPairsTests {
  private static let names = Array(Set(KnownPairs.rows.flatMap { $0.left + $0.right })).sorted()

  /// The gravest word on each pair of ingredients, asked for all names at once in their order and in
  /// the reverse of it.
  private static let known = Result { try (asked(names), asked(names.reversed())) }

  private static func asked(_ names: [String]) throws -> [String: SafetyAlert] {
    let database = try LoadedSample.ordinary.get().test.database
    let answer = try database.acting(as: CareDatabase.founder, for: 0)
      .read(DrugCheckQuery(names, isForPerson: false))
    #expect(answer.unknown == [])
    return Dictionary(answer.alerts.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What a product of several ingredients is asked by.
  private static let ingredients = [
    "carbidopa and levodopa": ["levodopa"], "sacubitril and valsartan": ["sacubitril"],
    "sulfamethoxazole and trimethoprim": ["sulfamethoxazole", "trimethoprim"],
    "levonorgestrel and ethinyl estradiol": ["ethinyl estradiol", "levonorgestrel"],
    "Paxlovid": ["nirmatrelvir", "ritonavir"],
  ]

  @Test func `a pair that everybody has to know is told with its severity, in both orders`() throws
  {
    let (forwards, backwards) = try Self.known.get()
    for row in KnownPairs.rows {
      for left in row.left {
        for right in row.right {
          let keys = (Self.ingredients[left] ?? [left]).flatMap { one in
            (Self.ingredients[right] ?? [right]).map { other in
              "drugDrug:\([one.lowercased(), other.lowercased()].sorted().joined(separator: "|"))"
            }
          }
          for known in [forwards, backwards] {
            let found = keys.compactMap { known[$0] }.max { $0.severity < $1.severity }
            #expect(found?.severity.name == row.severity, "\(left) and \(right)")
            #expect(found.map { !$0.source.isEmpty && !$0.management.isEmpty } ?? false)
          }
        }
      }
    }
    #expect(Set(forwards.keys).symmetricDifference(backwards.keys).sorted() == [])
  }

  @Test func `nobody is warned of pairs that are usual and go together`() throws {
    let usual = [
      "lisinopril", "amlodipine", "metformin", "levothyroxine", "sitagliptin", "acetaminophen",
      "amoxicillin", "atorvastatin",
    ]
    let found = try Self.asked(usual).values.filter { alert in
      alert.kind == .drugDrug && alert.severity >= .major
    }
    #expect(found.map(\.between) == [])
  }

  private static let foods = [
    ("phenelzine", "tyramine", "contraindicated"), ("linezolid", "tyramine", "major"),
    ("warfarin", "vitamin K", "major"), ("simvastatin", "grapefruit", "major"),
    ("lovastatin", "grapefruit", "major"), ("felodipine", "grapefruit", "major"),
    ("nifedipine", "grapefruit", "major"), ("tacrolimus", "grapefruit", "major"),
    ("cyclosporine", "grapefruit", "major"), ("sirolimus", "grapefruit", "major"),
    ("amiodarone", "grapefruit", "major"), ("dronedarone", "grapefruit", "major"),
    ("buspirone", "grapefruit", "moderate"), ("ivabradine", "grapefruit", "moderate"),
    ("ranolazine", "grapefruit", "moderate"), ("colchicine", "grapefruit", "major"),
    ("levothyroxine", "coffee", "moderate"), ("alendronate", "plain water", "major"),
    ("risedronate", "plain water", "major"), ("ciprofloxacin", "milk", "moderate"),
    ("tetracycline", "dairy", "moderate"), ("levodopa", "protein", "moderate"),
    ("rivaroxaban", "without food", "major"), ("ziprasidone", "500 kcal", "moderate"),
    ("lurasidone", "350 kcal", "moderate"), ("oxycodone", "alcohol", "major"),
    ("lorazepam", "alcohol", "major"), ("zolpidem", "alcohol", "major"),
    ("gabapentin", "alcohol", "major"), ("metronidazole", "alcohol", "major"),
    ("tinidazole", "alcohol", "major"), ("disulfiram", "alcohol", "contraindicated"),
    ("acetaminophen", "3 or more alcoholic drinks", "major"),
    ("metformin", "heavy alcohol", "major"), ("insulin glargine", "skipped meal", "major"),
    ("glipizide", "skipped meal", "major"), ("lisinopril", "salt substitute", "major"),
    ("losartan", "salt substitute", "major"), ("spironolactone", "salt substitute", "major"),
    ("lithium", "salt or fluid", "major"), ("theophylline", "caffeine", "moderate"),
    ("clozapine", "caffeine", "moderate"), ("tizanidine", "caffeine", "moderate"),
    ("isoniazid", "tyramine", "moderate"), ("isoniazid", "meals", "moderate"),
    ("fexofenadine", "fruit juice", "moderate"), ("itraconazole", "without a meal", "major"),
    ("ferrous sulfate", "tea", "minor"), ("abiraterone", "any food", "major"),
    ("nilotinib", "any food", "major"), ("methotrexate", "alcohol", "major"),
  ]

  @Test func `food that matters is told with its severity`() throws {
    let known = try Self.asked(Set(Self.foods.map(\.0)).sorted()).values.filter {
      $0.kind == .drugFood
    }
    for (name, food, severity) in Self.foods {
      let found = known.filter { alert in
        alert.subject.hasPrefix(name) && alert.between.contains { $0.contains(food) }
      }
      #expect(found.map(\.severity.name).contains(severity), "\(name) and \(food)")
    }
    #expect(known.allSatisfy { !$0.source.isEmpty && !$0.management.isEmpty })
  }

  @Test(arguments: [
    ("insulin glargine", "insulin"), ("insulin lispro", "insulin"), ("insulin regular", "insulin"),
    ("warfarin", "anticoagulant"), ("apixaban", "anticoagulant"), ("rivaroxaban", "anticoagulant"),
    ("methotrexate", "methotrexate"), ("oxycodone", "opioid"), ("fentanyl", "opioid"),
    ("tramadol", "opioid"), ("glipizide", "sulfonylurea"), ("glyburide", "sulfonylurea"),
    ("capecitabine", "chemotherapy"), ("mercaptopurine", "chemotherapy"),
    ("tacrolimus", "immunosuppressant"), ("cyclosporine", "immunosuppressant"),
    ("phenytoin", "antiepileptic"), ("carbamazepine", "antiepileptic"),
    ("lamotrigine", "antiepileptic"), ("valproate", "antiepileptic"),
    ("isotretinoin", "teratogen"), ("bosentan", "teratogen"), ("ambrisentan", "teratogen"),
    ("epinephrine", "epinephrine"),
  ])
  func `a medicine that harms most when it goes wrong is marked`(
    _ ingredient: String,
    _ group: String
  ) throws {
    let sample = try LoadedSample.ordinary.get()
    #expect(
      try sample.texts("SELECT high_alert FROM ingredients WHERE name = '\(ingredient)'") == [group]
    )
  }

  @Test(arguments: [
    ("acetaminophen", 18, "4000 mg", 24), ("acetaminophen", 18, "3000 mg", 24),
    ("ibuprofen", 18, "1200 mg", 24), ("ibuprofen", 18, "3200 mg", 24),
    ("naproxen", 18, "660 mg", 24), ("diphenhydramine", 18, "300 mg", 24),
    ("loperamide", 18, "8 mg", 24), ("loperamide", 18, "16 mg", 24),
    ("pseudoephedrine", 18, "240 mg", 24), ("dextromethorphan", 18, "120 mg", 24),
    ("metformin", 18, "2550 mg", 24), ("metformin", 18, "2000 mg", 24),
    ("glipizide", 18, "40 mg", 24), ("glimepiride", 18, "8 mg", 24),
    ("simvastatin", 18, "40 mg", 24), ("atorvastatin", 18, "80 mg", 24),
    ("citalopram", 40, "40 mg", 24), ("citalopram", 61, "20 mg", 24),
    ("escitalopram", 40, "20 mg", 24), ("sertraline", 40, "200 mg", 24),
    ("zolpidem", 40, "10 mg", 24), ("zolpidem", 70, "5 mg", 24), ("tramadol", 40, "400 mg", 24),
    ("tramadol", 76, "300 mg", 24), ("cyclobenzaprine", 40, "30 mg", 24),
    ("tizanidine", 40, "36 mg", 24), ("gabapentin", 40, "3600 mg", 24),
    ("pregabalin", 40, "600 mg", 24), ("bupropion", 40, "450 mg", 24),
    ("amlodipine", 40, "10 mg", 24), ("lisinopril", 40, "80 mg", 24),
    ("colchicine", 40, "1.8 mg", 1), ("sumatriptan", 40, "200 mg", 24),
    ("ondansetron", 40, "24 mg", 24), ("apixaban", 40, "20 mg", 24), ("apixaban", 40, "10 mg", 24),
    ("methotrexate", 40, "20 mg", 168), ("methotrexate", 40, "30 mg", 168),
    ("digoxin", 70, "125 mcg", 24),
  ])
  func `the most of an ingredient is known for an age`(
    _ ingredient: String,
    _ age: Int,
    _ amount: String,
    _ hours: Int
  ) throws {
    let sample = try LoadedSample.ordinary.get()
    let rows = try sample.texts(
      """
      SELECT amount
      FROM dose_limits JOIN ingredients USING (ingredient_id)
      WHERE name = '\(ingredient)' AND period_hours = \(hours)
        AND (age_from IS NULL OR age_from <= \(age)) AND (age_to IS NULL OR age_to >= \(age))
        AND dose_limits.source <> ''
      """
    )
    #expect(rows.contains(amount), "\(rows)")
  }

  @Test func `every row of the catalogue says its source and its day`() throws {
    let sample = try LoadedSample.ordinary.get()
    for table in [
      "ingredients", "drugs_master", "drug_interactions", "drug_food_interactions",
      "dose_limits", "safety_facts",
    ] {
      let silent = "SELECT count(*) FROM \(table) WHERE length(source) < 8 OR written_on < '2026'"
      #expect(try sample.number(silent) == 0, "\(table)")
      #expect(try sample.number("SELECT count(*) FROM \(table)") > 20)
    }
  }
}
