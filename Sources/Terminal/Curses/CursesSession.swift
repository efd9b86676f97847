import CLinux
import CNcurses
import Foundation

/// The terminal while curses has it.
///
/// One for a process at a time, used from one thread. `newterm` opens it, never `initscr`,
/// which ends the process when it fails.
@MainActor package final class CursesSession {
  /// Whether characters outside ASCII can be shown in the locale that was found.
  package let showsUnicode: Bool
  /// The name curses was opened with; `xterm-256color` when `TERM` was unknown.
  package let terminalName: String

  private static var isOpen = false

  private let input: Int32
  private let output: Int32
  private let screen: OpaquePointer
  private var palette: ColorPalette
  private var cursorIsVisible: Bool?
  private var isClosed = false

  /// Opens the terminal at standard input and output.
  package static func open(_ options: TerminalOptions) throws(TerminalError) -> CursesSession {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    return try CursesSession(
      options,
      output: nc_standard_output(),
      input: nc_standard_input()
    )
  }

  /// Opens curses on two streams, which need not be a terminal.
  package init(
    _ options: TerminalOptions,
    output: UnsafeMutablePointer<FILE>?,
    input: UnsafeMutablePointer<FILE>?
  ) throws(TerminalError) {
    guard !Self.isOpen else { throw .alreadyOpen }
    let name = options.terminalName
    guard name != "dumb", !name.isEmpty else { throw .dumbTerminal(name: name) }
    showsUnicode = Self.chooseLocale()
    // Debian's base list lacks xterm-kitty, xterm-ghostty, alacritty and foot, which all speak
    // what xterm-256color speaks.
    var opened = newterm(name, output, input).map { (screen: $0, name: name) }
    if opened == nil {
      opened = newterm("xterm-256color", output, input).map { ($0, "xterm-256color") }
    }
    guard let opened else { throw .unknownTerminal(name: name) }
    guard nc_capability("cup") != nil else {
      endwin()
      delscreen(opened.screen)
      throw .dumbTerminal(name: name)
    }
    screen = opened.screen
    terminalName = opened.name
    self.input = fileno(input)
    self.output = fileno(output)
    palette = ColorPalette(hasNoColor: options.hasNoColor)
    Self.isOpen = true
    nc_enter_program_mode()
    send(TerminalReset.enter)
    if let usual = nc_keep_one_character_set() { send(String(cString: usual)) }
    adoptWindowSize()
  }

  /// Gives the terminal back as it was; does nothing the second time.
  package func close() {
    guard !isClosed else { return }
    isClosed = true
    Self.isOpen = false
    send(TerminalReset.leave)
    curs_set(1)
    endwin()
    delscreen(screen)
  }

  /// Rows and columns as curses sees them now.
  package var size: Size { Size(rows: Int(nc_lines()), columns: Int(nc_columns())) }

  /// How many colors are used: 0, 8, 16, 256 or more.
  package var colors: Int { palette.depth.count }

  /// Keys that this terminal's description knows, by the bytes that send them.
  package var keySequences: [[UInt8]: Key] {
    var sequences: [[UInt8]: Key] = [:]
    for (name, key) in KeySequences.capabilities {
      guard let string = nc_capability(name) else { continue }
      let bytes = Array(String(cString: string).utf8)
      // Shorter ones are control characters, which have meanings of their own.
      if bytes.count > 1, bytes[0] == 0x1B { sequences[bytes] = key }
    }
    return sequences
  }

  /// Takes over the size the window has now, if it says one.
  package func adoptWindowSize() {
    var rows: Int32 = 0
    var columns: Int32 = 0
    guard cl_window_size(output, &rows, &columns) == 0, rows > 0, columns > 0 else { return }
    resize(to: Size(rows: Int(rows), columns: Int(columns)))
  }

  /// Tells curses the size to draw in.
  package func resize(to size: Size) {
    guard size != self.size else { return }
    resizeterm(Int32(clamping: size.rows), Int32(clamping: size.columns))
    // Terminals differ in what they keep of the old picture, and some wrap its lines anew.
    redrawAll()
  }

  /// Shows a picture; only cells that differ from what the terminal shows are sent.
  package func show(_ canvas: Canvas, theme: Theme) {
    nc_erase()
    for row in 0..<min(canvas.rows, size.rows) {
      for column in 0..<min(canvas.columns, size.columns) {
        draw(canvas.cell(row: row, column: column), row: row, column: column, theme: theme)
      }
    }
    let cursor = canvas.cursor ?? Position(row: 0, column: 0)
    nc_move(Int32(clamping: cursor.row), Int32(clamping: cursor.column))
    if cursorIsVisible != canvas.showsCursor {
      curs_set(canvas.showsCursor ? 1 : 0)
      cursorIsVisible = canvas.showsCursor
    }
    nc_show()
  }

  /// Forgets what the terminal shows, so that the next picture is sent whole.
  package func redrawAll() {
    nc_redraw_all()
  }

  /// Forgets the colors of the theme before, when another one takes over.
  package func forgetColors() {
    palette.forget()
  }

  /// Gives the terminal to the shell, runs `body`, and takes it back.
  package func suspended(_ body: () -> Void) {
    def_prog_mode()
    send(TerminalReset.leave)
    curs_set(1)
    endwin()
    body()
    retake()
  }

  /// Sets the terminal's modes again and sends the whole picture next, after a stop.
  package func retake() {
    reset_prog_mode()
    send(TerminalReset.enter)
    cursorIsVisible = nil
    adoptWindowSize()
    redrawAll()
  }

  private func draw(_ cell: Cell, row: Int, column: Int, theme: Theme) {
    guard cell.width > 0 else { return }
    let look = palette.look(of: cell.style, in: theme)
    if cell.cluster == " ", look == .plain { return }
    var characters = cell.cluster.unicodeScalars.map { wchar_t($0.value) }
    characters.append(0)
    nc_put_cell(
      Int32(row),
      Int32(column),
      &characters,
      look.attributes,
      Int32(clamping: look.pair)
    )
  }

  /// Sends what is no picture: sequences that move no cursor and change no cell.
  func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(output, bytes, bytes.count)
  }

  /// Sets the locale for characters; whether it shows more than ASCII.
  ///
  /// A locale that is named but not installed, as on the far side of SSH, gives way to C.UTF-8.
  /// One that says it is not UTF-8 is believed.
  private static func chooseLocale() -> Bool {
    if setlocale(LC_CTYPE, "") == nil { setlocale(LC_CTYPE, "C.UTF-8") }
    return cl_locale_is_utf8() == 1
  }
}

/// What is sent beside curses' own strings.
enum TerminalReset {
  /// Bracketed paste on.
  static let enter = "\u{1B}[?2004h"
  /// Bracketed paste off.
  static let leave = "\u{1B}[?2004l"
  /// After a crash, when curses cannot be asked any more: bracketed paste and mouse off, cursor
  /// keys and keypad as before, cursor visible, attributes off, scrolling region whole, the
  /// ordinary screen back.
  static let crash =
    "\u{1B}[?2004l\u{1B}[?1000l\u{1B}[?1006l\u{1B}[?1l\u{1B}>\u{1B}[r\u{1B}[0m\u{1B}[?25h"
    + "\u{1B}[?1049l\u{1B}[0m\r\n"
}
