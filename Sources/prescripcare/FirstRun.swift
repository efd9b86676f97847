import Domain
import Foundation
import Services
import Store

/// The few questions that a person is asked before there is a record of her own.
///
/// They are asked line by line, so that any terminal, screen reader or braille line can answer them;
/// nothing is made before the last answer, and the end of input leaves nothing behind.
struct FirstRun {
  private let run: CommandRun

  init(_ run: CommandRun) { self.run = run }

  /// Whether there is somebody who can be asked and no record yet.
  var isWanted: Bool {
    isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && !run.options.readOnly
      && !FileManager.default.fileExists(atPath: run.path)
  }

  /// Asks, then makes the database with the person and the first medication.
  func begin() throws {
    print("Welcome. There is no record of yours yet: a few questions, then your day.")
    print("Nothing leaves this computer. Ctrl-D stops and leaves nothing behind.\n")
    let name = try ask("Your name") { try PlainText.checked($0, of: "the name", atMost: 100) }
    let birth = try ask("Your birth date, as 1955-03-04 (empty to leave it out)", empty: nil) {
      try Self.date($0)
    }
    let zone = try ask("Your time zone", proposal: run.live.systemZone) { answer in
      _ = try run.live.zone(answer)
      return answer
    }
    let quiet = try askQuietHours()
    let medication = try askMedication()
    let others = try askOthers()
    try make(
      name: name,
      birth: birth,
      zone: zone,
      quiet: quiet,
      medications: (medication.map { [$0] } ?? []) + others
    )
    print("\nYour record is \(run.path).")
  }

  private func make(
    name: String,
    birth: CalendarDate?,
    zone: String,
    quiet: NewPerson.QuietWindow?,
    medications: [NewMedication]
  ) throws {
    let words = name.split(separator: " ").map(String.init)
    let last = words.count > 1 ? words[words.count - 1] : ""
    let first = words.count > 1 ? words.dropLast().joined(separator: " ") : name
    let handle = InitCommand.handle(first)
    let database = try DatabaseFile.create(
      path: run.path,
      info: NewDatabase(),
      environment: run.live.store()
    )
    defer { database.close() }
    if let folder = run.live.paths.sample {
      _ = try CatalogueLoader(folder: folder + "/catalogue").load(into: database)
    }
    let user = try database.acting(as: CareDatabase.founder, for: 0).write(
      AddPerson(
        NewPerson(
          handle: handle,
          firstName: first,
          lastName: last,
          birthDate: birth,
          zone: zone,
          household: "home",
          quietHours: quiet
        )
      )
    )
    let actor = Acting(userID: user, handle: handle, roles: [.patient])
    let session = database.acting(as: actor, for: user)
    for medication in medications {
      let added = try session.write(AddMedication(medication))
      let sheet = try session.read(SafetyQuery(.onList(medication: added.medication)))
      for alert in sheet.urgent {
        print(SafetyDocument.text(alert))
      }
    }
  }

  /// What is bought without a prescription makes half of all interactions, and is not thought of
  /// unless it is named.
  private func askOthers() throws -> [NewMedication] {
    let question = """
      Anything without a prescription, such as aspirin, Tylenol, St. John's wort, fish oil or salt \
      substitute? Names with commas (empty for none)
      """
    return try ask(question, empty: []) { answer in
      try answer.split(separator: ",").map { name in
        NewMedication(
          drugName: try PlainText.checked(String(name), of: "the name", atMost: 120),
          origin: "otc",
          schedules: [NewSchedule(rule: .unscheduled)]
        )
      }
    }
  }

  private func askQuietHours() throws -> NewPerson.QuietWindow? {
    try ask("Quiet hours, as 22:00-07:00, or none", proposal: "22:00-07:00") { answer in
      guard answer.lowercased() != "none" else { return nil }
      let parts = answer.split(separator: "-").map { $0.filter { !$0.isWhitespace } }
      guard
        parts.count == 2, let start = TimeOfDay(text: parts[0]),
        let end = TimeOfDay(text: parts[1]),
        let window = NewPerson.QuietWindow(start: start, end: end)
      else { throw CommandFailure(.badData, "That reads like 22:00-07:00.") }
      return window
    }
  }

  /// The first medication with its directions, spoken back before it is kept.
  private func askMedication() throws -> NewMedication? {
    let name = try ask("A medicine you take (empty to add it later)", empty: nil) { answer in
      Optional(try PlainText.checked(answer, of: "the name", atMost: 120))
    }
    guard let name else { return nil }
    let strength = try ask("Its strength, as 500 mg (empty if you do not know)", empty: "") {
      try PlainText.checked($0, of: "the strength", atMost: 80)
    }
    return try ask("How you take it, as: 1 tablet twice daily with food") { answer in
      let reading = SigParser.parse(answer)
      guard reading.understood else {
        throw CommandFailure(
          .badData,
          "Not understood: \(reading.unparsed.joined(separator: ", ")). Say it in other words."
        )
      }
      print("  That means: \(reading.text)")
      guard try confirm("  Is that right") else {
        throw CommandFailure(.badData, "Then once more.")
      }
      let now = try run.live.zone(run.live.systemZone).local(of: run.live.store().now()).0
      let rules = try reading.sig.scheduleProposals(start: now).compactMap { proposal in
        if case .rule(let json) = proposal.outcome { try ScheduleRule(json: json) } else { nil }
      }
      return NewMedication(
        drugName: name,
        strength: strength,
        dosingUnit: reading.sig.clauses.first?.unit ?? "tablet",
        instructions: answer,
        schedules: (rules.isEmpty ? [.unscheduled] : rules).map { NewSchedule(rule: $0) }
      )
    }
  }

  private func confirm(_ question: String) throws -> Bool {
    try ask(question + " (yes or no)") { answer in
      switch answer.lowercased() {
      case "y", "yes": true
      case "n", "no": false
      default: throw CommandFailure(.badData, "Answer yes or no.")
      }
    }
  }

  private static func date(_ text: String) throws -> CalendarDate? {
    guard let date = CalendarDate(text: text) else {
      throw CommandFailure(.badData, "That is not a date such as 1955-03-04.")
    }
    return date
  }

  /// Asks until the answer can be read; an empty answer stands for the proposal, if there is one.
  private func ask<Answer>(
    _ question: String,
    proposal: String? = nil,
    empty: Answer? = nil,
    read: (String) throws -> Answer
  ) throws -> Answer {
    while true {
      let hint = proposal.map { " [\($0)]" } ?? ""
      FileHandle.standardOutput.write(Data("\(question)\(hint): ".utf8))
      guard let line = readLine() else {
        print("")
        throw CommandFailure(.usage, "Stopped; nothing was made.")
      }
      let answer = line.trimmingCharacters(in: .whitespaces)
      if answer.isEmpty, let empty { return empty }
      do {
        return try read(answer.isEmpty ? proposal ?? "" : answer)
      } catch {
        print("  " + SafeText.forTerminal(FailureText.failure(for: error).sentence))
      }
    }
  }
}
