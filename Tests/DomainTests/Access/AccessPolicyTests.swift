import Testing

@testable import Domain

@Suite struct AccessPolicyTests {
  private let counter = AccessPolicy(place: .counter)

  private func letters(
    _ policy: AccessPolicy,
    _ actor: Acting,
    _ subject: AccessSubject,
    _ kind: DataKind
  ) -> String {
    zip("vrcyxe", AccessOperation.allCases).map { letter, operation in
      let decision = policy.decision(
        actor: actor,
        subject: subject,
        operation: operation,
        kind: kind
      )
      return decision.isAllowed ? String(letter) : "-"
    }.joined()
  }

  private func picture(
    _ policy: AccessPolicy,
    _ columns: [(name: String, actor: Acting)],
    _ subject: AccessSubject,
    _ kinds: [DataKind]
  ) -> String {
    let pad = { (text: String, width: Int) in
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    let head = pad("", 14) + columns.map { pad($0.name, 8) }.joined()
    let rows = kinds.map { kind in
      pad(kind.rawValue, 14)
        + columns.map { pad(letters(policy, $0.actor, subject, kind), 8) }.joined()
    }
    return ([head] + rows).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  private func staff(_ role: Role, treats: [Int] = [], emergency: Set<Int> = []) -> Acting {
    Acting(
      userID: 9,
      handle: role.rawValue,
      roles: [role],
      careFor: Dictionary(uniqueKeysWithValues: treats.map { ($0, []) }),
      emergencyFor: emergency
    )
  }

  private func caregiver(_ rights: Set<CareRight>) -> Acting {
    Acting(userID: 2, handle: "tom", roles: [.patient, .caregiver], careFor: [1: rights])
  }

  // v view, r record, c change, y verify, x export, e erase
  @Test func `who may do what to a person's record`() {
    let columns: [(name: String, actor: Acting)] = [
      ("own", Acting(userID: 1, handle: "ruth", roles: [.patient])),
      ("other", Acting(userID: 3, handle: "wei", roles: [.patient])),
      ("care", caregiver(Set(CareRight.allCases))), ("tech", staff(.technician)),
      ("rph", staff(.pharmacist)), ("treats", staff(.provider, treats: [1])),
      ("prov", staff(.provider)), ("911", staff(.provider, emergency: [1])),
      ("manager", staff(.manager)), ("admin", staff(.administrator)), ("auditor", staff(.auditor)),
      ("analyst", staff(.analyst)), ("demo", staff(.demo)),
    ]
    let kinds = DataKind.allCases.filter { $0.isPersonal || $0 == .audit }
    #expect(
      picture(counter, columns, .person(1), kinds) == """
                      own     other   care    tech    rph     treats  prov    911     manager admin   auditor analyst demo
        profile       vrc-xe  ------  v---x-  vrc---  vrc---  vr----  ------  v-----  v-----  ------  ------  ------  vrcy--
        medications   vrc-xe  ------  vrc-x-  vr----  vrcy--  vrc---  ------  v-----  ------  ------  ------  ------  vrcy--
        doses         vrc-xe  ------  vrc-x-  ------  v-----  v-----  ------  v-----  ------  ------  ------  ------  vrcy--
        diary         vrc-xe  ------  vr--x-  ------  ------  v-----  ------  v-----  ------  ------  ------  ------  vrcy--
        consents      vrc-x-  ------  ------  vr----  vr----  ------  ------  ------  ------  ------  ------  ------  vrcy--
        prescriptions vr--x-  ------  vr--x-  vr----  vrcyx-  vrc-x-  ------  v-----  ------  ------  ------  ------  vrcy--
        dispensing    v---x-  ------  v---x-  vr----  vrcyx-  v-----  ------  v-----  v-----  ------  ------  ------  vrcy--
        appointments  vrc-x-  ------  vrc-x-  vrc---  vrc---  vrc---  ------  ------  vrc---  ------  ------  ------  vrcy--
        feedback      -r----  ------  ------  ------  v-----  ------  ------  ------  v---x-  ------  ------  ------  vrcy--
        audit         v---x-  ------  ------  ------  ------  ------  ------  ------  ------  ------  ------  ------  ------
        """
    )
  }

  @Test func `who may do what to the pharmacy's data`() {
    let columns = Role.allCases.map { (name: String($0.rawValue.prefix(7)), actor: staff($0)) }
    let kinds = DataKind.allCases.filter { !$0.isPersonal }
    #expect(
      picture(counter, columns, .site, kinds) == """
                      patient caregiv technic pharmac provide manager adminis auditor analyst demo
        catalog       v-----  v-----  v-----  vrc---  v-----  vrc---  vrc---  v-----  v-----  vrc---
        stock         ------  ------  vr----  vrcyx-  ------  vrcyx-  ------  v-----  ------  vrcy--
        orders        ------  ------  vr----  vrcy--  ------  vrcyx-  ------  v-----  ------  vrcy--
        accounts      ------  ------  ------  ------  ------  v-----  vrc--e  v-----  ------  ------
        settings      ------  ------  ------  ------  ------  vrc---  vrc---  v-----  ------  ------
        backups       ------  ------  ------  ------  ------  ------  vrc-x-  ------  ------  ------
        audit         ------  ------  ------  ------  ------  ------  ------  v---x-  ------  v-----
        analytics     ------  ------  ------  ------  ------  v---x-  ------  ------  v---x-  v-----
        """
    )
  }

  @Test func `each right of a caregiver opens its part`() {
    let columns = CareRight.allCases.map { right in
      (name: String(right.rawValue.prefix(7)), actor: caregiver([right]))
    }
    let kinds = DataKind.allCases.filter { $0.isPersonal || $0 == .audit }
    #expect(
      picture(counter, columns, .person(1), kinds) == """
                      view    recordD changeM request export
        profile       v-----  ------  ------  ------  ----x-
        medications   v-----  ------  -rc---  ------  ----x-
        doses         v-----  -rc---  ------  ------  ----x-
        diary         v-----  -r----  ------  ------  ----x-
        consents      ------  ------  ------  ------  ------
        prescriptions v-----  ------  ------  -r----  ----x-
        dispensing    v-----  ------  ------  ------  ----x-
        appointments  v-----  ------  ------  -rc---  ----x-
        feedback      ------  ------  ------  ------  ------
        audit         ------  ------  ------  ------  ------
        """
    )
  }

  @Test func `the owner of a home acts for its members and no further`() {
    let home = AccessPolicy(place: .home(owner: 1, members: [1, 2]))
    let owner = Acting(userID: 1, handle: "ruth", roles: [.patient])
    let member = Acting(userID: 2, handle: "george", roles: [.patient])
    let columns = [(name: "owner", actor: owner), (name: "member", actor: member)]
    let site = DataKind.allCases.filter { !$0.isPersonal }
    #expect(
      picture(home, columns, .site, site) == """
                      owner   member
        catalog       vrc---  v-----
        stock         ------  ------
        orders        ------  ------
        accounts      vrc--e  ------
        settings      vrc---  ------
        backups       vrc-x-  ------
        audit         v---x-  ------
        analytics     ------  ------
        """
    )
    for kind in DataKind.allCases where kind.isPersonal {
      #expect(
        letters(home, owner, .person(2), kind) == letters(counter, owner, .person(1), kind)
      )
      #expect(letters(home, owner, .person(3), kind) == "------")
      #expect(letters(home, member, .person(1), kind) == "------")
      #expect(letters(counter, owner, .person(2), kind) == "------")
    }
  }

  @Test func `a refusal says why`() {
    func reason(
      _ actor: Acting,
      _ subject: AccessSubject,
      _ operation: AccessOperation,
      _ kind: DataKind
    ) -> AccessDecision {
      counter.decision(actor: actor, subject: subject, operation: operation, kind: kind)
    }
    let ruth = Acting(userID: 1, handle: "ruth", roles: [.patient])
    #expect(reason(ruth, .person(2), .view, .doses) == .denied(.notYourRecord))
    #expect(reason(ruth, .person(1), .verify, .medications) == .denied(.roleMayNot))
    #expect(reason(ruth, .person(1), .erase, .dispensing) == .denied(.keptByLaw))
    #expect(reason(ruth, .person(1), .view, .stock) == .denied(.wrongSubject))
    #expect(reason(ruth, .site, .view, .doses) == .denied(.wrongSubject))
    #expect(
      reason(caregiver([.view]), .person(1), .record, .doses)
        == .denied(.rightNotGiven(.recordDoses))
    )
    #expect(reason(caregiver([.view]), .person(1), .erase, .doses) == .denied(.roleMayNot))
    #expect(reason(caregiver([.view]), .person(3), .view, .doses) == .denied(.notYourRecord))
    #expect(reason(staff(.provider), .person(1), .view, .doses) == .denied(.emergencyOnly))
    #expect(reason(staff(.provider), .person(1), .change, .doses) == .denied(.roleMayNot))
    #expect(reason(staff(.analyst), .person(1), .view, .doses) == .denied(.roleMayNot))
    for role in Role.allCases {
      for operation in [AccessOperation.record, .change, .verify, .erase] {
        #expect(reason(staff(role), .site, operation, .audit) == .denied(.auditIsFinal))
      }
    }
  }

  @Test func `a second role only adds`() {
    for first in Role.allCases {
      for second in Role.allCases {
        let both = Acting(userID: 9, handle: "both", roles: [first, second])
        for kind in DataKind.allCases {
          for subject in [AccessSubject.person(1), .site] {
            for operation in AccessOperation.allCases {
              let isAllowed = [staff(first), staff(second), both].map {
                counter.decision(actor: $0, subject: subject, operation: operation, kind: kind)
                  .isAllowed
              }
              #expect(isAllowed[2] == (isAllowed[0] || isAllowed[1]))
            }
          }
        }
      }
    }
  }
}
