/// For every command an ordinary call, and calls that cannot be done with their exit codes.
///
/// `medication` and `schedule` are numbers of the sample's first person; the doses of schedule 1 are
/// due at 8:00 in the morning and at 6:00 in the evening.
enum BadInputTable {
  struct Row: Sendable {
    /// A call that could be done: one bad value more is what a test adds.
    let ordinary: [String]
    /// Calls that cannot be done.
    let bad: [(arguments: [String], code: Int32)]
    /// Whether it reads or writes the database.
    var opensDatabase = true

    init(
      _ ordinary: String...,
      bad: [(arguments: [String], code: Int32)] = [],
      opensDatabase: Bool = true
    ) {
      self.ordinary = ordinary
      self.bad = bad
      self.opensDatabase = opensDatabase
    }
  }

  private static let daily =
    #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"start":"2026-11-25"}"#
  private static let dose = ["1", "--due", "2026-11-24T08:00"]

  /// A publisher's file that is not there, and files that are none.
  private static func importing(_ kind: String) -> Row {
    Row(
      "import",
      kind,
      "/nowhere/file.txt",
      bad: [
        (["import", kind, "/nowhere/file.txt"], 66), (["import", kind, "/"], 66),
        (["import", kind, "/dev/null"], 66), (["import", kind, #filePath], 65),
        (["import", kind, "/nowhere/file.txt", "--rejected", "/nowhere/file.txt"], 64),
      ]
    )
  }

  static let rows: [String: Row] = [
    "init": Row(
      "init",
      bad: [
        (["init", "--birth", "2026-02-30"], 65), (["init", "--home", "Mars/Olympus"], 65),
        (["init"], 73),
      ],
      opensDatabase: false
    ),
    "demo": Row(
      "demo",
      bad: [(["demo", "--role", "king"], 64), (["demo", "--idle-minutes", "0"], 64)],
      opensDatabase: false
    ),
    "today": Row(
      "today",
      bad: [
        (["today", "--date", "2026-02-30"], 65), (["today", "--date", "yesterday"], 65),
        (["today", "--as", "nobody"], 65), (["today", "--for", "nobody"], 65),
        (["today", "--for", "wei"], 77), (["today", "--zone", "Mars/Olympus"], 65),
        (["today", "--now", "noon"], 64),
        (["today", "--household", "--date", "2026-11-24"], 64),
      ]
    ),
    "dose take": Row(
      "dose",
      "take",
      "1",
      "--due",
      "2026-11-24T08:00",
      bad: [
        (["dose", "take", "9999", "--due", "2026-11-24T08:00"], 65),
        (["dose", "take", "1", "--due", "2026-02-30T08:00"], 65),
        (["dose", "take", "1", "--due", "2026-11-24T03:33"], 65),
        (["dose", "take"] + dose + ["--amount", "0 tablets"], 65),
        (["dose", "take"] + dose + ["--amount", "-1 tablet"], 65),
        (["dose", "take"] + dose + ["--amount", "99999999999999999999 tablets"], 65),
        (["dose", "take"] + dose + ["--amount", "1 spoon of sugar"], 65),
        (["dose", "take"] + dose + ["--at", "2027-01-01T00:00:00Z"], 65),
        (["dose", "take"] + dose + ["--reading", "210"], 64),
        (["dose", "take"] + dose + ["--read-only"], 77),
        (["dose", "take"] + dose + ["--code-fd", "97"], 66),
      ]
    ),
    "dose skip": Row(
      "dose",
      "skip",
      "1",
      "--due",
      "2026-11-24T08:00",
      bad: [
        (["dose", "skip", "-3", "--due", "2026-11-24T08:00"], 64),
        (["dose", "skip", "1", "--due", "soon"], 65),
      ]
    ),
    "dose snooze": Row(
      "dose",
      "snooze",
      "1",
      "--due",
      "2026-11-24T08:00",
      bad: [
        (["dose", "snooze"] + dose + ["--at", "2027-01-01T00:00:00Z"], 65),
        (["dose", "snooze", "1", "--due", "2026-11-24T18:00"], 65),
      ]
    ),
    "dose undo": Row(
      "dose",
      "undo",
      "5",
      "--due",
      "2026-11-24T07:00",
      bad: [(["dose", "undo"] + dose, 65), (["dose", "undo", "1", "--due", ""], 65)]
    ),
    "dose log": Row(
      "dose",
      "log",
      "acetaminophen",
      bad: [
        (["dose", "log", "unobtainium"], 65), (["dose", "log", ""], 65),
        (["dose", "log", "acetaminophen", "--amount", "0 tablets"], 65),
        (["dose", "log", "acetaminophen", "--amount", "100 tablets"], 65),
        (["dose", "log", "acetaminophen", "--id", "not-a-uuid"], 65),
      ]
    ),
    "medication add": Row(
      "medication",
      "add",
      "loratadine",
      "--strength",
      "10 mg",
      "--rule",
      daily,
      bad: [
        (["medication", "add", ""], 65), (["medication", "add", "unobtainium"], 65),
        (["medication", "add", "loratadine", "--rule", "{}"], 65),
        (["medication", "add", "loratadine", "--rule", "not json"], 65),
        (["medication", "add", "loratadine", "--sig", "colorless green ideas"], 65),
        (["medication", "add", "loratadine", "--on-hand", "-5"], 65),
        (["medication", "add", "loratadine", "--start", "2026-13-01"], 65),
        (["medication", "add", "loratadine", "--refills", "many"], 64),
      ]
    ),
    "medication list": Row("medication", "list"),
    "medication page": Row("medication", "page"),
    "profile show": Row("profile"),
    "profile set": Row(
      "profile",
      "set",
      "--egfr",
      "64",
      bad: [
        (["profile", "set", "--egfr", "999"], 65), (["profile", "set", "--egfr", "0"], 65),
        (["profile", "set", "--egfr", "good"], 64),
        (["profile", "set", "--egfr", "64", "--on", "2026-02-30"], 65),
        (["profile", "set", "--egfr", "64", "--on", "2036-02-03"], 65),
        (["profile", "set", "--weight", "0"], 65), (["profile", "set", "--weight", "9999"], 65),
        (["profile", "set", "--weight", "heavy"], 65),
        (["profile", "set", "--pregnancy", "perhaps"], 64),
        (["profile", "set", "--sex", "x"], 64),
      ]
    ),
    "profile add-allergy": Row(
      "profile",
      "add-allergy",
      "penicillin",
      bad: [
        (["profile", "add-allergy", ""], 65),
        (["profile", "add-allergy", "penicillin", "--kind", "thing"], 64),
        (["profile", "add-allergy", "penicillin", "--severity", "bad"], 64),
      ]
    ),
    "profile remove-allergy": Row(
      "profile",
      "remove-allergy",
      "metoclopramide",
      bad: [(["profile", "remove-allergy", "unobtainium"], 65)]
    ),
    "medication stop": Row(
      "medication",
      "stop",
      "1",
      bad: [(["medication", "stop", "unobtainium"], 65), (["medication", "stop", "9999"], 65)]
    ),
    "medication pause": Row(
      "medication",
      "pause",
      "1",
      bad: [
        (["medication", "pause", "1", "--until", "2026-02-30"], 65),
        (["medication", "pause", "1", "--until", "2020-01-01"], 65),
      ]
    ),
    "medication resume": Row(
      "medication",
      "resume",
      "1",
      bad: [(["medication", "resume", "x"], 65)]
    ),
    "schedule list": Row("schedule", "list"),
    "schedule apart": Row("schedule", "apart"),
    "schedule add": Row(
      "schedule",
      "add",
      "1",
      "--rule",
      daily,
      bad: [
        (["schedule", "add", "1", "--rule", #"{"kind":"hourly"}"#], 65),
        (["schedule", "add", "9999", "--rule", daily], 65),
      ]
    ),
    "schedule edit": Row(
      "schedule",
      "edit",
      "1",
      "--rule",
      daily,
      bad: [
        (["schedule", "edit", "1", "--rule", daily, "--from", "2026-02-30"], 65),
        (["schedule", "edit", "9999", "--rule", daily], 65),
      ]
    ),
    "schedule preview": Row(
      "schedule",
      "preview",
      "--rule",
      daily,
      "--from",
      "2026-11-25T00:00",
      "--to",
      "2026-11-26T00:00",
      bad: [
        (["schedule", "preview", "--rule", daily, "--from", "x", "--to", "2026-11-26T00:00"], 65)
      ],
      opensDatabase: false
    ),
    "schedule next": Row(
      "schedule",
      "next",
      "--case",
      "/nowhere",
      bad: [(["schedule", "next", "--case", "/nowhere"], 66)],
      opensDatabase: false
    ),
    "sig": Row(
      "sig",
      "1 tab bid",
      bad: [(["sig", "colorless green ideas"], 65), (["sig", ""], 65)],
      opensDatabase: false
    ),
    "refills show": Row("refills", "show", bad: [(["refills", "--for", "nobody"], 65)]),
    "refills request": Row(
      "refills",
      "request",
      "carvedilol",
      bad: [(["refills", "request", "unobtainium"], 65)]
    ),
    "refills count": Row(
      "refills",
      "count",
      "metformin",
      "12",
      bad: [
        (["refills", "count", "metformin", "a few"], 65),
        (["refills", "count", "metformin", "99999999999999999999"], 65),
      ]
    ),
    "refills received": Row(
      "refills",
      "received",
      "metformin",
      "60",
      bad: [
        (["refills", "received", "metformin", "0"], 65),
        (["refills", "received", "metformin", "a few"], 65),
        (["refills", "received", "unobtainium", "60"], 65),
        (["refills", "received", "metformin", "60", "--strength", "strong"], 65),
        (["refills", "received", "metformin", "60", "--strength", "0 mg"], 65),
      ]
    ),
    "refills trip": Row(
      "refills",
      "trip",
      "--from",
      "2026-12-03",
      "--until",
      "2026-12-17",
      bad: [
        (["refills", "trip", "--from", "2026-12-03", "--until", "2026-12-01"], 65),
        (["refills", "trip", "--from", "2020-12-03", "--until", "2026-12-17"], 65),
        (["refills", "trip", "--from", "2026-02-30", "--until", "2026-12-17"], 65),
        (["refills", "trip", "--from", "2026-12-03", "--until", "2036-12-17"], 65),
        (["refills", "trip", "--from", "2026-12-03"], 64),
        (
          [
            "refills", "trip", "--from", "2026-12-03", "--until", "2026-12-17", "--there",
            "Mars/Olympus",
          ], 65
        ),
      ]
    ),
    "refills alerts": Row(
      "refills",
      "alerts",
      bad: [
        (["refills", "alerts", "--days", "-1"], 64), (["refills", "alerts", "--limit", "0"], 64),
      ]
    ),
    "reminders list": Row(
      "reminders",
      "list",
      bad: [(["reminders", "list", "--limit", "0"], 65)]
    ),
    "reminders simulate": Row(
      "reminders",
      "simulate",
      "--from",
      "2026-11-24T08:00",
      "--to",
      "2026-11-24T12:00",
      bad: [
        (["reminders", "simulate", "--from", "soon", "--to", "2026-11-24T12:00"], 65),
        (
          ["reminders", "simulate", "--from", "2026-11-24T12:00", "--to", "2026-11-24T08:00"], 64
        ), (["reminders", "simulate", "--from", "2026-11-24T08:00"], 64),
      ]
    ),
    "reminders run": Row(
      "reminders",
      "run",
      bad: [
        (["reminders", "run", "--read-only"], 77), (["reminders", "run", "--as", "nobody"], 65),
        (["reminders", "run", "--for", "ruth"], 64),
      ]
    ),
    "reminders install": Row(
      "reminders",
      "install",
      bad: [(["reminders", "install", "--as", "nobody"], 65)]
    ),
    "medication box": Row(
      "medication",
      "box",
      bad: [
        (["medication", "box", "--from", "2026-02-30"], 65),
        (["medication", "box", "--days", "0"], 65), (["medication", "box", "--days", "x"], 64),
        (["medication", "box", "--fill", "--empty"], 64),
        (["medication", "box", "--fill", "--take-out"], 64),
      ]
    ),
    "medication directions": Row(
      "medication",
      "directions",
      "lisinopril",
      "--sig",
      "take 1 tablet every morning",
      bad: [
        (["medication", "directions", "lisinopril"], 64),
        (["medication", "directions", "nothing", "--sig", "1 tab daily"], 65),
        (["medication", "directions", "lisinopril", "--sig", "take it sometimes"], 65),
        (
          [
            "medication", "directions", "lisinopril", "--sig", "1 tab daily", "--from",
            "2020-01-01",
          ],
          65
        ), (["medication", "directions", "lisinopril", "--rule", "{}"], 65),
      ]
    ),
    "medication opened": Row(
      "medication",
      "opened",
      "metformin",
      bad: [
        (["medication", "opened", "unobtainium"], 65),
        (["medication", "opened", "metformin", "--on", "2026-02-30"], 65),
        (["medication", "opened", "metformin", "--on", "2027-06-01"], 65),
        (["medication", "opened", "metformin", "--days", "0"], 65),
        (["medication", "opened", "metformin", "--expires", "soon"], 65),
      ]
    ),
    "schedule shift": Row(
      "schedule",
      "shift",
      "1",
      bad: [
        (["schedule", "shift", "1"], 65), (["schedule", "shift", "9999"], 65),
        (["schedule", "shift", "1", "--days", "0"], 65), (["schedule", "shift", "x"], 64),
      ]
    ),
    "schedule quiet": Row(
      "schedule",
      "quiet",
      bad: [
        (["schedule", "quiet", "1"], 64), (["schedule", "quiet", "1", "loud"], 64),
        (["schedule", "quiet", "9999", "before"], 65),
      ]
    ),
    "schedule course": Row(
      "schedule",
      "course",
      "1",
      bad: [
        (["schedule", "course", "1", "extend"], 65), (["schedule", "course", "1", "forever"], 64),
      ]
    ),
    "reminders code": Row(
      "reminders",
      "code",
      bad: [
        (["reminders", "code", "--new-fd", "97"], 66),
        (["reminders", "code", "--new-fd", "x"], 64),
        (["reminders", "code", "--new-fd", "3", "--remove"], 64),
        (["reminders", "code", "--present-fd", "3"], 64),
      ]
    ),
    "reminders set": Row(
      "reminders",
      "set",
      bad: [
        (["reminders", "set", "--quiet", "at night"], 65),
        (["reminders", "set", "--quiet", "22:00-22:00"], 65),
        (["reminders", "set", "--days", "someday none"], 65),
        (["reminders", "set", "--advance", "-1"], 64),
        (["reminders", "set", "--advance", "999"], 65),
        (["reminders", "set", "--repeat-every", "0"], 65),
        (["reminders", "set", "--caregiver", "nobody"], 65),
        (["reminders", "set", "--caregiver", "ruth"], 65),
      ]
    ),
    "reminders channel list": Row(
      "reminders",
      "channel",
      "list",
      bad: [(["reminders", "channel", "list", "--for", "nobody"], 65)]
    ),
    "reminders channel set": Row(
      "reminders",
      "channel",
      "set",
      "email",
      "tom@example.org",
      bad: [
        (["reminders", "channel", "set", "fax", "5"], 64),
        (["reminders", "channel", "set", "email", "tom"], 64),
        (["reminders", "channel", "set", "push", "file:///etc/passwd"], 64),
        (["reminders", "channel", "set", "command"], 64),
        (
          ["reminders", "channel", "set", "push", "https://x.example/t", "--token-fd", "99"], 66
        ),
      ]
    ),
    "reminders channel off": Row(
      "reminders",
      "channel",
      "off",
      "email",
      bad: [
        (["reminders", "channel", "off", "fax"], 64),
        (["reminders", "channel", "off", "push"], 65),
      ]
    ),
    "reminders channel test": Row(
      "reminders",
      "channel",
      "test",
      "email",
      bad: [(["reminders", "channel", "test", "push"], 65)]
    ),
    "reminders test": Row("reminders", "test", bad: [(["reminders", "test"], 65)]),
    "reminders zone": Row(
      "reminders",
      "zone",
      bad: [
        (["reminders", "zone", "--accept", "Mars/Olympus"], 65),
        (["reminders", "zone", "--accept", "Europe/Berlin", "--keep"], 64),
      ]
    ),
    "reminders clock": Row(
      "reminders",
      "clock",
      bad: [(["reminders", "clock", "--for", "nobody"], 65)]
    ),
    "reminders past": Row(
      "reminders",
      "past",
      bad: [
        (["reminders", "past", "1"], 64), (["reminders", "past"] + dose, 64),
        (["reminders", "past"] + dose + ["--answer", "maybe"], 64),
        (["reminders", "past"] + dose + ["--answer", "taken", "--undo"], 64),
        (["reminders", "past", "1", "--due", "soon", "--answer", "taken"], 65),
        (["reminders", "past", "1", "--due", "2026-11-24T03:33", "--answer", "taken"], 65),
        (["reminders", "past", "9999", "--due", "2026-11-24T08:00", "--answer", "taken"], 65),
      ]
    ),
    "stay show": Row("stay", "show", bad: [(["stay", "show", "--for", "nobody"], 65)]),
    "stay begin": Row(
      "stay",
      "begin",
      bad: [
        (["stay", "begin", "--from", "2026-02-30"], 65),
        (["stay", "begin", "--from", "2020-01-01"], 65),
      ]
    ),
    "stay end": Row(
      "stay",
      "end",
      bad: [
        (["stay", "end"], 65), (["stay", "end", "--same", "x"], 64),
        (["stay", "end", "--same", "1", "--stopped", "1"], 64),
      ]
    ),
    "check": Row(
      "check",
      "warfarin",
      "aspirin",
      bad: [(["check", "unobtainium", "warfarin"], 65), (["check", "", ""], 65)]
    ),
    "drug search": Row(
      "drug",
      "search",
      "metf",
      bad: [(["drug", "search", "m", "--limit", "0"], 64)]
    ),
    "inventory list": Row(
      "inventory",
      "list",
      bad: [
        (["inventory", "list", "--why", "boredom"], 64),
        (["inventory", "list", "--limit", "0"], 64),
      ]
    ),
    "inventory lots": Row(
      "inventory",
      "lots",
      "99990-0101-30",
      bad: [(["inventory", "lots", "unobtainium"], 65), (["inventory", "lots", "losartan"], 65)]
    ),
    "inventory ledger": Row(
      "inventory",
      "ledger",
      "99990-0101-30",
      bad: [(["inventory", "ledger", "99990-0101-30", "--lot", "nowhere"], 65)]
    ),
    "inventory receive": Row(
      "inventory",
      "receive",
      "99990-0101-30",
      "90",
      "--lot",
      "N1",
      "--expires",
      "2028-01-31",
      bad: [
        (
          ["inventory", "receive", "99990-0101-30", "0", "--lot", "N1", "--expires", "2028-01-31"],
          65
        ),
        (
          [
            "inventory", "receive", "99990-0101-30", "90", "--lot", "N1", "--expires", "2028-02-30",
          ], 64
        ),
      ]
    ),
    "inventory adjust": Row(
      "inventory",
      "adjust",
      "99990-0101-30",
      "A1178",
      "--",
      "-1",
      bad: [
        (["inventory", "adjust", "99990-0101-30", "A1178", "0", "--reason", "lost"], 65),
        (["inventory", "adjust", "99990-0101-30", "nowhere", "5", "--reason", "foundOnShelf"], 65),
        (["inventory", "adjust", "99990-0101-30", "A1178", "5", "--reason", "boredom"], 64),
      ]
    ),
    "inventory count": Row(
      "inventory",
      "count",
      "99990-0101-30",
      "A1178=220",
      "A1203=120",
      bad: [
        (["inventory", "count", "99990-0101-30", "A1178"], 64),
        (["inventory", "count", "99990-0101-30", "A1178=lots"], 64),
      ]
    ),
    "inventory allocate": Row(
      "inventory",
      "allocate",
      "--case",
      "/nowhere",
      bad: [(["inventory", "allocate", "--case", "/nowhere"], 66)],
      opensDatabase: false
    ),
    "inventory hold": Row(
      "inventory",
      "hold",
      "99990-0101-30",
      "A1178",
      "--reason",
      "broken seal",
      bad: [(["inventory", "hold", "99990-0101-30", "nowhere", "--reason", "broken seal"], 65)]
    ),
    "inventory quarantine": Row(
      "inventory",
      "quarantine",
      "99990-0101-30",
      "A1178",
      "--reason",
      "broken seal",
      bad: [(["inventory", "quarantine", "unobtainium", "A1", "--reason", "broken seal"], 65)]
    ),
    "inventory release": Row(
      "inventory",
      "release",
      "99990-0101-30",
      "A1178",
      "--reason",
      "looked at",
      bad: [(["inventory", "release", "99990-0101-30", "A1178", "--reason", ""], 65)]
    ),
    "scan": Row(
      "scan",
      "(01)00312345678906",
      bad: [(["scan", "(01)00312345678907"], 65), (["scan", ""], 65)],
      opensDatabase: false
    ),
    "id": Row(
      "id",
      "npi",
      "1234567893",
      bad: [(["id", "npi", "1234567890"], 65), (["id", "passport", "1"], 64)],
      opensDatabase: false
    ),
    "import ndc": importing("ndc"), "import rxnorm": importing("rxnorm"),
    "import interactions": importing("interactions"),
    "audit list": Row("audit", "list", bad: [(["audit", "list", "--limit", "0"], 65)]),
    "audit verify": Row("audit", "verify"),
    "verify": Row("verify"),
    "theme list": Row("theme", "list", opensDatabase: false),
    "theme check": Row(
      "theme",
      "check",
      bad: [(["theme", "check", "nope"], 78)],
      opensDatabase: false
    ),
    "theme preview": Row(
      "theme",
      "preview",
      bad: [(["theme", "preview", "nope"], 78)],
      opensDatabase: false
    ),
    "paths": Row("paths", opensDatabase: false),
    "doctor": Row("doctor", opensDatabase: false),
    "completions": Row(
      "completions",
      "bash",
      bad: [(["completions", "tcsh"], 64)],
      opensDatabase: false
    ),
    "man": Row("man", opensDatabase: false),
  ]
}
