/// How a dose is taken, beside how much and when: where it goes, with what, when it comes off.
///
/// These words stand beside each dose of a schedule, which itself knows amounts and times alone.
package struct SigManner: Hashable, Sendable {
  /// `in the right eye`, `inject under the skin`, `by mouth, with food`; nil when nothing is said.
  package let words: String?

  init(_ clause: SigClause) {
    var parts = [clause.mannerOfPlace, clause.mannerOfMeal]
    parts.append(clause.drink.map { "\($0.isMixedIn ? "in" : "with") \($0.words)" })
    parts.append(clause.repetition?.words)
    parts += clause.notes.map(\.rawValue)
    let said = parts.compactMap { $0 }.filter { !$0.isEmpty }
    words = said.isEmpty ? nil : said.joined(separator: ", ")
  }

  private static let verbs: Set<String> = [
    "inject", "apply", "inhale", "insert", "place", "chew", "swallow", "dissolve",
  ]

  /// What is done with the dose, where such words begin with it.
  static func verb(in words: String) -> String? {
    words.split { " ,".contains($0) }.first.map(String.init).flatMap {
      verbs.contains($0) ? $0 : nil
    }
  }
}

extension SigClause {
  /// How the dose is taken, in words that stand beside it; nil when nothing is said.
  package var manner: String? { SigManner(self).words }

  /// `inject under the skin`, `in the right eye`; what is plain of tablets is not said.
  fileprivate var mannerOfPlace: String? {
    let swallowed = ["tablet", "capsule", "caplet", "softgel", "pill", "gummy"]
    let isPlain = route == .oral && unit.map(swallowed.contains) ?? false
    let place = [isPlain ? nil : routeWords, siteWords].compactMap { $0 }
    // What is done with a patch or a puff goes without saying.
    let isKnown = unit.map(["patch", "puff", "inhalation", "injection"].contains) ?? false
    let said = action.flatMap { SigManner.verb(in: $0.rawValue) }
    let verb = said ?? (unit == "patch" && siteWords != nil ? "apply" : nil)
    let words = [isKnown && place.isEmpty ? nil : verb, vagueAmount?.rawValue].compactMap { $0 }
    return (words + place).isEmpty ? nil : (words + place).joined(separator: " ")
  }

  /// `with food`, `30 minutes before meals`.
  fileprivate var mannerOfMeal: String? { meal == nil ? nil : mealWords }
}

/// One schedule that directions make, with what stands beside each of its doses.
package struct SigPlan: Hashable, Sendable {
  package let rule: ScheduleRule
  package let special: String?
  /// After how many minutes what was put on comes off again; nil for what stays.
  package let minutesOn: Int?
}

/// Why directions make no schedule.
package enum SigPlanError: Error, Equatable, Sendable {
  case impossible(SigUnschedulable)
  case rule(RuleError)
}

extension Sig {
  /// The schedules of these directions from `start` on, all of them or none.
  ///
  /// - Throws: ``SigPlanError``
  package func plans(
    start: LocalMinute,
    dayTimes: DayTimes = .usual
  ) throws(SigPlanError) -> [SigPlan] {
    var plans: [SigPlan] = []
    for proposal in scheduleProposals(start: start, dayTimes: dayTimes) {
      let own = clauses[proposal.clauses]
      let minutesOn = try Self.minutesOn(own)
      switch proposal.outcome {
      case .impossible(let reason): throw .impossible(reason)
      case .rule(let json):
        do throws(RuleError) {
          let rule = try ScheduleRule(json: json)
          let special = own.first.flatMap { SigManner($0).words }
          plans.append(SigPlan(rule: rule, special: special, minutesOn: minutesOn))
        } catch {
          throw .rule(error)
        }
      }
    }
    return plans
  }

  private static func minutesOn(_ clauses: ArraySlice<SigClause>) throws(SigPlanError) -> Int? {
    let removals = Set(clauses.map(\.removal))
    guard let removal = removals.first ?? nil else {
      guard removals.count < 2 else { throw .impossible(.removalByClock) }
      return nil
    }
    // A clock time would not move with a patch that was put on late.
    guard removals.count == 1, case .afterHours(let hours) = removal else {
      throw .impossible(.removalByClock)
    }
    return hours * 60
  }
}

extension Sig {
  /// What it is for, where the directions say so: `for pain`.
  package var purpose: String? {
    clauses.compactMap { $0.indication ?? $0.asNeededFor }.first.map { "for \($0)" }
  }

  /// The dosage form that the route shows, where the unit alone does not: `eye drop`.
  package func form(of unit: String) -> String? {
    switch clauses.compactMap(\.route).first {
    case .ophthalmic: "eye \(unit)"
    case .otic: "ear \(unit)"
    case .nasal: "nasal \(unit)"
    case .subcutaneous, .intramuscular, .intravenous, .intradermal: "injection"
    case .inhaled: unit == "capsule" ? "inhalation capsule" : "inhaler"
    case .nebulized: "nebulizer \(unit)"
    case .topical, .transdermal: unit == "patch" ? "patch" : "topical \(unit)"
    case .sublingual: "sublingual \(unit)"
    case .buccal: "buccal \(unit)"
    case .rectal: "rectal \(unit)"
    case .vaginal: "vaginal \(unit)"
    case .oral, .feedingTube, nil: nil
    }
  }
}
