/// How a terminal is asked for a notification of its own.
package enum TerminalSequence: String, CaseIterable, Sendable {
  /// iTerm2, Windows Terminal, WezTerm and others.
  case osc9
  /// urxvt, foot, Ghostty and others.
  case osc777
  /// kitty.
  case osc99
}

/// Where a way leads.
package enum ChannelTarget: Hashable, Sendable {
  case screen
  case terminal(TerminalSequence)
  case desktop
  case email(MailAddress)
  /// A program and its arguments, never empty.
  case command([String])
  case push(PushAddress)

  package var method: DeliveryMethod {
    switch self {
    case .screen: .screen
    case .terminal: .terminal
    case .desktop: .desktop
    case .email: .email
    case .command: .command
    case .push: .push
    }
  }

  /// The target as one text, for showing and for changing it.
  package var text: String? {
    switch self {
    case .screen, .desktop: nil
    case .terminal(let sequence): sequence.rawValue
    case .email(let address): address.description
    case .command(let words): CommandLineWords.line(words)
    case .push(let address): address.description
    }
  }
}

/// Why a target cannot be one.
package enum ChannelError: Error, Equatable, Sendable {
  /// A way of this kind leads to one place and takes no words.
  case takesNothing(DeliveryMethod)
  case needsTarget(DeliveryMethod)
  case unknownSequence
  case notAMailAddress
  case badPushAddress(PushAddressError)
  /// The first word of a command is neither a name nor an absolute path, or a word is not plain text.
  case badCommand
  /// A quotation mark in a line is not closed.
  case openMark
}

extension ChannelTarget {
  /// A target from the line that a person types.
  ///
  /// - Throws: ``ChannelError``
  package init(_ method: DeliveryMethod, line: String) throws(ChannelError) {
    guard method == .command else {
      try self.init(method, words: [line.split(separator: " ").joined(separator: " ")])
      return
    }
    guard let words = CommandLineWords.split(line) else { throw .openMark }
    try self.init(method, words: words)
  }

  /// A target from the words that a person gives.
  ///
  /// - Throws: ``ChannelError``
  package init(_ method: DeliveryMethod, words: [String]) throws(ChannelError) {
    switch method {
    case .screen, .desktop:
      guard words.isEmpty else { throw .takesNothing(method) }
      self = method == .screen ? .screen : .desktop
    case .terminal:
      guard let sequence = TerminalSequence(rawValue: try Self.only(words, method).lowercased())
      else { throw .unknownSequence }
      self = .terminal(sequence)
    case .email:
      guard let address = MailAddress(text: try Self.only(words, method)) else {
        throw .notAMailAddress
      }
      self = .email(address)
    case .push:
      let text = try Self.only(words, method)
      do { self = .push(try PushAddress(text: text)) } catch { throw .badPushAddress(error) }
    case .command:
      guard let program = words.first, !program.isEmpty else { throw .needsTarget(method) }
      let isFound = program.hasPrefix("/") || !program.contains("/")
      let length = words.reduce(0) { $0 + $1.utf8.count }
      guard isFound, length <= 2000, words.allSatisfy(Self.isPlain) else { throw .badCommand }
      self = .command(words)
    }
  }

  private static func only(
    _ words: [String],
    _ method: DeliveryMethod
  ) throws(ChannelError) -> String {
    guard words.count == 1, let word = words.first, !word.isEmpty else {
      throw .needsTarget(method)
    }
    return word
  }

  private static func isPlain(_ word: String) -> Bool {
    word.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }
  }
}

extension ChannelError {
  /// What is wrong, as a sentence.
  package var sentence: String {
    switch self {
    case .takesNothing(let method): "The way \(method.rawValue) needs no address."
    case .needsTarget(.terminal), .unknownSequence:
      "A terminal is asked by osc9, osc777 or osc99: try which one yours shows."
    case .needsTarget(.command): "A command is a program and its arguments."
    case .needsTarget(.email), .notAMailAddress:
      "A mail address is a name, an at sign and a host, and nothing else."
    case .needsTarget: "An address is needed."
    case .badPushAddress(let error): error.sentence
    case .openMark: "A quotation mark is not closed."
    case .badCommand:
      "A command begins with the name of a program or its full path, and its words are plain text."
    }
  }
}

/// One way as a person has set it.
package struct ChannelSettings: Hashable, Sendable {
  package let target: ChannelTarget
  package let isOn: Bool
  /// Whether medications may be named on it.
  package let allowsNames: Bool

  package init(target: ChannelTarget, isOn: Bool = true, allowsNames: Bool = false) {
    self.target = target
    self.isOn = isOn
    self.allowsNames = allowsNames
  }

  package var method: DeliveryMethod { target.method }

  /// What may be said on it.
  package var detail: AlertDetail { AlertDetail(on: method, allowsNames: allowsNames) }
}
