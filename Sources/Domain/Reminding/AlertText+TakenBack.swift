extension AlertText {
  /// The words about a dose that was recorded as taken and counts as not taken now.
  ///
  /// The reader is asked to find out, and never told that anything is to be taken.
  package init(
    takenBack medication: AlertMedication?,
    recordedAt: Instant,
    for reader: AlertReader,
    in zone: ZoneRules,
    now: Instant
  ) {
    guard reader.detail != .fixedWords else {
      self.init(title: "PrescripCare: please look", body: "Open PrescripCare to see what it is.")
      return
    }
    let isNamed =
      reader.detail == .everything || (reader.detail == .names && medication?.mayBeNamed == true)
    let what = isNamed ? medication?.name ?? "a medicine" : "a medicine"
    let today = zone.local(of: now).0.date
    let time = { (instant: Instant) -> String in
      let local = zone.local(of: instant).0
      return local.date == today
        ? Display.clock(local.time) : Display.moment(local, today: today)
    }
    let person = reader.person.map { "\($0): a" } ?? "A"
    self.init(
      title: "\(person) dose was changed to not taken",
      body: """
        \(Display.sentenceStart(what)) was recorded as taken, \(time(recordedAt)), and changed to \
        not taken, \(time(now)).
        Please ask what happened before anybody gives more of it.
        """
    )
  }
}
