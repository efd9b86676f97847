#ifndef PRESCRIPCARE_CNCURSES_H
#define PRESCRIPCARE_CNCURSES_H
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <curses.h>
#include <stdio.h>
#include <string.h>
#include <term.h>
#include <wchar.h>

// Swift sees neither curses' macros (A_BOLD, OK) nor its mutable globals (stdscr, COLORS).
// Each gets a name here; no mask is ever written as a number in Swift.

static inline FILE *nc_standard_input(void) { return stdin; }
static inline FILE *nc_standard_output(void) { return stdout; }
static inline int nc_colors(void) { return COLORS; }
static inline int nc_color_pairs(void) { return COLOR_PAIRS; }
static inline int nc_lines(void) { return LINES; }
static inline int nc_columns(void) { return COLS; }

static inline attr_t nc_attribute_normal(void) { return WA_NORMAL; }
static inline attr_t nc_attribute_bold(void) { return WA_BOLD; }
static inline attr_t nc_attribute_dim(void) { return WA_DIM; }
static inline attr_t nc_attribute_reverse(void) { return WA_REVERSE; }
static inline attr_t nc_attribute_underline(void) { return WA_UNDERLINE; }

// Modes for a program that reads the terminal itself: every byte arrives, nothing is echoed,
// CR stays CR, and ^C ^Z ^S ^Q ^] are characters like any other.
static inline void nc_enter_program_mode(void) {
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  typeahead(-1);
  leaveok(stdscr, FALSE);
  scrollok(stdscr, FALSE);
}

static inline void nc_erase(void) { werase(stdscr); }
static inline void nc_redraw_all(void) { clearok(curscr, TRUE); }
static inline void nc_show(void) { wrefresh(stdscr); }
static inline void nc_move(int row, int column) { wmove(stdscr, row, column); }

// Draws one cell: a base character and its combining marks, NUL-terminated.
static inline int nc_put_cell(
    int row, int column, const wchar_t *characters, attr_t attributes, int pair) {
  cchar_t cell;
  int extended = pair;
  if (setcchar(&cell, characters, attributes, (short)pair, &extended) == ERR) return ERR;
  return mvwadd_wch(stdscr, row, column, &cell);
}

// Reads back the characters, attributes and pair of one cell of the standard window.
static inline int nc_read_cell(
    int row, int column, wchar_t *characters, attr_t *attributes, int *pair) {
  cchar_t cell;
  short short_pair = 0;
  if (mvwin_wch(stdscr, row, column, &cell) == ERR) return ERR;
  return getcchar(&cell, characters, attributes, &short_pair, pair);
}

static inline int nc_cursor_row(void) { return getcury(stdscr); }
static inline int nc_cursor_column(void) { return getcurx(stdscr); }

// Keeps to one set of characters: none of the alternate set is ever drawn, yet many descriptions
// select the usual one again with every change of attributes. Returns what is to be sent once
// instead, or NULL where the description is left as it is. What curses was given from the
// description is its own copy, so that it is shortened in place.
static inline const char *nc_keep_one_character_set(void) {
  static const char usual[] = "\033(B";
  static const char choice[] = "%?%p9%t\033(0%e\033(B%;";
  char *set = tigetstr("sgr"), *end = tigetstr("sgr0");
  if (!set || set == (char *)-1 || strncmp(set, choice, sizeof choice - 1) != 0) return NULL;
  if (!end || end == (char *)-1 || strncmp(end, usual, sizeof usual - 1) != 0) return NULL;
  memmove(set, set + sizeof choice - 1, strlen(set) - sizeof choice + 2);
  memmove(end, end + sizeof usual - 1, strlen(end) - sizeof usual + 2);
  return usual;
}

// The terminfo string of a capability, or NULL when the terminal lacks it.
static inline const char *nc_capability(const char *name) {
  char *value = tigetstr(name);
  return value == (char *)-1 ? NULL : value;
}
#endif
