/* The table of scores in MODEL.md is that of `actorgraph eval` (docs/models.md): a head for each part ("trees", "names"), a row for
 * each corpus, "gold tokens" and below it "raw text", each with the system and its figures. */
#include "report/card.h"

#include "base/file.h"

enum { LAS = 7, NINE_CLASSES = 0, THREE_CLASSES = 1, FIGURES = 12 };

/* The figures behind "actorgraph" in a row; "-" is none. */
static int
figures_of(ag_str row, ag_str out[FIGURES])
{
    long at = ag_str_find(row, AG_S("actorgraph"));
    ag_str rest = at < 0 ? AG_S("") : ag_str_sub(row, (size_t)at + 10, row.len), piece;
    int n = 0;

    rest = ag_str_trim(rest);
    while (n < FIGURES && ag_str_cut(&rest, ' ', &piece))
        if (piece.len)
            out[n++] = piece;
    return n;
}

static bool
is_figure(ag_str s)
{
    double x;

    return s.len && s.at[0] != '-' && ag_str_number(s.at, s.at + s.len, &x) == s.at + s.len;
}

ag_str
ag_card_rates(ag_arena *a, const char *models)
{
    ag_str text, line, corpus = AG_S(""), trees = AG_S(""), names = AG_S("");
    bool in_trees = false, in_names = false;

    if (ag_file_read(a, ag_arena_printf(a, "%s/MODEL.md", models).at, 0, 0, 1 << 20, &text, NULL) != AG_OK)
        return AG_S("");
    while (ag_str_cut(&text, '\n', &line)) {
        ag_str figure[FIGURES] = { { 0 } }, first, chosen = AG_S("");
        long blank = ag_str_find(line, AG_S(" "));
        int n;

        first = ag_str_sub(line, 0, blank < 0 ? line.len : (size_t)blank);
        if (ag_str_is(first, "trees") || ag_str_is(first, "names") || ag_str_is(first, "chains") || ag_str_is(first, "speed,")) {
            in_trees = ag_str_is(first, "trees");
            in_names = ag_str_is(first, "names");
        }
        if (ag_str_find(line, AG_S("gold tokens")) > 0 || ag_str_find(line, AG_S("raw text")) > 0) {
            long gold = ag_str_find(line, AG_S("gold tokens")), raw = ag_str_find(line, AG_S("raw text"));

            ag_str name = ag_str_trim(ag_str_sub(line, 0, (size_t)(gold > 0 ? gold : raw)));

            corpus = name.len ? name : corpus; /* a row without one goes on with that of the row above */
        }
        n = figures_of(line, figure);
        if (ag_str_find(line, AG_S("raw text")) < 0 || (!in_trees && !in_names) || n <= THREE_CLASSES)
            continue;
        chosen = in_trees ? (n > LAS ? figure[LAS] : AG_S("")) : is_figure(figure[NINE_CLASSES]) ? figure[NINE_CLASSES] : figure[THREE_CLASSES];
        if (!is_figure(chosen) || !corpus.len)
            continue;
        if (in_trees)
            trees = ag_arena_printf(a, "%.*s%s%.*s %.*s", AG_SHOW(trees), trees.len ? ", " : "", AG_SHOW(chosen), AG_SHOW(corpus));
        else
            names = ag_arena_printf(a, "%.*s%s%.*s %.*s", AG_SHOW(names), names.len ? ", " : "", AG_SHOW(chosen), AG_SHOW(corpus));
    }
    if (!trees.len && !names.len)
        return AG_S("");
    return ag_arena_printf(a, "%s%.*s%s%s%.*s", trees.len ? "trees (LAS) " : "", AG_SHOW(trees), trees.len && names.len ? "; " : "",
                           names.len ? "names (F1) " : "", AG_SHOW(names));
}
