/// Matching of a few letters against names, as in `rmt` for "Record metformin taken".
package enum FuzzyMatch {
  /// How well `query` matches `text`: larger is better, nothing when a letter is missing.
  ///
  /// Letters must come in order. Beginnings of words and runs of letters count more, and short
  /// names win over long ones.
  package static func score(_ query: String, in text: String) -> Int? {
    let letters = Array(text.lowercased())
    var score = 0
    var index = 0
    var previous = -2
    for wanted in query.lowercased() where wanted != " " {
      guard let found = letters[index...].firstIndex(of: wanted) else { return nil }
      score += 1
      if found == previous + 1 { score += 10 }
      if found == 0 || letters[found - 1] == " " { score += 8 }
      previous = found
      index = found + 1
    }
    return score * 100 - letters.count
  }

  /// The items that match, best first; all of them, in order, for an empty query.
  package static func ranked<Item>(
    _ items: [Item],
    by query: String,
    name: (Item) -> String
  ) -> [Item] {
    guard !query.isEmpty else { return items }
    let scored = items.enumerated().compactMap { offset, item in
      score(query, in: name(item)).map { (score: $0, offset: offset, item: item) }
    }
    return scored.sorted { ($1.score, $0.offset) < ($0.score, $1.offset) }.map(\.item)
  }
}
