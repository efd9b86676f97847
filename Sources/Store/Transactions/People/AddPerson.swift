import Domain
import GRDB

/// A person to be added.
package struct NewPerson: Equatable, Sendable {
  package var handle: String
  package var firstName: String
  package var lastName: String
  package var birthDate: CalendarDate?
  package var gender: String?
  package var zone: String
  package var household: String?
  package var roles: [Role]
  package var quietHours: QuietWindow?

  /// The start and end of quiet hours on the wall clock; they differ, and may cross midnight.
  package struct QuietWindow: Equatable, Sendable {
    package let start: TimeOfDay
    package let end: TimeOfDay

    package init?(start: TimeOfDay, end: TimeOfDay) {
      guard start != end else { return nil }
      self.start = start
      self.end = end
    }
  }

  package init(
    handle: String,
    firstName: String,
    lastName: String,
    birthDate: CalendarDate? = nil,
    gender: String? = nil,
    zone: String,
    household: String? = nil,
    roles: [Role] = [.patient],
    quietHours: QuietWindow? = nil
  ) {
    self.handle = handle
    self.firstName = firstName
    self.lastName = lastName
    self.birthDate = birthDate
    self.gender = gender
    self.zone = zone
    self.household = household
    self.roles = roles
    self.quietHours = quietHours
  }
}

/// Adds a person with a profile, roles and preferences.
package struct AddPerson: NamedTransaction {
  package var person: NewPerson

  package init(_ person: NewPerson) { self.person = person }

  package var dataKind: DataKind { .accounts }
  package var operation: AccessOperation { .change }

  /// The new person's number.
  package func run(_ context: WriteContext) throws -> Int {
    _ = try context.environment.zone(person.zone)
    let today = try context.environment.zone(person.zone).local(of: context.now).0.date
    if let birth = person.birthDate, birth > today {
      throw StoreError.invalid("the birth date lies in the future")
    }
    let handle = try PlainText.checked(person.handle, of: "the handle", atMost: 32).lowercased()
    let first = try PlainText.checked(person.firstName, of: "the first name", atMost: 100)
    let last = try PlainText.checked(optional: person.lastName, of: "the last name", atMost: 100)
    let at = context.now.milliseconds
    try context.db.execute(
      sql: """
        INSERT INTO users (public_id, handle, household, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [
        DatabaseBytes(context.environment.publicID()), handle, person.household, at, at,
      ]
    )
    let user = Int(context.db.lastInsertedRowID)
    try context.db.execute(
      sql: """
        INSERT INTO user_profiles (user_id, first_name, last_name, date_of_birth, gender, timezone)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        user, first, last ?? "", person.birthDate?.description, person.gender, person.zone,
      ]
    )
    for role in person.roles {
      try context.db.execute(
        sql: "INSERT INTO user_roles (user_id, role, granted_at) VALUES (?, ?, ?)",
        arguments: [user, role.rawValue, at]
      )
    }
    try context.db.execute(
      sql: """
        INSERT INTO notification_preferences (user_id, quiet_hours_start, quiet_hours_end)
        VALUES (?, ?, ?)
        """,
      arguments: [
        user, person.quietHours?.start.description, person.quietHours?.end.description,
      ]
    )
    try DailyLooks.begin(context)
    context.audit(
      AuditEntry(action: "person.add", table: "users", record: "\(user)", subject: user)
    )
    return user
  }
}
