import CLinux
import Foundation

/// What keeps a visitor inside the demo, beside the demo itself having no way out.
///
/// The kernel enforces it: no other program can be started, nothing large be written, and what runs
/// wild is ended.
enum DemoConfinement {
  /// The name by which the program is the demo and nothing else, as a login shell.
  static let shellName = "prescripcare-demo"

  /// The arguments that count: under ``shellName`` those of a visitor do not.
  static func arguments(_ given: [String]) -> [String] {
    let path = given.first ?? ""
    // A login shell is called with a hyphen before its name.
    let name = (path as NSString).lastPathComponent.drop { $0 == "-" }
    return name == shellName ? [path, "demo"] : given
  }

  /// Confines this process for good.
  ///
  /// - Throws: ``CommandFailure`` where the kernel cannot do it and a stranger may sit there
  static func begin(isRemote: Bool) throws {
    let isConfined = [
      cl_forbid_core_dumps(),
      cl_limit_file_size(256 << 20),
      cl_limit_open_files(256),
      cl_limit_processor_time(3600),
      cl_forbid_programs(),
    ].allSatisfy { $0 == 0 }
    guard isConfined || !isRemote else {
      throw CommandFailure(
        .unavailable,
        "This system cannot confine a visitor, so there is no demo over a connection here."
      )
    }
  }
}
