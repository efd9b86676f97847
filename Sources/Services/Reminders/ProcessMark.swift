import Foundation

/// The name of a process that no other process ever has: the boot it runs in, its number, and when
/// it was started.
package struct ProcessMark: Hashable, Sendable {
  package let text: String

  /// The mark of this process.
  package static let current = ProcessMark(
    text: "\(boot)/\(getpid())/\(startTime(of: getpid()) ?? "0")"
  )

  /// Whether the process with a mark still runs.
  ///
  /// Where the system does not say, it counts as dead: a second ring is better than silence.
  package static func isAlive(_ mark: String) -> Bool {
    if mark == current.text { return true }
    let parts = mark.split(separator: "/").map(String.init)
    guard parts.count == 3, parts[0] == boot, let process = pid_t(parts[1]) else { return false }
    return startTime(of: process) == parts[2]
  }

  private static let boot: String = {
    let text = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
    return text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "unknown"  // Then none lives.
  }()

  /// Clock ticks after boot at which a process was started; nil when there is none, or when it has
  /// ended and only waits for its parent.
  private static func startTime(of process: pid_t) -> String? {
    guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let end = stat.lastIndex(of: ")")
    else { return nil }
    // The name in parentheses may hold blanks: fields count from behind it, the state being third.
    let fields = stat[stat.index(after: end)...].split(separator: " ")
    guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
    return String(fields[19])
  }
}
