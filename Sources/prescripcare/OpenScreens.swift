/// Opens the full-screen program.
struct OpenScreens {
  let options: GlobalOptions

  init(_ options: GlobalOptions) { self.options = options }

  func run() throws {
    throw CommandFailure(.unavailable, "The screens are not there yet.")
  }
}
