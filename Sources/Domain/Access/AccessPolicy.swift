/// Whether something may be done.
package enum AccessDecision: Hashable, Sendable {
  case allowed
  case denied(AccessDenial)

  /// Whether it may be done.
  package var isAllowed: Bool { self == .allowed }
}

/// Why something may not be done.
package enum AccessDenial: Hashable, Sendable {
  /// The record of a person with whom the actor has nothing to do.
  case notYourRecord
  case roleMayNot
  /// A caregiver was not given this right for this person.
  case rightNotGiven(CareRight)
  /// May be seen after asking for emergency access with a reason.
  case emergencyOnly
  /// What was dispensed stays as long as the law wants it.
  case keptByLaw
  /// The audit is never changed, by nobody.
  case auditIsFinal
  /// The kind of data and the subject do not belong together.
  case wrongSubject
}

/// Who may do what to which kind of data.
///
/// A home is one household: its owner may act for each of its members, the others as themselves and
/// for whom they care. At a counter roles decide. A role never takes away what another one grants.
package struct AccessPolicy: Hashable, Sendable {
  /// Where the database stands.
  package enum Place: Hashable, Sendable {
    /// The owner and the members, the owner among them.
    case home(owner: Int, members: Set<Int>)
    case counter
  }

  /// Home or counter.
  package let place: Place

  /// The policy of a database that stands there.
  package init(place: Place) { self.place = place }

  /// Decides one operation.
  package func decision(
    actor: Acting,
    subject: AccessSubject,
    operation: AccessOperation,
    kind: DataKind
  ) -> AccessDecision {
    switch subject {
    case .person(let person): personal(actor, person, operation, kind)
    case .everybody: ofEverybody(actor, operation, kind)
    case .site: ofSite(actor, operation, kind)
    }
  }

  private func personal(
    _ actor: Acting,
    _ person: Int,
    _ operation: AccessOperation,
    _ kind: DataKind
  ) -> AccessDecision {
    // One's own entries in the audit can be looked at, as can those of a person one acts for.
    guard kind.isPersonal || kind == .audit else { return .denied(.wrongSubject) }
    if let denial = Self.denialForAll(operation, kind) { return .denied(denial) }
    let isOwn = actor.userID == person || isInHousehold(of: actor, person)
    if isOwn, RoleGrants.own.allows(operation, kind) { return .allowed }
    if actor.roles.contains(where: { RoleGrants.ofEverybody($0).allows(operation, kind) }) {
      return .allowed
    }
    let isTreated = actor.roles.contains(.provider) && actor.careFor[person] != nil
    if isTreated, RoleGrants.treated.allows(operation, kind) { return .allowed }
    if actor.emergencyFor.contains(person), RoleGrants.emergency.allows(operation, kind),
      !actor.roles.isDisjoint(with: RoleGrants.emergencyRoles)
    {
      return .allowed
    }
    return .denied(denial(actor, person, operation, kind, isOwn: isOwn))
      .or(careDecision(actor, person, operation, kind))
  }

  private func denial(
    _ actor: Acting,
    _ person: Int,
    _ operation: AccessOperation,
    _ kind: DataKind,
    isOwn: Bool
  ) -> AccessDenial {
    if isOwn { return .roleMayNot }
    let mayAsk =
      !actor.roles.isDisjoint(with: RoleGrants.emergencyRoles)
      && RoleGrants.emergency.allows(operation, kind)
    if mayAsk { return .emergencyOnly }
    let isStaff = !actor.roles.isSubset(of: [.patient, .caregiver])
    return isStaff ? .roleMayNot : .notYourRecord
  }

  /// What caring for the person allows; nil when the actor does not.
  private func careDecision(
    _ actor: Acting,
    _ person: Int,
    _ operation: AccessOperation,
    _ kind: DataKind
  ) -> AccessDecision? {
    guard actor.roles.contains(.caregiver), let rights = actor.careFor[person] else { return nil }
    guard let needed = RoleGrants.careRight(operation, kind) else { return .denied(.roleMayNot) }
    return rights.contains(needed) ? .allowed : .denied(.rightNotGiven(needed))
  }

  /// Lists over all persons are for those whose work they are: one's own record opens none.
  private func ofEverybody(
    _ actor: Acting,
    _ operation: AccessOperation,
    _ kind: DataKind
  ) -> AccessDecision {
    guard kind.isPersonal else { return .denied(.wrongSubject) }
    if let denial = Self.denialForAll(operation, kind) { return .denied(denial) }
    let isGranted = actor.roles.contains { RoleGrants.ofEverybody($0).allows(operation, kind) }
    return isGranted ? .allowed : .denied(.roleMayNot)
  }

  private func ofSite(
    _ actor: Acting,
    _ operation: AccessOperation,
    _ kind: DataKind
  ) -> AccessDecision {
    guard !kind.isPersonal else { return .denied(.wrongSubject) }
    if let denial = Self.denialForAll(operation, kind) { return .denied(denial) }
    if kind == .catalog, operation == .view { return .allowed }
    if case .home(let owner, _) = place, actor.userID == owner,
      RoleGrants.homeOwner.allows(operation, kind)
    {
      return .allowed
    }
    let isGranted = actor.roles.contains { RoleGrants.ofSite($0).allows(operation, kind) }
    return isGranted ? .allowed : .denied(.roleMayNot)
  }

  private func isInHousehold(of actor: Acting, _ person: Int) -> Bool {
    guard case .home(let owner, let members) = place else { return false }
    return actor.userID == owner && members.contains(person)
  }

  private static func denialForAll(_ operation: AccessOperation, _ kind: DataKind) -> AccessDenial?
  {
    switch (operation, kind) {
    case (.view, .audit), (.export, .audit): nil
    case (_, .audit): .auditIsFinal
    case (.erase, .prescriptions), (.erase, .dispensing): .keptByLaw
    default: nil
    }
  }
}

extension AccessDecision {
  /// The other decision, when there is one.
  fileprivate func or(_ other: AccessDecision?) -> AccessDecision { other ?? self }
}
