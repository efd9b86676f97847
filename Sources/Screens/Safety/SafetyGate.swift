import Domain
import Store
import Terminal

/// Shows what speaks against a change before it is saved.
///
/// It spares nobody the checks, which stand below the screens: it shows them while the form is still
/// open. Notes of the lowest grade cost no key.
@MainActor struct SafetyGate {
  let context: ScreenContext

  /// Asks the checks, and goes on at once when nothing but notes is found; else `reading` is told
  /// and the alerts are shown, from where the person goes on or back.
  func ask(
    _ question: SafetyQuery.Question,
    reading: @escaping @MainActor @Sendable () -> Void,
    then proceed: @escaping @MainActor @Sendable (SafetyAnswer) -> [Effect]
  ) -> Effect {
    let context = context
    return context.read(SafetyQuery(question)) { result in
      // What cannot be read here is asked again by the transaction, which says what is wrong.
      guard case .success(let sheet) = result else { return proceed(.keep) }
      let unchecked = sheet.uncheckedMaxima.map(\.sentence)
      guard !sheet.urgent.isEmpty else { return proceed(SafetyAnswer(unchecked: unchecked)) }
      reading()
      return [
        .open(
          SafetyAlertScreen(sheet, context: context) { answer in
            var answer = answer
            answer.unchecked = unchecked
            return proceed(answer)
          }
        )
      ]
    }
  }
}

/// What somebody decided who read the alerts and goes on.
struct SafetyAnswer: Sendable {
  /// Why alerts do not hold; nil from a person for herself.
  var override: SafetyOverride?
  /// The medicine on the list that is stopped, since the new one is kept in its place.
  var replaces: Int?
  /// Sentences on what could not be checked.
  var unchecked: [String] = []

  /// It is kept as it is.
  static let keep = SafetyAnswer()
}

extension ScreenContext {
  /// Whether the actor works on somebody else's record, so that alerts stop and are not only shown.
  var isProfessional: Bool {
    actor.user != person.user
      && !Set(actor.roles).isDisjoint(with: [.technician, .pharmacist, .provider])
  }
}
