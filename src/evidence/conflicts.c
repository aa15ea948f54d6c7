/* A world → pairs of sentences that cannot both be true.
 *
 * The idea: a clash needs one thing that both speak of. For offices that is a person and a role; for acts their
 * participants, type and trigger; for numbers what is counted, and names that both sentences share with what stands
 * around them. Articles of one origin do not contradict each other; they are edited. Weak: numbers are found by
 * the words beside them, and only of people killed, wounded, held, missing or marching. */
#include "evidence/conflicts.h"

#include "base/map.h"
#include "base/sort.h"
#include "base/utf8.h"
#include "evidence/origins.h"
#include "resolve/words.h"

const char *
ag_conflict_name(ag_conflict_kind k)
{
    static const char *const names[AG_CONFLICT_COUNT] = { "role", "number", "date", "status" };

    return names[k];
}

typedef struct finding {
    ag_arena *a, *own;
    const ag_world *w;
    ag_conflicts *out;
    ag_map seen; /* one conflict for each two origins and subject */
} finding;

static bool
are_apart(const finding *f, int doc, int other)
{
    return f->w->origin[doc] != f->w->origin[other];
}

static void
note(finding *f, ag_conflict c)
{
    int x = c.evidence[0].doc, y = c.evidence[1].doc, n = f->out->list.n;
    bool swap = ag_doc_is_earlier(f->w->docs.at[y], f->w->docs.at[x]);
    int ox = f->w->origin[swap ? y : x], oy = f->w->origin[swap ? x : y];

    if (ag_map_add(f->own, &f->seen, ag_arena_printf(f->own, "%d %.*s %d %d", c.kind, AG_SHOW(c.about), ox, oy), n) != n)
        return;
    if (swap) {
        ag_evidence e = c.evidence[0];
        ag_str v = c.value[0];

        c.evidence[0] = c.evidence[1];
        c.evidence[1] = e;
        c.value[0] = c.value[1];
        c.value[1] = v;
    }
    AG_PUSH(f->a, &f->out->list, c);
}

/* ---- offices ---------------------------------------------------------------------------------- */

static bool
resigns_in(const finding *f, int doc, int person)
{
    for (int i = 0; i < f->w->acts.n; i++) {
        const ag_act *act = &f->w->acts.at[i];

        if (!ag_str_is(act->mode, "resign") || !act->parts.n || act->parts.at[0].entity != person)
            continue;
        for (int k = 0; k < act->evidence.n; k++)
            if (act->evidence.at[k].doc == doc)
                return true;
    }
    return false;
}

static bool
is_former_in(const finding *f, int doc, int person)
{
    for (int i = 0; i < f->w->posts.n; i++) {
        const ag_post *p = &f->w->posts.at[i];

        for (int k = 0; k < p->evidence.n && p->person == person && p->status == AG_OFFICE_FORMER; k++)
            if (p->evidence.at[k].doc == doc)
                return true;
    }
    return false;
}

/* Is it this word? Asked of every word of every article: the first letter tells most apart. */
static bool
is_word(ag_str w, const char *word)
{
    return w.len && ((w.at[0] ^ word[0]) & ~0x20) == 0 && ag_str_eq_nocase(w, ag_str_of(word));
}

static bool
is_one_of(ag_str w, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (is_word(w, words[i]))
            return true;
    return false;
}

static bool
has_word(const finding *f, ag_evidence e, const char *const *words)
{
    ag_arena *own = ag_arena_new(0);
    ag_str text = ag_str_at(f->w->docs.at[e.doc]->text, e.sentence);
    ag_span *at;
    int n;
    bool has = false;

    ag_words_at(own, text, &n, &at);
    for (int i = 0; i < n && !has; i++)
        has = is_one_of(ag_str_at(text, at[i]), words);
    ag_arena_free(own);
    return has;
}

/* "Fired aide", "the departure of its chief", "then-adviser": such a sentence speaks of the end of an office. */
static bool
tells_of_an_end(const finding *f, ag_evidence e)
{
    static const char *const words[] = { "former", "then", "ex", "fired", "ousted", "outgoing", "departure", "resigned", "resignation", "dismissed", "sacked",
                                         "late", "deposed", "predecessor", "quit", "left", "successor", "replaced", NULL };

    return has_word(f, e, words);
}

/* "Resigned", not "urged to resign". */
static bool
has_resigned(const finding *f, ag_evidence e)
{
    static const char *const words[] = { "resigned", "resigns", "resignation", "stepped", "steps", "quit", "quits", "abdicated", "abdicates", NULL };

    return has_word(f, e, words);
}

/* The first article behind `day`, within two weeks, that gives the person as in office. One that itself tells of the
 * end of an office may well say "the minister". Where more than two origins say "in office", it is the end that
 * was misread, or meant for somebody else. */
static void
clash_with_office(finding *f, int person, ag_str role, ag_str ended, ag_day day, ag_evidence end)
{
    enum { DAYS = 14, BEFORE = 60, OUTVOTED = 3 };
    ag_conflict c = { .kind = AG_CONFLICT_ROLE, .actor = person, .value = { ended, AG_S("in office") }, .evidence = { end, { .doc = -1 } } };
    AG_LIST(int) origins = { 0 };
    bool was_in_office = false; /* in an article before: else it ended long ago, and a title is but a title */

    for (int i = 0; i < f->w->posts.n; i++) {
        const ag_post *p = &f->w->posts.at[i];

        if (p->person != person || p->status != AG_OFFICE_CURRENT || (role.len && !ag_str_eq(role, p->role)))
            continue;
        for (int k = 0; k < p->evidence.n; k++) {
            int doc = p->evidence.at[k].doc;
            ag_day said = f->w->docs.at[doc]->date;
            bool is_new = true;

            was_in_office |= said != AG_NO_DAY && said <= day && said >= day - BEFORE;
            if (said == AG_NO_DAY || said <= day || said > day + DAYS || !are_apart(f, doc, end.doc) || resigns_in(f, doc, person) ||
                is_former_in(f, doc, person) || tells_of_an_end(f, p->evidence.at[k]))
                continue;
            for (int o = 0; o < origins.n && is_new; o++)
                is_new = origins.at[o] != f->w->origin[doc];
            if (is_new)
                AG_PUSH(f->own, &origins, f->w->origin[doc]);
            if (c.evidence[1].doc >= 0 && !ag_doc_is_earlier(f->w->docs.at[doc], f->w->docs.at[c.evidence[1].doc]))
                continue;
            c.evidence[1] = p->evidence.at[k];
            c.about = ag_arena_printf(f->a, "%.*s, %.*s", AG_SHOW(f->w->actors.at[person].name), AG_SHOW(p->role));
        }
    }
    if (was_in_office && origins.n && origins.n < OUTVOTED)
        note(f, c);
}

static void
find_roles(finding *f)
{
    const ag_world *w = f->w;

    for (int i = 0; i < w->posts.n; i++)
        for (int k = 0; k < w->posts.at[i].evidence.n && w->posts.at[i].status == AG_OFFICE_FORMER; k++) {
            ag_evidence e = w->posts.at[i].evidence.at[k];

            if (w->docs.at[e.doc]->date != AG_NO_DAY)
                clash_with_office(f, w->posts.at[i].person, w->posts.at[i].role, AG_S("former"), w->docs.at[e.doc]->date - 1, e);
        }
    for (int i = 0; i < w->acts.n; i++) {
        const ag_act *act = &w->acts.at[i];
        ag_evidence e = act->evidence.at[0];
        ag_day day = act->date.grain == AG_GRAIN_DAY ? act->date.first : w->docs.at[e.doc]->date;

        if (ag_str_is(act->mode, "resign") && act->status == AG_HAPPENED && act->parts.n && act->parts.at[0].part == AG_SOURCE && day != AG_NO_DAY &&
            has_resigned(f, e))
            clash_with_office(f, act->parts.at[0].entity, AG_S(""), AG_S("resigned"), day, e);
    }
}

/* ---- acts: days, status ----------------------------------------------------------------------- */

/* Who acts, on whom, how: what two acts must have in common to be one. */
static ag_str
subject_of(finding *f, const ag_act *act)
{
    ag_str s = ag_arena_printf(f->own, "%.*s", AG_SHOW(act->type));
    int sides = 0;

    for (int i = 0; i < act->parts.n; i++)
        if (act->parts.at[i].part <= AG_TARGET) {
            s = ag_arena_printf(f->own, "%.*s %d:%d", AG_SHOW(s), act->is_symmetric ? 0 : act->parts.at[i].part, act->parts.at[i].entity);
            sides++;
        }
    return sides >= 2 ? s : AG_S(""); /* "Ukraine attacks" is too little to know which attack */
}

static bool
triggers_agree(const ag_act *x, const ag_act *y)
{
    return ag_str_eq(x->lemma, y->lemma) || (x->mode.len && ag_str_eq(x->mode, y->mode));
}

/* Share of the words of four letters and more of the shorter sentence that both have. */
static double
likeness(const finding *f, ag_evidence x, ag_evidence y)
{
    ag_arena *own = ag_arena_new(0);
    ag_evidence e[2] = { x, y };
    uint64_t *word[2];
    int n[2], kept[2] = { 0, 0 }, both = 0;

    for (int i = 0; i < 2; i++) {
        ag_span *at;
        ag_str text = ag_str_at(f->w->docs.at[e[i].doc]->text, e[i].sentence);

        word[i] = ag_words_at(own, text, &n[i], &at);
        for (int k = 0; k < n[i]; k++)
            if (at[k].to - at[k].from >= 4)
                word[i][kept[i]++] = word[i][k];
    }
    for (int i = 0; i < kept[0]; i++)
        for (int k = 0; k < kept[1]; k++)
            if (word[0][i] == word[1][k]) {
                both++;
                break;
            }
    ag_arena_free(own);

    int fewer = kept[0] < kept[1] ? kept[0] : kept[1];

    return fewer ? (double)both / fewer : 0;
}

static ag_str
day_text(ag_arena *a, ag_date date)
{
    char day[16];

    ag_date_format(date, day);
    return ag_arena_printf(a, "%s", day);
}

static void
compare_acts(finding *f, const ag_act *x, const ag_act *y)
{
    enum { NEAR = 2, WEEK = 7 };
    ag_evidence ex = x->evidence.at[0], ey = y->evidence.at[0];
    ag_day dx = f->w->docs.at[ex.doc]->date, dy = f->w->docs.at[ey.doc]->date;
    bool dated = x->date.grain == AG_GRAIN_DAY && y->date.grain == AG_GRAIN_DAY;
    int apart = dx == AG_NO_DAY || dy == AG_NO_DAY ? WEEK + 1 : abs(dx - dy);
    ag_conflict c = { .about = x->label, .evidence = { ex, ey }, .actor = x->parts.at[0].entity };

    if (!are_apart(f, ex.doc, ey.doc) || !triggers_agree(x, y))
        return;
    if (x->status == AG_HAPPENED && y->status == AG_HAPPENED && dated && x->date.first != y->date.first &&
        abs(x->date.first - y->date.first) <= NEAR && apart <= NEAR && likeness(f, ex, ey) >= 0.5) {
        c.kind = AG_CONFLICT_DATE;
        c.value[0] = day_text(f->a, x->date);
        c.value[1] = day_text(f->a, y->date);
        note(f, c);
    }
    if (((x->status == AG_HAPPENED && y->status == AG_DENIED) || (x->status == AG_DENIED && y->status == AG_HAPPENED)) &&
        (dated ? x->date.first == y->date.first : apart <= WEEK)) {
        c.kind = AG_CONFLICT_STATUS;
        c.value[0] = x->status == AG_HAPPENED ? AG_S("happened") : AG_S("denied");
        c.value[1] = y->status == AG_HAPPENED ? AG_S("happened") : AG_S("denied");
        note(f, c);
    }
}

static void
find_acts(finding *f)
{
    ag_map first = { 0 };
    int *next = AG_ARRAY(f->own, int, f->w->acts.n + 1), *last = AG_ARRAY(f->own, int, f->w->acts.n + 1);

    for (int i = 0; i < f->w->acts.n; i++) {
        ag_str subject = subject_of(f, &f->w->acts.at[i]);
        int at;

        next[i] = -1;
        if (!subject.len)
            continue;
        at = ag_map_add(f->own, &first, subject, i);
        for (int k = at; k != i && k >= 0; k = next[k])
            compare_acts(f, &f->w->acts.at[k], &f->w->acts.at[i]);
        if (at != i)
            next[last[at]] = i;
        last[at] = i;
    }
}

/* ---- numbers ---------------------------------------------------------------------------------- */

/* What is counted. The words are prefixes; to add a kind: a row. */
static const struct {
    const char *what, *words[12];
} measures[] = {
    { "killed", { "killed", "dead", "died", "deaths", "slain", "dying", NULL } },
    { "wounded", { "wounded", "injured", "hurt", NULL } },
    { "held", { "arrested", "detained", "captured", NULL } },
    { "missing", { "missing", NULL } },
    { "marching", { "marched", "marchers", "demonstrators", "protesters", "rallied", "demonstrated", NULL } },
};

typedef struct amount {
    ag_evidence evidence;
    int measure;
    long n;
    ag_str noun;             /* "soldiers"; "" or "people": anybody */
    AG_LIST(uint64_t) names; /* capitalised words of the sentence, its neighbours and the title, each once */
} amount;

typedef struct amounts {
    AG_LIST(amount) list;
} amounts;

/* The value of a number at word i, and how many words it takes; 0 for none. "1,500" and "twenty-four" are two words. */
static int
number_at(ag_str text, const ag_span *at, int n, int i, long *out)
{
    static const char *const words[] = { "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
                                         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen" };
    static const char *const tens[] = { "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety" };
    ag_str w = ag_str_at(text, at[i]);
    int used = 1;
    long more;

    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (is_word(w, words[k])) {
            *out = (long)k + 2;
            return text.len > at[i].to && text.at[at[i].to] == '-' ? 0 : 1; /* "twelve-year-old" */
        }
    for (size_t k = 0; k < sizeof tens / sizeof *tens; k++)
        if (is_word(w, tens[k])) {
            *out = 10 * ((long)k + 2);
            if (i + 1 >= n || text.at[at[i].to] != '-')
                return 1;
            if (ag_str_eq_nocase(ag_str_at(text, at[i + 1]), AG_S("one")))
                more = 1;
            else if (!number_at(text, at, n, i + 1, &more) || more > 9)
                return 0; /* "twenty-first" */
            *out += more;
            return 2;
        }
    if (w.len > 3 || !ag_str_int(w, out) || *out < 0 || w.at[0] == '0')
        return 0;
    while (i + used < n && at[i + used].to - at[i + used].from == 3 && at[i + used].from == at[i + used - 1].to + 1 &&
           text.at[at[i + used - 1].to] == ',' && ag_str_int(ag_str_at(text, at[i + used]), &more)) {
        *out = 1000 * *out + more;
        used++;
    }
    if (i + used < n && at[i + used].from == at[i + used - 1].to + 1 && strchr(".-/:", text.at[at[i + used - 1].to]))
        return 0; /* 47-year-old, 3.5, 24/08 */
    return used;
}

/* "More than 60", "two others", "25 million": no figure that another could contradict. */
static bool
is_vague(ag_str text, const ag_span *at, int n, int i, int used)
{
    static const char *const before[] = { "including", "least", "another", "of", "over", "than", "about", "nearly", "some", "around", "almost", "to",
                                          "estimated", "roughly", "other", "further", "additional", "Jan", "January", "Feb", "February", "Mar",
                                          "March", "Apr", "April", "May", "Jun", "June", "Jul", "July", "Aug", "August", "Sep", "Sept", "September",
                                          "Oct", "October", "Nov", "November", "Dec", "December", NULL };
    static const char *const behind[] = { "million", "billion", "thousand", "hundred", "percent", "per", "others", "other", "more", "years", "days", NULL };

    return (i && is_one_of(ag_str_at(text, at[i - 1]), before)) || (i + used < n && is_one_of(ag_str_at(text, at[i + used]), behind));
}

static int
measure_of(ag_str low)
{
    for (size_t m = 0; m < sizeof measures / sizeof *measures; m++)
        for (int k = 0; measures[m].words[k]; k++)
            if (ag_str_is(low, measures[m].words[k]))
                return (int)m;
    return -1;
}

static bool
is_anybody(ag_str noun)
{
    return !noun.len || ag_str_is(noun, "people") || ag_str_is(noun, "persons") || ag_str_is(noun, "others");
}

static void
add_names(finding *f, amount *one, ag_str text)
{
    ag_arena *own = ag_arena_new(0);
    ag_span *at;
    int n, k;
    uint64_t *word = ag_words_at(own, text, &n, &at);

    for (int i = 1; i < n; i++) { /* the first word has a capital anyway */
        bool is_new = at[i].to - at[i].from > 2 && ag_utf8_is_upper(ag_utf8_next(text, at[i].from, &k));

        for (int j = 0; j < one->names.n && is_new; j++)
            is_new = one->names.at[j] != word[i];
        if (is_new)
            AG_PUSH(f->own, &one->names, word[i]);
    }
    ag_arena_free(own);
}

/* "killed seven Ostrian soldiers", "eleven soldiers died", "12 were wounded": a number, at most two words on its
 * noun, and the word for what happened to them within four words, with no other number between. */
static void
read_sentence(finding *f, int d, int s, amounts *all)
{
    const ag_doc *doc = f->w->docs.at[d];
    ag_span span = doc->sentences.at[s].span, *at;
    ag_str text = ag_str_at(doc->text, span);
    ag_arena *own = ag_arena_new(0);
    int n;

    ag_words_at(own, text, &n, &at);
    for (int i = 0, used; i < n; i += used ? used : 1) {
        long value, other;
        int near = -1;
        amount one = { .evidence = { d, span }, .measure = -1, .noun = AG_S("") };

        used = number_at(text, at, n, i, &value);
        if (!used || is_vague(text, at, n, i, used))
            continue;
        for (int far = 1; far <= 4 && near < 0; far++)
            for (int side = 0; side < 2 && near < 0; side++) {
                int k = side ? i - far : i + used - 1 + far;

                if (k >= 0 && k < n && measure_of(ag_utf8_lower(own, ag_str_at(text, at[k]))) >= 0)
                    near = k;
            }
        for (int k = near < i ? near + 1 : i + used; near >= 0 && k < (near < i ? i : near); k++)
            if (number_at(text, at, n, k, &other))
                near = -1;
        if (near < 0)
            continue;
        for (int k = i + used; k < n && k < i + used + 3; k++) { /* the noun: the first plural behind the number */
            ag_str low = ag_utf8_lower(own, ag_str_at(text, at[k]));

            if (measure_of(low) >= 0 && !ag_str_is(low, "marchers"))
                break;
            if (ag_str_is(low, "people") || (low.len > 3 && low.at[low.len - 1] == 's' && low.at[low.len - 2] != 's')) {
                one.noun = ag_arena_str(f->own, low);
                break;
            }
        }
        one.measure = measure_of(ag_utf8_lower(own, ag_str_at(text, at[near])));
        one.n = value;
        add_names(f, &one, doc->title);
        for (int k = s - 1; k <= s + 1; k++)
            if (k >= 0 && k < doc->sentences.n)
                add_names(f, &one, ag_str_at(doc->text, doc->sentences.at[k].span));
        AG_PUSH(f->own, &all->list, one);
    }
    ag_arena_free(own);
}

/* The weekday that a sentence names first, or -1. */
static int
weekday_in(const finding *f, ag_evidence e)
{
    static const char *const days[][2] = { { "Monday", NULL }, { "Tuesday", NULL }, { "Wednesday", NULL }, { "Thursday", NULL },
                                           { "Friday", NULL }, { "Saturday", NULL }, { "Sunday", NULL } };

    for (int i = 0; i < 7; i++)
        if (has_word(f, e, days[i]))
            return i;
    return -1;
}

/* Do two amounts speak of one event? The same thing counted, articles a day apart at most, no two weekdays, two names
 * in common, and a third of the words of the sentences. */
static bool
are_of_one_event(const finding *f, const amount *x, const amount *y)
{
    enum { NAMES = 2 };
    int both = 0, day, other;

    if (is_anybody(x->noun) != is_anybody(y->noun) || (!is_anybody(x->noun) && !ag_str_eq(x->noun, y->noun)))
        return false;
    for (int i = 0; i < x->names.n; i++)
        for (int k = 0; k < y->names.n; k++)
            both += x->names.at[i] == y->names.at[k];
    if (both < NAMES || likeness(f, x->evidence, y->evidence) < 0.33)
        return false;
    day = weekday_in(f, x->evidence);
    other = weekday_in(f, y->evidence);
    return day < 0 || other < 0 || day == other;
}

static bool
says_too(const amounts *all, const amount *x, const amount *y)
{
    for (int i = 0; i < all->list.n; i++) /* an article that has both numbers tells of the difference itself */
        if (all->list.at[i].evidence.doc == y->evidence.doc && all->list.at[i].measure == x->measure && all->list.at[i].n == x->n &&
            ag_str_eq(all->list.at[i].noun, x->noun))
            return true;
    return false;
}

static ag_day
day_of(const finding *f, const amount *x)
{
    return f->w->docs.at[x->evidence.doc]->date;
}

static int
by_measure_and_day(const void *x, const void *y, const void *context)
{
    const amount *a = x, *b = y;
    ag_day p = day_of(context, a), q = day_of(context, b);

    return a->measure != b->measure ? a->measure - b->measure : (p > q) - (p < q);
}

static void
find_numbers(finding *f)
{
    enum { NEAR = 1 };
    amounts all = { 0 };

    for (int d = 0; d < f->w->docs.n; d++)
        for (int s = 0; s < f->w->docs.at[d]->sentences.n && f->w->docs.at[d]->date != AG_NO_DAY; s++)
            read_sentence(f, d, s, &all);
    ag_sort(all.list.at, (size_t)all.list.n, sizeof *all.list.at, by_measure_and_day, f);
    for (int i = 0; i < all.list.n; i++)
        for (int k = i + 1; k < all.list.n && all.list.at[k].measure == all.list.at[i].measure &&
                            day_of(f, &all.list.at[k]) - day_of(f, &all.list.at[i]) <= NEAR; k++) {
            const amount *x = &all.list.at[i], *y = &all.list.at[k];

            if (x->n == y->n || !are_apart(f, x->evidence.doc, y->evidence.doc) || !are_of_one_event(f, x, y) || says_too(&all, x, y) || says_too(&all, y, x))
                continue;
            note(f, (ag_conflict){ .kind = AG_CONFLICT_NUMBER, .actor = -1, .evidence = { x->evidence, y->evidence },
                                   .about = ag_arena_printf(f->a, "%.*s%s%s", AG_SHOW(x->noun), x->noun.len ? " " : "", measures[x->measure].what),
                                   .value = { ag_arena_printf(f->a, "%ld", x->n), ag_arena_printf(f->a, "%ld", y->n) } });
        }
}

static int
by_kind(const void *x, const void *y, const void *world)
{
    const ag_conflict *a = x, *b = y;
    const ag_world *w = world;

    if (a->kind != b->kind)
        return a->kind - b->kind;
    if (a->evidence[1].doc != b->evidence[1].doc)
        return ag_doc_is_earlier(w->docs.at[a->evidence[1].doc], w->docs.at[b->evidence[1].doc]) ? -1 : 1;
    return 0;
}

void
ag_conflicts_of(ag_arena *a, const ag_world *w, ag_conflicts *out)
{
    finding f = { .a = a, .own = ag_arena_new(0), .w = w, .out = out };

    *out = (ag_conflicts){ 0 };
    find_roles(&f);
    find_numbers(&f);
    find_acts(&f);
    ag_sort(out->list.at, (size_t)out->list.n, sizeof *out->list.at, by_kind, w);
    ag_arena_free(f.own);
}
