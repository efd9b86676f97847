import Domain

/// Reads the lines of the NDC directory's product and package files, finished drugs or not.
///
/// The header decides which file it is; columns are found by their names, so that a publisher may
/// add some. Fields are separated by tabs and never quoted.
struct NDCFile: Sendable {
  let dataset: CatalogueDataset
  private let width: Int
  private let places: [String: Int]

  /// Reads the header; nil when it is none of these files.
  init?(header line: [UInt8]) {
    guard let text = String(validating: line, as: UTF8.self) else { return nil }
    let names = text.split(separator: "\t", omittingEmptySubsequences: false).map {
      DrugFileText.trimmed($0).uppercased()
    }
    var places: [String: Int] = [:]
    for (place, name) in names.enumerated() { places[name] = place }
    guard let dataset = Self.dataset(of: Set(names)) else { return nil }
    self.dataset = dataset
    width = names.count
    self.places = places
  }

  private static func dataset(of names: Set<String>) -> CatalogueDataset? {
    let package: Set = ["PRODUCTID", "PRODUCTNDC", "NDCPACKAGECODE", "PACKAGEDESCRIPTION"]
    if names.isSuperset(of: package) {
      return names.contains("SAMPLE_PACKAGE") ? .packages : .unfinishedPackages
    }
    let product: Set = [
      "PRODUCTID", "PRODUCTNDC", "PRODUCTTYPENAME", "NONPROPRIETARYNAME", "DOSAGEFORMNAME",
      "STARTMARKETINGDATE", "ENDMARKETINGDATE", "MARKETINGCATEGORYNAME", "LABELERNAME",
      "SUBSTANCENAME", "ACTIVE_NUMERATOR_STRENGTH", "ACTIVE_INGRED_UNIT", "DEASCHEDULE",
    ]
    guard names.isSuperset(of: product) else { return nil }
    return names.contains("PROPRIETARYNAME") ? .products : .unfinishedProducts
  }

  /// Reads a line behind the header.
  func row(_ line: [UInt8]) throws(LineProblem) -> CatalogueRow {
    let text = try DrugFileText.text(line)
    let fields = text.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count == width else {
      throw .fieldCount(expected: width, found: fields.count)
    }
    let record = Fields(values: fields, places: places)
    switch dataset {
    case .packages, .unfinishedPackages: return .package(try Self.package(record))
    default: return .product(try Self.product(record))
    }
  }

  /// The fields of one line by the names of their columns.
  fileprivate struct Fields {
    let values: [Substring]
    let places: [String: Int]

    /// Without blanks around it; empty where the file has no such column.
    subscript(_ column: String) -> String {
      places[column].map { DrugFileText.trimmed(values[$0]) } ?? ""
    }

    func required(_ column: String) throws(LineProblem) -> String {
      let text = self[column]
      if text.isEmpty { throw .empty(column: column) }
      return text
    }

    func day(_ column: String) throws(LineProblem) -> CalendarDate? {
      try DrugFileText.day(self[column], column)
    }
  }

  // MARK: Products

  private static func product(_ record: Fields) throws(LineProblem) -> DirectoryProduct {
    let code = try productCode(record)
    let generic = record["NONPROPRIETARYNAME"]
    let brand = [record["PROPRIETARYNAME"], record["PROPRIETARYNAMESUFFIX"]]
      .filter { !$0.isEmpty }.joined(separator: " ")
    guard !generic.isEmpty || !brand.isEmpty else { throw .empty(column: "NONPROPRIETARYNAME") }
    let substances = DrugFileText.list(record["SUBSTANCENAME"])
    return DirectoryProduct(
      listing: try record.required("PRODUCTID"),
      code: code,
      type: record["PRODUCTTYPENAME"],
      name: brand.isEmpty ? generic : brand,
      genericName: generic.isEmpty ? brand : generic,
      form: record["DOSAGEFORMNAME"],
      routes: DrugFileText.list(record["ROUTENAME"]),
      startedOn: try record.day("STARTMARKETINGDATE"),
      endedOn: try record.day("ENDMARKETINGDATE"),
      category: record["MARKETINGCATEGORYNAME"],
      application: record["APPLICATIONNUMBER"],
      labeler: record["LABELERNAME"],
      substances: substances,
      strength: DirectoryStrength.text(
        numbers: record["ACTIVE_NUMERATOR_STRENGTH"],
        units: record["ACTIVE_INGRED_UNIT"],
        substances: substances.count
      ),
      classes: classes(record["PHARM_CLASSES"]),
      controlSchedule: controlSchedule(record["DEASCHEDULE"]),
      exclusion: record["NDC_EXCLUDE_FLAG"].isEmpty ? "N" : record["NDC_EXCLUDE_FLAG"],
      certifiedThrough: try record.day("LISTING_RECORD_CERTIFIED_THROUGH")
    )
  }

  private static func productCode(_ record: Fields) throws(LineProblem) -> String {
    let code = try record.required("PRODUCTNDC")
    let parts = code.split(separator: "-", omittingEmptySubsequences: false)
    let isCode =
      parts.count == 2 && (4...6).contains(parts[0].utf8.count)
      && (3...4).contains(parts[1].utf8.count)
      && parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
    guard isCode else { throw .noCode(column: "PRODUCTNDC", found: code) }
    return code
  }

  /// A schedule that the directory does not have is no reason to lose the product, nor to take it for
  /// one that nobody controls.
  private static func controlSchedule(_ text: String) -> String? {
    let schedules: [String: String?] = [
      "": nil, "CI": "I", "CII": "II", "CIII": "III", "CIV": "IV", "CV": "V",
    ]
    return schedules[text] ?? DirectoryProduct.unknownSchedule
  }

  /// Classes end with their kind in brackets and are separated by commas, which may stand inside.
  private static func classes(_ text: String) -> [String] {
    var classes: [String] = []
    var open: [String] = []
    for part in text.split(separator: ",") {
      open.append(DrugFileText.trimmed(part))
      guard part.last == "]" else { continue }
      classes.append(open.joined(separator: ", "))
      open = []
    }
    return open.isEmpty ? classes : classes + [open.joined(separator: ", ")]
  }

  // MARK: Packages

  private static func package(_ record: Fields) throws(LineProblem) -> DirectoryPackage {
    let product = try productCode(record)
    let code = try record.required("NDCPACKAGECODE")
    guard code.contains("-"), let ndc = try? NDC(text: code) else {  // Named by the line below.
      throw .noCode(column: "NDCPACKAGECODE", found: code)
    }
    guard "\(ndc.labeler)-\(ndc.product)" == product else {
      throw .otherProduct(package: code, product: product)
    }
    return DirectoryPackage(
      listing: try record.required("PRODUCTID"),
      ndc: ndc,
      contents: record["PACKAGEDESCRIPTION"],
      startedOn: try record.day("STARTMARKETINGDATE"),
      endedOn: try record.day("ENDMARKETINGDATE"),
      isSample: record["SAMPLE_PACKAGE"] == "Y"
    )
  }
}

/// The strength of a product of the NDC directory in the words of the program.
enum DirectoryStrength {
  /// `500 mg`, `25 mg and 100 mg`, `80 mg per mL`.
  ///
  /// Numbers and units are two lists. Where they are not of the same length nobody knows which unit
  /// belongs to which number: then both stand there as published.
  static func text(numbers: String, units: String, substances: Int) -> String {
    let numbers = DrugFileText.list(numbers)
    let units = DrugFileText.list(units)
    if numbers.isEmpty, units.isEmpty { return "" }
    let published = "\(numbers.joined(separator: "; ")) \(units.joined(separator: "; "))"
    guard numbers.count == units.count, numbers.count == max(1, substances) else {
      return published
    }
    var masses: [String] = []
    var volumes: Set<String> = []
    for (number, unit) in zip(numbers, units) {
      let halves = unit.split(separator: "/", maxSplits: 1).map(String.init)
      guard halves.count == 2, let value = value(number) else { return published }
      masses.append("\(value) \(named(halves[0], isOne: value == "1"))")
      volumes.insert(volume(halves[1]))
    }
    // Parts of different volumes have no common one.
    guard volumes.count == 1, let volume = volumes.first else { return published }
    let mass = masses.joined(separator: " and ")
    return volume == "1" ? mass : "\(mass) per \(volume)"
  }

  /// `.75` becomes `0.75` and `1.0` becomes `1`; nil for what is no number.
  private static func value(_ text: String) -> String? {
    Rational(text: text.filter { $0 != "," }).flatMap(\.decimalText)
  }

  /// `.5mL` becomes `0.5 mL`, and `mL` stays.
  private static func volume(_ text: String) -> String {
    let number = text.prefix { $0.isNumber || $0 == "." }
    let unit = named(DrugFileText.trimmed(text.dropFirst(number.count)), isOne: false)
    guard let value = value(String(number)) else { return unit }
    if unit.isEmpty { return value }
    return value == "1" ? unit : "\(value) \(unit)"
  }

  private static func named(_ unit: String, isOne: Bool) -> String {
    switch unit {
    case "[iU]": isOne ? "unit" : "units"
    case "[USP'U]": isOne ? "USP unit" : "USP units"
    case "ug": "mcg"
    case "meq": "mEq"
    case "uL": "microliter"
    default: unit
    }
  }
}
