/// A table of what may be done to each kind of data.
struct RoleGrants: Hashable, Sendable {
  private let table: [DataKind: Set<AccessOperation>]

  private init(_ table: [DataKind: Set<AccessOperation>]) { self.table = table }

  func allows(_ operation: AccessOperation, _ kind: DataKind) -> Bool {
    table[kind]?.contains(operation) ?? false
  }

  private static let edit: Set<AccessOperation> = [.view, .record, .change]
  private static let none = RoleGrants([:])

  /// What a person may do to her own record, always.
  static let own = RoleGrants([
    .profile: [.view, .record, .change, .export, .erase],
    .medications: [.view, .record, .change, .export, .erase],
    .doses: [.view, .record, .change, .export, .erase],
    .diary: [.view, .record, .change, .export, .erase],
    .consents: [.view, .record, .change, .export],
    // A refill is asked for by an entry; what stands in a prescription is the pharmacy's.
    .prescriptions: [.view, .record, .export], .dispensing: [.view, .export],
    .appointments: [.view, .record, .change, .export], .feedback: [.record],
    .audit: [.view, .export],
  ])

  /// What the owner of a home database may do to what belongs to no person.
  static let homeOwner = RoleGrants([
    .accounts: [.view, .record, .change, .erase], .settings: edit, .catalog: edit,
    .backups: [.view, .record, .change, .export], .audit: [.view, .export],
  ])

  /// What a provider may do to the record of a person in her care.
  static let treated = RoleGrants([
    .profile: [.view, .record], .medications: [.view, .record, .change], .doses: [.view],
    .diary: [.view], .prescriptions: [.view, .record, .change, .export], .dispensing: [.view],
    .appointments: [.view, .record, .change],
  ])

  /// What emergency access opens: looking at what a treatment needs.
  static let emergency = RoleGrants([
    .profile: [.view], .medications: [.view], .doses: [.view], .diary: [.view],
    .prescriptions: [.view], .dispensing: [.view],
  ])

  /// The roles that may ask for emergency access.
  static let emergencyRoles: Set<Role> = [.provider, .pharmacist, .technician]

  /// What a role may do to the record of any person.
  static func ofEverybody(_ role: Role) -> RoleGrants {
    switch role {
    case .technician: technicianOfEverybody
    case .pharmacist: pharmacistOfEverybody
    case .manager: managerOfEverybody
    case .demo: demoOfEverybody
    case .patient, .caregiver, .provider, .administrator, .auditor, .analyst: none
    }
  }

  /// What a role may do to what belongs to no person.
  static func ofSite(_ role: Role) -> RoleGrants {
    switch role {
    case .technician: technicianOfSite
    case .pharmacist: pharmacistOfSite
    case .manager: managerOfSite
    case .administrator: administratorOfSite
    case .auditor: auditorOfSite
    case .analyst: analystOfSite
    case .demo: demoOfSite
    case .patient, .caregiver, .provider: none
    }
  }

  /// The right that a caregiver needs; nil for what no caregiver may do.
  static func careRight(_ operation: AccessOperation, _ kind: DataKind) -> CareRight? {
    switch (operation, kind) {
    case (.view, .consents), (.view, .feedback), (.view, .audit): nil
    case (.view, _): .view
    case (.export, .profile), (.export, .medications), (.export, .doses), (.export, .diary),
      (.export, .prescriptions), (.export, .dispensing), (.export, .appointments):
      .export
    case (.record, .doses), (.change, .doses), (.record, .diary): .recordDoses
    case (.record, .medications), (.change, .medications): .changeMedications
    case (.record, .prescriptions), (.record, .appointments), (.change, .appointments):
      .requestRefills
    default: nil
    }
  }
}

extension RoleGrants {
  private static let technicianOfEverybody = RoleGrants([
    .profile: edit, .medications: [.view, .record], .prescriptions: [.view, .record],
    .dispensing: [.view, .record], .consents: [.view, .record], .appointments: edit,
  ])

  private static let pharmacistOfEverybody = RoleGrants([
    .profile: edit, .medications: edit.union([.verify]), .doses: [.view],
    .prescriptions: edit.union([.verify, .export]), .dispensing: edit.union([.verify, .export]),
    .consents: [.view, .record], .appointments: edit, .feedback: [.view],
  ])

  private static let managerOfEverybody = RoleGrants([
    .profile: [.view], .dispensing: [.view], .appointments: edit, .feedback: [.view, .export],
  ])

  private static let demoOfEverybody = RoleGrants(
    Dictionary(
      uniqueKeysWithValues: DataKind.allCases.filter(\.isPersonal).map {
        ($0, edit.union([.verify]))
      }
    )
  )

  private static let technicianOfSite = RoleGrants([
    .stock: [.view, .record], .orders: [.view, .record],
  ])

  private static let pharmacistOfSite = RoleGrants([
    .stock: edit.union([.verify, .export]), .orders: edit.union([.verify]),
    .catalog: [.view, .record, .change],
  ])

  private static let managerOfSite = RoleGrants([
    .stock: edit.union([.verify, .export]), .orders: edit.union([.verify, .export]),
    .catalog: edit, .settings: edit, .accounts: [.view], .analytics: [.view, .export],
  ])

  private static let administratorOfSite = RoleGrants([
    .accounts: [.view, .record, .change, .erase], .settings: edit, .catalog: edit,
    .backups: [.view, .record, .change, .export],
  ])

  private static let auditorOfSite = RoleGrants([
    .audit: [.view, .export], .accounts: [.view], .settings: [.view], .stock: [.view],
    .orders: [.view],
  ])

  private static let analystOfSite = RoleGrants([.analytics: [.view, .export]])

  private static let demoOfSite = RoleGrants([
    .stock: edit.union([.verify]), .orders: edit.union([.verify]), .catalog: edit,
    .analytics: [.view], .audit: [.view],
  ])
}
