#ifndef PRESCRIPCARE_CVTERM_H
#define PRESCRIPCARE_CVTERM_H
#include <stdint.h>
#include <vterm.h>

// Swift does not see bit fields, so attributes of a cell are asked for by name.
static inline int vt_is_bold(const VTermScreenCell *cell) { return cell->attrs.bold; }
static inline int vt_is_underlined(const VTermScreenCell *cell) {
  return cell->attrs.underline != 0;
}
static inline int vt_is_reversed(const VTermScreenCell *cell) { return cell->attrs.reverse; }

// A colour as -1 for the default, 0-255 for the palette, or 0x1000000 with red, green, blue.
static inline int vt_color(const VTermColor *color) {
  if (VTERM_COLOR_IS_DEFAULT_FG(color) || VTERM_COLOR_IS_DEFAULT_BG(color)) return -1;
  if (VTERM_COLOR_IS_INDEXED(color)) return color->indexed.idx;
  return 0x1000000 | color->rgb.red << 16 | color->rgb.green << 8 | color->rgb.blue;
}
static inline int vt_foreground(const VTermScreenCell *cell) { return vt_color(&cell->fg); }
static inline int vt_background(const VTermScreenCell *cell) { return vt_color(&cell->bg); }

// The character at `index` (0 to 5) of a cell: base first, then combining marks; 0 ends.
static inline uint32_t vt_character(const VTermScreenCell *cell, int index) {
  return index < VTERM_MAX_CHARS_PER_CELL ? cell->chars[index] : 0;
}
#endif
