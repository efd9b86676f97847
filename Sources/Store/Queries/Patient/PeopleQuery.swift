import Domain
import GRDB

/// The people of a database by name, for choosing who acts and for whom.
///
/// Reading names is not reading records: this is asked before anybody acts, so it stands outside the
/// sessions and shows no more than a list of names.
package struct KnownPerson: Equatable, Sendable {
  package let user: Int
  package let handle: String
  package let fullName: String
  package let birthDate: CalendarDate?
  package let household: String?
  package let roles: [Role]
  /// The people this one looks after, with what is allowed.
  package let caresFor: [Int: Set<CareRight>]

  package var acting: Acting {
    Acting(userID: user, handle: handle, roles: Set(roles), careFor: caresFor)
  }
}

extension KnownPerson {
  /// The same person with one role more.
  package func adding(_ role: Role) -> KnownPerson {
    KnownPerson(
      user: user,
      handle: handle,
      fullName: fullName,
      birthDate: birthDate,
      household: household,
      roles: roles + [role],
      caresFor: caresFor
    )
  }
}

extension CareDatabase {
  /// Everybody, in the order in which they were added; at most `limit`.
  package func people(limit: Int = 1000) throws -> [KnownPerson] {
    try read { db, _ in
      try Self.people(db, where: "TRUE", arguments: [], limit: limit)
    }
  }

  /// Where the database stands, for asking the policy outside a session.
  package func place() throws -> AccessPolicy.Place {
    try read { db, _ in try place(db) }
  }

  /// Whether an account is kept by a password.
  package func hasPassword(_ user: Int) throws -> Bool {
    try read { db, _ in
      try Bool.fetchOne(
        db,
        sql: "SELECT password_hash IS NOT NULL FROM users WHERE user_id = ?",
        arguments: [user]
      ) ?? false
    }
  }

  /// The person with a handle, whatever its case; nil when there is none.
  package func person(handle: String) throws -> KnownPerson? {
    try read { db, _ in
      try Self.people(db, where: "u.handle = ?", arguments: [handle], limit: 1).first
    }
  }

  private static func people(
    _ db: Database,
    where condition: String,
    arguments: StatementArguments,
    limit: Int
  ) throws -> [KnownPerson] {
    let rows = try Row.fetchAll(
      db,
      once: """
        SELECT u.user_id, u.handle, u.household, p.first_name, p.last_name, p.date_of_birth,
          (SELECT group_concat(role, ' ') FROM user_roles AS r WHERE r.user_id = u.user_id)
            AS roles
        FROM users AS u
        JOIN user_profiles AS p ON p.user_id = u.user_id
        WHERE u.account_status <> 'closed' AND \(condition)
        ORDER BY u.user_id
        LIMIT \(limit)
        """,
      arguments: arguments
    )
    return try rows.map { row in
      let first: String = row["first_name"]
      let last: String = row["last_name"]
      let birth: String? = row["date_of_birth"]
      let roles: String? = row["roles"]
      return KnownPerson(
        user: row["user_id"],
        handle: row["handle"],
        fullName: last.isEmpty ? first : "\(first) \(last)",
        birthDate: birth.flatMap { CalendarDate(text: $0) },
        household: row["household"],
        roles: Self.roles(roles ?? ""),
        caresFor: try careRights(db, of: row["user_id"])
      )
    }
  }

  private static func roles(_ words: String) -> [Role] {
    words.split(separator: " ").compactMap { word -> Role? in Role(rawValue: String(word)) }
  }

  private static func careRights(_ db: Database, of user: Int) throws -> [Int: Set<CareRight>] {
    let rows = try Row.fetchAll(
      db,
      once: """
        SELECT l.patient_id, r.value
        FROM caregiver_links AS l
        JOIN json_each(l.rights) AS r
        WHERE l.caregiver_id = ?
        """,
      arguments: [user]
    )
    var rights: [Int: Set<CareRight>] = [:]
    for row in rows {
      guard let right = CareRight(rawValue: row["value"]) else { continue }
      rights[row["patient_id"], default: []].insert(right)
    }
    return rights
  }
}
