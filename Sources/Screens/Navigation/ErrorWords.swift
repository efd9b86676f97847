import Domain
import Services
import Store

/// What went wrong, as a sentence for the person at the screen: what happened, what was kept.
package enum ErrorWords {
  package static func sentence(for error: any Error) -> String {
    switch error {
    case let refusal as DoseRefusal: self.refusal(refusal)
    case let error as StoreError: store(error)
    case let error as RuleError: error.sentence
    case let error as AmountError: amount(error)
    default: "Something went wrong. Nothing was saved."
    }
  }

  private static func store(_ error: StoreError) -> String {
    switch error {
    case .busy: "Not saved: another program has been writing for too long. Try again."
    case .closed: "Not saved: the program is ending."
    case .full: "Not saved: the disk is full."
    case .inputOutput, .fault, .unaudited, .unchecked, .unsafeSetting: "Not saved: writing failed."
    case .damaged: "The file is damaged. Nothing was saved. Restore the newest backup."
    case .readOnly(.asked): "Nothing is saved: opened for reading only."
    case .readOnly(.rehearsalClock):
      "Nothing is saved: the clock was set, and this is a real record."
    case .readOnly(.keyMissing): "Nothing is saved: the key of this record is missing."
    case .readOnly(.fileMode): "Nothing is saved: the file may not be written."
    case .notPermitted: "You may not do that here."
    case .safety(let stop): SafetyWords.sentence(for: stop)
    case .changedMeanwhile: "Somebody else changed this meanwhile. Look again."
    case .invalid(let detail): "Not saved: \(detail)."
    case .notFound(let what, _): "Not saved: that \(what) is not there any more."
    default: "Something went wrong. Nothing was saved."
    }
  }

  private static func refusal(_ refusal: DoseRefusal) -> String {
    switch refusal {
    case .noSuchDose: "That dose is not planned any more."
    case .conflict(let answer): conflict(answer)
    case .stopped: "This medicine was stopped. Nothing was recorded."
    case .tooEarly(let due): "It is early: due \(Display.clock(due.time)). Nothing was recorded."
    case .noLongerToBeTaken(_, let until):
      "No longer to be taken: its time ended \(Display.clock(until.time)). Nothing was recorded."
    case .inTheFuture: "That time has not come yet. Nothing was recorded."
    case .amountOpen(let words): "Say how much: the directions say \(words)."
    case .amountNotPositive: "An amount is more than zero."
    case .amountMissing: "Its amount hangs on the reading: say how much. Nothing was recorded."
    case .nothingToUndo: "There is nothing to take back."
    case .snoozedTooOften: "Put off three times already."
    case .snoozeTooLong(let until): "It cannot be put off beyond \(Display.clock(until.time))."
    case .snoozeIntoQuiet(let until):
      "That lies in your quiet hours, which end \(Display.clock(until.time)). Nothing was put off."
    case .notOpen: "That dose is not waiting for an answer now."
    case .stillOpen(let due):
      "The dose of \(Display.clock(due.time)) may still be taken: answer for it on Today."
    case .alreadyTaken(let medicine, let at):
      "\(medicine) was taken \(Display.weekdayAndDate(at.date, today: at.date)), "
        + "\(Display.clock(at.time)), already. Nothing was recorded."
    case .takenThisWeek(let medicine, let at):
      "You took \(medicine) \(Display.weekdayAndDate(at.date, today: at.date)). Call 1-800-222-1222 "
        + "if you took more. Nothing was recorded."
    case .amountInDoubt(let said, let expected):
      "\(Display.amount(said)): \(expected). Look again. Nothing was recorded."
    case .oldPatchOn: "The old patch is not on record as off: take it off first. Nothing recorded."
    case .brokenOff: "Not taken for too long: ask before you restart. Nothing was recorded."
    case .codeNeeded: "An extra dose needs the caregiver's code. Nothing was recorded."
    case .codeWrong: "That is not the code. Nothing was recorded."
    case .dangerousPartner(let reason): "NO: \(reason)."
    case .notYet(let until, let reason):
      until.map { "NOT YET. Wait until \(Display.clock($0.time)): \(reason)." } ?? "NO: \(reason)."
    }
  }

  private static func conflict(_ answer: DoseAnswer) -> String {
    guard let taken = answer.takenAt else { return "Already recorded: \(answer.status)." }
    let offset = answer.utcOffset
    let time = TimeOfDay(minuteOfDay: (taken.seconds + offset) / 60)
    return "Already recorded: taken at \(Display.clock(time))."
  }

  private static func amount(_ error: AmountError) -> String {
    switch error {
    case .unreadable: "That is not an amount; one reads like 1 tablet."
    case .unitMissing(let text): "A unit is missing, as in \"\(text) tablet\"."
    case .unknownUnit(let unit): "\(unit) is not a unit known here."
    case .notPositive: "An amount is more than zero."
    }
  }
}
