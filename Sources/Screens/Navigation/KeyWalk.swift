import Store
import Terminal

/// The keys of one screen, as help shows them: for the manual and for the page of keys.
package struct KeyPage: Equatable, Sendable {
  /// Keys that belong together.
  package struct Group: Equatable, Sendable {
    package let name: String
    package let rows: [Row]
  }

  /// One action.
  package struct Row: Equatable, Sendable {
    /// The keys that do it, the most usual one first: `J`, `Down`.
    package let keys: [String]
    package let title: String
  }

  /// The name of the screen.
  package let title: String
  package let groups: [Group]
}

/// Finds every screen by opening the places and doing what their actions open.
///
/// So what it tells of keys is what the action tables say, and nobody has to keep a list. It does
/// what it finds: only for a sample that is thrown away.
@MainActor package struct KeyWalk {
  /// A screen that was found, drawn once and settled.
  package struct Found {
    /// The place it belongs to; nothing for what can be opened from everywhere.
    package let place: Destination?
    /// The actions that led to it, from the place or from the first one; none for a place itself.
    package let path: [Action.ID]
    /// The stack with the screen on top.
    package let shell: Shell
    package let screen: any Screen
    /// Whose record was open.
    package let person: KnownPerson
  }

  private var context: ScreenContext
  /// How many keys deep a screen may lie below its place.
  private let depth: Int
  private var found: [Found] = []
  private var seen: Set<String> = []

  /// The screens that may be reached in `context`, each once: what differs in kind or in title is
  /// another one.
  ///
  /// `circumstances` are others in which Today has something to ask, such as a journey: what lies one
  /// key away from it there is found as well.
  ///
  /// - Throws: ``TerminalError`` when there is no mailbox to be had.
  package static func screens(
    in context: ScreenContext,
    circumstances: [ScreenContext] = [],
    depth: Int = 2
  ) throws -> [Found] {
    var walk = KeyWalk(context: context, depth: depth)
    for place in Destination.offered(in: context) { try walk.explore(place, path: []) }
    for other in circumstances {
      walk.context = other
      try walk.exploreQuestions()
    }
    walk.context = context
    if depth > 0 { try walk.exploreEverywhere() }
    return walk.found
  }

  /// The keys of those screens, of every kind of form and question once, and what can be done from
  /// everywhere; with a depth of 0 only the places themselves.
  ///
  /// - Throws: ``TerminalError`` when there is no mailbox to be had.
  package static func pages(in context: ScreenContext, depth: Int = 2) throws -> [KeyPage] {
    try pages(of: screens(in: context, depth: depth), in: context)
  }

  /// The same of screens that were found already.
  ///
  /// - Throws: ``TerminalError`` when there is no mailbox to be had.
  package static func pages(of screens: [Found], in context: ScreenContext) throws -> [KeyPage] {
    var kinds: Set<String> = []
    let pages = screens.compactMap { found -> KeyPage? in
      guard let title = title(of: found), kinds.insert("\(type(of: found.screen))").inserted
      else { return nil }
      return page(title, found.screen.actions, found.shell.table)
    }
    return pages + [try everywhere(in: context)]
  }

  private init(context: ScreenContext, depth: Int) {
    self.context = context
    self.depth = depth
  }

  private mutating func explore(_ place: Destination, path: [Action.ID]) throws {
    guard let found = try visit(place, path) else { return }
    // What lies over a screen is answered and gone: it leads nowhere that the screen does not.
    guard path.count < depth, found.screen.presentation == .full else { return }
    for action in found.screen.actions where leadsOn(action) {
      try explore(place, path: path + [action.id])
    }
  }

  /// What the first place leads to at once.
  private mutating func exploreQuestions() throws {
    guard let today = Destination.offered(in: context).first else { return }
    for action in try open(today, path: []).top?.actions ?? [] where leadsOn(action) {
      _ = try visit(today, [action.id])
    }
  }

  /// What can be opened over any screen: help, the palette, whom to call, whose record it is.
  private mutating func exploreEverywhere() throws {
    guard let first = Destination.offered(in: context).first else { return }
    let shell = try open(first, path: [])
    for action in shell.table.actions where leadsOn(action) {
      guard !(shell.top?.actions.contains { $0.id == action.id } ?? true) else { continue }
      _ = try visit(first, [action.id], isEverywhere: true)
    }
  }

  private func leadsOn(_ action: Action) -> Bool {
    action.isEnabled && !action.isDangerous && action.group != "Move"
  }

  /// Goes there; nothing when that screen is known.
  private mutating func visit(
    _ place: Destination,
    _ path: [Action.ID],
    isEverywhere: Bool = false
  ) throws -> Found? {
    let shell = try open(place, path: path)
    guard let top = shell.top, seen.insert("\(type(of: top)) \(top.title)").inserted else {
      return nil
    }
    let visited = Found(
      place: isEverywhere ? nil : place,
      path: path,
      shell: shell,
      screen: top,
      person: context.person
    )
    found.append(visited)
    return visited
  }

  /// The place with so many actions done, settled after each.
  private func open(_ place: Destination, path: [Action.ID]) throws -> Shell {
    let shell = Shell(root: place.make(context), mailbox: try Mailbox())
    shell.navigation = AppNavigation(context)
    for action in path {
      shell.settle()
      _ = shell.draw(.standard)
      shell.perform(action)
    }
    shell.settle()
    return shell
  }

  /// Where the keys of a screen are looked up; nil for what only shows a text.
  private static func title(of found: Found) -> String? {
    switch found.screen {
    case is FormOverlay: "Every form"
    case is Dialog: "Every question"
    case let screen where screen.presentation != .full: nil
    case let screen:
      if let place = found.place {
        found.path.isEmpty ? place.title : "\(place.title): \(screen.title)"
      } else {
        "Everywhere: \(screen.title)"
      }
    }
  }

  private static func everywhere(in context: ScreenContext) throws -> KeyPage {
    let shell = Shell(root: TodayScreen(context), mailbox: try Mailbox())
    let navigation = AppNavigation(context)
    shell.navigation = navigation
    let actions = navigation.actions + shell.standardActions
    return page("Everywhere", actions, shell.table)
  }

  private static func page(_ title: String, _ actions: [Action], _ table: ActionTable) -> KeyPage {
    var names: [String] = []
    for action in actions where !names.contains(action.group) { names.append(action.group) }
    let groups = names.map { name in
      KeyPage.Group(
        name: name,
        rows: actions.filter { $0.group == name }.map { action in
          KeyPage.Row(keys: action.keys.map(table.name), title: action.title)
        }
      )
    }
    return KeyPage(title: title, groups: groups)
  }
}
