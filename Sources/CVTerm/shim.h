#ifndef PRESCRIPCARE_CVTERM_H
#define PRESCRIPCARE_CVTERM_H
#include <vterm.h>
#endif
