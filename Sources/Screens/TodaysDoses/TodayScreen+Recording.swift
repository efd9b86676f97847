import Domain
import Store
import Terminal

/// Writing what was answered: one commit an answer, and never two at a time.
extension TodayScreen {
  /// Records doses as taken, now or at an instant that has passed.
  func take(
    _ lines: [DaySheet.DoseLine],
    at: Instant? = nil,
    amount: Amount? = nil,
    allowsEarly: Bool = false,
    oldIsOff: Bool = false,
    site: String? = nil
  ) -> [Effect] {
    let parts = lines.map { line in
      RecordDose(
        schedule: line.dose.schedule,
        due: .minute(line.dose.occurrence.dueMinute),
        action: .take(at: at, amount: amount, withFood: nil),
        via: via,
        allowsEarly: allowsEarly || consents[line.key] != nil,
        corrects: at != nil && line.dose.record != nil,
        oldIsOff: oldIsOff,
        site: site,
        restarts: consents[line.key] != nil,
        code: consents[line.key]?.code,
        // More than planned was named in full and said yes to.
        amountIsMeant: amount != nil
      )
    }
    return save(RecordDoses(parts)) { [weak self] answers in
      self?.tookNote(of: lines)
      let isShort = self?.layout.isCompact == true
      return Self.notice(answers, lines, at: at, isShort: isShort)
    }
  }

  /// Records a reading and what was taken by it, or that nothing was, as one.
  func record(
    _ line: DaySheet.DoseLine,
    reading: DoseReading,
    amount: Amount?,
    at: Instant? = nil
  ) -> [Effect] {
    let dose = RecordDose(
      schedule: line.dose.schedule,
      due: .minute(line.dose.occurrence.dueMinute),
      action: amount.map { .take(at: at, amount: $0, withFood: nil) }
        ?? .skip(reason: SkipReason.byTable),
      via: via,
      allowsEarly: consents[line.key] != nil,
      corrects: at != nil && line.dose.record != nil,
      restarts: consents[line.key] != nil,
      code: consents[line.key]?.code,
      amountIsMeant: true
    )
    return save(RecordReadingDose(dose: dose, reading: reading)) { [weak self] answer in
      self?.tookNote(of: [line])
      guard answer.isNew else {
        return "Already recorded \(Self.clock(answer) ?? "before"). Nothing was recorded twice."
      }
      let said = amount.map { Display.amount($0) } ?? "nothing taken"
      let time = Self.clock(answer).map { " \($0)" } ?? ""
      return "Recorded\(time). Reading \(reading.words), \(said). U takes it back."
    }
  }

  /// Records that a dose was left out.
  func leaveOut(_ line: DaySheet.DoseLine, reason: String) -> [Effect] {
    let part = RecordDose(
      schedule: line.dose.schedule,
      due: .minute(line.dose.occurrence.dueMinute),
      action: .skip(reason: reason),
      via: via
    )
    return save(RecordDoses([part])) { [weak self] answers in
      self?.tookNote(of: [line])
      let isNew = answers.first?.isNew == true
      return isNew
        ? "Left out: \(line.label.title), \(reason). U takes it back."
        : "It was recorded as left out already."
    }
  }

  /// Puts the reminders of doses off, each by itself: one that may not be put off any more does not
  /// keep the others from it.
  ///
  /// An end in quiet hours is asked about: nothing would ring then.
  func putOff(
    _ lines: [DaySheet.DoseLine],
    until: Instant,
    ringsInQuietHours: Bool = false
  ) -> [Effect] {
    guard !isSaving else { return [.notice(Notice("One moment: still saving."))] }
    isSaving = true
    let session = context.session
    let parts = lines.map { line in
      SnoozeDose(
        schedule: line.dose.schedule,
        due: .minute(line.dose.occurrence.dueMinute),
        until: until,
        ringsInQuietHours: ringsInQuietHours
      )
    }
    let attempt: @Sendable () -> [(any Error)?] = {
      parts.map { part in
        do {
          _ = try session.write(SnoozeDoses([part]))
          return nil
        } catch {
          return error
        }
      }
    }
    return [
      context.work(attempt) { [weak self] result in
        guard let self else { return [] }
        isSaving = false
        switch result {
        case .success(let errors): return putOff(lines, errors, until) + [load()]
        case .failure(let error): return [.failed(ErrorWords.sentence(for: error)), load()]
        }
      }
    ]
  }

  private func putOff(
    _ lines: [DaySheet.DoseLine],
    _ errors: [(any Error)?],
    _ until: Instant
  ) -> [Effect] {
    var (done, quiet): ([DaySheet.DoseLine], [DaySheet.DoseLine]) = ([], [])
    var (quietEnd, refused): (LocalMinute?, [String]) = (nil, [])
    for (line, error) in zip(lines, errors) {
      switch error {
      case nil: done.append(line)
      case DoseRefusal.snoozeIntoQuiet(let end)?:
        quiet.append(line)
        quietEnd = end
      case let error?: refused.append("\(line.label.title): \(ErrorWords.sentence(for: error))")
      }
    }
    let clock = board?.clock(until) ?? ""
    let said =
      done.isEmpty
      ? [] : ["Put off until \(clock): \(DoseWords.group(done)). Still to be taken."]
    var effects: [Effect] = []
    if !said.isEmpty || !refused.isEmpty {
      let words = (said + refused).joined(separator: " ")
      effects.append(.notice(Notice(words, role: refused.isEmpty ? .notice : .warning)))
    }
    if let quietEnd {
      let question = DoseQuestions(screen: self).snoozeIntoQuiet(
        quiet,
        until,
        quietUntil: quietEnd
      )
      effects.append(.open(question))
    }
    return effects
  }

  /// Takes records back.
  func takeBack(_ lines: [DaySheet.DoseLine], reason: String? = nil) -> [Effect] {
    let parts = lines.map { line in
      UndoDose(
        schedule: line.key.schedule,
        due: .minute(line.key.dueMinute),
        nth: line.key.nth,
        reason: reason
      )
    }
    let now = context.now
    return save(UndoDoses(parts)) { [weak self] _ in
      self?.undoneUpTo = now
      self?.selected = lines.first?.key
      return "Taken back: \(DoseWords.group(lines)). The record stays in sight as undone."
    }
  }

  /// One key takes back what was recorded last; an older record asks.
  func undo() -> [Effect] {
    guard let board else { return [] }
    let batch = board.lastBatch(since: undoneUpTo)
    let isAnswered = { (line: DaySheet.DoseLine) in
      line.dose.state == .taken || line.dose.state == .skipped
    }
    if let line = selectedLine, isAnswered(line), !batch.contains(where: { $0.key == line.key }) {
      return [.open(DoseQuestions(screen: self).olderRecord(line))]
    }
    guard !batch.isEmpty else {
      return [
        .notice(Notice("Nothing was recorded in the last 10 minutes. Select an older one, then U."))
      ]
    }
    return takeBack(batch)
  }

  var via: RecordedVia { context.actor.user == context.person.user ? .screen : .caregiver }

  /// Runs a transaction while no other is under way; the words are shown once it is on disk.
  func save<Group: NamedTransaction>(
    _ group: Group,
    words: @escaping @MainActor @Sendable (Group.Answer) -> String
  ) -> [Effect] {
    guard !isSaving else { return [.notice(Notice("One moment: still saving."))] }
    isSaving = true
    return [
      context.write(group) { [weak self] result in
        guard let self else { return [] }
        isSaving = false
        switch result {
        case .success(let answer): return [.done(words(answer)), load()]
        case .failure(let error): return [.failed(ErrorWords.sentence(for: error)), load()]
        }
      }
    ]
  }

  /// What was just answered is out of reach of Enter, and so is what was deliberately not ticked.
  private func tookNote(of lines: [DaySheet.DoseLine]) {
    let answered = Set(lines.map(\.key))
    if !ticked.isEmpty, let board {
      leftOpen = Set(board.routine.map(\.key)).subtracting(answered)
    }
    ticked = []
    lastAnswered = selected ?? lines.first?.key
    selected = layout.isCompact ? lastAnswered : nil
  }

  private static func notice(
    _ answers: [DoseAnswer],
    _ lines: [DaySheet.DoseLine],
    at: Instant?,
    isShort: Bool
  ) -> String {
    let pairs = zip(answers, lines)
    let new = pairs.filter { $0.0.isNew }.map(\.1)
    guard !new.isEmpty else {
      let earlier = answers.first.flatMap { clock($0) } ?? "before"
      return "Already recorded \(earlier). Nothing was recorded twice."
    }
    let time = pairs.first { $0.0.isNew }.flatMap { clock($0.0) } ?? ""
    let recorded = at == nil ? "Recorded \(time)." : "Recorded: taken at \(time)."
    // In a small window the page itself names the medicine.
    if isShort { return "\(recorded) U takes it back." }
    let before = lines.count - new.count
    let others = before > 0 ? " \(Display.count(before, "other")) stood recorded already." : ""
    return "\(recorded) \(DoseWords.group(new)). U takes it back.\(others)"
  }

  private static func clock(_ answer: DoseAnswer) -> String? {
    answer.takenAt.map { taken in
      Display.clock(TimeOfDay(minuteOfDay: (taken.seconds + answer.utcOffset) / 60))
    }
  }
}
