/// The tables behind ``SigVocabulary``, one for each kind of fact.
enum SigPhrases {
  typealias Table = [(SigMeaning, [String])]

  static let actionsAndRoutes: Table = [
    (.action(.take), ["take", "tk", "takes", "to be taken"]),
    (.action(.give), ["give", "administer"]),
    (.action(.use), ["use"]),
    (
      .action(.apply),
      ["apply", "rub"]
        + ["cream", "ointment", "gel", "lotion", "medication"].flatMap {
          ["apply \($0)", "apply the \($0)"]
        }
    ),
    (.action(.inhale), ["inhale"]),
    (.action(.inject), ["inject"]),
    (.action(.instill), ["instill", "instil"]),
    (.action(.place), ["place", "put"]),
    (.action(.insert), ["insert"]),
    (.action(.chew), ["chew"]),
    (.action(.swallow), ["swallow"]),
    (.action(.dissolve), ["dissolve"]),
    (.action(.drink), ["drink"]),
    (.action(.gargle), ["gargle"]),
    (
      .action(.rinse),
      [
        "rinse with", "rinse", "rinse mouth with", "rinse your mouth with", "rinse the mouth with",
      ]
    ),
    (.action(.mix), ["mix", "stir"]),
    (.action(.swishAndSpit), ["swish and spit", "swish and spit out", "swish and expectorate"]),
    (.action(.swishAndSwallow), ["swish and swallow"]),
    (
      .route(.oral),
      [
        "by mouth", "po", "orally", "oral", "per os", "by oral route", "through the mouth",
        "oral route", "bymouth", "by moth",
      ]
    ),
    (
      .route(.sublingual), ["under the tongue", "under tongue", "sl", "sublingually", "sublingual"]
    ),
    (.route(.buccal), ["inside the cheek", "buccally", "buccal"]),
    (
      .route(.subcutaneous),
      [
        "under the skin", "subcutaneously", "subcutaneous", "subcut", "subq", "sub q", "sq", "sc",
        "subcutaneous route", "subcu",
      ]
    ),
    (
      .route(.intramuscular),
      ["into the muscle", "im", "intramuscularly", "intramuscular", "in the muscle"]
    ),
    (.route(.intravenous), ["into the vein", "iv", "intravenously", "intravenous"]),
    (.route(.intradermal), ["into the skin", "intradermally", "intradermal"]),
    (
      .route(.topical),
      ["on the skin", "topically", "topical", "to the skin", "to skin", "on skin", "onto the skin"]
    ),
    (.route(.transdermal), ["through the skin", "transdermally", "transdermal"]),
    (
      .route(.inhaled),
      [
        "by inhalation", "using inhaler", "using the inhaler", "via inhaler", "by inhaler",
        "into the lungs", "inhaled", "inh", "via inhalation", "by oral inhalation",
        "via handihaler", "using handihaler", "using spacer", "with spacer", "via spacer",
        "with a spacer",
      ]
    ),
    (
      .route(.nebulized),
      [
        "by nebulizer", "via nebulizer", "by nebulization", "via nebulization", "nebulized",
        "using nebulizer", "per nebulizer", "in nebulizer",
      ]
    ),
    (
      .route(.nasal),
      ["in the nose", "nasally", "nasal", "intranasally", "intranasal", "into the nose"]
    ),
    (
      .route(.ophthalmic),
      ["in the eye", "in the eyes", "ophthalmic", "into the eye", "into the eyes", "in eye"]
    ),
    (.route(.otic), ["in the ear", "in the ears", "otic", "into the ear", "into the ears"]),
    (.route(.vaginal), ["in the vagina", "vaginally", "vaginal", "into the vagina", "per vagina"]),
    (
      .route(.rectal),
      ["in the rectum", "rectally", "rectal", "pr", "into the rectum", "per rectum"]
    ),
    (
      .route(.feedingTube),
      [
        "by feeding tube", "via feeding tube", "per feeding tube", "via g tube", "by g tube",
        "per peg tube", "via peg", "via ng tube", "per g tube",
      ]
    ),
  ]

  private static func each(_ times: Int, _ period: SigPeriod) -> SigMeaning {
    .frequency(SigFrequency(times, per: 1, period))
  }

  static let frequencies: Table = [
    (
      each(1, .day),
      [
        "daily", "every day", "each day", "everyday", "one time a day", "one time daily",
        "one time per day", "once daily", "once a day", "once per day",
        "once every day", "once each day", "qd", "q day",
      ]
    ),
    (
      each(2, .day),
      [
        "bid", "twice daily", "twice a day", "twice per day", "twice each day",
        "twice every day",
      ]
    ),
    (each(3, .day), ["tid", "thrice daily", "thrice a day", "tds"]),
    (each(4, .day), ["qid", "qds"]),
    (each(1, .hour), ["hourly", "every hour", "each hour", "qh"]),
    (
      .frequency(SigFrequency(1, per: 2, .day)),
      [
        "every other day", "qod", "every second day", "every 2nd day", "on alternate days",
        "alternate days",
      ]
    ),
    (.frequency(SigFrequency(1, per: 3, .day)), ["every third day", "every 3rd day"]),
    (
      each(1, .week),
      [
        "weekly", "once weekly", "once a week", "once per week", "every week", "each week",
        "q week",
        "qwk", "qweek", "q wk", "one time a week", "one time per week",
      ]
    ),
    (each(2, .week), ["twice weekly", "twice a week", "twice per week", "biw"]),
    (each(3, .week), ["tiw", "thrice weekly", "thrice a week"]),
    (
      .frequency(SigFrequency(1, per: 2, .week)),
      [
        "every other week", "every second week", "once every other week", "fortnightly",
        "every fortnight",
        "once a fortnight",
      ]
    ),
    (
      each(1, .month),
      [
        "monthly", "once monthly", "once a month", "once per month", "every month", "each month",
        "q month", "qmonth",
      ]
    ),
    (each(2, .month), ["twice monthly", "twice a month"]),
    (.frequency(SigFrequency(1, per: 2, .month)), ["every other month"]),
    (
      .doses(1), ["once", "one time", "one time only", "once only", "now", "stat", "one time dose"]
    ),
    (
      .firstDay,
      ["today", "on day 1", "on day one", "on the first day", "day 1", "on first day"]
    ),
  ]

  static let moments: Table = [
    (
      .moment(.waking),
      [
        "on waking", "upon waking", "when waking", "on awakening", "upon awakening", "after waking",
        "when you wake up", "on waking up", "first thing in the morning",
      ]
    ),
    (
      .moment(.morning),
      [
        "in the morning", "every morning", "each morning", "qam", "q am", "in am", "in the am",
        "mornings", "am", "morning", "mane", "in the mornings", "q morning", "in morning",
        "once every morning",
      ]
    ),
    (
      .moment(.noon),
      [
        "at noon", "noon", "at midday", "midday", "every noon", "in the noon", "qnoon", "q noon",
      ]
    ),
    (
      .moment(.afternoon),
      ["in the afternoon", "every afternoon", "each afternoon", "afternoon", "in afternoon"]
    ),
    (
      .moment(.evening),
      [
        "in the evening", "every evening", "each evening", "qpm", "q pm", "in the pm", "in pm",
        "evenings", "evening", "q evening", "pm", "in evening",
      ]
    ),
    (
      .moment(.bedtime),
      [
        "at bedtime", "qhs", "q hs", "every bedtime", "each bedtime", "before bed",
        "before bedtime",
        "at bed time", "before going to bed", "at hs", "bedtime", "every day at bedtime hs",
        "q bedtime", "before sleep", "at bedtime hs",
      ]
    ),
    (
      .moment(.night),
      [
        "at night", "every night", "each night", "nightly", "night", "q night", "in the night",
        "at nighttime", "nocte", "once nightly", "q nightly",
      ]
    ),
    (.clock(TimeOfDay(minuteOfDay: 0)), ["at midnight", "midnight"]),
  ]
}
