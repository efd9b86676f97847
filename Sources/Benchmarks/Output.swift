import Foundation

/// Lines on stdout and stderr, at once.
enum Output {
  static func line(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

  static func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}

/// What the machine is, as far as a figure depends on it.
enum Machine {
  static var description: String {
    let information = ProcessInfo.processInfo
    let gigabytes = (Double(information.physicalMemory) / 1e9).rounded()
    return "\(information.activeProcessorCount) cores, \(Int(gigabytes)) GB of memory"
  }
}
