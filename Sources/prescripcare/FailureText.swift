import ArgumentParser
import Domain
import Screens
import Services
import Store
import Terminal

/// Turns every error into one sentence and an exit code.
enum FailureText {
  static func failure(for error: any Error) -> CommandFailure {
    switch error {
    case let failure as CommandFailure: failure
    case let error as StoreError: store(error)
    case let error as DoseRefusal: refusal(error)
    case let error as RuleError: CommandFailure(.badData, error.sentence)
    case let error as AmountError: amount(error)
    case let error as SampleError: sample(error)
    case let error as CatalogueImportError: catalogueImport(error)
    case let error as SystemZoneError: zone(error)
    case let error as ZoneError:
      CommandFailure(.unavailable, "The system's time zone data cannot be read: \(error).")
    case let error as TerminalError: terminal(error)
    case let error as JSONError: CommandFailure(.badData, "That is not a JSON document: \(error).")
    default: CommandFailure(.internalError, "Something went wrong inside: \(type(of: error)).")
    }
  }

  private static func catalogueImport(_ error: CatalogueImportError) -> CommandFailure {
    switch error {
    case .missing(let path): CommandFailure(.missingInput, "There is no file \(path).")
    case .notAFile(let path): CommandFailure(.missingInput, "\(path) is not a file.")
    case .unreadable(let path, let code):
      CommandFailure(.inputOutput, "\(path) cannot be read: \(systemMessage(code)).")
    case .changed(let path):
      CommandFailure(
        .tryAgain,
        "\(path) was written to while it was read; nothing of it is in the catalogue."
      )
    case .stopped: CommandFailure(.tryAgain, "Stopped; nothing of the file is in the catalogue.")
    }
  }

  private static func store(_ error: StoreError) -> CommandFailure {
    switch error {
    case .missing(let path):
      CommandFailure(
        .missingInput,
        """
        There is no database at \(path); `prescripcare init` makes one, and `prescripcare` alone on \
        a terminal asks a few questions and makes it.
        """
      )
    case .exists(let path):
      CommandFailure(.cannotCreate, "\(path) exists already; nothing was changed.")
    case .unreachable(let path, let code):
      CommandFailure(
        [2, 13, 21].contains(code) ? .missingInput : .inputOutput,
        "\(path) cannot be opened: \(systemMessage(code))."
      )
    case .foreign(let path):
      CommandFailure(.badData, "\(path) is not a database of this program; nothing was changed.")
    case .newer(let version, let known):
      CommandFailure(
        .configuration,
        """
        The database was written by a newer program (its version is \(version), this program \
        knows \(known)); nothing was changed. Update the program.
        """
      )
    case .outdated(let version, let known):
      CommandFailure(
        .configuration,
        """
        The database is of version \(version) and has to become \(known) first; run any command \
        without --read-only once.
        """
      )
    case .keyMissing(let fingerprint, let folder):
      CommandFailure(.configuration, "The key \(fingerprint) is not in \(folder).")
    case .readOnly(let reason): CommandFailure(.notPermitted, readOnly(reason))
    case .busy(let seconds):
      CommandFailure(
        .tryAgain,
        "Another program has been writing for \(seconds) seconds; nothing was saved. Try again."
      )
    case .closed: CommandFailure(.tryAgain, "The program was ending; nothing was saved.")
    case .damaged(let detail):
      CommandFailure(
        .inputOutput,
        "The database is damaged (\(detail)); nothing was changed. Restore the newest backup."
      )
    case .full: CommandFailure(.inputOutput, "Not saved: the disk is full.")
    case .inputOutput(let code):
      CommandFailure(.inputOutput, "Not saved: writing failed (SQLite code \(code)).")
    case .fault(let detail):
      CommandFailure(.internalError, "Something went wrong inside (\(detail)); nothing was saved.")
    case .unsafeSetting(let name, let value):
      CommandFailure(
        .internalError,
        "The database cannot be opened safely: \(name) is \(value)."
      )
    case .unaudited(let transaction):
      CommandFailure(
        .internalError,
        "\(transaction) left no trace in the audit; nothing was saved."
      )
    case .unchecked(let transaction):
      CommandFailure(
        .internalError,
        "\(transaction) passed no safety check; nothing was saved."
      )
    case .safety(let stop):
      CommandFailure(.badData, SafetyWords.sentence(for: stop))
    case .notPermitted(let denial): CommandFailure(.notPermitted, denied(denial))
    case .notFound(let what, let id):
      CommandFailure(.badData, "There is no \(what) \(id) here.")
    case .changedMeanwhile(let what, let id):
      CommandFailure(
        .tryAgain,
        "The \(what) \(id) was changed by somebody else meanwhile; look again."
      )
    case .invalid(let detail): CommandFailure(.badData, "Not saved: \(detail).")
    case .stock(let fault): CommandFailure(.badData, InventoryText.sentence(fault))
    }
  }

  private static func readOnly(_ reason: StoreError.ReadOnlyReason) -> String {
    switch reason {
    case .asked: "The database is open for reading only, as was asked."
    case .rehearsalClock:
      """
      With --now nothing is written to this database: it was not made for rehearsal \
      (init --rehearsal).
      """
    case .keyMissing(let fingerprint, let folder):
      """
      The key \(fingerprint) of this database is not in \(folder), so nothing can be written; put \
      the key back from where you keep it.
      """
    case .fileMode: "The database file may not be written by you."
    }
  }

  private static func denied(_ denial: AccessDenial) -> String {
    switch denial {
    case .notYourRecord: "That is the record of somebody else."
    case .roleMayNot: "Your role does not allow that."
    case .rightNotGiven(let right): "You were not given that right for this person (\(right))."
    case .emergencyOnly: "That record may be seen in an emergency only."
    case .keptByLaw: "What was dispensed is kept as long as the law wants it."
    case .auditIsFinal: "The audit is never changed."
    case .wrongSubject: "That kind of data does not belong to a person like that."
    }
  }

  private static func refusal(_ refusal: DoseRefusal) -> CommandFailure {
    switch refusal {
    case .noSuchDose(let due):
      CommandFailure(.badData, "No dose of this schedule is due at \(due).")
    case .conflict(let answer):
      CommandFailure(
        .badData,
        """
        That dose is recorded already: \(answer.status)\(taken(answer)). Nothing was changed; undo \
        it first if it is wrong.
        """
      )
    case .stopped: CommandFailure(.badData, "This medication was stopped; nothing was recorded.")
    case .tooEarly(let due):
      CommandFailure(
        .badData,
        "It is early: that dose is due at \(due). Nothing was recorded; --early records it anyway."
      )
    case .noLongerToBeTaken(let due, let until):
      CommandFailure(
        .badData,
        """
        The dose of \(due) was to be taken until \(until) and is no longer to be taken; nothing was \
        recorded. If it was taken earlier, say when with --at.
        """
      )
    case .inTheFuture: CommandFailure(.badData, "That time has not come yet; nothing was recorded.")
    case .amountOpen(let words):
      CommandFailure(.badData, "The directions say \(words): give the amount with --amount.")
    case .amountNotPositive: CommandFailure(.badData, "An amount is more than zero.")
    case .amountMissing:
      CommandFailure(
        .badData,
        "The amount of that dose hangs on a reading; say with --amount how much was taken."
      )
    case .nothingToUndo: CommandFailure(.badData, "That dose has no record to take back.")
    case .snoozedTooOften:
      CommandFailure(.badData, "That reminder was put off three times already.")
    case .snoozeTooLong(let until):
      CommandFailure(.badData, "It cannot be put off beyond \(until), when the dose closes.")
    case .snoozeIntoQuiet(let until):
      CommandFailure(
        .badData,
        "That time lies in quiet hours, which end \(until): --in-quiet-hours rings all the same."
      )
    case .notOpen: CommandFailure(.badData, "That dose is not waiting for an answer now.")
    case .stillOpen(let due):
      CommandFailure(
        .badData,
        "The dose due \(due) may still be taken: answer with `dose take` or `dose skip`."
      )
    case .alreadyTaken(let medicine, let at):
      CommandFailure(
        .badData,
        """
        \(medicine) was taken \(moment(at)) already, which is too short a time between two doses. \
        Nothing was recorded; --early records it anyway.
        """
      )
    case .takenThisWeek(let medicine, let at):
      CommandFailure(
        .badData,
        """
        You took \(medicine) \(moment(at)), and it is for once a week only. Call 1-800-222-1222 if \
        you took more. Nothing was recorded; --anyway and the reason put it on record.
        """
      )
    case .amountInDoubt(let said, let expected):
      CommandFailure(
        .badData,
        """
        \(Display.amount(said)): \(expected). Nothing was recorded; --amount-is-meant records it, \
        and a wrong amount that was taken is a matter for Poison help, 1-800-222-1222.
        """
      )
    case .oldPatchOn(let due):
      CommandFailure(
        .badData,
        """
        The old patch, due off at \(due), is not on record as off. Take it off, then record the new \
        one with --old-off.
        """
      )
    case .brokenOff(let hours):
      CommandFailure(
        .badData,
        """
        No dose was recorded for \(Display.count(hours, "hour")): this medicine is not restarted \
        without asking. Nothing was recorded; --restart records it when somebody was asked.
        """
      )
    case .codeNeeded:
      CommandFailure(
        .notPermitted,
        "An extra dose of this person needs the caregiver's code: give it with --code-fd."
      )
    case .codeWrong:
      CommandFailure(.notPermitted, "That is not the caregiver's code; nothing was recorded.")
    case .dangerousPartner(let reason):
      CommandFailure(.badData, "No: \(reason). Nothing was recorded.")
    case .notYet(let until, let reason):
      CommandFailure(
        .badData,
        until.map { "Not yet: \(reason). Wait until \(moment($0)). Nothing was recorded." }
          ?? "No: \(reason). Nothing was recorded; ask your pharmacist."
      )
    }
  }

  /// `Tuesday, November 24, 3:30 PM`: a day by its name, since nobody here knows which one is today.
  private static func moment(_ local: LocalMinute) -> String {
    "\(Display.weekdayAndDate(local.date, today: local.date)), \(Display.clock(local.time))"
  }

  private static func taken(_ answer: DoseAnswer) -> String {
    answer.takenAt.map { " at \($0.text(offset: answer.utcOffset))" } ?? ""
  }

  private static func amount(_ error: AmountError) -> CommandFailure {
    switch error {
    case .unreadable(let text):
      CommandFailure(.badData, "“\(text)” is not an amount; one reads like 1 tablet or 2.5 mL.")
    case .unitMissing(let text):
      CommandFailure(.badData, "“\(text)” lacks a unit, as in “\(text) tablet”.")
    case .unknownUnit(let text): CommandFailure(.badData, "“\(text)” is not a unit known here.")
    case .notPositive: CommandFailure(.badData, "An amount is more than zero.")
    }
  }

  private static func terminal(_ error: TerminalError) -> CommandFailure {
    switch error {
    case .notATerminal:
      CommandFailure(
        .unavailable,
        "The screens need a terminal; `prescripcare --help` lists the commands that do not."
      )
    case .dumbTerminal(let name):
      CommandFailure(
        .unavailable,
        "The terminal \(name) cannot show screens; `prescripcare today` prints the day."
      )
    case .unknownTerminal(let name):
      CommandFailure(.unavailable, "The terminal \(name) is not known here; set TERM to xterm.")
    case .system(let call, let code):
      CommandFailure(.inputOutput, "The terminal failed: \(call), \(systemMessage(code)).")
    case .alreadyOpen: CommandFailure(.internalError, "The screens are open already.")
    }
  }

  private static func sample(_ error: SampleError) -> CommandFailure {
    switch error {
    case .folderMissing, .fileMissing: CommandFailure(.missingInput, error.sentence)
    case .unreadable, .badValue, .unknownName, .nameTwice, .badRule, .refused, .notLoaded:
      CommandFailure(.badData, error.sentence)
    }
  }

  private static func zone(_ error: SystemZoneError) -> CommandFailure {
    switch error {
    case .unknown(let name):
      CommandFailure(.badData, "“\(name)” is not a time zone; one reads like Europe/Berlin.")
    case .databaseMissing(let folder):
      CommandFailure(
        .unavailable,
        "The system's time zones are not in \(folder); install the package tzdata."
      )
    }
  }

  private static func systemMessage(_ code: Int32) -> String {
    switch code {
    case 2: "it does not exist"
    case 13: "permission was refused"
    case 20: "part of the path is not a folder"
    case 21: "it is a folder"
    case 28: "the disk is full"
    case 30: "the file system is read-only"
    case 40: "it is a link"
    default: "the system reports error \(code)"
    }
  }
}
