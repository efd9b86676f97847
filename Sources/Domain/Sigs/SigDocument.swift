/// The document that commands print about directions.
package enum SigDocument {
  /// The reading as JSON: every documented key, in a stable order.
  ///
  /// With `quantity` the days that it lasts are added, with `days` the quantity that they need; a
  /// number that cannot be known is null and `why` says the reason.
  package static func json(
    _ reading: SigReading,
    quantity: Rational? = nil,
    days: Int? = nil
  ) -> JSON {
    var members = [
      JSONMember("input", .string(reading.input)),
      JSONMember("understood", .bool(reading.understood)),
      JSONMember("text", .text(reading.text.isEmpty ? nil : reading.text)),
      JSONMember("clauses", .array(reading.sig.clauses.map(\.json))),
      JSONMember("unparsed", .array(reading.unparsed.map(JSON.string))),
    ]
    var reasons: [SigUnknown] = []
    func add(_ key: String, _ answer: SigAnswer) {
      let known = reading.understood ? answer : .unknown(.notUnderstood)
      members.append(JSONMember(key, .number(known.value)))
      if case .unknown(let why) = known, !reasons.contains(why) { reasons.append(why) }
    }
    if let quantity { add("daysSupply", reading.sig.daysSupply(quantity: quantity)) }
    if let days { add("quantity", reading.sig.quantity(days: days)) }
    if !reasons.isEmpty {
      members.append(
        JSONMember("why", .string(reasons.map(\.rawValue).joined(separator: " ")))
      )
    }
    return .object(members)
  }
}

extension SigReading {
  /// Whether the command ends with success; bad data otherwise.
  package var isValid: Bool { understood }
}
