import ArgumentParser
import Domain
import Store

/// `reminders code`: the code that an extra dose needs.
struct CodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code",
    abstract: "Set the code without which no extra dose is recorded.",
    discussion: """
      For somebody who may forget that a dose was taken. Whoever looks after her sets 4 to 12 \
      digits; a dose beside the plan then needs them, on the screens and in commands. Without \
      options it says whether there is a code. A code that is set changes only with --present-fd.
      """
  )

  @OptionGroup var global: GlobalOptions
  @Option(help: "Read the new code from this descriptor.") var newFd: Int32?
  @Option(help: "Read the present code from this descriptor.") var presentFd: Int32?
  @Flag(help: "Remove the code.") var remove = false

  func validate() throws {
    guard newFd == nil || !remove else {
      throw ValidationError("--new-fd and --remove exclude each other.")
    }
    guard presentFd == nil || newFd != nil || remove else {
      throw ValidationError("--present-fd goes with --new-fd or --remove.")
    }
  }

  func run() throws {
    let run = try CommandRun(global)
    let present = try presentFd.map { try SecretLine.read(from: $0, what: "code") }
    let new = try newFd.map { try SecretLine.read(from: $0, what: "code") }
    try run.withSession { session in
      if newFd != nil || remove {
        _ = try session.write(SetCaregiverCode(code: new, present: present))
      }
      let isSet = try session.read(CaregiverCodeQuery())
      run.print(
        json: .object(["code": .bool(isSet)]),
        text: isSet
          ? "A dose beside the plan needs the code." : "No code is set: extra doses need none."
      )
    }
  }
}
