extension SafetyCheck {
  /// What an acceptance of an alert rests on: the medicines it concerns with strength and
  /// directions, and the kidney function.
  ///
  /// Another text means that the alert has to be thought of again.
  package func basis(of alert: SafetyAlert, on medicine: CheckedMedicine) -> String {
    let subjects = Set(alert.subject.split { "|+".contains($0) }.map(String.init))
    let others = person.medicines.filter { $0.isTaken && $0.id != medicine.id }
    let concerned = ([medicine] + others).filter { one in
      one.ingredients.contains { subjects.contains($0.name) }
        || subjects.contains(one.title.lowercased())
    }
    let words = concerned.map { one in
      let rules = one.rules.map(\.json.text).sorted().joined(separator: ",")
      return "\(one.title) \(rules)"
    }
    let kidney = person.eGFR.map { "eGFR \($0.value)" } ?? "eGFR unknown"
    return (words.sorted() + [kidney]).joined(separator: "; ")
  }
}
