/// A medicine of which too little is left.
package struct LowSupply: Hashable, Sendable {
  package let medication: AlertMedication
  /// The day on which a dose will be missing.
  package let runsOutOn: CalendarDate
  /// What is to be done, as a sentence of the screen of refills.
  package let words: String

  package init(medication: AlertMedication, runsOutOn: CalendarDate, words: String) {
    self.medication = medication
    self.runsOutOn = runsOutOn
    self.words = words
  }
}

/// What a counter has to look after today.
package struct CounterWork: Hashable, Sendable {
  /// Products that are to be ordered and are not.
  package let toOrder: Int
  /// Products with a recall that still stand on the shelf.
  package let recalled: Int
  /// Patients' medicines that run out within three days.
  package let runningOut: Int
  /// Refills that patients have asked for and nobody has answered.
  package let asked: Int

  package init(toOrder: Int, recalled: Int, runningOut: Int, asked: Int) {
    self.toOrder = toOrder
    self.recalled = recalled
    self.runningOut = runningOut
    self.asked = asked
  }

  package var isNothing: Bool { toOrder + recalled + runningOut + asked == 0 }
}

extension AlertText {
  /// The words about supplies that end soon, at least one, the nearest end first.
  package init(
    low: [LowSupply],
    for reader: AlertReader,
    today: CalendarDate
  ) {
    guard reader.detail != .fixedWords, let first = low.first else {
      self.init(title: "PrescripCare: please look", body: Self.fixedBody)
      return
    }
    func name(_ supply: LowSupply) -> String? {
      let isNamed =
        reader.detail == .everything
        || (reader.detail == .names && supply.medication.mayBeNamed)
      return isNamed ? supply.medication.name : nil
    }
    /// When it ends, or that it has ended.
    func end(_ supply: LowSupply) -> String {
      let day = Display.day(supply.runsOutOn, today: today)
      return supply.runsOutOn < today ? "ran out \(day)" : "runs out \(day)"
    }
    let title =
      low.count == 1
      ? "Refill: \(name(first) ?? "a medicine") \(end(first))"
      : "Refill: \(Display.count(low.count, "medicine")), the first \(end(first))"
    let named = low.compactMap { supply in
      name(supply).map { "\($0) \(end(supply)). \(supply.words)" }
    }
    let rest = low.count - named.count
    var lines = Array(named.prefix(Self.mostSupplies))
    let more = rest + named.count - lines.count
    if more > 0, lines.isEmpty {
      lines.append("\(Display.count(more, "medicine")), the first \(end(first)).")
    } else if more > 0 {
      lines.append("and \(Display.count(more, "other medicine")).")
    }
    lines.append("Once you have asked for a refill this is not said again.")
    self.init(
      title: title.count <= Self.longestTitle
        ? title : "Refill: a medicine \(end(first))",
      body: lines.joined(separator: "\n")
    )
  }

  /// The words about a counter's work, of which there is some.
  package init(counter work: CounterWork, for reader: AlertReader) {
    guard reader.detail != .fixedWords else {
      self.init(title: "PrescripCare: please look", body: Self.fixedBody)
      return
    }
    var parts: [String] = []
    if work.recalled > 0 { parts.append("\(Display.count(work.recalled, "product")) recalled") }
    if work.toOrder > 0 { parts.append("\(Display.count(work.toOrder, "product")) to order") }
    if work.asked > 0 { parts.append("\(Display.count(work.asked, "refill request")) waiting") }
    if work.runningOut > 0 {
      parts.append(
        "\(Display.count(work.runningOut, "patient supply", plural: "patient supplies")) ending within 3 days"
      )
    }
    let isStock = work.recalled + work.toOrder > 0
    self.init(
      title: "\(isStock ? "Stock" : "Refills"): \(parts.joined(separator: ", "))",
      body: parts.map { Display.sentenceStart($0) + "." }.joined(separator: "\n")
    )
  }

  private static let fixedBody = "Open PrescripCare to see what it is."
  private static let mostSupplies = 8
  private static let longestTitle = 110
}
