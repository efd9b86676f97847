/// How far back a person is asked about doses that closed without an answer.
///
/// A week is about as far back as people remember what they swallowed; what is older stays as it is
/// on record and can be put right on its day.
package enum PastQuestions {
  package static let days = 7

  /// The first instant about which is asked at a moment.
  package static func first(at now: Instant) -> Instant { now - days * 86_400 }
}
