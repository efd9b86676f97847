/// Doses that follow those of another schedule.
package struct LinkedRule: Hashable, Sendable {
  /// The schedule that is followed, by the name it has in its document.
  package let after: String

  /// Minutes of elapsed time after the other dose was taken, 0...525,600.
  package let delayMinutes: Int

  /// Nil when nothing is said about it.
  package let amount: Amount?

  /// From when until when doses may follow, on the clock at home.
  package let span: RuleSpan
}

extension LinkedRule {
  static let keys = ["kind", "after", "delayMinutes", "amount"] + RuleSpan.keys

  init(_ fields: RuleFields) throws(RuleError) {
    after = try fields.requiredText("after")
    delayMinutes = try fields.requiredWhole("delayMinutes", 0...525_600)
    amount = try fields.amount("amount")
    span = try RuleSpan(fields)
  }

  var members: [JSONMember] {
    [
      JSONMember("after", .string(after)),
      JSONMember("delayMinutes", .integer(delayMinutes)),
    ] + amountMembers(amount) + span.members
  }
}
