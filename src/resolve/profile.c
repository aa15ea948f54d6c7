/* What articles say of two bearers of like names → a sum of log-odds that they are one.
 *
 * The idea: Fellegi & Sunter (1969) with weights set by hand: each field that agrees adds, each that
 * contradicts takes away, a field that is missing says nothing. Somebody's company are the entities of the
 * same articles; those count that are met often enough to tell something (one article in twenty).
 * Weak: the weights rank and are no probabilities; two namesakes of one trade and country stay one. */
#include "resolve/profile.h"

#include "base/namekey.h"
#include "resolve/words.h"

enum {
    SAME_TIME = 400,       /* days: offices change hands within a year or so */
    LIFETIME = 45 * 365    /* days between two active times of one life      */
};

/* ---- company ---------------------------------------------------------------------------------- */

uint32_t
ag_company_hash(ag_arena *own, const ag_entity *e)
{
    bool is_country = e->type == AG_TYPE_COUNTRY && e->country.len;
    int n;
    const uint64_t *words = ag_words_of(own, is_country ? e->country : ag_name_key(own, e->name), &n);

    return ((uint32_t)(ag_words_hash(words, n) >> 32) & ~1u) | is_country;
}

static int
by_value(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

    return (a > b) - (a < b);
}

void
ag_company_fill(ag_arena *a, ag_doc *doc)
{
    ag_arena *own = ag_arena_new(0);
    uint32_t *all = AG_ARRAY(a, uint32_t, doc->entities.n + 1);
    int n = 0, kept = 0;

    for (int i = 0; i < doc->entities.n; i++)
        if (doc->entities.at[i].is_named)
            all[n++] = ag_company_hash(own, &doc->entities.at[i]);
    qsort(all, (size_t)n, sizeof *all, by_value);
    for (int i = 0; i < n; i++)
        if (i == 0 || all[i] != all[i - 1])
            all[kept++] = all[i];
    doc->company.at = all;
    doc->company.n = doc->company.room = kept;
    ag_arena_free(own);
}

/* ---- what articles say ------------------------------------------------------------------------ */

static void
add_job(ag_arena *a, ag_profile *p, ag_str role, bool has_country, ag_day day)
{
    ag_job job = { .first = day, .last = day };

    job.role = ag_role_plain(role, &job.is_former);
    job.calling = ag_calling_of(job.role, has_country);
    for (int i = 0; i < p->jobs.n; i++) {
        ag_job *old = &p->jobs.at[i];

        if (!ag_str_eq(old->role, job.role) || old->is_former != job.is_former || old->calling != job.calling)
            continue;
        if (day != AG_NO_DAY && (old->first == AG_NO_DAY || day < old->first))
            old->first = day;
        if (day != AG_NO_DAY && (old->last == AG_NO_DAY || day > old->last))
            old->last = day;
        return;
    }
    AG_PUSH(a, &p->jobs, job);
}

void
ag_profile_add(ag_arena *a, ag_profile *p, const ag_world *w, int doc, const ag_entity *e)
{
    const ag_doc *d = w->docs.at[doc];
    bool is_new = e->country.len > 0;

    for (int i = 0; i < p->countries.n && is_new; i++)
        is_new = !ag_str_eq(p->countries.at[i], e->country);
    if (is_new)
        AG_PUSH(a, &p->countries, e->country);
    if (e->role.len)
        add_job(a, p, e->role, e->country.len > 0, d->date);
    if (d->date != AG_NO_DAY) {
        p->first = p->first == AG_NO_DAY || d->date < p->first ? d->date : p->first;
        p->last = p->last == AG_NO_DAY || d->date > p->last ? d->date : p->last;
    }

    uint32_t self = ag_company_hash(a, e);
    bool is_known = false;

    for (int i = 0; i < p->selves.n && !is_known; i++)
        is_known = p->selves.at[i] == self;
    if (!is_known)
        AG_PUSH(a, &p->selves, self);
    if (p->docs.n && p->docs.at[p->docs.n - 1] == doc)
        return;
    AG_PUSH(a, &p->docs, doc);

    ag_doc own = *d; /* of a part of a store nobody filled it in */

    if (!own.company.at)
        ag_company_fill(a, &own);
    for (int i = 0; i < own.company.n; i++)
        AG_PUSH(a, &p->met, own.company.at[i]);
}

void
ag_profile_close(ag_arena *a, ag_profile *p)
{
    if (p->met.n)
        qsort(p->met.at, (size_t)p->met.n, sizeof *p->met.at, by_value);
    for (int i = 0; i < p->met.n; i++) {
        if (p->company.n && p->company.at[p->company.n - 1].hash == p->met.at[i])
            p->company.at[p->company.n - 1].docs++;
        else
            AG_PUSH(a, &p->company, (ag_companion){ p->met.at[i], 1 });
    }
    p->met.n = 0;
}

static void
add_reason(ag_arena *a, ag_reasons *reasons, double *sum, double weight, ag_rule rule, ag_str text)
{
    *sum += weight;
    if (reasons)
        AG_PUSH(a, reasons, (ag_reason){ weight, rule, ag_arena_str(a, text) });
}

#define ADD(weight, rule, ...) \
    add_reason(a, reasons, &sum, (weight), (rule), reasons ? ag_arena_printf(a, __VA_ARGS__) : AG_S(""))

/* Days between two stretches of time; 0 where they overlap or a day is missing. */
static int
days_between(const ag_job *x, const ag_job *y)
{
    if (x->first == AG_NO_DAY || y->first == AG_NO_DAY)
        return 0;
    return x->last < y->first ? y->first - x->last : y->last < x->first ? x->first - y->last : 0;
}

static bool
holds_office(const ag_profile *p)
{
    for (int i = 0; i < p->jobs.n; i++)
        if (p->jobs.at[i].calling == AG_CALLING_OFFICE && !p->jobs.at[i].is_former)
            return true;
    return false;
}

static double
compare_countries(ag_arena *a, const ag_profile *x, const ag_profile *y, ag_reasons *reasons)
{
    double sum = 0;

    if (!x->countries.n || !y->countries.n)
        return 0;
    for (int i = 0; i < x->countries.n; i++)
        for (int k = 0; k < y->countries.n; k++)
            if (ag_str_eq(x->countries.at[i], y->countries.at[k])) {
                ADD(1, AG_RULE_COUNT, "one country: %.*s", AG_SHOW(x->countries.at[i]));
                return sum;
            }
    /* Two who hold office for two states are two, whoever they meet. */
    ADD(holds_office(x) && holds_office(y) ? -6 : -3, AG_RULE_COUNTRIES, "their countries contradict each other: %.*s against %.*s",
        AG_SHOW(x->countries.at[0]), AG_SHOW(y->countries.at[0]));
    return sum;
}

static double
compare_work(ag_arena *a, const ag_profile *x, const ag_profile *y, bool countries_contradict, ag_reasons *reasons)
{
    const ag_job *against[2] = { NULL, NULL };
    bool is_long_ago = false;
    double sum = 0;

    for (int i = 0; i < x->jobs.n; i++)
        for (int k = 0; k < y->jobs.n; k++) {
            const ag_job *p = &x->jobs.at[i], *q = &y->jobs.at[k];
            bool current = !p->is_former && !q->is_former;

            if (ag_str_eq(p->role, q->role)) {
                if (countries_contradict)
                    return 0; /* every state has a president */
                ADD(1.5, AG_RULE_COUNT, "one office: %.*s", AG_SHOW(p->role));
                return sum;
            }
            if (current && (days_between(p, q) > LIFETIME || (ag_callings_contradict(p->calling, q->calling) && days_between(p, q) <= SAME_TIME))) {
                against[0] = p;
                against[1] = q;
                is_long_ago = days_between(p, q) > LIFETIME;
            }
        }
    if (against[0])
        ADD(-2.5, AG_RULE_WORK, is_long_ago ? "a lifetime apart: %.*s, %.*s" : "different work at one time: %.*s against %.*s",
            AG_SHOW(against[0]->role), AG_SHOW(against[1]->role));
    return sum;
}

static bool
is_self(const ag_profile *p, uint32_t hash)
{
    for (int i = 0; i < p->selves.n; i++)
        if (p->selves.at[i] == hash)
            return true;
    return false;
}

static double
compare_company(ag_arena *a, const ag_profile *x, const ag_profile *y, ag_reasons *reasons)
{
    enum { OFTEN = 20 }; /* one article in so many */
    int both = 0, countries = 0;
    double sum = 0;

    for (int i = 0, k = 0; i < x->company.n && k < y->company.n;) {
        ag_companion p = x->company.at[i], q = y->company.at[k];

        if (p.hash != q.hash) {
            i += p.hash < q.hash;
            k += q.hash < p.hash;
            continue;
        }
        i++;
        k++;
        if (OFTEN * p.docs < x->docs.n || OFTEN * q.docs < y->docs.n || is_self(x, p.hash) || is_self(y, p.hash))
            continue;
        if (ag_company_is_country(p.hash))
            countries++;
        else
            both++;
    }
    if (both)
        ADD(0.5 * (both < 3 ? both : 3), AG_RULE_COUNT, "the same company: %d occur%s beside both", both, both == 1 ? "s" : "");
    else if (countries)
        ADD(0.3, AG_RULE_COUNT, "the same countries beside both");
    else if (x->company.n > 5 && y->company.n > 5)
        ADD(-0.5, AG_RULE_COMPANY, "nobody occurs beside both");
    return sum;
}

double
ag_profiles_compare(ag_arena *a, const ag_profile *x, const ag_profile *y, ag_reasons *reasons)
{
    double countries = compare_countries(a, x, y, reasons);

    return countries + compare_work(a, x, y, countries < 0, reasons) + compare_company(a, x, y, reasons);
}

bool
ag_profile_names_country(ag_arena *a, const ag_profile *x, const ag_profile *y)
{
    for (int i = 0; i < y->countries.n; i++) {
        ag_entity e = { .type = AG_TYPE_COUNTRY, .country = y->countries.at[i] };
        uint32_t hash = ag_company_hash(a, &e);

        for (int k = 0; k < x->company.n; k++)
            if (x->company.at[k].hash == hash)
                return true;
    }
    return false;
}

bool
ag_profile_is_abroad(const ag_profile *bare, const ag_profile *owner)
{
    bool any = false;

    for (int i = 0; i < bare->company.n && owner->countries.n; i++) {
        if (!ag_company_is_country(bare->company.at[i].hash))
            continue;
        any = true;
        for (int k = 0; k < owner->company.n; k++)
            if (owner->company.at[k].hash == bare->company.at[i].hash)
                return false;
    }
    return any;
}

double
ag_names_weight(ag_names_alike alike, const char **text)
{
    static const struct {
        double weight;
        const char *text;
    } weights[] = {
        [AG_NAMES_OTHER] = { 0, "other names" },
        [AG_NAMES_SURNAME] = { 2, "one surname, once without a first name" },
        [AG_NAMES_INITIAL] = { -0.5, "one surname, and the initial of the first name" },
        [AG_NAMES_INITIALS] = { 1.5, "one surname, and the initials of the names" },
        [AG_NAMES_SOUND] = { 0, "first and last name in another transcription" },
        [AG_NAMES_PART] = { 0.5, "the one name is part of the other" },
        [AG_NAMES_VARIANT] = { 1, "one surname, and another form of the first name" },
        [AG_NAMES_SPELLING] = { 1, "one first name, and the surname in another transcription" },
        [AG_NAMES_LETTERS] = { 3, "the same letters" },
        [AG_NAMES_EQUAL] = { 4, "one first and last name" },
    };

    *text = weights[alike].text;
    return weights[alike].weight;
}
