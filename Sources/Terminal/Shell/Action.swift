/// One thing a screen can do now: the only place where its keys, words and state stand.
///
/// Dispatch, the hints at the foot, help, the command palette, the man page and the tests are all
/// made from lists of these.
package struct Action: Hashable, Sendable, Identifiable {
  /// The name by which a screen is told to do it.
  package struct ID: Hashable, Sendable, ExpressibleByStringLiteral {
    package let name: String

    package init(_ name: String) {
      self.name = name
    }

    package init(stringLiteral name: String) {
      self.init(name)
    }
  }

  /// Whether it can be done now.
  package enum Availability: Hashable, Sendable {
    case enabled
    /// Not now, and why, as a sentence for the user.
    case disabled(reason: String)
  }

  package let id: ID
  /// Keys that do it; the first is the one shown in hints.
  ///
  /// A letter also answers to its other case unless another action has that.
  package let keys: [Key]
  /// What it does, for help and palette.
  package let title: String
  /// One or two words for the foot of the screen; empty to leave it out there.
  package let hint: String
  /// The heading under which help shows it.
  package let group: String
  package let availability: Availability
  /// Whether a key that repeats too soon is dropped.
  package let isDangerous: Bool

  package init(
    id: ID,
    keys: [Key],
    title: String,
    hint: String = "",
    group: String = "This screen",
    availability: Availability = .enabled,
    isDangerous: Bool = false
  ) {
    self.id = id
    self.keys = keys
    self.title = title
    self.hint = hint
    self.group = group
    self.availability = availability
    self.isDangerous = isDangerous
  }

  package var isEnabled: Bool { availability == .enabled }

  /// The reason why it cannot be done now.
  package var reason: String? {
    switch availability {
    case .enabled: nil
    case .disabled(let reason): reason
    }
  }
}

/// Actions in order of precedence, searched by key.
package struct ActionTable: Sendable {
  package let actions: [Action]

  package init(_ actions: [Action]) {
    self.actions = actions
  }

  /// The first action with `key`, else the first with the key in the other case.
  package func action(for key: Key) -> Action? {
    if let exact = actions.first(where: { $0.keys.contains(key) }) { return exact }
    guard let other = key.otherCase else { return nil }
    return actions.first { $0.keys.contains(other) }
  }

  /// How a key of `action` is named: letters large, as they are printed on keyboards, unless both
  /// cases mean something.
  package func name(of key: Key) -> String {
    guard case .character(let character) = key, character.isLowercase, let other = key.otherCase,
      !actions.contains(where: { $0.keys.contains(other) })
    else { return key.name }
    return other.name
  }

  /// The name of the first key of an action; empty when it has none.
  package func firstKeyName(of action: Action) -> String {
    action.keys.first.map(name) ?? ""
  }
}
