import CLinux

/// The signals that the event loop reads from a descriptor.
package enum SignalSet {
  /// Blocks WINCH, HUP, TERM, INT, TSTP and CONT in this thread and all it starts.
  ///
  /// To be called first thing in the program: a thread that exists already would take a signal
  /// the loop waits for.
  package static func blockBeforeThreadsStart() {
    cl_block_terminal_signals()
  }
}
