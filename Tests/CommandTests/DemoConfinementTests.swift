import Foundation
import TestSupport
import Testing

/// What the demo may not do.
@Suite struct DemoConfinementTests {
  @Test(arguments: ["prescripcare-demo", "-prescripcare-demo"])
  func `by its other name the program is the demo, whatever a visitor asks for`(
    name: String
  ) throws {
    let end = try ChildProcess.run(
      "/bin/bash",
      ["-c", "exec -a \(name) \(Executables.program) -c 'prescripcare paths' < /dev/null"]
    )
    #expect(end.output == "")
    #expect(end.errors.contains("Making the sample"))
    #expect(end.exit == .code(69))
  }

  @Test func `it waits a minute at least and a day at most`() throws {
    let program = try Program()
    for minutes in ["0", "1441"] {
      let end = try program("demo", "--idle-minutes", minutes)
      #expect(end.code == 64)
      #expect(end.errors.contains("--idle-minutes is 1 to 1440."))
    }
  }
}
