/* Arenas: blocks that grow by doubling, released together. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>

#if defined(__SANITIZE_ADDRESS__)
#define OWN_BLOCKS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OWN_BLOCKS 1
#endif
#endif
#ifndef OWN_BLOCKS
#define OWN_BLOCKS 0
#endif

enum { ALIGN = 16, FIRST = 64 * 1024, LARGEST = 8 * 1024 * 1024 };

typedef struct block {
    struct block *before;
    size_t size, used;
    _Alignas(ALIGN) char bytes[];
} block;

struct ag_arena {
    block *last;
    size_t used, limit;
    jmp_buf *full;
};

ag_arena *
ag_arena_new(size_t limit)
{
    ag_arena *a = calloc(1, sizeof *a);

    if (!a) {
        fputs("actorgraph: no memory left\n", stderr);
        exit(1);
    }
    a->limit = limit;
    return a;
}

static void
drop(block *b, const block *keep)
{
    while (b && b != keep) {
        block *before = b->before;
        free(b);
        b = before;
    }
}

void
ag_arena_free(ag_arena *a)
{
    if (a)
        drop(a->last, NULL);
    free(a);
}

void
ag_arena_reset(ag_arena *a)
{
    block *first = a->last;

    if (OWN_BLOCKS) {
        drop(a->last, NULL);
        a->last = NULL;
    } else if (first) {
        while (first->before)
            first = first->before;
        drop(a->last, first);
        memset(first->bytes, 0, first->used);
        first->used = 0;
        a->last = first;
    }
    a->used = 0;
}

size_t
ag_arena_used(const ag_arena *a)
{
    return a->used;
}

void
ag_arena_guard(ag_arena *a, jmp_buf *place)
{
    a->full = place;
}

static void
full(ag_arena *a)
{
    if (a->full)
        longjmp(*a->full, 1);
    fputs("actorgraph: no memory left\n", stderr);
    exit(1);
}

void *
ag_arena_alloc(ag_arena *a, size_t size)
{
    if (size > SIZE_MAX / 2 || (a->limit && a->used + size > a->limit))
        full(a);
    size = size ? size : 1;
    if (!OWN_BLOCKS)
        size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (!a->last || OWN_BLOCKS || a->last->size - a->last->used < size) {
        size_t want = OWN_BLOCKS ? size : a->last ? 2 * a->last->size : FIRST;

        if (want > LARGEST)
            want = LARGEST;
        if (want < size)
            want = size;
        block *b = calloc(1, sizeof *b + want);
        if (!b)
            full(a);
        b->before = a->last;
        b->size = want;
        a->last = b;
    }
    void *p = a->last->bytes + a->last->used;
    a->last->used += size;
    a->used += size;
    return p;
}

void *
ag_arena_grow(ag_arena *a, const void *old, size_t old_size, size_t new_size)
{
    void *p = ag_arena_alloc(a, new_size);

    if (old_size)
        memcpy(p, old, old_size);
    return p;
}

ag_str
ag_arena_str(ag_arena *a, ag_str s)
{
    char *p = ag_arena_alloc(a, s.len + 1);

    if (s.len)
        memcpy(p, s.at, s.len);
    return (ag_str){ p, s.len };
}

ag_str
ag_arena_printf(ag_arena *a, const char *format, ...)
{
    va_list args, again;
    int n;

    va_start(args, format);
    va_copy(again, args);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);

    char *p = ag_arena_alloc(a, (size_t)n + 1);

    vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return (ag_str){ p, (size_t)n };
}
