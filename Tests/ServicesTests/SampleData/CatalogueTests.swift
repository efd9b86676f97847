import Domain
import Foundation
import GRDB
import Services
import TestSupport
import Testing

/// What the shipped catalogue must know, and what it says of itself.
@Suite struct CatalogueTests {
  /// Pairs of ingredients that every catalogue has to know, with the least severity.
  static let pairs: [(String, String, String)] =
    contraindicated.map { ($0, $1, "contraindicated") } + major.map { ($0, $1, "major") }
    + moderate.map { ($0, $1, "moderate") }

  private static let contraindicated = [
    ("phenelzine", "sertraline"), ("selegiline", "fluoxetine"), ("phenelzine", "venlafaxine"),
    ("phenelzine", "amitriptyline"), ("phenelzine", "methylphenidate"),
    ("phenelzine", "pseudoephedrine"), ("phenelzine", "phentermine"),
    ("phenelzine", "meperidine"), ("phenelzine", "dextromethorphan"),
    ("phenelzine", "sumatriptan"), ("tranylcypromine", "procarbazine"),
    ("atazanavir", "omeprazole"), ("febuxostat", "azathioprine"),
    ("irinotecan", "clarithromycin"), ("amiodarone", "ziprasidone"), ("ramelteon", "fluvoxamine"),
    ("darunavir", "rifampin"), ("atazanavir", "st. john's wort"),
    ("simvastatin", "clarithromycin"), ("lovastatin", "nefazodone"), ("ergotamine", "ritonavir"),
    ("tizanidine", "ciprofloxacin"), ("tizanidine", "fluvoxamine"), ("nitroglycerin", "sildenafil"),
    ("isosorbide mononitrate", "tadalafil"), ("riociguat", "sildenafil"),
    ("riociguat", "nitroglycerin"), ("sacubitril", "lisinopril"), ("aliskiren", "losartan"),
    ("levodopa", "phenelzine"), ("eplerenone", "ketoconazole"), ("ranolazine", "ketoconazole"),
    ("ranolazine", "rifampin"), ("dofetilide", "hydrochlorothiazide"),
    ("dofetilide", "dolutegravir"), ("repaglinide", "gemfibrozil"), ("ritonavir", "amiodarone"),
    ("ritonavir", "simvastatin"), ("nirmatrelvir", "rifampin"), ("simvastatin", "cyclosporine"),
    ("simvastatin", "gemfibrozil"), ("ivabradine", "ketoconazole"),
  ]

  private static let major = [
    ("sotalol", "haloperidol"), ("clarithromycin", "moxifloxacin"), ("citalopram", "amiodarone"),
    ("colchicine", "clarithromycin"), ("colchicine", "cyclosporine"),
    ("methotrexate", "trimethoprim"), ("methotrexate", "ibuprofen"),
    ("warfarin", "sulfamethoxazole"), ("warfarin", "metronidazole"), ("warfarin", "amiodarone"),
    ("warfarin", "rifampin"), ("warfarin", "ibuprofen"), ("apixaban", "naproxen"),
    ("rivaroxaban", "aspirin"), ("apixaban", "ketoconazole"), ("rivaroxaban", "ritonavir"),
    ("edoxaban", "st. john's wort"), ("dabigatran", "dronedarone"), ("clopidogrel", "omeprazole"),
    ("oxycodone", "lorazepam"), ("hydrocodone", "zolpidem"), ("oxycodone", "gabapentin"),
    ("tramadol", "paroxetine"), ("codeine", "bupropion"), ("linezolid", "sertraline"),
    ("methylene blue", "duloxetine"), ("lithium", "ibuprofen"), ("lithium", "lisinopril"),
    ("lithium", "hydrochlorothiazide"), ("lisinopril", "spironolactone"),
    ("losartan", "potassium chloride"), ("spironolactone", "trimethoprim"),
    ("digoxin", "amiodarone"), ("digoxin", "clarithromycin"), ("metoprolol", "verapamil"),
    ("simvastatin", "amlodipine"), ("simvastatin", "diltiazem"), ("atorvastatin", "cyclosporine"),
    ("rosuvastatin", "gemfibrozil"), ("tacrolimus", "fluconazole"), ("tacrolimus", "rifampin"),
    ("theophylline", "ciprofloxacin"), ("clozapine", "fluvoxamine"),
    ("carbamazepine", "erythromycin"), ("lamotrigine", "valproate"),
    ("lamotrigine", "ethinyl estradiol"), ("ethinyl estradiol", "topiramate"),
    ("norethindrone", "carbamazepine"), ("valproate", "meropenem"),
    ("azathioprine", "allopurinol"), ("glyburide", "sulfamethoxazole"),
    ("glimepiride", "clarithromycin"), ("levodopa", "metoclopramide"),
    ("pramipexole", "haloperidol"),
  ]

  private static let moderate = [
    ("levothyroxine", "calcium carbonate"), ("levothyroxine", "ferrous sulfate"),
    ("levothyroxine", "sevelamer"), ("ciprofloxacin", "magnesium hydroxide"),
    ("levofloxacin", "calcium carbonate"), ("doxycycline", "ferrous sulfate"),
    ("alendronate", "calcium carbonate"), ("sertraline", "ibuprofen"),
    ("citalopram", "omeprazole"), ("aspirin", "ibuprofen"), ("tamoxifen", "paroxetine"),
    ("donepezil", "oxybutynin"), ("clonidine", "metoprolol"),
  ]

  private static let severities = ["minor", "moderate", "major", "contraindicated"]

  @Test(arguments: pairs.indices) func `a pair that everybody has to know is known`(
    _ index: Int
  ) throws {
    let (first, second, least) = Self.pairs[index]
    let found = try LoadedSample.ordinary.get().read { db in
      try String.fetchAll(
        db,
        sql: """
          WITH sides (ingredient, side) AS (
            SELECT name, name FROM ingredients WHERE name IN (:first, :second)
            UNION ALL
            SELECT i.name, 'class:' || c.class_name
            FROM ingredients AS i JOIN ingredient_classes AS c USING (ingredient_id)
            WHERE i.name IN (:first, :second))
          SELECT r.severity
          FROM drug_interactions AS r
          JOIN sides AS a ON a.side = r.side_a
          JOIN sides AS b ON b.side = r.side_b
          WHERE a.ingredient <> b.ingredient
          """,
        arguments: ["first": first, "second": second]
      )
    }
    let highest = found.compactMap(Self.severities.firstIndex(of:)).max()
    let wanted = try #require(Self.severities.firstIndex(of: least))
    #expect((highest ?? -1) >= wanted, "\(first) and \(second)")
  }

  @Test(arguments: [
    ("apixaban", "sameDay"), ("rivaroxaban", "sameDay"), ("dabigatran", "hoursBeforeNext:6"),
    ("warfarin", "sameDay"), ("ticagrelor", "never"), ("levothyroxine", "sameDay"),
    ("alendronate", "days:6"), ("methotrexate", "ask"), ("semaglutide", "days:5"),
    ("dulaglutide", "hoursBeforeNext:72"), ("levodopa", "halfGap"), ("norethindrone", "sameDay"),
    ("clozapine", "ask"), ("zolpidem", "never"), ("insulin glargine", "ask"),
  ]) func `how late is too late is known with words for it`(
    _ ingredient: String,
    _ rule: String
  ) throws {
    let sample = try LoadedSample.ordinary.get()
    let name = "'\(ingredient)'"
    #expect(
      try sample.texts("SELECT late_rule FROM ingredients WHERE name = \(name)") == [rule]
    )
    #expect(
      try sample.number("SELECT length(late_text) FROM ingredients WHERE name = \(name)") > 20
    )
  }

  @Test(arguments: ["clozapine", "lamotrigine", "tacrolimus", "class:antiretroviral"])
  func `what is not taken up again by oneself is known with text, source and date`(
    _ side: String
  ) throws {
    let sample = try LoadedSample.ordinary.get()
    let rule = "FROM restart_rules WHERE side = '\(side)' AND source <> '' AND written_on > '2026'"
    #expect(try sample.number("SELECT after_hours \(rule)") >= 24)
    #expect(try sample.number("SELECT length(text) \(rule)") > 20)
  }

  @Test(arguments: ["README.md", "catalogue/README.md"])
  func `the pages say how many rows each file has`(_ page: String) throws {
    let folder = URL(fileURLWithPath: LoadedSample.folder).appendingPathComponent(page)
    let text = try String(contentsOf: folder, encoding: .utf8)
    var files = 0
    for line in text.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let names = cells[0].split(separator: "`").map(String.init).filter { $0.hasSuffix(".csv") }
      let counts = cells[1].split(separator: ",").map {
        Int($0.trimmingCharacters(in: .whitespaces))
      }
      for (name, count) in zip(names, counts) {
        let file = folder.deletingLastPathComponent().appendingPathComponent(name)
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(count == lines.count - 1, "\(name)")
        files += 1
      }
    }
    #expect(files > 8)
  }
}
