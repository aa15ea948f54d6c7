/* states.txt → kinds of states and the words that say them. */
#include "ontology/states.h"

#include "base/map.h"
#include "base/table.h"

struct ag_states {
    ag_map kinds, nouns, verbs, terms, denials; /* verbs: "lemma" active, "lemma passive" */
    AG_LIST(ag_state_kind *) kind;
    AG_LIST(ag_state_word *) word;
    AG_LIST(ag_term_word *) term;
};

static ag_status
bad_row(const ag_table *t, const ag_row *row, const char *what, ag_err *err)
{
    return ag_fail(err, AG_INPUT, "%s:%d: %s", t->path, row->line, what);
}

static ag_status
read_word(ag_arena *a, ag_states *s, const ag_table *t, const ag_row *row, ag_err *err)
{
    bool is_verb = ag_str_is(row->section, "verb");
    ag_str turned = row->field[is_verb ? 4 : 3], key = row->field[0];
    int kind = ag_map_get(&s->kinds, row->field[1]);
    ag_state_word *w = AG_NEW(a, ag_state_word);

    if (kind < 0)
        return bad_row(t, row, "the second field is no state of section [state], which stands first", err);
    if (turned.len > 0 && !ag_str_is(turned, "turned"))
        return bad_row(t, row, "this field is 'turned' or empty", err);
    *w = (ag_state_word){ .kind = s->kind.at[kind], .word = key, .is_turned = turned.len > 0 };
    w->prepositions = row->field[is_verb ? 3 : 2];
    w->property = !is_verb && row->field[4].len > 0 ? row->field[4] : w->kind->property;
    if (is_verb) {
        bool is_passive = ag_str_is(row->field[2], "passive");

        if (!is_passive && !ag_str_is(row->field[2], "active"))
            return bad_row(t, row, "the third field is active or passive", err);
        w->is_past = ag_str_is(row->field[5], "any");
        if (is_passive)
            key = ag_arena_printf(a, "%.*s passive", AG_SHOW(key));
    }
    ag_map_set(a, is_verb ? &s->verbs : &s->nouns, key, s->word.n);
    AG_PUSH(a, &s->word, w);
    return AG_OK;
}

ag_status
ag_states_open(ag_arena *a, const char *dir, const ag_states **out, ag_err *err)
{
    ag_states *s = AG_NEW(a, ag_states);
    ag_table t;

    AG_TRY(ag_table_read(a, ag_arena_printf(a, "%s/states.txt", dir).at, &t, err));
    for (int i = 0; i < t.rows.n; i++) {
        const ag_row *row = &t.rows.at[i];

        if (ag_str_is(row->section, "state")) {
            ag_state_kind *k = AG_NEW(a, ag_state_kind);

            *k = (ag_state_kind){ row->field[0], row->field[1], row->field[2], row->field[3], row->field[4] };
            ag_map_set(a, &s->kinds, k->name, s->kind.n);
            AG_PUSH(a, &s->kind, k);
        } else if (ag_str_is(row->section, "term")) {
            static const char *const words[] = { "", "begins", "ends", "holds" };
            ag_term_word *w = AG_NEW(a, ag_term_word);

            *w = (ag_term_word){ row->field[2], AG_TERM_BEGINS, ag_str_is(row->field[3], "passive") };
            while (w->term <= AG_TERM_HOLDS && !ag_str_is(row->field[1], words[w->term]))
                w->term++;
            if (w->term > AG_TERM_HOLDS)
                return bad_row(&t, row, "the second field is one of begins, ends, holds", err);
            ag_map_set(a, &s->terms, row->field[0], s->term.n);
            AG_PUSH(a, &s->term, w);
        } else if (ag_str_is(row->section, "not"))
            ag_map_set(a, &s->denials, row->field[0], 1);
        else if (ag_str_is(row->section, "noun") || ag_str_is(row->section, "verb"))
            AG_TRY(read_word(a, s, &t, row, err));
        else
            return bad_row(&t, row, "the sections are state, noun, verb, term, not", err);
    }
    *out = s;
    return AG_OK;
}

static const ag_state_word *
word_of(const ag_states *s, const ag_map *m, ag_str key)
{
    int at = ag_map_get(m, key);

    return at < 0 ? NULL : s->word.at[at];
}

const ag_state_word *
ag_states_noun(const ag_states *s, ag_str word)
{
    return word_of(s, &s->nouns, word);
}

const ag_state_word *
ag_states_verb(ag_arena *a, const ag_states *s, ag_str lemma, bool is_passive)
{
    return word_of(s, &s->verbs, is_passive ? ag_arena_printf(a, "%.*s passive", AG_SHOW(lemma)) : lemma);
}

const ag_term_word *
ag_states_term(const ag_states *s, ag_str lemma)
{
    int at = ag_map_get(&s->terms, lemma);

    return at < 0 ? NULL : s->term.at[at];
}

bool
ag_states_denies(const ag_states *s, ag_str word)
{
    return ag_map_get(&s->denials, word) >= 0;
}
