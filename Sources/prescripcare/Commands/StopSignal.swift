import Dispatch
import Foundation

/// Whether somebody asked a long command to stop, with `^C` or by ending it.
///
/// The first signal asks, and the command ends at the next place where nothing is half done; the
/// second one ends the program as usual.
final class StopSignal: @unchecked Sendable {
  // Unchecked: `asked` is guarded by `lock`; the sources are made and cancelled by one thread.
  private let lock = NSLock()
  private var asked = false
  private var sources: [any DispatchSourceSignal] = []

  init() {
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { @Sendable [weak self] in self?.ask(number) }
      source.resume()
      sources.append(source)
    }
  }

  var isAsked: Bool { lock.withLock { asked } }

  /// Signals do again what they always do.
  func end() {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }

  private func ask(_ number: Int32) {
    lock.withLock { asked = true }
    signal(number, SIG_DFL)
  }
}
