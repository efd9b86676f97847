import Domain
import Store
import Terminal

extension FormOverlay {
  /// Runs a transaction; the form closes when it is on disk, else it says why not and stays.
  func save<Transaction: NamedTransaction>(
    _ transaction: Transaction,
    in context: ScreenContext,
    done: @escaping @MainActor @Sendable (Transaction.Answer) -> String
  ) -> [Effect] {
    guard !isSaving else { return [] }
    isSaving = true
    return [
      context.write(transaction) { [weak self] result in
        self?.isSaving = false
        switch result {
        case .success(let answer):
          return (self.map { [.closeScreen($0)] } ?? []) + [.refreshAll, .done(done(answer))]
        case .failure(let error):
          self?.problem = StockWords.sentence(for: error)
          return []
        }
      }
    ]
  }

  /// Finds the second person by the handle in the field `second`; an empty field is nobody.
  func withSecondPerson(
    in context: ScreenContext,
    then: @escaping @MainActor @Sendable (KnownPerson?) -> [Effect]
  ) -> [Effect] {
    let handle = form["second"].trimmed
    guard !handle.isEmpty else { return then(nil) }
    let database = context.database
    let found: @MainActor @Sendable (Result<KnownPerson?, any Error>) -> [Effect] = {
      [weak self] result in
      switch result {
      case .success(let person?): return then(person)
      case .success(nil):
        self?.form.show(problem: "Nobody here has that handle.", at: "second")
      case .failure(let error): self?.problem = StockWords.sentence(for: error)
      }
      return []
    }
    return [context.work({ try database.person(handle: handle) }, then: found)]
  }
}
