import Domain
import Store
import Terminal

/// What the acting person may do to stock here, asked once.
@MainActor struct StockRights {
  /// Receive and count.
  let mayRecord: Bool
  /// Adjust, hold, release and reverse.
  let mayChange: Bool
  private let isReadOnly: Bool

  init(_ context: ScreenContext) {
    isReadOnly = context.database.readOnly != nil
    mayRecord = !isReadOnly && context.allows(.record, .stock)
    mayChange = !isReadOnly && context.allows(.change, .stock)
  }

  /// Whether receiving and counting can be offered.
  var recording: Action.Availability {
    guard !mayRecord else { return .enabled }
    return .disabled(reason: isReadOnly ? Self.readOnly : "Your role may look at stock only.")
  }

  /// Whether adjusting and holding can be offered.
  var changing: Action.Availability {
    guard !mayChange else { return .enabled }
    return .disabled(
      reason: isReadOnly
        ? Self.readOnly : "A pharmacist or manager does that; you may receive and count."
    )
  }

  private static let readOnly = "Nothing can be saved: opened for reading only."
}
