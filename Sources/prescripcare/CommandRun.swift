import ArgumentParser
import Domain
import Foundation
import Store

/// One run of a command: its options, its environment, and the one way it opens data and answers.
struct CommandRun {
  let options: GlobalOptions
  let live: LiveEnvironment

  init(_ options: GlobalOptions) throws {
    self.options = options
    var start: Instant?
    if let now = options.now {
      guard let instant = Instant(text: now) else {
        throw CommandFailure(.usage, "--now wants an instant such as 2026-03-01T08:00:00-05:00.")
      }
      start = instant
    }
    live = LiveEnvironment(rehearsalStart: start)
    if let zone = options.zone { _ = try live.zone(zone) }
  }

  /// The database file that is meant.
  var path: String { options.db ?? live.paths.database }

  /// Opens the database that is meant.
  ///
  /// - Throws: ``StoreError``
  func openDatabase() throws -> CareDatabase {
    try DatabaseFile.open(
      path: path,
      environment: live.store(zoneOverride: options.zone),
      readOnly: options.readOnly ? .asked : nil,
      onRehearsalClock: live.isRehearsal
    )
  }

  /// Runs a command on one person's record.
  func withSession(_ body: (ActingSession) throws -> Void) throws {
    try withDatabase { database in
      let actor = try WhoActs(database).actor(handle: options.actingAs)
      let subject = try WhoActs(database).subject(handle: options.subject, actor: actor)
      try body(database.acting(as: actor.acting, for: subject))
    }
  }

  /// Runs a command on what belongs to no person: stock, catalogue, settings.
  func withSite(_ body: (ActingSession) throws -> Void) throws {
    try withDatabase { database in
      let actor = try WhoActs(database).actor(handle: options.actingAs)
      try body(database.acting(as: actor.acting, for: actor.user))
    }
  }

  func withDatabase(_ body: (CareDatabase) throws -> Void) throws {
    let database = try openDatabase()
    defer { database.close() }
    try body(database)
  }

  /// Prints the answer in the form that was asked for.
  func print(json: @autoclosure () -> JSON, text: @autoclosure () -> String) {
    Swift.print(options.json ? json().text : SafeText.forTerminal(text()))
  }
}

/// Text on its way to a terminal that is not drawn by the screens.
enum SafeText {
  /// The text with everything that could steer a terminal made visible.
  static func forTerminal(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isUnsafe(scalar) {
        out.append(contentsOf: "\u{FFFD}".unicodeScalars)
      } else {
        out.append(scalar)
      }
    }
    return String(out)
  }

  /// A message for a terminal: what was given without end is named by its beginning.
  static func sentence(_ text: String) -> String {
    let words = forTerminal(text).split(separator: " ", omittingEmptySubsequences: false)
    return words.map { word in
      word.utf8.count > longestWord * 4 ? "\(word.prefix(longestWord))…" : String(word)
    }.joined(separator: " ")
  }

  /// No path or name that a sentence has to say in full is longer than four times this.
  private static let longestWord = 60

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }
}
