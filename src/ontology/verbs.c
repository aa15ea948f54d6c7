/* A dictionary of verbs in the formats of TABARI and PETRARCH → lines like those of event_verbs.txt.
 *
 * A dictionary gives verbs with codes of CAMEO, and patterns around the verb ("*") with codes of their own. What our
 * conditions can say is taken: the words behind the verb as particle, preposition, head of the object or head of a
 * phrase, and the place of the target ("+"). The rest (words before the verb, a verb above a verb) is left out, with
 * its place. Regular and irregular forms are not needed: text is looked up by lemma. Codes become types by cameo.txt.
 *
 *     &WEAPON            a set of synonyms      ABANDON {ABANDONED ...} [120]   a verb, its forms, its code
 *     +RIFLE                                    - * CAMPAIGN [080]              a pattern of TABARI and PETRARCH 1
 *     --- GIVE [070] --- a block and its code   - * {FINANCIAL AID} (TO &ARMY) [0331]   a pattern of PETRARCH 2
 *
 * Weak: a word behind the verb in a flat pattern is taken for its object when no preposition stands before it. */
#include "ontology/verbs.h"

#include "base/file.h"
#include "base/map.h"
#include "base/table.h"
#include "base/utf8.h"

enum { LARGEST_FILE = 64 << 20, MOST_VERBS = 500 /* of one block: each of its patterns goes with each of them */ };

typedef struct set {
    ag_str name;
    ag_word_list words;
} set;

typedef struct code {
    ag_str prefix;
    int type;
    ag_str mode;
    double score;
} code;

typedef struct reader {
    ag_arena *a;
    const ag_rules *rules;
    const char *path;
    int line;
    AG_LIST(code) codes;
    AG_LIST(set) sets;
    ag_map set_of;
    int in_set;                 /* the set that "+WORD" adds to, or -1 */
    AG_LIST(ag_str) verbs;      /* of the block: what patterns go with */
    bool has_patterns;          /* the block has had one: the next verb begins another */
    ag_str block_code;
    AG_LIST(ag_trigger) out;
    int n_verbs, n_patterns, n_left_out;
    ag_import_notes *left_out;
} reader;

#define PLURAL(n) ((n) == 1 ? "" : "s")
#define LEAVE_OUT(rd, ...) leave_out(rd, ag_arena_printf((rd)->a, __VA_ARGS__))

static void
leave_out(reader *rd, ag_str why)
{
    rd->n_left_out++;
    AG_PUSH(rd->a, rd->left_out, ag_arena_printf(rd->a, "%s:%d: %.*s; the line is left out", rd->path, rd->line, AG_SHOW(why)));
}

/* ---- codes --------------------------------------------------------------------------------------------- */

static ag_status
read_codes(reader *rd, const char *dir, ag_err *err)
{
    ag_table t;

    AG_TRY(ag_table_read(rd->a, ag_arena_printf(rd->a, "%s/cameo.txt", dir).at, &t, err));
    for (int i = 0; i < t.rows.n; i++) {
        const ag_row *row = &t.rows.at[i];
        code c = { .prefix = row->field[0], .mode = row->field[2], .type = ag_rules_type_named(rd->rules, row->field[1]) };

        if (c.type < 0 && ag_str_is(row->field[1], "SAY"))
            continue; /* extension_types.txt has been dropped */
        if (c.type < 0 || !ag_rules_mode(rd->rules, c.type, c.mode, &c.score))
            return ag_fail(err, AG_INPUT, "%s:%d: '%.*s' is no type, or '%.*s' no mode of it; see event_types.txt and modes.txt",
                           t.path, row->line, AG_SHOW(row->field[1]), AG_SHOW(row->field[2]));
        AG_PUSH(rd->a, &rd->codes, c);
    }
    return AG_OK;
}

/* The row of a code: the longest that begins it; NULL for none. */
static const code *
find_code(const reader *rd, ag_str s)
{
    const code *best = NULL;

    for (int i = 0; i < rd->codes.n; i++)
        if (ag_str_starts(s, rd->codes.at[i].prefix) && (!best || rd->codes.at[i].prefix.len > best->prefix.len))
            best = &rd->codes.at[i];
    return best;
}

/* ---- words --------------------------------------------------------------------------------------------- */

static ag_str
lower(const reader *rd, ag_str s)
{
    return ag_utf8_lower(rd->a, s);
}

/* The next word of a line: what stands between blanks or tabulators. */
static bool
next_word(ag_str *rest, ag_str *word)
{
    *rest = ag_str_trim(*rest);
    if (rest->len == 0)
        return false;
    for (size_t i = 0; i <= rest->len; i++)
        if (i == rest->len || rest->at[i] == ' ' || rest->at[i] == '\t') {
            *word = ag_str_sub(*rest, 0, i);
            *rest = ag_str_sub(*rest, i, rest->len);
            return true;
        }
    return false;
}

/* The last word of "NUCLEAR_WEAPONS", without marks of a stem. */
static ag_str
last_part(ag_str s)
{
    size_t at;

    while (s.len && (s.at[s.len - 1] == '_' || s.at[s.len - 1] == '+'))
        s.len--;
    for (at = s.len; at > 0 && s.at[at - 1] != '_'; at--)
        ;
    return ag_str_sub(s, at, s.len);
}

/* Adds a word or the words of a set; false for a set that is not there. */
static bool
add_meaning(reader *rd, ag_str word, ag_word_list *out)
{
    if (word.len && word.at[0] == '&') {
        int i = ag_map_get(&rd->set_of, word);

        if (i < 0)
            return false;
        for (int k = 0; k < rd->sets.at[i].words.n; k++)
            AG_PUSH(rd->a, out, rd->sets.at[i].words.at[k]);
        return true;
    }
    if (word.len)
        AG_PUSH(rd->a, out, lower(rd, word));
    return true;
}

static bool
is_filler(ag_str w)
{
    static const char *const words[] = { "a", "an", "the", "his", "her", "its", "their", "of", "has", "had", "have", "been", "be" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ag_str_is(w, words[i]))
            return true;
    return false;
}

/* ---- lines --------------------------------------------------------------------------------------------- */

/* Takes "[080]" off the end of a line; false where there is none. "[---]" gives "". */
static bool
take_code(ag_str *line, ag_str *out)
{
    long from = ag_str_find(*line, AG_S("["));
    ag_str inside;

    if (from < 0)
        return false;
    inside = ag_str_sub(*line, (size_t)from + 1, line->len);

    long to = ag_str_find(inside, AG_S("]"));

    if (to < 0)
        return false;
    *out = ag_str_trim(ag_str_sub(inside, 0, (size_t)to));
    *line = ag_str_trim(ag_str_sub(*line, 0, (size_t)from));
    if (ag_str_is(*out, "---"))
        *out = AG_S("");
    return true;
}

/* "WIRE_+TAP", "+BEEF_UP" → the word that bears forms, and the others. False where words stand before it. */
static bool
verb_words(reader *rd, ag_str verb, ag_trigger *g)
{
    ag_str word, rest = verb;
    bool has_mark = ag_str_find(verb, AG_S("+")) >= 0, found = false;

    while (ag_str_cut(&rest, '_', &word)) {
        if (word.len == 0)
            continue;

        bool is_key = has_mark ? word.at[0] == '+' : !found;

        if (is_key) {
            g->key = lower(rd, word.at[0] == '+' ? ag_str_sub(word, 1, word.len) : word);
            found = true;
        } else if (!found)
            return false;
        else
            AG_PUSH(rd->a, &g->others, lower(rd, word));
    }
    return found && g->key.len > 0;
}

/* Where the target of an imported line may stand if the line does not say so. */
static void
usual_targets(reader *rd, ag_trigger *g)
{
    static const char *const slots[] = { "obj", "iobj", "with", "to", "against", "on", "at", "for", "from", "of" };

    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
        AG_PUSH(rd->a, &g->targets, ag_str_of(slots[i]));
}

static void
add_trigger(reader *rd, ag_trigger g, ag_str said)
{
    const code *c;
    ag_str first = said;
    bool is_both = ag_str_find(said, AG_S(":")) >= 0;

    ag_str_cut(&first, ':', &said);
    c = find_code(rd, said);
    g.type = c->type;
    g.mode = c->mode;
    g.intensity = c->score;
    g.is_symmetric = is_both;
    g.want_source = AG_WANT_ACTOR;
    g.is_imported = true;
    g.source = AG_S("");
    g.verb = AG_S("");
    g.path = rd->path;
    g.line = rd->line;
    if (g.targets.n == 0)
        usual_targets(rd, &g);
    g.lemma = g.key;
    for (int i = 0; i < g.others.n; i++)
        g.lemma = ag_arena_printf(rd->a, "%.*s %.*s", AG_SHOW(g.lemma), AG_SHOW(g.others.at[i]));
    g.weight = (g.objects.n > 0) + (g.prep_objects.n > 0) + 1;
    AG_PUSH(rd->a, &rd->out, g);
}

static bool
code_fits(reader *rd, ag_str said)
{
    ag_str first = said, one;

    ag_str_cut(&first, ':', &one);
    if (find_code(rd, one))
        return true;
    LEAVE_OUT(rd, "code '%.*s' is in no row of cameo.txt", AG_SHOW(said));
    return false;
}

static void
read_verb(reader *rd, ag_str line)
{
    ag_str said = rd->block_code, forms = line;
    ag_trigger g = { .key = AG_S("") };

    take_code(&line, &said);
    forms = line;
    ag_str_cut(&forms, '{', &line);
    line = ag_str_trim(line);
    if (rd->has_patterns) {
        rd->verbs.n = 0;
        rd->has_patterns = false;
    }
    if (line.len == 0 || memchr(line.at, ' ', line.len)) {
        LEAVE_OUT(rd, "'%.*s' is no verb of one word; '_' joins words", AG_SHOW(line));
        return;
    }
    if (!verb_words(rd, line, &g)) {
        LEAVE_OUT(rd, "'%.*s' has words before the one that bears forms", AG_SHOW(line));
        return;
    }
    if (rd->verbs.n == MOST_VERBS) {
        LEAVE_OUT(rd, "a block takes at most %d verbs", MOST_VERBS);
        return;
    }
    AG_PUSH(rd->a, &rd->verbs, line);
    if (said.len == 0)
        return; /* only its patterns have codes */
    if (!code_fits(rd, said))
        return;
    rd->n_verbs++;
    add_trigger(rd, g, said);
}

/* The words behind "*": PETRARCH 2 marks phrases with braces and brackets, the others leave them flat. */
static bool
read_behind(reader *rd, ag_str rest, ag_trigger *g)
{
    ag_str word, prep = AG_S("");
    int depth = 0;            /* inside a phrase of a preposition */
    bool in_braces = false;   /* where the last word is the head */

    while (next_word(&rest, &word)) {
        bool closes = false, ends = false;

        while (word.len && (word.at[0] == '(' || word.at[0] == '{')) {
            depth += word.at[0] == '(';
            in_braces |= word.at[0] == '{';
            word = ag_str_sub(word, 1, word.len);
        }
        while (word.len && (word.at[word.len - 1] == ')' || word.at[word.len - 1] == '}')) {
            ends |= word.at[word.len - 1] == ')';
            closes |= word.at[word.len - 1] == '}';
            word.len--;
        }
        if (ag_str_is(word, "$") || ag_str_is(word, "^") || ag_str_is(word, "%"))
            word.len = 0;
        if (ag_str_is(word, "+")) {
            AG_PUSH(rd->a, &g->targets, prep.len ? prep : AG_S("obj"));
            word.len = 0;
        }
        if (word.len) {
            ag_str last = last_part(word), small = lower(rd, last);

            if (last.len == 0)
                return false;
            if (in_braces && !closes) {
                ;
            } else if (ag_rules_in(rd->rules, "preposition", small)) {
                prep = small;
                AG_PUSH(rd->a, &g->others, small);
            } else if (is_filler(small)) {
                ;
            } else if (small.len > 3 && ag_str_ends(small, AG_S("ly"))) {
                AG_PUSH(rd->a, &g->others, small);
            } else if (!add_meaning(rd, last, prep.len || depth ? &g->prep_objects : &g->objects)) {
                return false;
            }
        }
        if (closes)
            in_braces = false;
        if (ends) {
            depth = 0;
            prep = AG_S("");
        }
    }
    return true;
}

static void
read_pattern(reader *rd, ag_str line)
{
    ag_str said = AG_S(""), before, behind, word;
    long star;

    rd->has_patterns = true;
    if (!take_code(&line, &said)) {
        LEAVE_OUT(rd, "a pattern without a code in brackets");
        return;
    }
    star = ag_str_find(line, AG_S("*"));
    if (star < 0) {
        LEAVE_OUT(rd, "a pattern without '*', the place of the verb");
        return;
    }
    if (rd->verbs.n == 0) {
        LEAVE_OUT(rd, "a pattern without a verb above it");
        return;
    }
    before = ag_str_trim(ag_str_sub(line, 0, (size_t)star));
    behind = ag_str_trim(ag_str_sub(line, (size_t)star + 1, line.len));
    while (next_word(&before, &word))
        if (!ag_str_is(word, "+") && !ag_str_is(word, "$") && !ag_str_is(word, "%") && !ag_str_is(word, "^")) {
            LEAVE_OUT(rd, "words before the verb ('%.*s') have no condition here", AG_SHOW(word));
            return;
        }
    if (said.len == 0)
        return; /* "no event": a verb without a code makes none either */
    if (!code_fits(rd, said))
        return;

    bool taken = false;

    for (int i = 0; i < rd->verbs.n; i++) {
        ag_trigger g = { .key = AG_S("") };

        if (!verb_words(rd, rd->verbs.at[i], &g))
            continue;
        if (!read_behind(rd, behind, &g)) {
            LEAVE_OUT(rd, "a set of synonyms that is not given above");
            return;
        }
        add_trigger(rd, g, said);
        taken = true;
    }
    rd->n_patterns += taken;
}

static void
read_set(reader *rd, ag_str line)
{
    ag_str name;

    if (!next_word(&line, &name))
        return;
    while (name.len > 1 && name.at[name.len - 1] == '_')
        name.len--;
    rd->in_set = ag_map_add(rd->a, &rd->set_of, name, rd->sets.n);
    if (rd->in_set == rd->sets.n)
        AG_PUSH(rd->a, &rd->sets, (set){ .name = name });
}

/* Without "#", ";" and what stands between "<!--" and "-->", which may span lines. */
static ag_str
without_comments(reader *rd, ag_str line, bool *in_comment)
{
    char *to = ag_arena_alloc(rd->a, line.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < line.len; i++) {
        ag_str rest = ag_str_sub(line, i, line.len);

        if (*in_comment) {
            if (ag_str_starts(rest, AG_S("-->"))) {
                *in_comment = false;
                i += 2;
            }
        } else if (ag_str_starts(rest, AG_S("<!--"))) {
            *in_comment = true;
            i += 3;
        } else if (line.at[i] == '#' || line.at[i] == ';') {
            break;
        } else {
            to[n++] = line.at[i];
        }
    }
    return ag_str_trim((ag_str){ to, n });
}

static void
read_line(reader *rd, ag_str line)
{
    if (line.len == 0) {
        rd->in_set = -1;
        return;
    }
    if (line.at[0] == '&') {
        read_set(rd, line);
    } else if (line.at[0] == '+' && rd->in_set >= 0) {
        ag_str word = last_part(ag_str_sub(line, 1, line.len));

        if (word.len)
            AG_PUSH(rd->a, &rd->sets.at[rd->in_set].words, lower(rd, ag_str_trim(word)));
    } else if (ag_str_starts(line, AG_S("---"))) {
        rd->in_set = -1;
        rd->verbs.n = 0;
        rd->has_patterns = false;
        rd->block_code = AG_S("");
        take_code(&line, &rd->block_code);
    } else if (line.at[0] == '-') {
        rd->in_set = -1;
        read_pattern(rd, ag_str_trim(ag_str_sub(line, 1, line.len)));
    } else if (line.at[0] == '~') {
        LEAVE_OUT(rd, "a rule of a verb above a verb has no counterpart here");
    } else {
        rd->in_set = -1;
        read_verb(rd, line);
    }
}

ag_status
ag_verbs_import(ag_arena *a, const char *dir, const char *path, const ag_rules *rules, ag_triggers *out, ag_import_notes *left_out,
                ag_import_notes *taken, ag_err *err)
{
    reader rd = { .a = a, .rules = rules, .path = path, .in_set = -1, .block_code = AG_S(""), .left_out = left_out };
    ag_str text, line;
    bool in_comment = false;
    size_t bad;

    AG_TRY(read_codes(&rd, dir, err));
    AG_TRY(ag_file_read(a, path, 0, 0, LARGEST_FILE, &text, err));
    text = ag_utf8_repair(a, text, &bad);
    while (ag_str_cut(&text, '\n', &line)) {
        rd.line++;
        line = without_comments(&rd, line, &in_comment);
        read_line(&rd, line);
    }
    *out = (ag_triggers){ rd.out.at, rd.out.n };
    AG_PUSH(a, taken, ag_arena_printf(a, "%s: %d verb%s and %d pattern%s taken, %d line%s left out", path, rd.n_verbs, PLURAL(rd.n_verbs),
                                      rd.n_patterns, PLURAL(rd.n_patterns), rd.n_left_out, PLURAL(rd.n_left_out)));
    return AG_OK;
}
