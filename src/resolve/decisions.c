/* The decisions file, read and checked: text → decisions. What they do to the actors and acts of a
 * world is decide.c's. */
#include "resolve/decisions.h"

#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"
#include "names.h"
#include "resolve/words.h"

enum { LARGEST = 16 << 20 };

/* To add a verdict: its row, its work in decide.c, its line in docs/decisions.md. */
static const struct {
    const char *name;
    bool has_right, is_single; /* takes "= …"; only one value an actor may have */
} verdicts[AG_VERDICT_COUNT] = {
    [AG_DECIDED_SAME] = { "same", true, false },     [AG_DECIDED_NEVER] = { "never", true, false },
    [AG_DECIDED_RENAME] = { "rename", true, true },  [AG_DECIDED_TYPE] = { "type", true, true },
    [AG_DECIDED_ROLE] = { "role", true, true },      [AG_DECIDED_DROP] = { "drop", false, false },
    [AG_DECIDED_STATUS] = { "status", true, true },  [AG_DECIDED_REVERSE] = { "reverse", false, false },
};

const char *
ag_verdict_name(ag_verdict v)
{
    return verdicts[v].name;
}

ag_str
ag_decision_quote(ag_arena *a, ag_str name)
{
    bool plain = name.len && name.at[0] != '"';

    for (size_t i = 0; i < name.len; i++)
        plain &= name.at[i] != '=' && name.at[i] != '#';
    return plain ? name : ag_arena_printf(a, "\"%.*s\"", AG_SHOW(name));
}

/* ---- one line --------------------------------------------------------------------------------- */

/* The line up to a "#" that stands at its start or behind a blank, outside quotation marks. */
static ag_str
without_comment(ag_str line)
{
    bool quoted = false;

    for (size_t i = 0; i < line.len; i++) {
        if (line.at[i] == '"')
            quoted = !quoted;
        if (line.at[i] == '#' && !quoted && (i == 0 || line.at[i - 1] == ' ' || line.at[i - 1] == '\t'))
            return ag_str_sub(line, 0, i);
    }
    return line;
}

static ag_str
unquoted(ag_str s)
{
    s = ag_str_trim(s);
    return s.len >= 2 && s.at[0] == '"' && s.at[s.len - 1] == '"' ? ag_str_sub(s, 1, s.len - 1) : s;
}

/* Where the "=" stands that is in no quotation marks, or -1. */
static long
find_equals(ag_str s)
{
    bool quoted = false;

    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '"')
            quoted = !quoted;
        if (s.at[i] == '=' && !quoted)
            return (long)i;
    }
    return -1;
}

static ag_status
parse_line(const char *path, int line, ag_str text, ag_decision *out, ag_err *err)
{
    size_t n = 0;

    while (n < text.len && text.at[n] != ' ' && text.at[n] != '\t')
        n++;

    ag_str word = ag_str_sub(text, 0, n), rest = ag_str_trim(ag_str_sub(text, n, text.len));
    int v = 0;
    long equals;

    while (v < AG_VERDICT_COUNT && !ag_str_is(word, verdicts[v].name))
        v++;
    if (v == AG_VERDICT_COUNT)
        return ag_fail(err, AG_INPUT, "%s:%d: '%.*s' is no decision; there are same, never, rename, type, role, drop, status, reverse",
                       path, line, AG_SHOW(word));
    *out = (ag_decision){ .verdict = (uint8_t)v, .line = line, .right = AG_S("") };
    equals = find_equals(rest);
    if (verdicts[v].has_right != (equals >= 0))
        return ag_fail(err, AG_INPUT, verdicts[v].has_right ? "%s:%d: '%s' needs two sides: %s NAME = %s" : "%s:%d: '%s' takes one name: %s NAME",
                       path, line, verdicts[v].name, verdicts[v].name, verdicts[v].is_single ? "VALUE" : "NAME");
    out->left = unquoted(equals < 0 ? rest : ag_str_sub(rest, 0, (size_t)equals));
    if (equals >= 0)
        out->right = unquoted(ag_str_sub(rest, (size_t)equals + 1, rest.len));
    if (!out->left.len || (verdicts[v].has_right && !out->right.len))
        return ag_fail(err, AG_INPUT, "%s:%d: a side of '%s' is empty", path, line, verdicts[v].name);
    if (v == AG_DECIDED_TYPE && !ag_actor_type_parse(out->right, &out->value))
        return ag_fail(err, AG_INPUT, "%s:%d: '%.*s' is no type; there are person, organization, country, place, group, work, other",
                       path, line, AG_SHOW(out->right));
    if (v == AG_DECIDED_STATUS && !ag_reality_parse(out->right, &out->value))
        return ag_fail(err, AG_INPUT, "%s:%d: '%.*s' is no status; there are happened, planned, possible, denied, conditional",
                       path, line, AG_SHOW(out->right));
    return AG_OK;
}

/* ---- contradictions --------------------------------------------------------------------------- */

/* Two values for what has one: "rename A = X", "rename A = Y". */
static ag_status
check_single(ag_arena *own, const ag_decisions *d, ag_err *err)
{
    ag_map first = { 0 };

    for (int i = 0; i < d->list.n; i++) {
        const ag_decision *x = &d->list.at[i];

        if (!verdicts[x->verdict].is_single)
            continue;

        ag_str key = ag_arena_printf(own, "%d %.*s", x->verdict, AG_SHOW(ag_utf8_fold(own, x->left)));
        const ag_decision *y = &d->list.at[ag_map_add(own, &first, key, i)];

        if (!ag_str_eq(x->right, y->right))
            return ag_fail(err, AG_INPUT, "%s:%d: '%s %.*s' contradicts line %d; keep one of them", d->path, x->line,
                           verdicts[x->verdict].name, AG_SHOW(x->left), y->line);
    }
    return AG_OK;
}

/* Names that "same" lines make one, and "never" lines keep apart. */
static ag_status
check_same(ag_arena *own, const ag_decisions *d, ag_err *err)
{
    ag_map names = { 0 };
    int *set = AG_ARRAY(own, int, 2 * d->list.n), *side = AG_ARRAY(own, int, 2 * d->list.n), n = 0;

    for (int i = 0; i < d->list.n; i++)
        for (int k = 0; k < 2; k++) {
            int at = ag_map_add(own, &names, ag_utf8_fold(own, k ? d->list.at[i].right : d->list.at[i].left), n);

            if (at == n)
                set[n] = n, n++;
            side[2 * i + k] = at;
        }
    for (int i = 0; i < d->list.n; i++)
        if (d->list.at[i].verdict == AG_DECIDED_SAME)
            ag_set_join(set, side[2 * i], side[2 * i + 1]);
    for (int i = 0; i < d->list.n; i++) {
        const ag_decision *never = &d->list.at[i], *same = NULL;
        int who = ag_set_find(set, side[2 * i]);

        if (never->verdict != AG_DECIDED_NEVER || who != ag_set_find(set, side[2 * i + 1]))
            continue;
        for (int k = 0; k < d->list.n; k++)
            if (d->list.at[k].verdict == AG_DECIDED_SAME && ag_set_find(set, side[2 * k]) == who)
                same = &d->list.at[k];
        if (!same)
            return ag_fail(err, AG_INPUT, "%s:%d: both sides of 'never' are one name", d->path, never->line);
        return ag_fail(err, AG_INPUT, "%s:%d: 'never %.*s = %.*s' contradicts 'same' in line %d; keep one of them", d->path,
                       never->line, AG_SHOW(never->left), AG_SHOW(never->right), same->line);
    }
    return AG_OK;
}

/* ---- the file --------------------------------------------------------------------------------- */

ag_status
ag_decisions_parse(ag_arena *a, const char *path, ag_str text, ag_decisions *out, ag_err *err)
{
    ag_arena *own = ag_arena_new(0);
    ag_status s = AG_OK;
    size_t bad;

    *out = (ag_decisions){ .path = path };
    ag_utf8_repair(own, text, &bad);
    if (bad)
        s = ag_fail(err, AG_INPUT, "%s: not UTF-8; save it as UTF-8", path);
    if (ag_str_starts(text, AG_S("\xEF\xBB\xBF")))
        text = ag_str_sub(text, 3, text.len);
    for (int line = 1; s == AG_OK && text.len; line++) {
        const char *end = memchr(text.at, '\n', text.len);
        size_t n = end ? (size_t)(end - text.at) : text.len;
        ag_str one = ag_str_trim(without_comment(ag_str_sub(text, 0, n)));
        ag_decision d;

        text = ag_str_sub(text, end ? n + 1 : n, text.len);
        if (!one.len)
            continue;
        s = parse_line(path, line, one, &d, err);
        if (s == AG_OK) {
            d.left = ag_arena_str(a, d.left);
            d.right = ag_arena_str(a, d.right);
            AG_PUSH(a, &out->list, d);
        }
    }
    if (s == AG_OK)
        s = check_single(own, out, err);
    if (s == AG_OK)
        s = check_same(own, out, err);
    ag_arena_free(own);
    return s;
}

ag_status
ag_decisions_read(ag_arena *a, const char *path, ag_decisions *out, ag_err *err)
{
    ag_str text;

    AG_TRY(ag_file_read(a, path, 0, 0, LARGEST, &text, err));
    return ag_decisions_parse(a, path, text, out, err);
}
