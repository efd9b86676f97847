/// Slips of spelling and glued words that have one reading.
///
/// Neither a number nor a frequency is ever guessed: those are listed letter by letter, and words
/// that are only near a known one are taken for it when it is a unit, a route or the like.
enum SigSpelling {
  /// The word as it should be spelt, cut into its pieces.
  static func pieces(of token: SigToken) -> [SigToken] {
    guard token.text.utf8.count <= 60, !SigVocabulary.words.contains(token.text) else {
      return [token]
    }
    if let right = slips[token.text] ?? nearWord(token.text) {
      var corrected = token
      corrected.text = right
      return [corrected]
    }
    guard let words = cut(token.text), words.count > 1 else { return [token] }
    var start = token.range.lowerBound
    let written = Array(token.written.unicodeScalars)
    guard written.count == words.reduce(0, { $0 + $1.unicodeScalars.count }) else {
      return [token]
    }
    return words.map { word in
      let end = start + word.unicodeScalars.count
      let offset = start - token.range.lowerBound
      let part = written[offset..<offset + word.unicodeScalars.count]
      defer { start = end }
      return SigToken(
        kind: .word,
        text: word,
        written: String(String.UnicodeScalarView(part)),
        range: start..<end,
        isAttached: start > token.range.lowerBound || token.isAttached
      )
    }
  }

  private static let slips: [String: String] = [
    "tabelt": "tablet", "tablt": "tablet", "talbet": "tablet", "tabblet": "tablet",
    "tabelts": "tablets", "tablts": "tablets", "tbalet": "tablet", "tabet": "tablet",
    "daly": "daily", "dialy": "daily", "daiy": "daily", "dailly": "daily", "daliy": "daily",
    "evry": "every", "evey": "every", "evrey": "every", "eveyr": "every",
    "mouht": "mouth", "mounth": "mouth", "mout": "mouth", "muoth": "mouth",
    "twcie": "twice", "twise": "twice", "tiwce": "twice", "houres": "hours", "huors": "hours",
    "needd": "needed", "neded": "needed", "neeeded": "needed", "dys": "days", "dayss": "days",
    "tak": "take", "taek": "take", "tke": "take", "dayly": "daily", "tablett": "tablet",
    "tabletts": "tablets", "thre": "three", "tow": "two", "pian": "pain", "nite": "night",
    "nightime": "night", "mornig": "morning", "moring": "morning", "brekfast": "breakfast",
    "drps": "drops", "caspule": "capsule", "caspules": "capsules", "injct": "inject",
    "aply": "apply", "affcted": "affected", "weekley": "weekly", "wekly": "weekly",
    "hors": "hours", "hous": "hours", "fod": "food", "tims": "times", "tiems": "times",
    "fro": "for", "wiht": "with", "whit": "with", "teh": "the", "foood": "food",
  ]

  /// Words that are recognised when one letter is wrong, missing, added or exchanged.
  private static let tolerant = [
    "tablet", "tablets", "capsule", "capsules", "breakfast", "morning", "evening", "bedtime",
    "needed", "patches", "suppository", "injection", "inhale", "inject", "instill", "nostril",
    "affected", "application", "dissolve", "swallow", "nebulizer", "subcutaneously", "stomach",
    "maximum", "directed",
  ]

  private static func nearWord(_ word: String) -> String? {
    guard word.utf8.count >= 5 else { return nil }
    let letters = Array(word.utf8)
    let matches = tolerant.filter { isOneSlipAway(letters, Array($0.utf8)) }
    return matches.count == 1 ? matches.first : nil
  }

  private static func isOneSlipAway(_ word: [UInt8], _ target: [UInt8]) -> Bool {
    guard abs(word.count - target.count) <= 1, word.first == target.first else { return false }
    var front = 0
    while front < min(word.count, target.count), word[front] == target[front] { front += 1 }
    var back = 0
    while back < min(word.count, target.count) - front,
      word[word.count - 1 - back] == target[target.count - 1 - back]
    {
      back += 1
    }
    let left = Array(word[front..<word.count - back])
    let right = Array(target[front..<target.count - back])
    if left.count <= 1, right.count <= 1 { return true }
    return left.count == 2 && right.count == 2 && left[0] == right[1] && left[1] == right[0]
  }

  /// Words that exports run together, each of which may be a piece.
  private static let glue: Set<String> = [
    "daily", "bid", "tid", "qid", "prn", "as", "needed", "for", "x", "days", "day", "times", "time",
    "with", "food", "meals", "at", "bedtime", "by", "mouth", "tablet", "tablets", "tab", "tabs",
    "capsule", "capsules", "every", "hours", "instr", "int", "then", "must", "last", "pain",
    "wheezing", "anxiety", "nausea", "sleep", "cough", "po", "dose", "replaces", "take", "and",
    "twice", "once",
  ]

  /// The cut into the fewest pieces; nil when the word is not made of known ones.
  private static func cut(_ word: String) -> [String]? {
    let letters = Array(word)
    var best: [[String]?] = Array(repeating: nil, count: letters.count + 1)
    best[0] = []
    for end in 1...max(1, letters.count) {
      for start in max(0, end - 10)..<end {
        guard let before = best[start] else { continue }
        let piece = String(letters[start..<end])
        guard glue.contains(piece) else { continue }
        if before.count + 1 < best[end]?.count ?? .max { best[end] = before + [piece] }
      }
    }
    return best[letters.count]
  }
}
