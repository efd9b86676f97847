import Foundation

/// Where the program keeps its files, by the XDG Base Directory Specification.
struct Paths: Equatable {
  /// The user's own database.
  let database: String
  /// The keys of databases, outside every backup of the data folder.
  let keys: String
  /// The folder of `config.yaml`.
  let configuration: String
  /// Logs and what stderr held while the screens ran.
  let state: String
  /// `Themes` and `SampleDB`; nil when neither stands near the executable.
  let shared: String?

  init(environment: [String: String], executable: String) {
    let home = environment["HOME"] ?? "/"
    func base(_ variable: String, _ fallback: String) -> String {
      // The specification: a relative path is to be ignored.
      if let value = environment[variable], value.hasPrefix("/") { return value + "/prescripcare" }
      return home + "/" + fallback + "/prescripcare"
    }
    database = base("XDG_DATA_HOME", ".local/share") + "/prescripcare.sqlite"
    state = base("XDG_STATE_HOME", ".local/state")
    keys = state + "/keys"
    configuration = base("XDG_CONFIG_HOME", ".config")
    shared = Self.sharedFolder(executable: executable)
  }

  var themes: String? { shared.map { $0 + "/Themes" } }
  var sample: String? { shared.map { $0 + "/SampleDB" } }

  /// `<executable>/../share/prescripcare`, else the first ancestor of the executable with `Themes`.
  private static func sharedFolder(executable: String) -> String? {
    let files = FileManager.default
    var folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let installed = folder.deletingLastPathComponent()
      .appendingPathComponent("share/prescripcare").path
    if files.fileExists(atPath: installed + "/Themes") { return installed }
    while folder.path != "/" {
      if files.fileExists(atPath: folder.path + "/Themes") { return folder.path }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}
