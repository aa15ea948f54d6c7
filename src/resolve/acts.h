/* Inside resolve/: what acts, links and posts share. */
#ifndef AG_RESOLVE_ACTS_H
#define AG_RESOLVE_ACTS_H

#include "actorgraph.h"

/* Who did what and when, "Carney visits Ukraine, 24 Aug", in `a`: at most 40 code points. */
ag_str ag_act_label(ag_arena *a, const ag_world *w, const ag_act *act);

#endif
