import Domain
import Testing

@Suite struct CommandLineWordsTests {
  @Test(arguments: [
    ("/usr/bin/say  now", ["/usr/bin/say", "now"]),
    (
      #"/bin/notify --title "Take it now" -u high"#,
      ["/bin/notify", "--title", "Take it now", "-u", "high"]
    ),
    (#"a 'b c'd "" $HOME"#, ["a", "b cd", "", "$HOME"]), ("", []),
  ]) func `marks hold words together, and nothing else has a meaning`(
    line: String,
    words: [String]
  ) {
    #expect(CommandLineWords.split(line) == words)
  }

  @Test(arguments: ["a \"b", "it's"])
  func `a mark that is not closed is no line`(line: String) {
    #expect(CommandLineWords.split(line) == nil)
  }

  @Test(arguments: [
    ["/bin/a"], ["a", "b c", "", "it's", "say \"so\"", "\"", "both ' and \" here", "\"\""],
  ]) func `what is written of words reads as these words`(words: [String]) {
    #expect(CommandLineWords.split(CommandLineWords.line(words)) == words)
  }
}
