import Terminal
import Testing

@Suite struct KeyDecoderTests {
  private func keys(_ bytes: [UInt8]) -> [Key] {
    var decoder = KeyDecoder()
    decoder.feed(bytes)
    var keys: [Key] = []
    while let key = decoder.next() { keys.append(key) }
    while let key = decoder.next(flush: true) { keys.append(key) }
    return keys
  }

  private func keys(_ text: String) -> [Key] { keys(Array(text.utf8)) }

  @Test(arguments: [
    ("\u{1B}[B", Key.down), ("\u{1B}OB", .down), ("\u{1B}[A", .up), ("\u{1B}OA", .up),
    ("\u{1B}[H", .home), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home), ("\u{1B}[4~", .end),
    ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[Z", .backTab),
    ("\u{1B}OP", .function(1)), ("\u{1B}[11~", .function(1)), ("\u{1B}[[A", .function(1)),
    ("\u{1B}[24~", .function(12)), ("\u{1B}", .escape), ("\r", .enter), ("\n", .enter),
    ("\t", .tab), ("\u{7F}", .backspace), ("\u{8}", .backspace), ("\u{0C}", .control("l")),
    ("\u{13}", .control("s")), ("\u{11}", .control("q")), ("\u{1D}", .control("]")),
    ("\u{0}", .control("@")), ("é", .character("é")), ("漢", .character("漢")), (" ", .space),
  ])
  func `bytes are keys`(bytes: String, key: Key) {
    #expect(keys(bytes) == [key])
  }

  @Test(arguments: [
    "\u{1B}q", "\u{1B}é", "\u{1B}[1;5A", "\u{1B}[999~", "\u{1B}[?1;2c", "\u{1B}]0;title\u{7}",
    "\u{1B}Pq\u{1B}\\", "\u{1B}[24;80R", "\u{1B}[<0;3;4M",
  ])
  func `no letter of an unknown sequence acts`(bytes: String) {
    #expect(keys(bytes + "x") == [.character("x")])
  }

  @Test func `bytes that are not UTF-8 are dropped`() {
    #expect(keys([0xFF, 0xC3, 0x28, 0x61, 0xED, 0xA0, 0x80, 0x62]) == "(ab".map(Key.character))
  }

  @Test func `a sequence may come in pieces`() {
    var decoder = KeyDecoder()
    decoder.feed([0x1B])
    #expect(decoder.next() == nil)
    #expect(decoder.isWaiting)
    decoder.feed(Array("[".utf8))
    #expect(decoder.next() == nil)
    decoder.feed(Array("B".utf8))
    #expect(decoder.next() == .down)
    #expect(!decoder.isWaiting)
  }

  @Test func `a paste is one key and none of it a command`() {
    #expect(
      keys("a\u{1B}[200~Take 1\r\nq\rx\u{1B}[201~b") == [
        .character("a"), .paste("Take 1\nq\nx"), .character("b"),
      ]
    )
  }

  @Test func `a paste may come in pieces, its end mark too`() {
    var decoder = KeyDecoder()
    for byte in Array("\u{1B}[200~lot A1\u{1B}[201~".utf8).dropLast() {
      decoder.feed([byte])
      #expect(decoder.next() == nil)
    }
    decoder.feed([UInt8(ascii: "~")])
    #expect(decoder.next() == .paste("lot A1"))
  }

  @Test func `a paste with control characters is refused`() {
    #expect(
      keys("\u{1B}[200~a\u{0}b\u{1B}[201~") == [.pasteRefused(.controlCharacter)]
    )
    #expect(
      keys("\u{1B}[200~a\u{1B}[31mb\u{1B}[201~") == [.pasteRefused(.controlCharacter)]
    )
  }

  @Test func `a paste that is not text is refused`() {
    let bytes = Array("\u{1B}[200~".utf8) + [0xFF] + Array("\u{1B}[201~".utf8)
    #expect(keys(bytes) == [.pasteRefused(.notText)])
  }

  @Test func `a paste without measure is refused and takes no memory`() {
    let long = String(repeating: "x", count: KeyDecoder.pasteLimit + 1)
    #expect(
      keys("\u{1B}[200~\(long)\u{1B}[201~q") == [
        .pasteRefused(.tooLong(limit: KeyDecoder.pasteLimit)), .character("q"),
      ]
    )
  }

  @Test func `a scanner's group separators survive a paste`() {
    #expect(keys("\u{1B}[200~10A\u{1D}17\u{1B}[201~") == [.paste("10A\u{1D}17")])
  }

  @Test func `keys of the terminal's own description come first`() {
    var decoder = KeyDecoder(extra: [Array("\u{1B}[q".utf8): .end])
    decoder.feed(Array("\u{1B}[q".utf8))
    #expect(decoder.next() == .end)
  }
}
