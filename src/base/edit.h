/* How far apart two words are. */
#ifndef AG_BASE_EDIT_H
#define AG_BASE_EDIT_H

#include "base/str.h"

enum { AG_EDIT_LONGEST = 32 }; /* bytes; what is longer is this far from everything */

/* Bytes more, less, other or exchanged between x and y (optimal string alignment; Damerau 1964). */
int ag_edit_distance(ag_str x, ag_str y);

#endif
