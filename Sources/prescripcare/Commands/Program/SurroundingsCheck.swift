import CLinux
import Domain
import Foundation
import Store
import Terminal

/// One thing that was looked at.
struct Surrounding: Equatable {
  let subject: String
  let isFine: Bool
  /// A sentence: what is there, or what is wrong and what helps.
  let detail: String
}

/// Looks at everything around the program.
struct SurroundingsCheck {
  private let run: CommandRun
  private let files = FileManager.default

  init(_ run: CommandRun) { self.run = run }

  func all() -> [Surrounding] {
    [terminal(), locale(), zones(), sqlite()] + database() + [keyFolder(), themes()]
  }

  private func fine(_ subject: String, _ detail: String) -> Surrounding {
    Surrounding(subject: subject, isFine: true, detail: detail)
  }

  private func problem(_ subject: String, _ detail: String) -> Surrounding {
    Surrounding(subject: subject, isFine: false, detail: detail)
  }

  private func terminal() -> Surrounding {
    let name = run.live.variables["TERM"] ?? ""
    guard !name.isEmpty else {
      return problem("terminal", "TERM is not set; set it to the name of your terminal.")
    }
    guard name != "dumb" else {
      return problem("terminal", "A dumb terminal cannot show screens; use another.")
    }
    guard hasTerminalEntry(name) else {
      return problem(
        "terminal",
        "Nothing is known of the terminal \(name.prefix(40)); install ncurses-term or set TERM."
      )
    }
    return fine("terminal", "\(name) is known.")
  }

  /// Whether a description of the terminal is installed where ncurses looks for it.
  private func hasTerminalEntry(_ name: String) -> Bool {
    guard !name.contains("/"), let first = name.utf8.first else { return false }
    let variables = run.live.variables
    var folders = [variables["TERMINFO"], variables["HOME"].map { $0 + "/.terminfo" }]
      .compactMap { $0 }
    folders += variables["TERMINFO_DIRS"]?.split(separator: ":").map(String.init) ?? []
    folders += ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo"]
    let letters = [String(name.prefix(1)), String(first, radix: 16)]
    return folders.contains { folder in
      letters.contains { files.fileExists(atPath: "\(folder)/\($0)/\(name)") }
    }
  }

  private func locale() -> Surrounding {
    guard setlocale(LC_CTYPE, "") != nil else {
      return problem("locale", "The locale that is asked for is not installed; try LANG=C.UTF-8.")
    }
    guard cl_locale_is_utf8() != 0 else {
      return problem("locale", "The locale is not UTF-8, so lines and names are drawn in ASCII.")
    }
    return fine("locale", "Characters are UTF-8.")
  }

  private func zones() -> Surrounding {
    do {
      for name in ["UTC", "Europe/Berlin", "America/New_York", run.live.systemZone] {
        _ = try run.live.zone(name)
      }
      return fine("time zones", "They can be read; the system's is \(run.live.systemZone).")
    } catch {
      return problem("time zones", FailureText.failure(for: error).sentence)
    }
  }

  private func sqlite() -> Surrounding {
    do {
      return fine("SQLite", "Version \(try CareDatabase.sqliteVersion()).")
    } catch {
      return problem("SQLite", FailureText.failure(for: error).sentence)
    }
  }

  private func themes() -> Surrounding {
    guard let path = run.live.paths.themes else {
      return problem("themes", "The folder Themes was not found beside the program.")
    }
    let folder = URL(fileURLWithPath: path)
    let names = ThemeFile.names(in: folder)
    for name in names {
      do {
        let findings = ThemeCheck.findings(in: try ThemeFile.load(name, from: folder))
        guard findings.isEmpty else {
          return problem("themes", "There is something to mend in \(name); see `theme check`.")
        }
      } catch {
        return problem("themes", ThemeText.sentence(error))
      }
    }
    guard !names.isEmpty else { return problem("themes", "There are no themes in \(path).") }
    return fine("themes", "There are \(names.count).")
  }
}

extension SurroundingsCheck {
  private func database() -> [Surrounding] {
    let path = run.path
    guard files.fileExists(atPath: path) else {
      guard run.options.db == nil else {
        return [problem("database", "There is none at \(path); `prescripcare init` makes one.")]
      }
      return [fine("database", "There is none yet; `prescripcare init` makes one.")]
    }
    var found: [Surrounding] = []
    if let mode = mode(path), mode & 0o077 != 0 {
      found.append(
        problem("database", "Others may read it (mode \(octal(mode))); do chmod 600 \(path).")
      )
    }
    let folder = (path as NSString).deletingLastPathComponent
    if run.options.db == nil, let mode = mode(folder), mode & 0o077 != 0 {
      found.append(
        problem(
          "data folder",
          "Others may look into it (mode \(octal(mode))); chmod 700 \(folder)."
        )
      )
    }
    do {
      let database = try DatabaseFile.open(
        path: path,
        environment: run.live.store(),
        readOnly: .asked
      )
      defer { database.close() }
      if case .keyMissing(let fingerprint, let folder)? = database.readOnly {
        found.append(problem("key", "The key \(fingerprint) is not in \(folder); put it back."))
      }
    } catch {
      found.append(problem("database", FailureText.failure(for: error).sentence))
    }
    return found.isEmpty ? [fine("database", "\(path) opens, and only you may read it.")] : found
  }

  private func keyFolder() -> Surrounding {
    let folder = run.live.paths.keys
    guard let folderMode = mode(folder) else { return fine("key folder", "There is none yet.") }
    guard folderMode & 0o077 == 0 else {
      return problem(
        "key folder",
        "Others may look into it (mode \(octal(folderMode))); do chmod 700 \(folder)."
      )
    }
    // A folder that cannot be listed holds no key that could be read by others.
    for name in ((try? files.contentsOfDirectory(atPath: folder)) ?? []).sorted() {
      let path = folder + "/" + name
      if let mode = mode(path), mode & 0o077 != 0 {
        return problem(
          "key folder",
          "Others may read a key (mode \(octal(mode))); do chmod 600 \(path)."
        )
      }
    }
    return fine("key folder", "Only you may look into it.")
  }

  /// The permission bits of a file; nil when it is not there.
  private func mode(_ path: String) -> Int? {
    // Absent and unreachable are one thing here: nothing can be said of it.
    let attributes = try? files.attributesOfItem(atPath: path)
    return (attributes?[.posixPermissions] as? NSNumber)?.intValue
  }

  private func octal(_ mode: Int) -> String { "0" + String(mode, radix: 8) }
}
