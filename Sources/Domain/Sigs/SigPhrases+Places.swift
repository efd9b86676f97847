extension SigPhrases {
  static let meals: Table =
    mealMoments + [
      (
        .meal(.before),
        [
          "ac", "before meals", "before food", "before eating", "before a meal", "before each meal",
          "before every meal", "prior to meals",
        ]
      ),
      (
        .meal(.with),
        [
          "with food", "with meals", "with a meal", "with each meal", "with every meal",
          "with meal", "c food", "c meals",
          "at mealtimes", "at meals",
        ]
      ),
      (
        .meal(.after),
        [
          "pc", "after meals", "after food", "after eating", "after a meal", "after each meal",
          "after every meal",
        ]
      ),
    ]

  private static let mealMoments: Table = {
    let meals: [(SigMoment, [String])] = [
      (.breakfast, ["breakfast", "morning meal", "breakfast time"]),
      (.lunch, ["lunch", "midday meal", "lunchtime", "lunch time"]),
      (.dinner, ["dinner", "supper", "evening meal", "dinnertime", "dinner time", "suppertime"]),
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
      (
        .weekdays(Array(Weekday.allCases.prefix(5))),
        ["weekdays", "on weekdays", "m - f", "on m - f"]
      ),
      (.weekdays([.saturday, .sunday]), ["weekends", "on weekends"]),
    ]
  }()

  static let sites: Table = SigSite.all.map { site in
    (.site(site), ([site.name] + site.otherNames).flatMap(withPrepositions))
  }

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
    (
      .vague(.peaSized),
      ["a pea sized amount", "pea sized amount", "a pea - sized amount", "pea - sized amount"]
    ),
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
    (
      .note(.withoutRegardToFood),
      [
        "with or without food", "without regard to food", "without regard to meals",
        "regardless of food", "regardless of meals",
      ]
    ),
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
    (.note(.rinseMouth), rinsing),
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
    (.note(.aroundTheClock), ["around the clock"]),
    (.note(.noAlcohol), ["do not drink alcohol", "avoid alcohol"]),
    (.note(.atSameTime), ["at the same time", "always at the same time"]),
    (.note(.whileAwake), ["while awake", "when awake"]),
    (.note(.plentyOfWater), ["with plenty of water", "with lots of water"]),
    (.note(.withOrAfterFood), ["with or after food", "with or after meals"]),
    (
      .note(.withFirstBite),
      [
        "with the first bite of each meal", "with first bite of each meal",
        "at the first bite of each meal", "with the first bite of meals",
      ]
    ),
    (
      .note(.alternateNostrils),
      ["alternate nostrils", "alternating nostrils", "alternate nostril"]
    ),
  ]

  /// Ways to say that the mouth is rinsed afterwards; "rinse mouth with 15 mL" is another order.
  private static let rinsing: [String] = ["rinse mouth", "rinse your mouth", "rinse the mouth"]
    .flatMap { rinse in
      [
        "", "well", "out", "with water", "out with water", "well with water", "and spit",
        "with water and spit", "with water and spit out",
      ].flatMap { how in
        [
          "", "after", "after use", "after each use", "after every use", "after using",
          "after inhalation", "after each dose", "after dose",
        ].map { [rinse, how, $0].filter { !$0.isEmpty }.joined(separator: " ") }
      }
    }

  static let connections: Table = [
    (
      .asNeeded,
      [
        "prn", "as needed", "if needed", "when needed", "only if needed", "as required",
        "if required",
        "when required", "only as needed",
        "whenever needed", "as needed only", "only when needed",
      ]
    ),
    (
      .filler,
      [
        "and", "should", "please", "patient", "you", "int", "sig", "contents of",
        "the contents of", "of ointment", "of cream", "of gel", "of gum",
      ]
    ),
    (
      .then,
      [
        "then", "and then", "followed by", "thereafter", "then decrease to",
        "then reduce to", "then increase to", "decrease to", "reduce to", "increase to", "taper to",
        "and decrease to", "and increase to", "after that",
      ]
    ),
    (.also, ["also", "and also", "plus"]),
    (.stop, ["then stop", "stop", "and stop", "and then stop", "then discontinue", "then off"]),
    (.instructionsMarker, ["instr"]),
  ]
}
