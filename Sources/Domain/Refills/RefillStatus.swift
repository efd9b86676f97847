/// The latest fill of a prescription.
package struct LastFill: Hashable, Sendable {
  /// The day it was filled.
  package let filledOn: CalendarDate
  /// Days it was to last, above zero.
  package let daysSupply: Int

  /// A fill that was to last so many days.
  package init(filledOn: CalendarDate, daysSupply: Int) {
    self.filledOn = filledOn
    self.daysSupply = daysSupply
  }
}

/// The facts that decide whether a prescription can be filled again.
package struct RefillFacts: Hashable, Sendable {
  /// Nil when not controlled.
  package var schedule: ControlledSchedule?
  /// The day the prescriber wrote it, from which its validity counts.
  package var writtenOn: CalendarDate
  /// Refills not used yet.
  package var refillsLeft: Int
  /// The last day that stands on the prescription, when it is earlier than the law's.
  package var expiresOn: CalendarDate?
  /// The last fill and how many days it was to last; nil before the first.
  package var lastFill: LastFill?
  /// When the patient asked for the refill that is being worked on.
  package var requestedAt: LocalMinute?
  /// When the prescriber was asked and has not answered.
  package var prescriberAskedAt: LocalMinute?
  /// The dose is no longer the one that was prescribed here.
  package var doseChanged = false

  /// A prescription that was not filled and that nobody has asked for.
  package init(schedule: ControlledSchedule?, writtenOn: CalendarDate, refillsLeft: Int) {
    self.schedule = schedule
    self.writtenOn = writtenOn
    self.refillsLeft = refillsLeft
  }
}

extension RefillFacts {
  /// The last day on which it may be filled: the law's, or an earlier one that was written down.
  package func lastFillDay(_ policy: RefillPolicy) -> CalendarDate? {
    [policy.lastFillDay(writtenOn: writtenOn, schedule: schedule), expiresOn]
      .compactMap { $0 }.min()
  }
}

/// Whether a prescription can be filled again: one reason, the one to act on first.
package enum RefillStatus: Hashable, Sendable {
  /// The dose changed since it was written: call before filling.
  case doseChanged
  /// It was good through that day.
  case expired(on: CalendarDate)
  case waitingForPrescriber(askedAt: LocalMinute)
  /// Schedule II: refills do not exist, a new prescription does.
  case newPrescriptionNeeded
  /// No refills are left.
  case askPrescriber
  /// The payer refuses before that day.
  case tooSoonUntil(CalendarDate)
  case requested(at: LocalMinute, refills: Int)
  case canFill(refills: Int)

  /// The status on a day.
  package init(_ facts: RefillFacts, on today: CalendarDate, policy: RefillPolicy) {
    let lastDay = facts.lastFillDay(policy)
    let isFirstFill = facts.lastFill == nil
    if facts.doseChanged {
      self = .doseChanged
    } else if let asked = facts.prescriberAskedAt {
      self = .waitingForPrescriber(askedAt: asked)
    } else if let lastDay, today > lastDay {
      self = .expired(on: lastDay)
    } else if !isFirstFill, facts.schedule == .two {
      self = .newPrescriptionNeeded
    } else if !isFirstFill, facts.refillsLeft <= 0 {
      self = .askPrescriber
    } else if let last = facts.lastFill,
      case let day = policy.nextFillDay(after: last.filledOn, daysSupply: last.daysSupply),
      today < day
    {
      self = .tooSoonUntil(day)
    } else if let requested = facts.requestedAt {
      self = .requested(at: requested, refills: facts.refillsLeft)
    } else {
      self = .canFill(refills: facts.refillsLeft)
    }
  }

  /// Who does the first thing there is to do.
  package var firstStep: RefillStep {
    switch self {
    case .doseChanged: .callPrescriber
    case .expired, .newPrescriptionNeeded, .askPrescriber: .askPrescriber
    case .waitingForPrescriber: .waitForPrescriber
    case .tooSoonUntil(let day): .waitUntil(day)
    case .requested: .fill
    case .canFill: .request
    }
  }
}

/// The first thing to do about a supply that runs out.
package enum RefillStep: Hashable, Sendable {
  /// The patient asks for the refill, or the pharmacist fills it.
  case request
  case fill
  case askPrescriber
  case callPrescriber
  case waitForPrescriber
  case waitUntil(CalendarDate)
}

extension RefillStatus {
  /// The reason as the pharmacist reads it in one column.
  ///
  /// Days and times are put into words by the caller's formatter.
  package func pharmacistWords(
    day: (CalendarDate) -> String,
    time: (LocalMinute) -> String
  ) -> String {
    switch self {
    case .doseChanged: "DOSE CHANGED, call"
    case .expired(let last): "EXPIRED \(day(last))"
    case .waitingForPrescriber(let asked): "asked prescriber \(time(asked)), no answer"
    case .newPrescriptionNeeded: "NEW RX, no refills"
    case .askPrescriber: "ASK PRESCRIBER, no refills"
    case .tooSoonUntil(let first): "too soon to \(day(first))"
    case .requested(let asked, _): "yes, asked \(time(asked))"
    case .canFill(let refills): "yes, \(Self.count(refills))"
    }
  }

  /// The reason as the patient reads it, in one sentence.
  package func patientWords(
    day: (CalendarDate) -> String,
    time: (LocalMinute) -> String
  ) -> String {
    switch self {
    case .doseChanged: "Your dose has changed. The pharmacy will ask your prescriber."
    case .expired(let last):
      "Your prescription ended \(day(last)). Your prescriber has to write a new one."
    case .waitingForPrescriber(let asked):
      "Your prescriber was asked \(time(asked)) and has not answered yet."
    case .newPrescriptionNeeded: "This medicine needs a new prescription each time."
    case .askPrescriber: "No refills are left. Your prescriber has to be asked."
    case .tooSoonUntil(let first): "It can be filled from \(day(first))."
    case .requested(let asked, _): "You asked for it \(time(asked))."
    case .canFill(let refills): "You can ask for it now. You have \(Self.count(refills)) left."
    }
  }

  private static func count(_ refills: Int) -> String {
    refills == 1 ? "1 refill" : "\(refills) refills"
  }
}
