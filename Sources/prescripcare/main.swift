import Foundation
import Terminal

// The screens read signals from a descriptor; that must be settled before any thread starts.
let arguments = DemoConfinement.arguments(CommandLine.arguments)
if Program.opensScreens(arguments) { SignalSet.blockBeforeThreadsStart() }

exit(Program.run(Array(arguments.dropFirst())))
