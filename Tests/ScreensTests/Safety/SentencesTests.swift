import Domain
import Foundation
import Services
import Store
import TestSupport
import Testing

@testable import Screens

/// Nothing that a screen or a command says about a medicine holds a sign that has led to wrong doses.
@Suite struct SentencesTests {
  private static let today = CalendarDate(year: 2026, month: 11, day: 24) ?? CalendarDate(day: 0)

  private func expectClean(_ text: String, _ names: [String] = []) {
    let violations = ForbiddenSigns.violations(in: text, exempting: names)
    #expect(violations.isEmpty, "\(text): \(violations)")
  }

  @Test func `every alert that the shipped catalogue can raise`() throws {
    let test = try TestDatabase(info: NewDatabase(isCounter: false))
    let folder = #filePath.components(separatedBy: "/Tests/")[0] + "/SampleDB/catalogue"
    _ = try CatalogueLoader(folder: folder).load(into: test.database)
    let founder = test.database.acting(as: CareDatabase.founder, for: 0)
    let names = ["a", "e", "i", "o", "u", "m", "s", "t", "l", "p", "c", "d"].flatMap { start in
      (try? founder.read(DrugSearchQuery(start, limit: 500)))?.map(\.name) ?? []
    }
    let all = Array(Set(names)).sorted()
    #expect(all.count > 200)
    let answer = try founder.read(DrugCheckQuery(all, isForPerson: false))
    #expect(answer.alerts.count > 1000)
    for alert in answer.alerts { expectClean(SafetyWords.names(alert), alert.between) }
    // Most alerts share their words.
    for words in Set(answer.alerts.flatMap { [$0.effect, $0.management] }) {
      expectClean(words, all.filter { words.contains($0) })
    }
    expectClean(SafetyWords.sentence(for: .unanswered(Array(answer.alerts.prefix(2)))), all)
    expectClean(SafetyWords.sentence(for: .cancerOnly(Array(answer.alerts.prefix(1)))), all)
  }

  @Test func `every refusal of a dose and every failure`() {
    let late = LocalMinute(minute: Self.today.day * 1440 + 20 * 60)
    let refusals: [DoseRefusal] = [
      .noSuchDose(due: late), .stopped, .tooEarly(due: late),
      .noLongerToBeTaken(due: late, until: late), .inTheFuture, .amountNotPositive, .nothingToUndo,
      .snoozedTooOften, .snoozeTooLong(until: late), .notOpen,
      .notYet(until: late, reason: "4 hours apart"), .notYet(until: nil, reason: "too much"),
    ]
    for refusal in refusals { expectClean(ErrorWords.sentence(for: refusal)) }
    let failures: [StoreError] = [
      .busy(seconds: 10), .full, .inputOutput(code: 5), .damaged(detail: "x"), .readOnly(.asked),
      .readOnly(.rehearsalClock), .readOnly(.fileMode), .changedMeanwhile(what: "dose", id: "4"),
      .invalid("the end lies before the start"), .notFound(what: "medication", id: "4"),
      .unchecked(transaction: "T"), .unaudited(transaction: "T"),
    ]
    for failure in failures { expectClean(ErrorWords.sentence(for: failure)) }
    let amounts: [AmountError] = [
      .unreadable("x"), .unitMissing("2"), .unknownUnit("blob"), .notPositive("0 tablets"),
    ]
    for error in amounts { expectClean(ErrorWords.sentence(for: error), ["blob"]) }
  }

  @Test func `every step of a refill, for both who read it`() throws {
    let at = Self.today.at(TimeOfDay(minuteOfDay: 495))
    let statuses = [0, 3].flatMap { refills in
      [nil, ControlledSchedule.two, .four].flatMap { schedule in
        [-400, -30, -3, 0].map { days in
          var facts = RefillFacts(
            schedule: schedule,
            writtenOn: Self.today + days,
            refillsLeft: refills
          )
          facts.expiresOn = Self.today + days + 365
          facts.lastFill = LastFill(filledOn: Self.today + max(days, -20), daysSupply: 30)
          facts.requestedAt = days == -3 ? at : nil
          facts.prescriberAskedAt = days == 0 ? at : nil
          return RefillStatus(facts, on: Self.today, policy: RefillPolicy())
        }
      }
    }
    #expect(Set(statuses).count > 4)
    for status in statuses {
      let day = { Display.date($0, today: Self.today) }
      let time = { Display.moment($0, today: Self.today) }
      expectClean(status.pharmacistWords(day: day, time: time))
      expectClean(status.patientWords(day: day, time: time))
    }
  }
}
