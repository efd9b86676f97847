/// One field of a form.
package struct FormField: Hashable, Sendable, Identifiable {
  /// The name by which a form gives the value back.
  package struct ID: Hashable, Sendable, ExpressibleByStringLiteral {
    package let name: String

    package init(_ name: String) {
      self.name = name
    }

    package init(stringLiteral name: String) {
      self.init(name)
    }
  }

  /// What can be put in.
  package enum Kind: Hashable, Sendable {
    case text
    /// Text that is not shown.
    case secret
    /// Digits, sign and decimal point.
    case number
    /// An amount in words or figures, such as `1/2 tablet`.
    case amount
    case date
    case time
    /// One of several; the arrows to the sides change it.
    case choice([String])
    /// Any of several; the arrows to the sides move, Space ticks.
    case multiChoice([String])
  }

  package let id: ID
  package let label: String
  package let kind: Kind
  /// An example or explanation, shown while the field has the cursor and nothing is wrong.
  package let help: String
  var input: TextInput
  var chosen: Int
  var ticked: Set<Int>
  var marked = 0

  /// A field with a first value: text, the chosen option, or ticked options joined by `, `.
  package init(
    _ id: ID,
    label: String,
    kind: Kind = .text,
    value: String = "",
    help: String = "",
    limit: Int = 200
  ) {
    self.id = id
    self.label = label
    self.kind = kind
    self.help = help
    input = TextInput(value, limit: limit)
    chosen = 0
    ticked = []
    if case .choice(let options) = kind { chosen = options.firstIndex(of: value) ?? 0 }
    if case .multiChoice(let options) = kind {
      let values = value.split(separator: ",").map { $0.drop { $0 == " " } }
      ticked = Set(options.indices.filter { values.contains(options[$0][...]) })
    }
  }

  /// What the field holds, as text.
  package var value: String {
    switch kind {
    case .choice(let options): options.indices.contains(chosen) ? options[chosen] : ""
    case .multiChoice(let options): ticked.sorted().map { options[$0] }.joined(separator: ", ")
    default: input.text
    }
  }

  /// Replaces the value: the text, or the option of that name.
  mutating func set(_ value: String) {
    switch kind {
    case .choice(let options): chosen = options.firstIndex(of: value) ?? chosen
    case .multiChoice: break
    default: input.set(value)
    }
  }

  /// Takes a key that belongs to the field; whether it did.
  mutating func take(_ key: Key) -> Bool {
    switch kind {
    case .choice(let options): takeChoice(key, count: options.count)
    case .multiChoice(let options): takeTick(key, count: options.count)
    case .number: accepts(key, of: "0123456789.-+") && input.take(key)
    case .date, .time, .amount, .text, .secret: input.take(key)
    }
  }

  private func accepts(_ key: Key, of allowed: String) -> Bool {
    guard case .character(let character) = key else { return true }
    return allowed.contains(character)
  }

  private mutating func takeChoice(_ key: Key, count: Int) -> Bool {
    guard count > 0 else { return false }
    switch key {
    case .left: chosen = (chosen + count - 1) % count
    case .right, .space: chosen = (chosen + 1) % count
    case .character(let letter):
      guard case .choice(let options) = kind else { return false }
      let start = letter.lowercased()
      let order = (1...count).map { (chosen + $0) % count }
      guard let next = order.first(where: { options[$0].lowercased().hasPrefix(start) }) else {
        return true
      }
      chosen = next
    default: return false
    }
    return true
  }

  private mutating func takeTick(_ key: Key, count: Int) -> Bool {
    guard count > 0 else { return false }
    switch key {
    case .left: marked = max(0, marked - 1)
    case .right: marked = min(count - 1, marked + 1)
    case .space: ticked.formSymmetricDifference([marked])
    case .character: break
    default: return false
    }
    return true
  }
}
