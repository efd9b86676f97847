/// Fields in a column, one of which takes the typing.
///
/// Values are text: what they mean is decided by `validate`, which stands outside. It gets the
/// field and all values and returns what is wrong, as a sentence, or nothing.
package struct Form: Sendable {
  /// The text of every field by its name.
  package typealias Values = [FormField.ID: String]

  /// What a key did.
  package enum Outcome: Hashable, Sendable {
    /// The key is not for forms.
    case ignored
    case changed
    /// The user is done and every field is right.
    case submitted
  }

  package private(set) var fields: [FormField]
  /// The field that takes the typing.
  package private(set) var focus = 0
  /// What is wrong, by field; a field is judged once it has been left.
  package private(set) var problems: [FormField.ID: String] = [:]
  /// Whether something was typed.
  package private(set) var isChanged = false
  private let validate: @Sendable (FormField.ID, Values) -> String?

  package init(
    _ fields: [FormField],
    validate: @escaping @Sendable (FormField.ID, Values) -> String? = { _, _ in nil }
  ) {
    self.fields = fields
    self.validate = validate
  }

  /// All values as they stand.
  package var values: Values {
    Dictionary(fields.map { ($0.id, $0.value) }) { first, _ in first }
  }

  /// The value of one field; empty when there is none of that name.
  package subscript(id: FormField.ID) -> String {
    fields.first { $0.id == id }?.value ?? ""
  }

  /// Shows a problem found elsewhere, such as by a transaction, beside its field.
  package mutating func show(problem: String, at id: FormField.ID) {
    problems[id] = problem
    if let index = fields.firstIndex(where: { $0.id == id }) { focus = index }
  }

  /// Puts a value into a field as if it had been typed; a choice takes one of its options only.
  package mutating func fill(_ id: FormField.ID, with value: String) {
    guard let index = fields.firstIndex(where: { $0.id == id }) else { return }
    fields[index].set(value)
    isChanged = true
    problems[id] = nil
  }

  /// Goes to a field.
  package mutating func focus(on id: FormField.ID) {
    focus = fields.firstIndex { $0.id == id } ?? focus
  }

  /// Takes a key.
  ///
  /// Enter goes on and submits from the last field, `^S` submits from any.
  package mutating func take(_ press: KeyPress) -> Outcome {
    guard fields.indices.contains(focus) else { return .ignored }
    switch press.key {
    case .tab, .down: move(by: 1)
    case .backTab, .up: move(by: -1)
    case .control("s"): return submit()
    case .enter:
      if focus == fields.count - 1 { return submit() }
      move(by: 1)
    default:
      guard fields[focus].take(press.key) else { return .ignored }
      isChanged = true
      problems[fields[focus].id] = nil
    }
    return .changed
  }

  /// Judges every field; goes to the first that is wrong.
  package mutating func submit() -> Outcome {
    for index in fields.indices { judge(index) }
    guard let wrong = fields.firstIndex(where: { problems[$0.id] != nil }) else {
      return .submitted
    }
    focus = wrong
    return .changed
  }

  private mutating func move(by step: Int) {
    judge(focus)
    focus = (focus + step + fields.count) % fields.count
  }

  private mutating func judge(_ index: Int) {
    problems[fields[index].id] = validate(fields[index].id, values)
  }
}
