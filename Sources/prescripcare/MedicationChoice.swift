import Domain
import Store

/// Finds the medication that a person means by a number or a part of a name.
struct MedicationChoice {
  private let session: ActingSession

  init(_ session: ActingSession) { self.session = session }

  /// The medication's number.
  ///
  /// - Throws: ``CommandFailure`` when none or several fit, naming them.
  func medication(_ text: String) throws -> Int {
    let all = try session.read(MedicationListQuery())
    if let number = Int(text) {
      guard all.contains(where: { $0.label.medication == number }) else {
        throw CommandFailure(.badData, "There is no medication \(number) on this list.")
      }
      return number
    }
    let taken = all.filter { $0.label.status == "active" || $0.label.status == "paused" }
    let wanted = text.lowercased()
    let exact = taken.filter {
      $0.label.drugName.lowercased() == wanted || $0.label.title.lowercased() == wanted
    }
    let found =
      exact.isEmpty ? taken.filter { $0.label.title.lowercased().contains(wanted) } : exact
    guard let only = found.first else {
      throw CommandFailure(
        .badData,
        "No medication on this list has “\(text.prefix(60))” in its name."
      )
    }
    guard found.count == 1 else {
      let names = found.map { "\($0.label.medication) \($0.label.title)" }.joined(separator: ", ")
      throw CommandFailure(.badData, "Several fit: \(names). Give the number.")
    }
    return only.label.medication
  }
}
