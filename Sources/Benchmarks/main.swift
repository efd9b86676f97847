import Foundation

// Measures the program beside something known: `Benchmarks [--whole] [SUBJECT…]`.

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.first == "--role" { exit(Roles.run(Array(arguments.dropFirst()))) }
exit(Measurements.run(arguments))
