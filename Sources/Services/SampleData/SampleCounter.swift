import Domain
import Store

/// What else stands at a pharmacy: services and appointments, surveys, notes, consents, sessions,
/// and what the reminders of the last days became.
struct SampleCounter {
  let people: SamplePeople
  let care: SampleCare
  let medications: SampleMedications
  let day: SampleDay
  let environment: StoreEnvironment

  private func user(_ handle: String) -> Int { people.byHandle[handle]?.user ?? 1 }

  private func at(_ days: Int, _ hour: Int, _ minute: Int = 0) -> Instant {
    day.midnight(day.today + days) + hour * 3600 + minute * 60
  }

  func add(to batch: inout SampleBatch) {
    addAppointments(to: &batch)
    addSurveys(to: &batch)
    addNotes(to: &batch)
    addConsents(to: &batch)
    addSessions(to: &batch)
    addNotifications(to: &batch)
  }

  private func addAppointments(to batch: inout SampleBatch) {
    let services: [(String, Int, Int, Int)] = [
      ("Flu shot", 15, 5, 2), ("Blood pressure check", 10, 0, 1), ("Medicine review", 30, 10, 1),
      ("Shingles shot", 15, 5, 1),
    ]
    for (index, service) in services.enumerated() {
      batch.add(
        .services,
        [
          BulkValue(index + 1), BulkValue(service.0), BulkValue(service.1), BulkValue(service.2),
          BulkValue(service.3),
        ]
      )
    }
    let elm = BulkValue(people.pharmacies["elm"])
    let booked: [(Int, String, Instant, String, String?)] = [
      (3, "ruth", at(2, 10), "booked", "Brings the box and all bottles"),
      (1, "otto", at(1, 9, 30), "booked", nil), (2, "george", at(-6, 11), "done", "128 over 74"),
      (1, "jan", at(-12, 14), "done", nil), (4, "helen", at(-3, 15), "noShow", nil),
      (1, "luz", at(5, 16), "cancelled", "Works that night"),
    ]
    for (service, handle, begin, status, note) in booked {
      batch.add(
        .appointments,
        [
          BulkValue(service), elm, BulkValue(user(handle)),
          BulkValue(care.providers["shah"]?.id), BulkValue(begin), BulkValue(begin + 1800),
          BulkValue(status), BulkValue(note),
        ]
      )
    }
  }

  private func addSurveys(to batch: inout SampleBatch) {
    let answers: [(String?, Int, Int, Bool, Bool, String?, Int)] = [
      ("ruth", 10, 6, true, true, "Ms. Ortiz took her time.", -25),
      ("jan", 9, 12, true, true, nil, -28),
      (nil, 6, 35, false, true, "Long wait on Saturday.", -14),
      ("helen", 8, 15, true, true, nil, -4), ("luz", 7, 20, true, false, "Too fast for me.", -25),
      ("bill", 9, 5, false, true, nil, -20),
    ]
    for (handle, recommend, waited, isOffered, isUnderstood, comment, days) in answers {
      batch.add(
        .surveys,
        [
          BulkValue(handle.map { user($0) }), BulkValue(people.pharmacies["elm"]),
          BulkValue(recommend), BulkValue(waited), BulkValue(isOffered), BulkValue(isUnderstood),
          BulkValue(comment), BulkValue(day.today + days),
        ]
      )
    }
  }

  private func addNotes(to batch: inout SampleBatch) {
    let notes: [(String, String, Int, String, String)] = [
      (
        "ruth", "shah", -41, "Kidney function 64. Metformin stays as it is. See again in 3 months.",
        "kpatel"
      ),
      (
        "ruth", "brandt", -60, "Stiff before the 11:00 AM tablet. Keep the times exactly.", "kpatel"
      ),
      (
        "roy", "kim", -1,
        "INR 3.8. From today 2.5 mg on Monday, Wednesday and Friday, 5 mg on the other days.",
        "kpatel"
      ),
      (
        "otto", "ferris", -35, "Two falls on the stairs. Ask about the inhaler technique.", "kpatel"
      ),
      (
        "leon", "stone", -27, "Neutrophils 3,400 per microliter. Next count in 4 weeks.", "dwhitlow"
      ),
    ]
    for (index, note) in notes.enumerated() {
      batch.add(
        .notes,
        [
          BulkValue(index + 1), BulkValue(user(note.0)), BulkValue(care.providers[note.1]?.id),
          BulkValue(day.today + note.2), BulkValue(note.3), BulkValue(user(note.4)),
          BulkValue(index == 3 ? nil : user("jortiz")),
          BulkValue(min(at(note.2, 17), day.now)),
        ]
      )
      batch.add(.noteSearch, [BulkValue(index + 1), BulkValue(note.3)])
    }
  }

  private func addConsents(to batch: inout SampleBatch) {
    for person in people.all where person.household != nil || person.user % 5 == 0 {
      for (purpose, isGiven) in [
        ("reminders by email", true), ("use of readings for research", false),
      ] {
        batch.add(
          .consents,
          [
            BulkValue(person.user), BulkValue(purpose), BulkValue(isGiven), BulkValue(at(-200, 10)),
            BulkValue(isGiven && person.handle == "george" ? at(-20, 9) : nil),
          ]
        )
      }
    }
  }

  private func addSessions(to batch: inout SampleBatch) {
    let sessions: [(String, Int, String, Bool)] = [
      ("jortiz", 90, "127.0.0.1", true), ("kpatel", 85, "127.0.0.1", true),
      ("sreyes", 60 * 30, "203.0.113.9", false), ("ruth", 60 * 26, "127.0.0.1", false),
    ]
    for (handle, minutes, address, isActive) in sessions {
      let begun = day.now - minutes * 60
      let name = environment.randomBytes(16).map { byte in
        String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
      }.joined()
      batch.add(
        .sessions,
        [
          BulkValue(name), BulkValue(user(handle)), BulkValue(begun),
          BulkValue(isActive ? day.now - 40 : begun + 2400), BulkValue(begun + 8 * 3600),
          BulkValue(address), "terminal", BulkValue(isActive),
        ]
      )
      guard address != "127.0.0.1" else { continue }
      batch.entries.append(
        AuditEntry(
          action: "session.start",
          table: "session_management",
          subject: user(handle),
          agent: "ssh \(address)"
        )
      )
    }
  }

  /// What Ruth was told about levodopa in the last week; what is to come the engine finds itself.
  private func addNotifications(to batch: inout SampleBatch) {
    guard let place = medications.places["ruth:levodopa"] else { return }
    let medication = medications.all[place]
    guard let schedule = medication.schedules.first else { return }
    let title = "Important: \(medication.drugName) is due"
    var id = 0
    for occurrence in schedule.planned.occurrences(
      from: (day.today - 7).midnight,
      to: (day.today + 1).midnight,
      in: medication.person.day.zone
    ) {
      guard occurrence.instant <= day.now else { break }
      id += 1
      let delivered = occurrence.instant + 2
      batch.add(
        .notificationHistory,
        [
          BulkValue(id), BulkValue(medication.person.user), "doseDue", BulkValue(title), "screen",
          "shown", BulkValue(occurrence.instant), BulkValue(delivered),
          BulkValue(min(delivered + 50, day.now)), BulkValue(min(delivered + 65, day.now)),
          "taken", nil,
        ]
      )
    }
  }
}
