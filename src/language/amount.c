/* The text of a sentence is read from left to right, not its tokens: "€3m" is one token here and three
 * there, the letters are the same.
 *
 *     amount  = [currency] number [percent | currency]
 *     number  = (figures | small words | a | half a) times* [-parts]
 *     figures = 1,200.5 and the like, perhaps with a short form behind them: 3m, 1.2bn
 *
 * Spelled numbers add up as they are said: each small word is added to the number at hand, "hundred"
 * multiplies it, greater ones close it ("two million three hundred thousand").
 *
 * Weak: "$" is taken for US dollars wherever the newspaper is from; sums in words with commas between
 * them; cents and pence; figures with a comma for a decimal point. */
#include "language/amount.h"

#include "base/table.h"
#include "base/utf8.h"

#include <math.h>

enum { SMALL, TIMES, SHORT, PARTS, PERCENT, KINDS };

typedef struct entry {
    ag_str text;
    double value;
    const char *code;  /* of a currency */
    bool is_doubtful;
} entry;

typedef AG_LIST(entry) entries;

struct ag_amount_words {
    entries numbers[KINDS], before, behind;
};

/* ---- tables ------------------------------------------------------------------------------------ */

static ag_status
open_numbers(ag_arena *a, const char *dir, ag_amount_words *w, ag_err *err)
{
    static const char *const sections[KINDS] = { "small", "times", "short", "parts", "percent" };
    ag_str path = ag_arena_printf(a, "%s/number_words.txt", dir);
    ag_table t;

    AG_TRY(ag_table_read(a, path.at, &t, err));
    for (int i = 0; i < t.rows.n; i++) {
        const ag_row *r = &t.rows.at[i];
        int kind = 0;
        ag_str digits = r->field[1];
        double value = 0;

        while (kind < KINDS && !ag_str_is(r->section, sections[kind]))
            kind++;
        for (size_t k = 0; k < digits.len; k++) {
            if (digits.at[k] < '0' || digits.at[k] > '9')
                return ag_fail(err, AG_INPUT, "%s:%d: '%.*s' is not a number", path.at, r->line, AG_SHOW(digits));
            value = 10 * value + (digits.at[k] - '0');
        }
        if (kind == KINDS || r->field[0].len == 0)
            return ag_fail(err, AG_INPUT, "%s:%d: no section for '%.*s'; there are small, times, short, parts, percent", path.at,
                           r->line, AG_SHOW(r->field[0]));
        AG_PUSH(a, &w->numbers[kind], ((entry){ .text = r->field[0], .value = value }));
    }
    return AG_OK;
}

static void
add_forms(ag_arena *a, entries *out, ag_str forms, const char *code)
{
    ag_str form;

    while (ag_str_cut(&forms, ',', &form)) {
        bool is_doubtful = ag_str_starts(form, AG_S("?"));

        if (form.len > is_doubtful)
            AG_PUSH(a, out, ((entry){ ag_str_sub(form, is_doubtful, form.len), 0, code, is_doubtful }));
    }
}

static ag_status
open_currencies(ag_arena *a, const char *dir, ag_amount_words *w, ag_err *err)
{
    ag_str path = ag_arena_printf(a, "%s/currencies.txt", dir);
    ag_table t;

    AG_TRY(ag_table_read(a, path.at, &t, err));
    for (int i = 0; i < t.rows.n; i++) {
        const ag_row *r = &t.rows.at[i];

        if (r->field[0].len != 3)
            return ag_fail(err, AG_INPUT, "%s:%d: '%.*s' is not a code of three letters", path.at, r->line,
                           AG_SHOW(r->field[0]));

        const char *code = ag_arena_str(a, r->field[0]).at;

        add_forms(a, &w->before, r->field[1], code);
        add_forms(a, &w->behind, r->field[2], code);
    }
    return AG_OK;
}

ag_status
ag_amount_words_open(ag_arena *a, const char *dir, const ag_amount_words **out, ag_err *err)
{
    ag_amount_words *w = AG_NEW(a, ag_amount_words);

    AG_TRY(open_numbers(a, dir, w, err));
    AG_TRY(open_currencies(a, dir, w, err));
    *out = w;
    return AG_OK;
}

/* ---- reading ----------------------------------------------------------------------------------- */

static bool
is_digit(ag_str s, size_t i)
{
    return i < s.len && s.at[i] >= '0' && s.at[i] <= '9';
}

/* Whether a letter or digit stands at byte i; bytes of other scripts count as letters. */
static bool
is_word(ag_str s, size_t i)
{
    return i < s.len && (is_digit(s, i) || (s.at[i] | 32) >= 'a' || (unsigned char)s.at[i] >= 0x80) &&
           !strchr("[]_`{|}~@\\^", s.at[i]) && !ag_str_starts(ag_str_sub(s, i, s.len), AG_S("\xE2\x80"));
}

/* The longest entry that stands at byte i as a whole word; NULL. */
static const entry *
entry_at(const entries *list, ag_str s, size_t i)
{
    const entry *best = NULL;

    for (int k = 0; k < list->n; k++) {
        const entry *e = &list->at[k];
        size_t n = e->text.len;

        if (i + n > s.len || (best && best->text.len >= n))
            continue;
        if (!ag_str_eq_nocase(ag_str_sub(s, i, i + n), e->text))
            continue;
        if (is_word(e->text, n - 1) && (s.at[i + n - 1] | 32) >= 'a' && is_word(s, i + n) && !is_digit(s, i + n))
            continue;
        best = e;
    }
    return best;
}

/* Behind one blank (also one that does not break) or hyphen, if there is one. */
static size_t
past_gap(ag_str s, size_t i)
{
    if (i < s.len && (s.at[i] == ' ' || s.at[i] == '-' || s.at[i] == '\n'))
        return i + 1;
    return ag_str_starts(ag_str_sub(s, i < s.len ? i : s.len, s.len), AG_S("\xC2\xA0")) ? i + 2 : i;
}

/* "1,200.5": its bytes, 0 when it is none, or part of a date, a time, a range, an ordinal. */
static size_t
figures_at(ag_str s, size_t i, double *value)
{
    size_t at = i;
    double v = 0, unit = 1;
    int digits = 0;

    if (!is_digit(s, i) || (i > 0 && strchr(":/.,-", s.at[i - 1]) && i > 1 && is_digit(s, i - 2)))
        return 0;
    for (; is_digit(s, at); at++, digits++)
        v = 10 * v + (s.at[at] - '0');
    while (digits <= 3 && at + 3 < s.len && s.at[at] == ',' && is_digit(s, at + 1) && is_digit(s, at + 2) &&
           is_digit(s, at + 3) && !is_digit(s, at + 4)) {
        for (int k = 1; k <= 3; k++)
            v = 10 * v + (s.at[at + (size_t)k] - '0');
        at += 4;
    }
    if (at + 1 < s.len && s.at[at] == '.' && is_digit(s, at + 1)) {
        double part = 0;

        for (at++; is_digit(s, at); at++) {
            part = 10 * part + (s.at[at] - '0');
            unit *= 10;
        }
        v = (v * unit + part) / unit;
    }
    if (at < s.len && strchr(":/.,-", s.at[at]) && is_digit(s, at + 1))
        return 0;
    *value = v;
    return at - i <= 18 ? at - i : 0;
}

typedef struct number {
    size_t end;
    double value;
    bool is_spelled, has_times;
} number;

/* Factors behind a number: "million", "thousand million"; shorts only behind figures. */
static void
read_times(const ag_amount_words *w, ag_str s, bool has_figures, number *x)
{
    for (const entry *e; (e = entry_at(&w->numbers[TIMES], s, past_gap(s, x->end)));) {
        x->value *= e->value;
        x->end = past_gap(s, x->end) + e->text.len;
        x->has_times = true;
    }
    if (!has_figures || x->has_times)
        return;

    const entry *e = entry_at(&w->numbers[SHORT], s, x->end);

    if (e) {
        x->value *= e->value;
        x->end += e->text.len;
        x->has_times = true;
    }
}

/* "three and a half", and what it is half of: "million". */
static void
read_half(const ag_amount_words *w, ag_str s, number *x)
{
    static const char half[] = " and a half";
    size_t n = sizeof half - 1;

    if (x->end + n > s.len || !ag_str_eq_nocase(ag_str_sub(s, x->end, x->end + n), ag_str_of(half)))
        return;
    x->value += 0.5;
    x->end += n;
    x->has_times = true;
    read_times(w, s, false, x);
}

/* Whether a small word adds to what was said: "twenty five", "two hundred five", not "two one". */
static bool
joins(double part, double more)
{
    double tens = fmod(part, 100);

    return tens == 0 || (tens >= 20 && fmod(tens, 10) == 0 && more > 0 && more < 10);
}

/* Small words and factors, added up as they are said. */
static bool
spelled_at(const ag_amount_words *w, ag_str s, size_t i, number *x)
{
    double sum = 0, part = 0;
    bool has_any = false;
    size_t at = i;

    *x = (number){ .is_spelled = true };
    if (ag_str_eq_nocase(ag_str_sub(s, at, at + 7 <= s.len ? at + 7 : at), AG_S("half a "))) {
        part = 0.5;
        at += 7;
    } else if (ag_str_eq_nocase(ag_str_sub(s, at, at + 2 <= s.len ? at + 2 : at), AG_S("a "))) {
        part = 1;
        at += 2;
    }

    bool needs_times = at > i;

    for (;;) {
        const entry *e = entry_at(&w->numbers[SMALL], s, at), *t = e ? NULL : entry_at(&w->numbers[TIMES], s, at);

        if (e && !needs_times && joins(part, e->value))
            part += e->value;
        else if (t && part > 0 && t->value < 1000)
            part *= t->value;
        else if (t && part > 0) {
            sum += part * t->value;
            part = 0;
        } else
            break;
        x->has_times |= t != NULL;
        needs_times = false;
        has_any = true;
        at += (e ? e : t)->text.len;
        x->end = at;
        at = past_gap(s, at);
        if (at == x->end)
            break;
        if (ag_str_eq_nocase(ag_str_sub(s, at, at + 4 <= s.len ? at + 4 : at), AG_S("and ")) && x->has_times &&
            entry_at(&w->numbers[SMALL], s, at + 4))
            at += 4;
    }
    x->value = sum + part;

    if (has_any && !x->has_times)
        read_half(w, s, x);

    const entry *e = x->end < s.len && s.at[x->end] == '-' ? entry_at(&w->numbers[PARTS], s, x->end + 1) : NULL;

    if (has_any && e) {
        x->value /= e->value;
        x->end += 1 + e->text.len;
        x->has_times = true;
    }
    return has_any;
}

typedef struct found {
    size_t from, end;
    double value;
    const char *currency;
    bool is_doubtful, is_percent, is_bare_one, has_times;
} found;

static bool
amount_at(const ag_amount_words *w, ag_str s, size_t i, found *out)
{
    const entry *before = entry_at(&w->before, s, i);
    number x = { 0 };
    size_t at = i, n;

    if (before) {
        at = i + before->text.len;
        if (!is_digit(s, at))
            at = past_gap(s, at);
    }
    if ((n = figures_at(s, at, &x.value))) {
        x.end = at + n;
        read_times(w, s, true, &x);
        if (is_word(s, x.end) && (s.at[x.end] | 32) >= 'a' && !entry_at(&w->numbers[PERCENT], s, x.end) &&
            !entry_at(&w->behind, s, x.end))
            return false; /* 21st, 4x4, 5G */
    } else if (before || !spelled_at(w, s, at, &x)) {
        return false;
    }
    *out = (found){ i, x.end, x.value, before ? before->code : "", false, false,
                    x.is_spelled && x.value == 1 && !x.has_times, x.has_times };

    size_t next = past_gap(s, x.end);
    const entry *percent = entry_at(&w->numbers[PERCENT], s, next);
    const entry *behind = before || percent ? NULL : entry_at(&w->behind, s, next);

    if (percent && !before) {
        out->is_percent = true;
        out->end = next + percent->text.len;
    } else if (behind) {
        out->currency = behind->code;
        out->is_doubtful = behind->is_doubtful;
        out->end = next + behind->text.len;
    }
    return true;
}

/* ---- a document -------------------------------------------------------------------------------- */

/* The name that token i is in, or NULL; *next moves on. */
static const ag_name *
name_of(const ag_doc *doc, int i, int *next)
{
    while (*next < doc->names.n && doc->names.at[*next].end <= i)
        ++*next;
    return *next < doc->names.n && doc->names.at[*next].first <= i ? &doc->names.at[*next] : NULL;
}

static void
keep(ag_arena *a, const ag_doc *doc, const found *f, int first, int end, int *next_name, ag_amounts *out)
{
    const ag_name *name = name_of(doc, first, next_name);
    bool is_money = name && name->label == AG_NAME_MONEY;
    const char *currency = f->is_doubtful && !is_money ? "" : f->currency;
    bool is_plain = !*currency && !f->is_percent, has_number = f->has_times;

    for (int i = first; i < end; i++)
        has_number |= doc->tokens.at[i].upos == AG_NUM;
    if (is_plain && (f->is_bare_one || (name && !is_money) || !has_number))
        return;
    AG_PUSH(a, out, ((ag_amount){ first, end, f->value, currency, f->is_percent }));
}

void
ag_amounts_find(ag_arena *a, const ag_amount_words *words, const ag_doc *doc, ag_amounts *out)
{
    int next_name = 0;

    for (int k = 0; k < doc->sentences.n; k++) {
        const ag_sentence *x = &doc->sentences.at[k];
        ag_str s = ag_str_at(doc->text, x->span);
        int token = x->first;

        for (size_t i = 0; i < s.len; i++) {
            found f;

            if ((i > 0 && is_word(s, i - 1) && is_word(s, i)) || !amount_at(words, s, i, &f))
                continue;
            while (token + 1 < x->end && doc->tokens.at[token].span.to <= x->span.from + f.from)
                token++;

            int end = token + 1;

            while (end < x->end && doc->tokens.at[end].span.from < x->span.from + f.end)
                end++;
            keep(a, doc, &f, token, end, &next_name, out);
            i = f.end - 1;
        }
    }
}

void
ag_amount_value(ag_buf *b, double value)
{
    ag_buf_printf(b, value == floor(value) && value < 1e18 ? "%.0f" : "%.12g", value);
}
