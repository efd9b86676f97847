import ArgumentParser
import Domain

/// `sig`: written directions, read and spoken back.
struct SigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sig",
    abstract: "Read directions and say them in plain words; lines on stdin without a text."
  )

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The directions, as in “1 tab po bid x10d”.") var text: [String] = []
  @Option(help: "A quantity, to say how many days it lasts.") var quantity: String?
  @Option(help: "A number of days, to say what quantity they need.") var days: Int?

  func run() throws {
    let run = try CommandRun(global)
    let amount = try GivenValue.positive(quantity, "--quantity")
    let length = try GivenValue.whole(days, "--days", 1...36_500)
    var failed = 0
    func answer(_ line: String) {
      let reading = SigParser.parse(line)
      if !reading.isValid { failed += 1 }
      run.print(
        json: SigDocument.json(reading, quantity: amount, days: length),
        text: Self.words(reading, quantity: amount, days: length)
      )
    }
    var count = 1
    if text.isEmpty || text == ["-"] {
      count = try InputText.eachLineOfStdin(answer)
    } else {
      answer(text.joined(separator: " "))
    }
    guard failed > 0 else { return }
    throw CommandFailure(
      .badData,
      count == 1
        ? "The directions were not understood in full."
        : "\(Display.part(failed, of: count)) lines were not understood in full."
    )
  }

  private static func words(_ reading: SigReading, quantity: Rational?, days: Int?) -> String {
    var lines = reading.text.isEmpty ? [] : [reading.text]
    if !reading.understood {
      let parts = reading.unparsed.map { "“\($0)”" }
      lines.append("Not understood: \(parts.isEmpty ? "nothing is there" : Display.list(parts)).")
      return lines.joined(separator: "\n")
    }
    if let quantity {
      lines.append(
        sentence(reading.sig.daysSupply(quantity: quantity)) { "Lasts \(Display.days($0))." }
      )
    }
    if let days {
      lines.append(
        sentence(reading.sig.quantity(days: days)) {
          "\(Display.days(days)) need \(Display.number($0))."
        }
      )
    }
    return lines.joined(separator: "\n")
  }

  private static func sentence(_ answer: SigAnswer, _ words: (Int) -> String) -> String {
    switch answer {
    case .known(let number): words(number)
    case .unknown(let why): why.rawValue
    }
  }
}
