import Domain
import Store

/// Finds who acts and whose record is meant, from the handles given.
struct WhoActs {
  private let database: CareDatabase

  init(_ database: CareDatabase) { self.database = database }

  /// The person who acts: the one named, else the owner of a home, else the only person there is.
  ///
  /// - Throws: ``CommandFailure``
  func actor(handle: String?) throws -> KnownPerson {
    if let handle {
      guard let person = try database.person(handle: handle) else {
        throw CommandFailure(.badData, "There is nobody with the handle \(quoted(handle)).")
      }
      try permitActing(person)
      return person
    }
    let people = try database.people(limit: 2)
    guard let first = people.first else {
      throw CommandFailure(
        .missingInput,
        "There is nobody in this database yet; prescripcare opens it and asks who you are."
      )
    }
    if database.info.isCounter, people.count > 1 {
      throw CommandFailure(
        .usage,
        "Say who acts with --as HANDLE: several people use this counter."
      )
    }
    return first
  }

  /// Whose record is meant.
  ///
  /// - Throws: ``CommandFailure`` with the names when the actor may see several and none was named.
  func subject(handle: String?, actor: KnownPerson) throws -> Int {
    if let handle {
      guard let person = try database.person(handle: handle) else {
        throw CommandFailure(.badData, "There is nobody with the handle \(quoted(handle)).")
      }
      return person.user
    }
    let visible = try visiblePeople(to: actor)
    guard visible.count > 1 else { return visible.first?.user ?? actor.user }
    let names = visible.prefix(12).map(\.handle).joined(separator: ", ")
    let more = visible.count > 12 ? " and \(visible.count - 12) more" : ""
    throw CommandFailure(.usage, "Say whose record with --for HANDLE: \(names)\(more).")
  }

  /// The people whose medicines the actor may see, the actor first.
  func visiblePeople(to actor: KnownPerson) throws -> [KnownPerson] {
    let policy = AccessPolicy(place: try database.place())
    let all = try database.people()
    let visible = all.filter { person in
      person.roles.contains(.patient)
        && policy.decision(
          actor: actor.acting,
          subject: .person(person.user),
          operation: .view,
          kind: .medications
        ).isAllowed
    }
    return visible.filter { $0.user == actor.user } + visible.filter { $0.user != actor.user }
  }

  /// Refuses to act as somebody who has not come forward.
  ///
  /// In a home whoever can read the file acts as any member of it; a sample may be seen from every
  /// side. At a counter an account with a password needs a session.
  private func permitActing(_ person: KnownPerson) throws {
    guard !database.info.isSample else { return }
    guard !database.info.isCounter else {
      guard try !database.hasPassword(person.user) else {
        throw CommandFailure(.notPermitted, "\(person.fullName) has to start a session first.")
      }
      return
    }
    if case .home(_, let members) = try database.place(), members.contains(person.user) { return }
    throw CommandFailure(.notPermitted, "\(person.fullName) does not belong to this household.")
  }

  private func quoted(_ text: String) -> String {
    "“\(SafeText.forTerminal(String(text.prefix(40))))”"
  }
}
