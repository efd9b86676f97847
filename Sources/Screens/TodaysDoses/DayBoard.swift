import Domain
import Store

/// Names one dose of a day, however often the day is read again.
package struct DoseKey: Hashable, Sendable {
  package let schedule: Int
  package let dueMinute: Int
  package let nth: Int
}

extension DaySheet.DoseLine {
  package var key: DoseKey {
    DoseKey(schedule: dose.schedule, dueMinute: dose.occurrence.dueMinute, nth: dose.nth)
  }

  /// The amount in words; nil where none is known.
  package var amountWords: String? {
    amount.map { amount in
      Display.dose(
        amount,
        strength: label.strength,
        dosingUnit: label.dosingUnit,
        looks: label.appearance
      )
    }
  }

  /// Whether it is late at a moment; to put its reminder off does not make it less late.
  func isLate(at now: Instant) -> Bool {
    switch dose.state {
    case .late: true
    case .snoozed:
      now
        > OnTimeWindow(for: rule.frequency, isCritical: dose.isCritical)
        .end(of: dose.occurrence.instant)
    case .later, .due, .taken, .skipped, .notRecorded, .paused: false
    }
  }
}

/// A day sorted into what a person asks of it: what to take now, what was taken, what comes.
package struct DayBoard: Sendable {
  package let sheet: DaySheet
  /// Doses that wait for an answer now, the late ones first.
  package let open: [DaySheet.DoseLine]
  package let taken: [DaySheet.DoseLine]
  package let leftOut: [DaySheet.DoseLine]
  /// Doses whose time has passed without an answer.
  package let notRecorded: [DaySheet.DoseLine]
  package let later: [DaySheet.DoseLine]
  package let paused: [DaySheet.DoseLine]
  /// What drops for the eye wait for, five minutes apart in the same eye.
  package let eyeWaits: [DoseKey: EyeChain.Wait]

  package init(_ sheet: DaySheet) {
    self.sheet = sheet
    let isPast = sheet.date < sheet.today
    func all(_ states: DoseState...) -> [DaySheet.DoseLine] {
      sheet.lines.filter { states.contains($0.dose.state) }
    }
    open = isPast ? [] : all(.late, .due, .snoozed)
    notRecorded = isPast ? all(.notRecorded, .late, .due, .snoozed) : all(.notRecorded)
    taken = all(.taken).sorted { Self.takenAt($0) < Self.takenAt($1) }
    leftOut = all(.skipped)
    later = all(.later)
    paused = all(.paused)
    eyeWaits = Self.eyeWaits(open: open, taken: taken, now: sheet.now)
  }

  package var isToday: Bool { sheet.date == sheet.today }

  /// The doses in the order in which they are drawn.
  package var inOrder: [DaySheet.DoseLine] {
    open + taken + notRecorded + leftOut + paused + later
  }

  package func line(_ key: DoseKey?) -> DaySheet.DoseLine? {
    key.flatMap { key in sheet.lines.first { $0.key == key } }
  }

  /// Whether a dose is late now.
  package func isLate(_ line: DaySheet.DoseLine) -> Bool { line.isLate(at: sheet.now) }

  /// Whether it must be on time and is late.
  package func isLateCritical(_ line: DaySheet.DoseLine) -> Bool {
    line.dose.isCritical && isLate(line)
  }

  /// Open doses that one answer may stand for.
  package var routine: [DaySheet.DoseLine] {
    open.filter {
      $0.ownQuestion == nil && !isLateCritical($0) && !$0.mustStop && eyeWaits[$0.key] == nil
    }
  }

  /// Doses that must be on time and are late: each takes the whole screen.
  package var allLateCritical: [DaySheet.DoseLine] { open.filter(isLateCritical) }

  /// The first of them.
  package var lateCritical: DaySheet.DoseLine? { allLateCritical.first }

  /// Paused medicines of which somebody must say whether they still are, each once.
  package var askingIfPaused: [DaySheet.DoseLine] {
    var seen: Set<Int> = []
    return paused.filter { line in
      line.label.status == "paused" && standing(line).asks
        && seen.insert(line.dose.medication).inserted
    }
  }

  /// Where the pause of a paused medicine stands on the day.
  package func standing(_ line: DaySheet.DoseLine) -> PauseStanding {
    PauseStanding(until: line.label.pausedUntil, today: sheet.today)
  }

  /// Where the pause of a paused medicine stands, in words.
  package func pauseWords(_ line: DaySheet.DoseLine) -> String {
    line.label.needsDirections
      ? "NEW DIRECTIONS NEEDED" : standing(line).words(today: sheet.today)
  }

  /// The dose that comes next, today or on another day.
  package var next: (title: String, due: LocalMinute, at: Instant)? {
    let ahead =
      later.map { ($0.label.title, $0.dose.occurrence.local, $0.dose.occurrence.instant) }
      + sheet.lines.compactMap { line in
        // One that fell into a pause which is over is followed by the next like any other.
        let rests = line.dose.state == .paused && line.dose.record == nil
        guard !rests, line.label.status == "active", let due = line.nextDue,
          let at = line.nextInstant
        else { return nil }
        return (line.label.title, due, at)
      }
      + sheet.notToday.compactMap { line in
        guard let due = line.next, let at = line.nextInstant else { return nil }
        return (line.label.title, due, at)
      }
    return ahead.filter { $0.2 > sheet.now }.min { $0.2 < $1.2 }
      .map { (title: $0.0, due: $0.1, at: $0.2) }
  }

  /// The records that one key takes back: the last that were made together, ten minutes ago at most.
  package func lastBatch(since earliest: Instant?) -> [DaySheet.DoseLine] {
    let recent = sheet.lines.filter { line in
      guard let at = line.recordedAt, line.dose.state == .taken || line.dose.state == .skipped
      else { return false }
      return (-60...Self.undoSeconds).contains(sheet.now - at) && (earliest.map { at > $0 } ?? true)
    }
    let latest = recent.compactMap(\.recordedAt).max()
    return recent.filter { $0.recordedAt == latest }
  }

  /// How long one key takes a record back.
  package static let undoSeconds = 600

  /// The words for a moment of another day or of this one: `8:00 AM`, `tomorrow 7:00 AM`.
  package func clock(_ local: LocalMinute) -> String {
    local.date == sheet.date && isToday
      ? Display.clock(local.time) : Display.moment(local, today: sheet.today)
  }

  package func clock(_ instant: Instant) -> String { clock(sheet.zone.local(of: instant).0) }

  package func minutes(until instant: Instant) -> Int { max(0, (instant - sheet.now + 59) / 60) }

  package func minutes(since instant: Instant) -> Int { max(0, (sheet.now - instant) / 60) }

  private static func takenAt(_ line: DaySheet.DoseLine) -> Int {
    (line.dose.record?.takenAt ?? line.dose.occurrence.instant).milliseconds
  }
}

extension DayBoard {
  private static func eyeWaits(
    open: [DaySheet.DoseLine],
    taken: [DaySheet.DoseLine],
    now: Instant
  ) -> [DoseKey: EyeChain.Wait] {
    let lines = (open + taken).filter(\.label.isForEye)
    guard lines.count > 1 else { return [:] }
    func drop(_ line: DaySheet.DoseLine) -> EyeChain.Drop {
      EyeChain.Drop(
        medication: line.dose.medication,
        eyes: line.eyes,
        isOintment: line.label.form.lowercased().contains("ointment"),
        due: line.dose.occurrence.instant,
        takenAt: line.dose.record?.takenAt
      )
    }
    let drops = lines.map(drop)
    var waits: [DoseKey: EyeChain.Wait] = [:]
    for line in open where line.label.isForEye {
      waits[line.key] = EyeChain.wait(drop(line), among: drops, now: now)
    }
    return waits
  }

  /// `5 minutes after latanoprost 0.005%, from 10:05 PM on`; nil when it may come now.
  func eyeWaitWords(_ line: DaySheet.DoseLine) -> String? {
    func title(_ medication: Int) -> String {
      sheet.lines.first { $0.dose.medication == medication }?.label.title ?? "the other drops"
    }
    switch eyeWaits[line.key] {
    case .until(let time, let other):
      // A minute that has begun is not over.
      return "WAIT until \(clock(time + 59)): 5 minutes after \(title(other))"
    case .first(let other): return "AFTER \(title(other)): wait 5 minutes between the two"
    case nil: return nil
    }
  }
}
