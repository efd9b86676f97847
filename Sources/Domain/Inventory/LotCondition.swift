/// What people have decided about a lot.
///
/// That its date has passed is not a status: ``LotCondition`` derives it. `expired` is for a lot
/// set aside as expired although its printed date lies ahead, as when a maker shortens the dating.
package enum LotStatus: String, CaseIterable, Sendable {
  case approved
  case hold
  case quarantine
  case recalled
  case damaged
  case expired
}

/// Why stock of a lot may not be used.
package enum UnusableReason: String, CaseIterable, Sendable {
  case expired
  /// Good today, and past its date before the supply would be used up.
  case expiresDuringUse
  case hold
  case quarantine
  case recalled
  case damaged
}

/// Whether stock of a lot may be used.
package enum LotUsability: Hashable, Sendable {
  case usable
  case unusable(UnusableReason)
}

/// The two facts that decide whether a lot may be used: its status and its expiry day.
package struct LotCondition: Hashable, Sendable {
  /// What people decided.
  package let status: LotStatus
  /// The last day on which the lot is good; nil for stock without an expiry.
  package let expiresOn: CalendarDate?

  /// The condition of a lot; without an expiry it never expires.
  package init(status: LotStatus, expiresOn: CalendarDate?) {
    self.status = status
    self.expiresOn = expiresOn
  }

  /// Whether the lot may be used on `day` for a supply that lasts through `usableThrough`.
  ///
  /// The only place that decides this. A lot is good through its expiry day. What people decided
  /// outranks the date: a recalled lot that has also expired is named recalled. A supply that is
  /// used up the same day passes that day, or nothing, as `usableThrough`.
  package func usability(
    on day: CalendarDate,
    usableThrough: CalendarDate? = nil
  ) -> LotUsability {
    switch status {
    case .hold: return .unusable(.hold)
    case .quarantine: return .unusable(.quarantine)
    case .recalled: return .unusable(.recalled)
    case .damaged: return .unusable(.damaged)
    case .expired: return .unusable(.expired)
    case .approved: break
    }
    guard let expiresOn else { return .usable }
    if expiresOn < day { return .unusable(.expired) }
    if let usableThrough, expiresOn < usableThrough { return .unusable(.expiresDuringUse) }
    return .usable
  }
}
