import Domain
import GRDB

/// What is known of the package in use, and of how long such a package is good for.
enum OpenedPackages {
  /// By medication.
  static func all(_ context: ReadContext) throws -> [Int: OpenedPackage] {
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT o.medication_id, o.opened_on, o.in_use_days, o.in_use_source, o.lot_expires_on
        FROM opened_packages AS o
        JOIN user_medications AS m ON m.medication_id = o.medication_id
        WHERE m.user_id = ?
        """,
      arguments: [context.subject]
    )
    var packages: [Int: OpenedPackage] = [:]
    for row in rows {
      let opened: String = row["opened_on"]
      let expires: String? = row["lot_expires_on"]
      guard let day = CalendarDate(text: opened) else { continue }
      packages[row["medication_id"]] = OpenedPackage(
        openedOn: day,
        inUseDays: row["in_use_days"],
        source: row["in_use_source"],
        lotExpiresOn: expires.flatMap { CalendarDate(text: $0) }
      )
    }
    return packages
  }
}

/// How long a package of a medicine is good for after opening, as the catalogue says it.
package struct InUseFact: Equatable, Sendable {
  package let days: Int
  package let condition: String
  package let source: String
}

/// Asks for the package in use of a medicine, and what the catalogue says of it.
package struct OpenedPackageQuery: NamedQuery {
  package var medication: Int

  package init(medication: Int) { self.medication = medication }

  package struct Value: Equatable, Sendable {
    package let package: OpenedPackage?
    package let fact: InUseFact?
  }

  package var dataKind: DataKind { .medications }

  package func fetch(_ context: ReadContext) throws -> Value {
    let label = try MedicationLabel.all(context)[medication]
    guard let label else { throw StoreError.notFound(what: "medication", id: "\(medication)") }
    return Value(
      package: try OpenedPackages.all(context)[medication],
      fact: try Self.fact(label, context)
    )
  }

  /// By the name of the drug, else by its brands where all of them say the same: which brand it is
  /// stands on no label here, and 28 days must not pass for 56.
  static func fact(_ label: MedicationLabel, _ context: ReadContext) throws -> InUseFact? {
    let rows = try Row.fetchAll(
      context.db,
      sql: """
        SELECT f.subject, f.detail, f.source, lower(f.subject) = lower(:name) AS is_own
        FROM safety_facts AS f
        WHERE f.kind = 'inUseLife' AND (lower(f.subject) = lower(:name)
          OR EXISTS (SELECT 1 FROM drugs_master AS d JOIN json_each(d.brand_names) AS b
            WHERE d.drug_name = :name AND lower(b.value) = lower(f.subject)))
        """,
      arguments: ["name": label.drugName]
    )
    let facts = rows.compactMap { row -> (isOwn: Bool, fact: InUseFact)? in
      guard let detail = try? JSON(text: row["detail"] as String),  // Written by this program.
        case .object(let members) = detail
      else { return nil }
      func text(_ key: String) -> String? {
        guard case .string(let text)? = members.first(where: { $0.key == key })?.value else {
          return nil
        }
        return text
      }
      guard case .integer(let days)? = members.first(where: { $0.key == "days" })?.value,
        Self.fits(text("form"), label.form)
      else { return nil }
      return (
        row["is_own"],
        InUseFact(days: days, condition: text("condition") ?? "", source: row["source"])
      )
    }
    let own = facts.filter(\.isOwn)
    let all = (own.isEmpty ? facts : own).map(\.fact)
    return Set(all.map(\.days)).count == 1 ? all.first : nil
  }

  /// Whether a fact about a form is about this one.
  private static func fits(_ form: String?, _ own: String) -> Bool {
    guard let form else { return true }
    func words(_ text: String) -> Set<String> {
      Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    }
    let eye: Set<String> = ["eye", "ophthalmic"]
    let (one, other) = (words(form), words(own))
    if !one.isDisjoint(with: eye) { return !other.isDisjoint(with: eye) }
    return !one.isDisjoint(with: other.subtracting(["of", "or", "and", "oral"]))
  }
}

/// Puts on record when a package was opened.
package struct OpenPackage: NamedTransaction {
  package var medication: Int
  package var package: OpenedPackage

  package init(medication: Int, package: OpenedPackage) {
    self.medication = medication
    self.package = package
  }

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .change }

  package func run(_ context: WriteContext) throws {
    let isOwn = try Bool.fetchOne(
      context.db,
      sql: "SELECT EXISTS (SELECT 1 FROM user_medications WHERE medication_id = ? AND user_id = ?)",
      arguments: [medication, context.subject]
    )
    guard isOwn == true else {
      throw StoreError.notFound(what: "medication", id: "\(medication)")
    }
    let today = try context.reading.zoneInForce().local(of: context.now).0.date
    guard (0...730).contains(today - package.openedOn) else {
      throw StoreError.invalid("a package was opened today or within the last two years")
    }
    if let days = package.inUseDays, !(1...OpenedPackage.mostDays).contains(days) {
      throw StoreError.invalid("an opened package is good for 1 to 365 days")
    }
    try context.db.execute(
      sql: """
        INSERT INTO opened_packages (medication_id, opened_on, in_use_days, in_use_source,
          lot_expires_on, entered_at, entered_by)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (medication_id) DO UPDATE SET opened_on = excluded.opened_on,
          in_use_days = excluded.in_use_days, in_use_source = excluded.in_use_source,
          lot_expires_on = excluded.lot_expires_on, entered_at = excluded.entered_at,
          entered_by = excluded.entered_by
        """,
      arguments: [
        medication, package.openedOn.description, package.inUseDays,
        try PlainText.checked(optional: package.source, of: "the source", atMost: 200),
        package.lotExpiresOn?.description, context.now.milliseconds, context.actor.userID,
      ]
    )
    context.audit(
      AuditEntry(
        action: "package.open",
        table: "opened_packages",
        record: "\(medication)",
        subject: context.subject
      )
    )
  }
}
