/// What somebody is in relation to the records.
package enum Role: String, CaseIterable, Sendable {
  case patient
  case caregiver
  case technician
  case pharmacist
  case provider
  case manager
  case administrator
  case auditor
  /// Reads the warehouse, whose patients are pseudonyms.
  case analyst
  case demo
}

/// What a caregiver was given to do for one person.
package enum CareRight: String, CaseIterable, Sendable {
  case view
  case recordDoses
  case changeMedications
  case requestRefills
  case export
}

/// Who acts.
package struct Acting: Hashable, Sendable {
  /// The person who acts, by her own record.
  package let userID: Int
  /// The name given to the command line and shown in the audit.
  package let handle: String
  /// Every role held; each adds what it grants.
  package let roles: Set<Role>
  /// The persons somebody cares for, with the rights given.
  ///
  /// Of a provider: the persons treated, whatever the rights.
  package let careFor: [Int: Set<CareRight>]
  /// The persons whose records are open to this actor in an emergency, now; the caller has checked
  /// the reason and the time.
  package let emergencyFor: Set<Int>

  /// An actor as known to the database; `emergencyFor` must hold live grants only.
  package init(
    userID: Int,
    handle: String,
    roles: Set<Role>,
    careFor: [Int: Set<CareRight>] = [:],
    emergencyFor: Set<Int> = []
  ) {
    self.userID = userID
    self.handle = handle
    self.roles = roles
    self.careFor = careFor
    self.emergencyFor = emergencyFor
  }
}

/// Whose or what record is touched.
package enum AccessSubject: Hashable, Sendable {
  case person(Int)
  /// The records of all persons at once, as lists of work show them.
  case everybody
  /// What belongs to the pharmacy or the program and to no person.
  case site
}
