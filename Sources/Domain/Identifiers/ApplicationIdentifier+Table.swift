extension ApplicationIdentifier {
  static let table: [String: ApplicationIdentifier] = {
    let entries = trade + dates + texts + parties + healthcare + measures + others
    return Dictionary(uniqueKeysWithValues: entries.map { ($0.code, $0) })
  }()

  private static let trade = [
    digits("00", "SSCC", 18, check: 18), digits("01", "GTIN", 14, check: 14),
    digits("02", "CONTENT", 14, check: 14), digits("03", "MTO GTIN", 14, check: 14),
    digits("20", "VARIANT", 2), digits("30", "VAR. COUNT", 1...8), digits("37", "COUNT", 1...8),
    digits("402", "GSIN", 17, check: 17),
    ApplicationIdentifier(
      code: "8006",
      title: "ITIP",
      characters: .digits,
      length: 18...18,
      rule: .checkDigit(count: 14, after: 0)
    ),
    ApplicationIdentifier(
      code: "8026",
      title: "ITIP CONTENT",
      characters: .digits,
      length: 18...18,
      rule: .checkDigit(count: 14, after: 0)
    ),
  ]

  private static let dates = [
    ("11", "PROD DATE"), ("12", "DUE DATE"), ("13", "PACK DATE"),
    ("15", "BEST BEFORE or BEST BY"), ("16", "SELL BY"), ("17", "USE BY or EXPIRY"),
  ].map { code, title in
    ApplicationIdentifier(
      code: code,
      title: title,
      characters: .digits,
      length: 6...6,
      rule: .date
    )
  }

  private static let texts = [
    text("10", "BATCH/LOT", 20), text("21", "SERIAL", 20), text("22", "CPV", 20),
    text("235", "TPX", 28), text("240", "ADDITIONAL ID", 30), text("241", "CUST. PART No.", 30),
    digits("242", "MTO VARIANT", 1...6), text("243", "PCN", 20),
    text("250", "SECONDARY SERIAL", 30), text("251", "REF. TO SOURCE", 30),
    identified("253", "GDTI", serial: .text, upTo: 17), text("254", "GLN EXTENSION COMPONENT", 20),
    identified("255", "GCN", serial: .digits, upTo: 12), text("400", "ORDER NUMBER", 30),
    text("401", "GINC", 30), text("403", "ROUTE", 30),
  ]

  private static let parties =
    [
      ("410", "SHIP TO LOC"), ("411", "BILL TO"), ("412", "PURCHASE FROM"), ("413", "SHIP FOR LOC"),
      ("414", "LOC No."), ("415", "PAY TO"), ("416", "PROD/SERV LOC"), ("417", "PARTY"),
    ].map { digits($0, $1, 13, check: 13) } + [
      text("420", "SHIP TO POST", 20), text("421", "SHIP TO POST", 4...12),
      digits("422", "ORIGIN", 3), digits("423", "COUNTRY - INITIAL PROCESS", 3...15),
      digits("424", "COUNTRY - PROCESS", 3), digits("425", "COUNTRY - DISASSEMBLY", 3...15),
      digits("426", "COUNTRY - FULL PROCESS", 3), text("427", "ORIGIN SUBDIVISION", 3),
    ]

  private static let healthcare = [
    text("710", "NHRN PZN", 20), text("711", "NHRN CIP", 20), text("712", "NHRN CN", 20),
    text("713", "NHRN DRN", 20), text("714", "NHRN AIM", 20), text("715", "NHRN NDC", 20),
    text("716", "NHRN AIC", 20), text("717", "NHRN", 20), digits("7001", "NSN", 13),
    ApplicationIdentifier(
      code: "7003",
      title: "EXPIRY TIME",
      characters: .digits,
      length: 10...10,
      rule: .date
    ),
    digits("7004", "ACTIVE POTENCY", 1...4), text("7020", "REFURB LOT", 20),
    text("7240", "PROTOCOL", 20), digits("8017", "GSRN - PROVIDER", 18, check: 18),
    digits("8018", "GSRN - RECIPIENT", 18, check: 18), digits("8019", "SRIN", 1...10),
  ]

  private static let others =
    [
      ApplicationIdentifier(
        code: "8003",
        title: "GRAI",
        characters: .text,
        length: 14...30,
        rule: .checkDigit(count: 13, after: 1)
      ),
      text("8002", "CMT No.", 20), text("8004", "GIAI", 30), digits("8005", "PRICE PER UNIT", 6),
      text("8007", "IBAN", 34), digits("8008", "PROD TIME", 8...12), text("8012", "VERSION", 20),
      text("8013", "GMN", 25), text("8020", "REF No.", 25), text("8200", "PRODUCT URL", 70),
      text("90", "INTERNAL", 30),
    ] + (91...99).map { text(String($0), "INTERNAL", 90) }

  /// Trade and logistic measures: six digits, the fourth of the code counting the decimals.
  private static let measures = [
    (310, "NET WEIGHT (kg)"), (311, "LENGTH (m)"), (312, "WIDTH (m)"), (313, "HEIGHT (m)"),
    (314, "AREA (m²)"), (315, "NET VOLUME (l)"), (316, "NET VOLUME (m³)"),
    (320, "NET WEIGHT (lb)"), (321, "LENGTH (in)"), (322, "LENGTH (ft)"), (323, "LENGTH (yd)"),
    (324, "WIDTH (in)"), (325, "WIDTH (ft)"), (326, "WIDTH (yd)"), (327, "HEIGHT (in)"),
    (328, "HEIGHT (ft)"), (329, "HEIGHT (yd)"), (330, "GROSS WEIGHT (kg)"),
    (331, "LENGTH (m), log"), (332, "WIDTH (m), log"), (333, "HEIGHT (m), log"),
    (334, "AREA (m²), log"), (335, "VOLUME (l), log"), (336, "VOLUME (m³), log"),
    (337, "KG PER m²"), (340, "GROSS WEIGHT (lb)"), (341, "LENGTH (in), log"),
    (342, "LENGTH (ft), log"), (343, "LENGTH (yd), log"), (344, "WIDTH (in), log"),
    (345, "WIDTH (ft), log"), (346, "WIDTH (yd), log"), (347, "HEIGHT (in), log"),
    (348, "HEIGHT (ft), log"), (349, "HEIGHT (yd), log"), (350, "AREA (in²)"), (351, "AREA (ft²)"),
    (352, "AREA (yd²)"), (353, "AREA (in²), log"), (354, "AREA (ft²), log"),
    (355, "AREA (yd²), log"), (356, "NET WEIGHT (t oz)"), (357, "NET VOLUME (oz)"),
    (360, "NET VOLUME (qt)"), (361, "NET VOLUME (gal.)"), (362, "VOLUME (qt), log"),
    (363, "VOLUME (gal.), log"), (364, "VOLUME (in³)"), (365, "VOLUME (ft³)"),
    (366, "VOLUME (yd³)"), (367, "VOLUME (in³), log"), (368, "VOLUME (ft³), log"),
    (369, "VOLUME (yd³), log"),
  ].flatMap { family, title in (0...5).map { digits("\(family)\($0)", title, 6) } }

  private static func digits(
    _ code: String,
    _ title: String,
    _ count: Int,
    check: Int? = nil
  ) -> ApplicationIdentifier {
    ApplicationIdentifier(
      code: code,
      title: title,
      characters: .digits,
      length: count...count,
      rule: check.map { .checkDigit(count: $0, after: 0) }
    )
  }

  private static func digits(
    _ code: String,
    _ title: String,
    _ length: ClosedRange<Int>
  ) -> ApplicationIdentifier {
    ApplicationIdentifier(
      code: code,
      title: title,
      characters: .digits,
      length: length,
      rule: nil
    )
  }

  private static func text(
    _ code: String,
    _ title: String,
    _ longest: Int
  ) -> ApplicationIdentifier {
    text(code, title, 1...longest)
  }

  private static func text(
    _ code: String,
    _ title: String,
    _ length: ClosedRange<Int>
  ) -> ApplicationIdentifier {
    ApplicationIdentifier(code: code, title: title, characters: .text, length: length, rule: nil)
  }

  /// Thirteen checked digits with a serial of some length after them.
  private static func identified(
    _ code: String,
    _ title: String,
    serial: Characters,
    upTo longest: Int
  ) -> ApplicationIdentifier {
    ApplicationIdentifier(
      code: code,
      title: title,
      characters: serial,
      length: 13...(13 + longest),
      rule: .checkDigit(count: 13, after: 0)
    )
  }
}
