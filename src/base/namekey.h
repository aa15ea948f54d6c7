/* The transliteration key of a name: one text for all its spellings. */
#ifndef AG_BASE_NAMEKEY_H
#define AG_BASE_NAMEKEY_H

#include "base/arena.h"

/* Zelenskyy, Zelenskiy, Zelensky and Zelenskyi give one key, Zelenska another. Lower-case ASCII
 * where the script allows, words parted by one blank. */
ag_str ag_name_key(ag_arena *a, ag_str name);

#endif
