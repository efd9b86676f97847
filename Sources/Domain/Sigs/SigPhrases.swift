/// The tables behind ``SigVocabulary``, one for each kind of fact.
enum SigPhrases {
  typealias Table = [(SigMeaning, [String])]

  static let actionsAndRoutes: Table = [
    (.action(.take), ["take", "tk", "takes", "tome", "tomar"]),
    (.action(.give), ["give", "administer"]),
    (.action(.use), ["use", "usar"]),
    (.action(.apply), ["apply", "rub", "aplicar", "aplique"]),
    (.action(.inhale), ["inhale", "inhalar"]),
    (.action(.inject), ["inject", "inyectar"]),
    (.action(.instill), ["instill", "instil"]),
    (.action(.place), ["place", "put"]),
    (.action(.insert), ["insert"]),
    (.action(.chew), ["chew"]),
    (.action(.swallow), ["swallow"]),
    (.action(.dissolve), ["dissolve"]),
    (.action(.drink), ["drink"]),
    (.action(.gargle), ["gargle"]),
    (.action(.rinse), ["rinse with", "rinse"]),
    (
      .route(.oral),
      [
        "by mouth", "po", "orally", "oral", "per os", "by oral route", "via oral", "por via oral",
        "por va oral",
        "por la boca", "through the mouth", "oral route", "bymouth",
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
        "once every day", "once each day", "qd", "q day", "per day", "a day", "una vez al dia",
        "diario", "al dia", "cada dia",
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
        "qwk", "qweek", "q wk", "one time a week", "one time per week", "una vez a la semana",
      ]
    ),
    (each(2, .week), ["twice weekly", "twice a week", "twice per week", "biw"]),
    (each(3, .week), ["tiw", "thrice weekly", "thrice a week"]),
    (
      .frequency(SigFrequency(1, per: 2, .week)),
      ["every other week", "every second week", "once every other week"]
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
        "mornings", "am", "morning", "q morning", "en la manana", "por la manana", "in morning",
        "once every morning",
      ]
    ),
    (.moment(.noon), ["at noon", "noon", "at midday", "midday", "every noon", "in the noon"]),
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
        "q bedtime", "al acostarse", "before sleep", "at bedtime hs",
      ]
    ),
    (
      .moment(.night),
      [
        "at night", "every night", "each night", "nightly", "night", "q night", "in the night",
        "at nighttime", "nocte", "por la noche", "en la noche", "once nightly", "q nightly",
      ]
    ),
    (.clock(TimeOfDay(minuteOfDay: 0)), ["at midnight", "midnight"]),
  ]

  static let meals: Table =
    mealMoments + [
      (
        .meal(.before),
        [
          "ac", "before meals", "before food", "before eating", "before a meal", "before each meal",
          "before every meal", "prior to meals", "antes de comer",
        ]
      ),
      (
        .meal(.with),
        [
          "with food", "with meals", "with a meal", "with each meal", "with every meal",
          "with meal",
          "con comida", "con alimentos", "con las comidas", "at mealtimes", "at meals",
        ]
      ),
      (
        .meal(.after),
        [
          "pc", "after meals", "after food", "after eating", "after a meal", "after each meal",
          "after every meal", "despues de comer",
        ]
      ),
    ]

  private static let mealMoments: Table = {
    let meals: [(SigMoment, [String])] = [
      (.breakfast, ["breakfast", "morning meal"]), (.lunch, ["lunch", "midday meal"]),
      (.dinner, ["dinner", "supper", "evening meal"]),
    ]
    let relations: [(SigMeal, [String])] = [
      (.before, ["before", "prior to"]), (.with, ["with"]), (.after, ["after"]),
    ]
    return meals.flatMap { moment, names in
      [(.moment(moment), names + names.map { "at \($0)" })]
        + relations.map { meal, words in
          (
            SigMeaning.mealMoment(meal, moment),
            words.flatMap { word in names.flatMap { ["\(word) \($0)", "\(word) the \($0)"] } }
          )
        }
    }
  }()

  static let weekdays: Table = {
    let short: [Weekday: [String]] = [
      .monday: ["mon"], .tuesday: ["tue", "tues"], .wednesday: ["wed", "weds"],
      .thursday: ["thu", "thur", "thurs"], .friday: ["fri"], .saturday: ["sat"], .sunday: ["sun"],
    ]
    let single: Table = Weekday.allCases.map { day in
      let name = day.name.lowercased()
      let names = [name, name + "s"] + (short[day] ?? [])
      let prefixes = ["", "on ", "every ", "each ", "q "]
      return (.weekdays([day]), prefixes.flatMap { prefix in names.map { prefix + $0 } })
    }
    return single + [
      (.weekdays([.monday, .wednesday, .friday]), ["mwf", "on mwf", "q mwf", "every mwf"]),
      (.weekdays(Array(Weekday.allCases.prefix(5))), ["weekdays", "on weekdays"]),
      (.weekdays([.saturday, .sunday]), ["weekends", "on weekends"]),
    ]
  }()

  static let sites: Table = SigSite.allCases.map { site in
    (.site(site), (siteNames[site] ?? [site.rawValue]).flatMap(withPrepositions))
  }

  private static let siteNames: [SigSite: [String]] = [
    .bothEyes: ["both eyes", "each eye"], .bothEars: ["both ears", "each ear"],
    .affectedEye: ["affected eye", "affected eyes"],
    .affectedEar: ["affected ear", "affected ears"],
    .eachNostril: ["each nostril", "both nostrils"],
    .affectedArea: ["affected area", "affected areas", "aa", "affected skin"],
    .abdomen: ["abdomen", "stomach skin", "belly"], .thigh: ["thigh", "upper thigh"],
    .arm: ["arm", "upper arm"], .foot: ["foot", "feet"], .knee: ["knee", "knees"],
  ]

  private static func withPrepositions(_ name: String) -> [String] {
    ["in", "into", "to", "on", "onto", "over", ""].flatMap { preposition in
      ["the ", "your ", ""].map { article in
        let words = "\(preposition) \(article)\(name)"
        return String(words.drop { $0 == " " })
      }
    }
  }

  static let notes: Table = [
    (.vague(.smallAmount), ["a small amount", "small amount", "a small amount of"]),
    (.vague(.thinLayer), ["a thin layer", "thin layer", "a thin film", "thin film"]),
    (.vague(.peaSized), ["a pea sized amount", "pea sized amount", "a pea - sized amount"]),
    (.vague(.sparingly), ["sparingly"]),
    (.vague(.liberally), ["liberally"]),
    (
      .note(.asDirected),
      [
        "as directed", "use as directed", "take as directed", "ud", "utd", "as instructed",
        "as prescribed", "ut dict", "as directed by prescriber", "as directed by your doctor",
      ]
    ),
    (.note(.emptyStomach), ["on an empty stomach", "on empty stomach", "empty stomach"]),
    (.note(.withoutRegardToFood), ["with or without food"]),
    (
      .note(.withWater),
      ["with a full glass of water", "with full glass of water"]
    ),
    (.note(.withSomeWater), ["with water"]),
    (.note(.withMilk), ["with food or milk", "with milk or food"]),
    (.note(.swallowWhole), ["swallow whole"]),
    (.note(.doNotCrushOrChew), ["do not crush or chew", "do not chew or crush"]),
    (.note(.doNotCrush), ["do not crush"]),
    (.note(.doNotChew), ["do not chew"]),
    (.note(.shakeWell), ["shake well", "shake well before use", "shake well before using"]),
    (.note(.rinseMouth), ["rinse mouth after use", "rinse mouth after each use"]),
    (
      .note(.untilFinished),
      [
        "until finished", "until gone", "until all gone", "until all taken", "until completed",
        "til gone", "till gone", "until complete",
      ]
    ),
    (.note(.rotateSites), ["rotate sites", "rotate injection sites"]),
    (.note(.discardRest), ["discard the rest", "discard remainder"]),
    (.note(.mayCauseDrowsiness), ["may cause drowsiness"]),
    (.note(.doNotDriveAfter), ["do not drive after use"]),
    (.note(.noAlcohol), ["do not drink alcohol", "avoid alcohol"]),
  ]

  static let connections: Table = [
    (
      .asNeeded,
      [
        "prn", "as needed", "if needed", "when needed", "only if needed", "as required",
        "if required",
        "when required", "only as needed", "segun se necesite", "segn se necesite",
        "si es necesario",
        "whenever needed", "as needed only", "only when needed",
      ]
    ),
    (
      .filler,
      ["and", "may", "should", "please", "patient", "you", "y", "int", "sig"]
    ),
    (
      .then,
      [
        "then", "and then", "followed by", "thereafter", "then decrease to",
        "then reduce to", "then increase to", "decrease to", "reduce to", "increase to", "taper to",
        "and decrease to", "and increase to", "luego", "after that",
      ]
    ),
    (.also, ["also", "and also", "plus"]),
    (.stop, ["then stop", "stop", "and stop", "and then stop", "then discontinue", "then off"]),
    (.instructionsMarker, ["instr"]),
  ]
}
