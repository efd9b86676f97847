#ifndef PRESCRIPCARE_CNCURSES_H
#define PRESCRIPCARE_CNCURSES_H
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <curses.h>
#include <term.h>
#endif
