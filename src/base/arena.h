/* Memory that dies at once. Everything found in an article lives in that article's arena.
 *
 * An arena never returns NULL: at its limit, or when the machine has no more, it jumps to the
 * place set with ag_arena_guard, where the article is set aside; without a guard the program ends
 * with a sentence. Memory comes zeroed. Under AddressSanitizer every object is a block of its own,
 * so that an overrun shows. */
#ifndef AG_BASE_ARENA_H
#define AG_BASE_ARENA_H

#include "base/str.h"

#include <setjmp.h>
#include <stdlib.h>

typedef struct ag_arena ag_arena;

/* `limit` in bytes; 0 for none. Release with ag_arena_free. */
ag_arena *ag_arena_new(size_t limit);
void ag_arena_free(ag_arena *a);

/* Forgets all objects; keeps the first block for the next article. */
void ag_arena_reset(ag_arena *a);

/* Bytes given out since the last reset. */
size_t ag_arena_used(const ag_arena *a);

/* Where to jump when the arena is full: pass a jmp_buf that setjmp has filled; NULL takes it back. */
void ag_arena_guard(ag_arena *a, jmp_buf *place);

/* `size` zeroed bytes, aligned for any type. */
void *ag_arena_alloc(ag_arena *a, size_t size) __attribute__((malloc, returns_nonnull));

/* A larger copy of an array; the old one stays where it is. */
void *ag_arena_grow(ag_arena *a, const void *old, size_t old_size, size_t new_size);

/* A copy of `s`, with a NUL behind it that is not counted. */
ag_str ag_arena_str(ag_arena *a, ag_str s);

/* printf into the arena; NUL-terminated as well. */
ag_str ag_arena_printf(ag_arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define AG_NEW(a, type) ((type *)ag_arena_alloc(a, sizeof(type)))
#define AG_ARRAY(a, type, n) ((type *)ag_arena_alloc(a, (size_t)(n) * sizeof(type)))

/* A list that grows in an arena: `AG_LIST(int) xs;` zeroed is empty. Walk with xs.at[i], i < xs.n. */
#define AG_LIST(type) \
    struct {          \
        type *at;     \
        int n, room;  \
    }

#define AG_PUSH(a, list, ...)                                                             \
    do {                                                                                  \
        if ((list)->n == (list)->room) {                                                  \
            int room_ = (list)->room ? 2 * (list)->room : 8;                              \
            (list)->at = ag_arena_grow(a, (list)->at, (size_t)(list)->n * sizeof *(list)->at, \
                                       (size_t)room_ * sizeof *(list)->at);               \
            (list)->room = room_;                                                         \
        }                                                                                 \
        (list)->at[(list)->n++] = (__VA_ARGS__);                                          \
    } while (0)

#endif
