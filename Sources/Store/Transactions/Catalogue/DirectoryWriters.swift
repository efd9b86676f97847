import Domain
import GRDB

/// Writes products of the NDC directory beyond the head of their data set.
struct DirectoryProductWriter {
  private let ticket: ImportTicket
  private var find: BulkStatement
  private var insert: BulkStatement
  private var supersede: BulkStatement
  private var supersedeCode: BulkStatement
  private var drugs: DirectoryDrugWriter

  init(_ db: Database, _ ticket: ImportTicket) throws {
    self.ticket = ticket
    find = try BulkStatement(
      """
      SELECT directory_product_id, since_import, content_digest, until_import
      FROM directory_products
      WHERE listing = ? AND dataset = ?
      ORDER BY since_import DESC
      LIMIT 1
      """,
      in: db
    )
    insert = try BulkStatement(
      """
      INSERT INTO directory_products (dataset, listing, since_import, directory_drug_id,
        product_code, product_type, labeler, marketing_category, application_number,
        pharmacologic_classes, started_on, ended_on, exclusion, certified_through, content_digest)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      in: db
    )
    supersede = try BulkStatement(
      "UPDATE directory_products SET until_import = ? WHERE directory_product_id = ?",
      in: db
    )
    supersedeCode = try BulkStatement(
      """
      UPDATE directory_products SET until_import = ?
      WHERE product_code = ? AND dataset = ? AND until_import IS NULL AND since_import < ?
      """,
      in: db
    )
    drugs = try DirectoryDrugWriter(db)
  }

  mutating func write(_ product: DirectoryProduct, _ file: FileRow) throws -> StageRows.Outcome {
    let digest = ContentDigest.ofRow(product.content)
    find.bind(product.listing)
    find.bind(ticket.dataset.rawValue)
    let last = try find.first { row in
      StagedVersion(
        row: row.integer(0),
        since: row.integer(1),
        until: row.optionalInteger(3),
        isSame: row.bytes(2) == digest
      )
    }
    switch last?.meaning(of: file, in: ticket) {
    case .outcome(let outcome)?: return outcome
    case .restored?:
      try replace(last, by: nil)
      return .unchanged
    case .replaces?: try replace(last, by: ticket)
    case .new?, nil: break
    }
    let drug = try drugs.row(of: product)
    insert.bind(ticket.dataset.rawValue)
    insert.bind(product.listing)
    insert.bind(ticket.id)
    insert.bind(drug)
    insert.bind(product.code)
    insert.bind(product.type)
    insert.bind(product.labeler)
    insert.bind(product.category)
    insert.bind(product.application)
    insert.bind(product.classes.jsonText)
    insert.bind(product.startedOn?.description)
    insert.bind(product.endedOn?.description)
    insert.bind(product.exclusion)
    insert.bind(product.certifiedThrough?.description)
    insert.bind(digest)
    try insert.execute()
    if !file.isCodeRepeated {
      supersedeCode.bind(ticket.id)
      supersedeCode.bind(product.code)
      supersedeCode.bind(ticket.dataset.rawValue)
      supersedeCode.bind(ticket.id)
      try supersedeCode.execute()
    }
    return .taken
  }

  private mutating func replace(_ version: StagedVersion?, by ticket: ImportTicket?) throws {
    supersede.bind(ticket?.id)
    supersede.bind(version?.row)
    try supersede.execute()
  }
}

/// Finds or writes what a product is by its name, whoever sells it.
private struct DirectoryDrugWriter {
  private var find: BulkStatement
  private var insert: BulkStatement
  private var words: BulkStatement
  private var parts: BulkStatement

  init(_ db: Database) throws {
    find = try BulkStatement(
      """
      SELECT directory_drug_id
      FROM directory_drugs
      WHERE drug_name = ? COLLATE BINARY AND generic_name = ? COLLATE BINARY AND strength = ?
        AND dosage_form = ? AND routes = ? AND control_schedule = ? AND substances = ?
      """,
      in: db
    )
    insert = try BulkStatement(
      """
      INSERT INTO directory_drugs (drug_name, generic_name, strength, dosage_form, routes,
        control_schedule, substances)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      in: db
    )
    words = try BulkStatement("INSERT INTO directory_search (rowid, names) VALUES (?, ?)", in: db)
    parts = try BulkStatement("INSERT INTO directory_parts (rowid, names) VALUES (?, ?)", in: db)
  }

  mutating func row(of product: DirectoryProduct) throws -> Int {
    Self.bind(product, to: &find)
    if let row = try find.first({ $0.integer(0) }) { return row }
    Self.bind(product, to: &insert)
    try insert.execute()
    let row = insert.lastRow
    let isNamedAlike = product.name.lowercased() == product.genericName.lowercased()
    let names = [product.name] + (isNamedAlike ? [] : [product.genericName])
    words.bind(row)
    let details = product.substances + [product.strength, product.form]
    words.bind((names + details).joined(separator: " "))
    try words.execute()
    parts.bind(row)
    parts.bind(names.joined(separator: " "))
    try parts.execute()
    return row
  }

  private static func bind(_ product: DirectoryProduct, to statement: inout BulkStatement) {
    statement.bind(product.name)
    statement.bind(product.genericName)
    statement.bind(product.strength)
    statement.bind(product.form)
    statement.bind(product.routes.jsonText)
    statement.bind(product.controlSchedule ?? "")
    statement.bind(product.substances.jsonText)
  }
}

/// Writes packages of the NDC directory beyond the head of their data set.
struct DirectoryPackageWriter {
  private let ticket: ImportTicket
  private var find: BulkStatement
  private var insert: BulkStatement
  private var supersede: BulkStatement
  private var supersedeCode: BulkStatement

  init(_ db: Database, _ ticket: ImportTicket) throws {
    self.ticket = ticket
    find = try BulkStatement(
      """
      SELECT directory_package_id, since_import, content_digest, until_import
      FROM directory_packages
      WHERE package_code = ? AND listing = ? AND dataset = ?
      ORDER BY since_import DESC
      LIMIT 1
      """,
      in: db
    )
    insert = try BulkStatement(
      """
      INSERT INTO directory_packages (dataset, listing, package_code, since_import, product_code,
        ndc11, gtin, contents, started_on, ended_on, is_sample, content_digest)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      in: db
    )
    supersede = try BulkStatement(
      "UPDATE directory_packages SET until_import = ? WHERE directory_package_id = ?",
      in: db
    )
    supersedeCode = try BulkStatement(
      """
      UPDATE directory_packages SET until_import = ?
      WHERE package_code = ? AND dataset = ? AND until_import IS NULL AND since_import < ?
      """,
      in: db
    )
  }

  mutating func write(_ package: DirectoryPackage, _ file: FileRow) throws -> StageRows.Outcome {
    let digest = ContentDigest.ofRow(package.content)
    let code = package.ndc.description
    find.bind(code)
    find.bind(package.listing)
    find.bind(ticket.dataset.rawValue)
    let last = try find.first { row in
      StagedVersion(
        row: row.integer(0),
        since: row.integer(1),
        until: row.optionalInteger(3),
        isSame: row.bytes(2) == digest
      )
    }
    switch last?.meaning(of: file, in: ticket) {
    case .outcome(let outcome)?: return outcome
    case .restored?:
      try replace(last, by: nil)
      return .unchanged
    case .replaces?: try replace(last, by: ticket)
    case .new?, nil: break
    }
    insert.bind(ticket.dataset.rawValue)
    insert.bind(package.listing)
    insert.bind(code)
    insert.bind(ticket.id)
    insert.bind("\(package.ndc.labeler)-\(package.ndc.product)")
    insert.bind(package.ndc.ndc11)
    insert.bind(package.ndc.gtin?.text)
    insert.bind(package.contents)
    insert.bind(package.startedOn?.description)
    insert.bind(package.endedOn?.description)
    insert.bind(package.isSample ? 1 : 0)
    insert.bind(digest)
    try insert.execute()
    if !file.isCodeRepeated {
      supersedeCode.bind(ticket.id)
      supersedeCode.bind(code)
      supersedeCode.bind(ticket.dataset.rawValue)
      supersedeCode.bind(ticket.id)
      try supersedeCode.execute()
    }
    return .taken
  }

  private mutating func replace(_ version: StagedVersion?, by ticket: ImportTicket?) throws {
    supersede.bind(ticket?.id)
    supersede.bind(version?.row)
    try supersede.execute()
  }
}

extension [String] {
  /// The list as it stands in a column.
  fileprivate var jsonText: String { JSON.array(map(JSON.string)).text }
}

extension DirectoryProduct {
  /// Everything that is compared when the listing comes again.
  fileprivate var content: CanonicalBytes {
    var bytes = CanonicalBytes()
    for text in [
      code, type, name, genericName, form, routes.jsonText, startedOn?.description,
      endedOn?.description, category, application, labeler, substances.jsonText, strength,
      classes.jsonText, controlSchedule, exclusion, certifiedThrough?.description,
    ] {
      bytes.append(text)
    }
    return bytes
  }
}

extension DirectoryPackage {
  fileprivate var content: CanonicalBytes {
    var bytes = CanonicalBytes()
    for text in [contents, startedOn?.description, endedOn?.description] { bytes.append(text) }
    bytes.append(isSample ? 1 : 0)
    return bytes
  }
}
