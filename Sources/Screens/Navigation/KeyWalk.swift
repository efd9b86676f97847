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
  private let context: ScreenContext
  /// How many keys deep a screen may lie below its place.
  private let depth: Int
  private var pages: [KeyPage] = []
  private var seen: Set<String> = []

  /// The screens that may be reached in `context`, each once, and what can be done from everywhere;
  /// with a depth of 0 only the places themselves.
  ///
  /// - Throws: ``TerminalError`` when there is no mailbox to be had.
  package static func pages(in context: ScreenContext, depth: Int = 2) throws -> [KeyPage] {
    var walk = KeyWalk(context: context, depth: depth)
    for place in Destination.offered(in: context) { try walk.explore(place, path: []) }
    return walk.pages + [try walk.everywhere()]
  }

  private init(context: ScreenContext, depth: Int) {
    self.context = context
    self.depth = depth
  }

  private mutating func explore(_ place: Destination, path: [Action.ID]) throws {
    let shell = try open(place, path: path)
    guard let top = shell.top, seen.insert("\(type(of: top))").inserted else { return }
    if let title = title(of: top, in: place, isPlace: path.isEmpty) {
      pages.append(page(title, screenActions(shell), shell.table))
    }
    guard path.count < depth else { return }
    for action in screenActions(shell) where action.isEnabled && !action.isDangerous {
      try explore(place, path: path + [action.id])
    }
  }

  /// Where the keys of a screen are looked up; nil for what only shows a text.
  private func title(of screen: any Screen, in place: Destination, isPlace: Bool) -> String? {
    switch screen {
    case is FormOverlay: "Every form"
    case is Dialog: "Every question"
    case _ where screen.presentation != .full: nil
    default: isPlace ? place.title : "\(place.title): \(screen.title)"
    }
  }

  /// The place with so many actions done, settled after each.
  private func open(_ place: Destination, path: [Action.ID]) throws -> Shell {
    let shell = Shell(root: place.make(context), mailbox: try Mailbox())
    for action in path {
      shell.settle()
      _ = shell.draw(.standard)
      shell.perform(action)
    }
    shell.settle()
    return shell
  }

  private func screenActions(_ shell: Shell) -> [Action] { shell.top?.actions ?? [] }

  private func everywhere() throws -> KeyPage {
    let shell = Shell(root: TodayScreen(context), mailbox: try Mailbox())
    let navigation = AppNavigation(context)
    shell.navigation = navigation
    let actions = navigation.actions + shell.standardActions
    return page("Everywhere", actions, shell.table)
  }

  private func page(_ title: String, _ actions: [Action], _ table: ActionTable) -> KeyPage {
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
