import Foundation
import Terminal

// The screens read signals from a descriptor; that must be settled before any thread starts.
if Program.opensScreens(CommandLine.arguments) { SignalSet.blockBeforeThreadsStart() }

exit(Program.run(Array(CommandLine.arguments.dropFirst())))
