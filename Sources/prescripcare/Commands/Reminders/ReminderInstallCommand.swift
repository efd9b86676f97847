import ArgumentParser
import Domain
import Foundation
import Services
import Store

/// `reminders install`: reminders that run from login on, by the user's own systemd.
struct ReminderInstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Keep reminders running while you are logged in, also without a window."
  )

  @OptionGroup var global: GlobalOptions
  @Flag(help: "Take it away again.") var uninstall = false

  func run() throws {
    let run = try CommandRun(global)
    let unit = ReminderUnit(
      executable: LiveEnvironment.executable,
      database: URL(fileURLWithPath: run.path).path,
      actor: uninstall ? nil : try actor(run),
      variables: run.live.variables
    )
    let lines = uninstall ? try unit.remove() : try unit.write()
    run.print(
      json: .object(["unit": .string(unit.path), "installed": .bool(!uninstall)]),
      text: lines.joined(separator: "\n")
    )
  }
}

extension ReminderInstallCommand {
  /// Who runs them, by name: whoever it is now must still be clear once there are more people.
  fileprivate func actor(_ run: CommandRun) throws -> String {
    guard FileManager.default.fileExists(atPath: run.path) else {
      throw CommandFailure(.missingInput, "There is no database to remind from: init makes one.")
    }
    let database = try run.openDatabase()
    defer { database.close() }
    return try WhoActs(database).actor(handle: global.actingAs).handle
  }
}

/// The unit of the user's systemd that runs `reminders run`.
struct ReminderUnit {
  static let name = "prescripcare-reminders.service"

  let path: String
  private let executable: String
  private let database: String
  private let actor: String?

  init(executable: String, database: String, actor: String?, variables: [String: String]) {
    let home = variables["HOME"] ?? "/"
    let given = variables["XDG_CONFIG_HOME"]
    let base = given.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.config"
    path = base + "/systemd/user/" + Self.name
    self.executable = executable
    self.database = database
    self.actor = actor
  }

  var text: String {
    let actor = actor.map { " --as \(Self.quoted($0))" } ?? ""
    return """
      [Unit]
      Description=PrescripCare reminders

      [Service]
      ExecStart=\(Self.quoted(executable)) reminders run --db \(Self.quoted(database))\(actor)
      Restart=on-failure
      RestartSec=5
      UMask=0077
      NoNewPrivileges=yes

      [Install]
      WantedBy=default.target

      """
  }

  /// What was done, and what is left to do.
  func write() throws -> [String] {
    let folder = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(
        atPath: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandFailure(.cannotCreate, "\(path) cannot be written; nothing was changed.")
    }
    return [
      "Wrote \(path).",
      "Start it now, and at every login, with:",
      "  systemctl --user daemon-reload",
      "  systemctl --user enable --now \(Self.name)",
      "To keep it running while you are logged out: loginctl enable-linger",
    ]
  }

  func remove() throws -> [String] {
    guard FileManager.default.fileExists(atPath: path) else {
      return ["Nothing was installed at \(path)."]
    }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw CommandFailure(.inputOutput, "\(path) cannot be removed.")
    }
    return [
      "Removed \(path).",
      "What runs already is ended with: systemctl --user stop \(Self.name)",
    ]
  }

  /// A word as systemd reads it: percent signs, dollar signs, quotes and backslashes stand for
  /// themselves.
  private static func quoted(_ word: String) -> String {
    var out = ""
    for character in word {
      switch character {
      case "\\", "\"": out += "\\\(character)"
      case "%": out += "%%"
      case "$": out += "$$"
      default: out.append(character)
      }
    }
    return "\"\(out)\""
  }
}
