import Domain
import Store

/// What is said of a drug that was found.
package struct DrugHitWords {
  package let hit: DrugHit

  package init(hit: DrugHit) { self.hit = hit }

  /// The name with its usual capitals, and the generic name or the brands behind it.
  package var name: String {
    let name = hit.tallManName ?? hit.name
    guard hit.brandNames.isEmpty else {
      return "\(name) (\(hit.brandNames.joined(separator: ", ")))"
    }
    let isSame = hit.genericName.lowercased() == hit.name.lowercased()
    guard !isSame else { return name }
    guard hit.tallManName == nil else { return "\(hit.name) (\(name))" }
    return "\(name) (\(hit.genericName))"
  }

  /// Strengths, or nothing where none are known.
  package var strengths: String { shownStrengths.joined(separator: ", ") }

  private var shownStrengths: [String] {
    hit.strengths.map { strength in
      DirectoryProduct.isAsPublished(strength)
        ? "as published: \u{201C}\(strength)\u{201D}" : Display.strength(strength)
    }
  }

  /// As many strengths as have room in so many columns: one that is cut could be taken for another.
  func strengths(columns: Int, more: String) -> String {
    var strengths = shownStrengths[...]
    while !strengths.isEmpty {
      let text = strengths.joined(separator: ", ")
      let shown = strengths.count == hit.strengths.count ? text : "\(text), \(more)"
      if shown.count <= columns { return shown }
      strengths.removeLast()
    }
    return hit.strengths.isEmpty ? "" : more
  }

  /// Forms, control schedule and who sells it.
  package var facts: [String] {
    var facts: [String] = []
    if !hit.forms.isEmpty { facts.append(hit.forms.joined(separator: ", ").lowercased()) }
    switch hit.controlSchedule {
    case DirectoryProduct.unknownSchedule?: facts.append("control schedule not known")
    case let schedule?: facts.append("controlled, schedule \(schedule)")
    case nil: break
    }
    switch hit.origin {
    case .catalogue: break
    case .directory(let labelers, let codes, let isFinished):
      if !isFinished { facts.append("not a finished drug") }
      if let code = codes.first {
        let others = labelers > 1 ? ", \(Display.count(labelers, "labeler"))" : ""
        facts.append("NDC \(code)\(others)")
      }
    }
    return facts
  }

  /// What kind of drug it is: its class, and what it is used for where that is known.
  package var kind: String {
    [hit.drugClass, hit.category].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// Where this is known from.
  package var origin: String {
    switch hit.origin {
    case .catalogue: "Known to the checks."
    case .directory: "From the FDA NDC directory, as published there."
    }
  }

  /// Everything in one line.
  package var line: String {
    let strengths = strengths
    return ([strengths.isEmpty ? name : "\(name): \(strengths)"] + facts).joined(separator: "; ")
  }
}
