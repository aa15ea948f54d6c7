/* The tagger's names and the gazetteer → names with clean edges and types.
 *
 * The idea: the tagger proposes, the tables correct. First every known name of several words is
 * laid over the text; then the tagger's names are trimmed (article, possessive, title, demonym), split
 * where two names were fused, and typed; then known single words and demonyms that the tagger missed
 * are added; last, capitals behind a title ("President Zelenskiy").
 *
 * Weak where a name is unknown and the tagger errs in its kind. */
#include "base/map.h"
#include "base/utf8.h"
#include "extract/cast.h"

static const ag_token *
token(const ag_cast *c, int t)
{
    return &c->doc->tokens.at[t];
}

static bool
in_list(ag_cast *c, ag_words list, ag_str word)
{
    return ag_gazetteer_word(c->g, list, ag_lower(c->a, word));
}

static bool
has_letter(ag_str s)
{
    int n, letters = 0;

    for (size_t i = 0; i < s.len; i += (size_t)n)
        letters += ag_utf8_is_letter(ag_utf8_next(s, i, &n));
    return letters >= 2;
}

static bool
is_free(const ag_cast *c, int first, int end)
{
    for (int t = first; t < end; t++)
        if (c->find_at[t] >= 0)
            return false;
    return true;
}

int
ag_cast_add(ag_cast *c, ag_find f)
{
    f.entity = -1;
    AG_PUSH(c->a, &c->finds, f);
    if (f.kind == AG_MENTION_NAME)
        for (int t = f.first; t < f.end; t++)
            c->find_at[t] = c->finds.n - 1;
    return c->finds.n - 1;
}

/* The text of a name; a tokenizer may have left it its "'s". */
static ag_str
name_text(ag_cast *c, int first, int end)
{
    ag_str text = ag_tokens_text(c->a, c->doc, first, end);

    if (text.len > 3 && ag_str_ends(text, AG_S("'s")))
        return ag_str_sub(text, 0, text.len - 2);
    if (text.len > 5 && ag_str_ends(text, AG_S("’s")))
        return ag_str_sub(text, 0, text.len - 4);
    return text;
}

static ag_find
make(ag_cast *c, int first, int end, ag_actor_type type, const ag_known *known)
{
    return (ag_find){ .first = first, .end = end, .head = ag_tokens_head(c->doc, first, end), .type = (uint8_t)type,
                      .kind = AG_MENTION_NAME, .is_named = true, .known = known, .title = -1,
                      .name = name_text(c, first, end), .country = known ? known->country : AG_S("") };
}

static ag_actor_type
type_of_known(const ag_known *k)
{
    return k->kind == AG_KNOWN_COUNTRY ? AG_TYPE_COUNTRY
           : k->kind == AG_KNOWN_ORGANIZATION || k->kind == AG_KNOWN_MEDIA ? AG_TYPE_ORGANIZATION
           : k->metonym == AG_METONYM_ALWAYS ? AG_TYPE_PLACE : AG_TYPE_PLACE;
}

/* The longest prefix of [first, end) that is a title or a style; 0 tokens where there is none. */
static int
title_prefix(ag_cast *c, int first, int end)
{
    ag_gender gender;
    ag_str title;

    for (int n = end - first < 5 ? end - first : 5; n > 0; n--) {
        ag_str text = ag_tokens_text(c->a, c->doc, first, first + n);

        if (ag_gazetteer_style(c->g, text, &gender, &title) ||
            ag_gazetteer_title(c->g, ag_lower(c->a, text)) != NULL ||
            (n == 1 && (!ag_starts_upper(text) || (end - first > 1 && title_prefix(c, first + 1, end) > 0)) &&
             (ag_gazetteer_status(c->g, ag_lower(c->a, text)) >= 0 || in_list(c, AG_WORDS_RANK, text))))
            return n;
    }
    return 0;
}

/* Whether a name of several words among the tagger's persons ends or begins with this word. */
static bool
is_part_of_person(const ag_cast *c, ag_str word)
{
    return ag_map_get(&c->person_words, word) >= 0;
}

/* Whether the tagger sees a place in this word alone elsewhere. */
static bool
is_tagged_place(const ag_cast *c, ag_str word)
{
    return ag_map_get(&c->lone_names, word) == 2;
}

static bool
demonym(ag_cast *c, int first, int end)
{
    ag_demonym d;
    ag_find f;
    int next = end;
    bool modifies;

    if (!ag_gazetteer_demonym(c->a, c->g, ag_tokens_text(c->a, c->doc, first, end), &d))
        return false;
    f = make(c, first, end, d.of->kind == AG_KNOWN_COUNTRY ? AG_TYPE_COUNTRY : AG_TYPE_PLACE, d.of);
    if (d.forms == AG_DEMONYM_PEOPLE || ((d.forms & AG_DEMONYM_PEOPLE) && token(c, end - 1)->upos != AG_ADJ)) {
        f.type = AG_TYPE_GROUP;
        f.is_group = true;
        ag_cast_add(c, f);
        return true;
    }
    while (next < c->doc->tokens.n && ag_form_is(c->doc, next, "-"))
        next++;
    modifies = token(c, end - 1)->deprel == AG_AMOD_ || token(c, end - 1)->deprel == AG_COMPOUND_ ||
               (next < c->doc->tokens.n && token(c, next)->sentence == token(c, first)->sentence &&
                (token(c, next)->upos == AG_NOUN || token(c, next)->upos == AG_PROPN || token(c, next)->upos == AG_ADJ));
    /* "in English", "speaks French": a language, not a country. */
    if (!modifies && token(c, end - 1)->deprel == AG_OBL_ && ag_str_is(ag_tree_case(c->a, c->doc, end - 1), "in"))
        return true;
    if (!modifies && token(c, end - 1)->deprel == AG_OBJ_ && token(c, end - 1)->head >= 0 &&
        (ag_str_is(ag_lemma(c->a, c->doc, token(c, end - 1)->head), "speak") ||
         ag_str_is(ag_lemma(c->a, c->doc, token(c, end - 1)->head), "learn")))
        return true;
    f.is_adjective = true;
    ag_cast_add(c, f);
    return true;
}

/* A name of a kind that shows in its last or first word. */
static ag_actor_type
type_by_words(ag_cast *c, int first, int end, ag_actor_type type)
{
    ag_str last = token(c, end - 1)->form, head = token(c, first)->form;

    if (end - first == 1)
        return type;
    if (end - first == 2 && token(c, end - 1)->upos == AG_NUM && in_list(c, AG_WORDS_THING, head))
        return AG_TYPE_OTHER;
    if ((in_list(c, AG_WORDS_BODY, last) || in_list(c, AG_WORDS_COMPANY, last)) && type != AG_TYPE_GROUP)
        return AG_TYPE_ORGANIZATION;
    if (in_list(c, AG_WORDS_BODY, head) && type != AG_TYPE_PERSON)
        return AG_TYPE_ORGANIZATION;
    if (in_list(c, AG_WORDS_THING, last) && type != AG_TYPE_PERSON)
        return type == AG_TYPE_WORK ? AG_TYPE_WORK : AG_TYPE_OTHER;
    if (in_list(c, AG_WORDS_PLACE, last) && type != AG_TYPE_ORGANIZATION)
        return AG_TYPE_PLACE;
    if (in_list(c, AG_WORDS_PLACE, last) && type == AG_TYPE_ORGANIZATION && !in_list(c, AG_WORDS_BODY, last) &&
        (ag_form_is(c->doc, end - 1, "square") || ag_form_is(c->doc, end - 1, "airport") || ag_form_is(c->doc, end - 1, "street")))
        return AG_TYPE_PLACE;
    return type;
}

/* "U.S. dollars" is no actor. */
static bool
is_currency(ag_cast *c, int end)
{
    return end < c->doc->tokens.n && ag_gazetteer_word(c->g, AG_WORDS_CURRENCY, ag_lemma(c->a, c->doc, end));
}

static bool
is_junk(ag_cast *c, int first, int end, uint8_t label)
{
    ag_str text = ag_tokens_text(c->a, c->doc, first, end);
    const ag_token *t = token(c, first);

    if (!has_letter(text) || text.len > 200)
        return true;
    if (end - first == 1) {
        ag_str word = text;

        if (ag_str_ends(word, AG_S("'s")))
            word.len -= 2;
        else if (ag_str_ends(word, AG_S("’s")))
            word.len -= 4;
        /* Mrs May may be meant, where there is a Theresa May. */
        if (in_list(c, AG_WORDS_JUNK, word))
            return !(label == AG_NAME_PERSON && is_part_of_person(c, word));
        /* A common word at the head of a sentence, taken for a name because of its capital. */
        if (!ag_starts_upper(text) || (t->upos != AG_PROPN && t->upos != AG_NOUN && t->upos != AG_ADJ))
            return !has_letter(text) || (t->upos != AG_PROPN && label != AG_NAME_ORG && label != AG_NAME_LOC);
        if (first == c->doc->sentences.at[t->sentence].first && t->upos != AG_PROPN && label == AG_NAME_PERSON)
            return true;
    }
    /* A title alone. */
    if (ag_gazetteer_title(c->g, ag_lower(c->a, text)) != NULL || title_prefix(c, first, end) == end - first)
        return ag_gazetteer_name(c->a, c->g, text) == NULL;
    return false;
}

static void classify(ag_cast *c, int first, int end, uint8_t label);

/* Whether these words are a name of the tagger's by themselves elsewhere, or end one of a person. */
static bool
is_tagged_alone(ag_cast *c, int first, int end)
{
    ag_str text = ag_tokens_text(c->a, c->doc, first, end);

    if (ag_map_get(&c->lone_names, text) >= 0)
        return true;
    return end - first == 1 && is_part_of_person(c, text);
}

/* Cuts what does not belong at the edges; splits at commas, brackets, "and", possessives. */
static void
refine(ag_cast *c, int first, int end, uint8_t label)
{
    bool changed = true;

    while (changed && first < end) {
        const ag_token *f = token(c, first), *l = token(c, end - 1);

        changed = false;
        if (f->upos == AG_PUNCT || f->upos == AG_DET ||
            ((label == AG_NAME_PERSON || label == AG_NAME_LOC) && end - first > 1 && in_list(c, AG_WORDS_JUNK, f->form) && !ag_form_is(c->doc, first, "may") &&
             !ag_form_is(c->doc, first, "april") && !ag_form_is(c->doc, first, "june") && !ag_form_is(c->doc, first, "jan")) || ag_form_is(c->doc, first, "the") || ag_is_possessive(c->doc, first) ||
            f->upos == AG_CCONJ) {
            first++;
            changed = true;
        } else if (end - first > 1 && (label == AG_NAME_LOC || label == AG_NAME_GPE) && f->upos == AG_ADJ && !ag_starts_upper(f->form)) {
            first++; /* "eastern Zaire" */
            changed = true;
        } else if ((l->upos == AG_PUNCT && !ag_str_ends(l->form, AG_S("."))) || ag_is_possessive(c->doc, end - 1) ||
                   l->upos == AG_CCONJ || l->upos == AG_ADP) {
            end--;
            changed = true;
        }
    }
    if (first >= end)
        return;
    if (ag_gazetteer_name(c->a, c->g, ag_tokens_text(c->a, c->doc, first, end)) != NULL) {
        classify(c, first, end, label);
        return;
    }
    for (int t = first + 1; t + 1 < end; t++) {
        bool comma = ag_form_is(c->doc, t, ",") || ag_form_is(c->doc, t, "(") || ag_form_is(c->doc, t, ")") ||
                     ag_form_is(c->doc, t, "/") || ag_form_is(c->doc, t, ";");
        bool left_known = ag_gazetteer_name(c->a, c->g, ag_tokens_text(c->a, c->doc, first, t)) != NULL;
        bool right_known = ag_gazetteer_name(c->a, c->g, ag_tokens_text(c->a, c->doc, t + 1, end)) != NULL;
        bool and = token(c, t)->upos == AG_CCONJ &&
                   (label == AG_NAME_PERSON || label == AG_NAME_NORP || (left_known && right_known) ||
                    (label == AG_NAME_LOC && left_known));
        bool owner = ag_is_possessive(c->doc, t) &&
                     (left_known || label == AG_NAME_PERSON ||
                      (!in_list(c, AG_WORDS_INNER_OWNER, token(c, t - 1)->form) && is_tagged_alone(c, first, t)));
        bool dash = ag_form_is(c->doc, t, "-") && left_known && right_known;

        if (comma || and || owner || dash) {
            refine(c, first, t, owner || dash ? AG_NAME_COUNT : label);
            refine(c, t + 1, end, label);
            return;
        }
    }
    classify(c, first, end, label);
}

/* Names of persons: demonyms, countries, titles and styles in front are not part of them. */
static int
person_start(ag_cast *c, int first, int end)
{
    for (;;) {
        int n = 0;
        ag_demonym d;

        if (first >= end)
            return first;
        n = title_prefix(c, first, end);
        for (int k = 3; n == 0 && k > 0; k--)
            if (first + k < end) {
                ag_str text = ag_tokens_text(c->a, c->doc, first, first + k);
                const ag_known *known = ag_gazetteer_name(c->a, c->g, text);

                if (ag_gazetteer_demonym(c->a, c->g, text, &d) ||
                    (known && known->kind == AG_KNOWN_COUNTRY && !known->is_doubtful && title_prefix(c, first + k, end) > 0)) {
                    refine(c, first, first + k, AG_NAME_COUNT);
                    n = k;
                }
            }
        /* A first name that is a title too ("Dean Smith", "Duke Ellington") stays before one more word. */
        if (n == 1 && first + 2 == end) {
            bool is_first;

            ag_gazetteer_first_name(c->a, c->g, token(c, first)->form, &is_first);
            if (is_first && ag_str_is(token(c, first)->form, "Dean"))
                return first;
        }
        if (n == 0)
            break;
        first += n;
    }
    /* "Ayacucho Archbishop Juan Luis Cipriani": an office in the middle, of what stands before it. Short
     * words for offices may be surnames (King, Dean, Judge). */
    for (int k = first + 1; k + 1 < end; k++)
        if (token(c, k)->form.len >= 7 && ag_gazetteer_title(c->g, ag_lower(c->a, token(c, k)->form)) != NULL) {
            refine(c, first, k, AG_NAME_COUNT); /* only what the tables know */
            return person_start(c, k, end);
        }
    return first;
}

/* A plural, or a noun that acts by itself. */
static bool
is_people(const ag_cast *c, int t)
{
    const ag_token *k = token(c, t);

    return ag_str_ends(k->form, AG_S("s")) || ag_str_is(k->xpos, "NNPS") || ag_str_is(k->xpos, "NNS") || k->deprel == AG_NSUBJ_ ||
           k->deprel == AG_NSUBJ_PASS_ || k->deprel == AG_OBJ_;
}

static void
classify(ag_cast *c, int first, int end, uint8_t label)
{
    ag_str text;
    const ag_known *known;
    ag_actor_type type;
    bool is_place_label = label == AG_NAME_LOC || label == AG_NAME_GPE || label == AG_NAME_FAC;

    if (first >= end || !is_free(c, first, end))
        return;
    /* "from Marta Rusk", taken for a place: a first name and one more word that says nothing of places. */
    if (is_place_label && end - first == 2 && token(c, end - 1)->deprel == AG_FLAT_ && !in_list(c, AG_WORDS_PLACE, token(c, first)->form) &&
        type_by_words(c, first, end, AG_TYPE_OTHER) == AG_TYPE_OTHER &&
        !in_list(c, AG_WORDS_THING, token(c, end - 1)->form)) {
        bool is_first;

        ag_gazetteer_first_name(c->a, c->g, token(c, first)->form, &is_first);
        if (is_first && ag_gazetteer_name(c->a, c->g, ag_tokens_text(c->a, c->doc, first, end)) == NULL)
            label = AG_NAME_PERSON;
    }
    if (label == AG_NAME_PERSON) {
        int start = person_start(c, first, end);

        /* "mainly Christian Ethiopia": a country whose name is no surname here. */
        if (end - start == 2) {
            const ag_known *k = ag_gazetteer_name(c->a, c->g, token(c, end - 1)->form);

            if (k && k->kind == AG_KNOWN_COUNTRY && !k->is_doubtful && is_tagged_place(c, token(c, end - 1)->form)) {
                refine(c, end - 1, end, AG_NAME_LOC);
                return;
            }
        }
        if (start >= end || !is_free(c, start, end))
            return;
        /* A first name that the tagger left out. */
        if (start == first && first > c->doc->sentences.at[token(c, first)->sentence].first && c->find_at[first - 1] < 0 &&
            ag_starts_upper(token(c, first - 1)->form) && title_prefix(c, first - 1, first) == 0) {
            bool is_first;

            ag_gazetteer_first_name(c->a, c->g, token(c, first - 1)->form, &is_first);
            is_first = is_first && (token(c, first - 1)->upos == AG_PROPN || first - 1 > c->doc->sentences.at[token(c, first)->sentence].first);
            if (is_first)
                start--;
        }
        first = start;
    }
    if (is_junk(c, first, end, label) || is_currency(c, end))
        return;
    text = name_text(c, first, end);
    known = ag_gazetteer_name(c->a, c->g, text);
    if ((label != AG_NAME_PERSON || (end - first == 1 && !is_part_of_person(c, text))) && demonym(c, first, end))
        return;
    if (known && label == AG_NAME_PERSON && known->kind != AG_KNOWN_ORGANIZATION && known->kind != AG_KNOWN_MEDIA &&
        (known->is_doubtful || is_part_of_person(c, text)))
        known = NULL;
    if (known && known->is_doubtful &&
        !(is_place_label || ((label == AG_NAME_ORG || label == AG_NAME_NORP || (label == AG_NAME_PERSON && ag_str_ends(text, AG_S("s")) && end - first == 1 && !is_part_of_person(c, text))) && (known->kind == AG_KNOWN_ORGANIZATION || known->kind == AG_KNOWN_MEDIA)) ||
          (label == AG_NAME_ORG && known->kind == AG_KNOWN_CITY)))
        known = NULL;
    /* "Philippine Senate", "Calvera's Congress" are not those of the table. */
    if (known && known->kind == AG_KNOWN_ORGANIZATION && known->country.len > 0 && !ag_str_eq(text, known->name)) {
        int before = first > 0 ? c->find_at[first - 1] : -1;
        bool owned = first > 1 && ag_is_possessive(c->doc, first - 1);

        if (owned)
            before = c->find_at[first - 2];
        if (owned && before < 0)
            known = token(c, first - 2)->upos == AG_PROPN ? NULL : known;
        else if (before >= 0 && (owned || c->finds.at[before].is_adjective) && !ag_str_eq(c->finds.at[before].country, known->country))
            known = NULL;
    }
    if (known) {
        ag_cast_add(c, make(c, first, end, type_of_known(known), known));
        return;
    }
    switch (label) {
    case AG_NAME_PERSON: type = AG_TYPE_PERSON; break;
    case AG_NAME_ORG: type = AG_TYPE_ORGANIZATION; break;
    case AG_NAME_GPE:
    case AG_NAME_LOC:
    case AG_NAME_FAC: type = AG_TYPE_PLACE; break;
    case AG_NAME_NORP: type = AG_TYPE_GROUP; break;
    case AG_NAME_WORK: type = AG_TYPE_WORK; break;
    case AG_NAME_EVENT:
    case AG_NAME_PRODUCT:
    case AG_NAME_MISC: type = AG_TYPE_OTHER; break;
    default: return;
    }
    type = type_by_words(c, first, end, type);
    /* "ATACMS missile": what a weapon or a law is called is no actor. */
    if (type != AG_TYPE_PERSON && end < c->doc->tokens.n && token(c, end)->upos == AG_NOUN && token(c, end - 1)->deprel != AG_NSUBJ_ &&
        in_list(c, AG_WORDS_WEAPON, ag_lemma(c->a, c->doc, end)))
        type = AG_TYPE_OTHER;
    if (type == AG_TYPE_GROUP && (token(c, end - 1)->upos == AG_ADJ || !is_people(c, end - 1)))
        return; /* "Islamic", "Bantu": a quality, no actor */
    if (type == AG_TYPE_OTHER && end - first == 1 && token(c, first)->upos == AG_ADJ)
        return;
    ag_find f = make(c, first, end, type, NULL);

    f.is_group = type == AG_TYPE_GROUP;
    if (type == AG_TYPE_ORGANIZATION) {
        /* "Ukrainian Armed Forces": the country stands in the name. */
        ag_demonym d;
        const ag_known *k = ag_gazetteer_name(c->a, c->g, token(c, first)->form);

        if (ag_gazetteer_demonym(c->a, c->g, token(c, first)->form, &d))
            f.country = d.of->country;
        else if (end - first > 2 && ag_gazetteer_demonym(c->a, c->g, ag_tokens_text(c->a, c->doc, first, first + 2), &d))
            f.country = d.of->country;
        else if (k && (k->kind == AG_KNOWN_COUNTRY || k->kind == AG_KNOWN_CITY) && end - first > 1 && !k->is_doubtful)
            f.country = k->country;
    }
    ag_cast_add(c, f);
}

/* Known names of two words and more, wherever they stand. A longer name of the tagger around one
 * counts instead, unless it is a person's. */
static void
lay_known_names(ag_cast *c)
{
    for (int i = 0; i < c->doc->tokens.n; i++) {
        const ag_sentence *s = &c->doc->sentences.at[token(c, i)->sentence];
        int reach;

        if (c->find_at[i] >= 0)
            continue;
        if (!ag_starts_upper(token(c, i)->form) && !ag_str_is(ag_lower(c->a, token(c, i)->form), "al") &&
            !ag_str_starts(token(c, i)->form, AG_S("al-")))
            continue;
        reach = ag_gazetteer_reach(c->a, c->g, token(c, i)->form);
        for (int n = reach < s->end - i ? reach : s->end - i; n > 1; n--) {
            const ag_known *k = ag_gazetteer_name(c->a, c->g, ag_tokens_text(c->a, c->doc, i, i + n));
            bool inside = false;

            if (k == NULL || k->is_doubtful)
                continue;
            if (c->name_at[i] >= 0) {
                const ag_name *name = &c->doc->names.at[c->name_at[i]];

                inside = name->first <= i && name->end >= i + n && name->end - name->first > n + 1 &&
                         name->label != AG_NAME_PERSON && name->label != AG_NAME_DATE &&
                         !ag_is_possessive(c->doc, i + n);
            }
            if (!inside) {
                ag_cast_add(c, make(c, i, i + n, type_of_known(k), k));
                break;
            }
        }
    }
}

/* Known single words and demonyms that nobody has taken. */
static void
lay_known_words(ag_cast *c)
{
    for (int i = 0; i < c->doc->tokens.n; i++) {
        const ag_token *t = token(c, i);
        const ag_sentence *s = &c->doc->sentences.at[t->sentence];
        const ag_known *k;

        if (c->find_at[i] >= 0 || !ag_starts_upper(t->form) || is_currency(c, i + 1) || ag_gazetteer_reach(c->a, c->g, t->form) == 0)
            continue;
        for (int n = s->end - i < 2 ? s->end - i : 2; n > 0; n--)
            if (is_free(c, i, i + n) && (t->upos == AG_ADJ || t->upos == AG_PROPN || t->upos == AG_NOUN) &&
                demonym(c, i, i + n))
                break;
        if (c->find_at[i] >= 0)
            continue;
        k = ag_gazetteer_name(c->a, c->g, t->form);
        /* "The WHO": a word in small letters, but no pronoun stands in capitals behind an article. */
        if (k && k->kind == AG_KNOWN_ORGANIZATION && t->form.len > 2 && !ag_utf8_has_lower(t->form) && i > s->first &&
            ag_form_is(c->doc, i - 1, "the") && i + 1 < s->end && ag_utf8_has_lower(token(c, i + 1)->form)) {
            ag_cast_add(c, make(c, i, i + 1, AG_TYPE_ORGANIZATION, k));
            continue;
        }
        /* What is not doubtful is no English word, whatever the tagger says of it at the head of a sentence. */
        if (k == NULL || k->is_doubtful || (t->upos != AG_PROPN && t->form.len < 5))
            continue;
        if (k->kind == AG_KNOWN_ORGANIZATION) {
            classify(c, i, i + 1, AG_NAME_ORG); /* which looks at what stands before */
            continue;
        }
        /* Part of a longer name that nobody knows: "Paris Hilton". */
        if (i + 1 < s->end && c->find_at[i + 1] < 0 && token(c, i + 1)->upos == AG_PROPN && token(c, i + 1)->deprel == AG_FLAT_)
            continue;
        if (i > s->first && c->find_at[i - 1] < 0 && token(c, i - 1)->upos == AG_PROPN && t->deprel == AG_FLAT_)
            continue;
        ag_cast_add(c, make(c, i, i + 1, type_of_known(k), k));
    }
}

/* "Xi Jinping" where the tagger saw nothing: a first name, then capitals, then small letters again (so
 * that it is no headline). */
static void
lay_first_names(ag_cast *c)
{
    for (int i = 0; i < c->doc->tokens.n; i++) {
        const ag_sentence *s = &c->doc->sentences.at[token(c, i)->sentence];
        bool is_first = false, sound = true;
        int end = i + 1;

        if (c->find_at[i] >= 0 || !ag_starts_upper(token(c, i)->form) || c->doc->paragraphs.at[s->paragraph].kind != AG_PAR_BODY)
            continue;
        if (i > s->first && c->find_at[i - 1] < 0 && token(c, i - 1)->upos == AG_PROPN && title_prefix(c, i - 1, i) == 0)
            continue; /* inside a longer name */
        ag_gazetteer_first_name(c->a, c->g, token(c, i)->form, &is_first);
        if (!is_first)
            continue;
        while (end < s->end && c->find_at[end] < 0 && ag_starts_upper(token(c, end)->form) && ag_utf8_has_lower(token(c, end)->form))
            end++;
        for (int k = i; k < end; k++)
            sound = sound && !in_list(c, AG_WORDS_JUNK, token(c, k)->form) && title_prefix(c, k, k + 1) == 0 &&
                    !in_list(c, AG_WORDS_BODY, token(c, k)->form) && !in_list(c, AG_WORDS_THING, token(c, k)->form) &&
                    !in_list(c, AG_WORDS_PLACE, token(c, k)->form) && !in_list(c, AG_WORDS_COMPANY, token(c, k)->form) &&
                    token(c, k)->form.len > 1;
        if (!sound || end - i < 2 || end - i > 4 || (end < s->end && ag_starts_upper(token(c, end)->form)))
            continue;
        /* "Mark visited": two capitals are a sign only where the second does not begin anything. */
        ag_cast_add(c, make(c, i, end, AG_TYPE_PERSON, NULL));
        i = end - 1;
    }
}

/* A surname alone where the tagger saw nothing, as in headlines. */
static void
lay_surnames(ag_cast *c)
{
    ag_map surnames = { 0 };

    for (int i = 0; i < c->finds.n; i++)
        if (c->finds.at[i].type == AG_TYPE_PERSON && c->finds.at[i].end - c->finds.at[i].first > 1)
            ag_map_set(c->a, &surnames, token(c, c->finds.at[i].end - 1)->form, 1);
    for (int i = 0; i < c->doc->tokens.n; i++) {
        const ag_token *t = token(c, i);

        if (c->find_at[i] < 0 && t->form.len > 2 && ag_starts_upper(t->form) && ag_utf8_has_lower(t->form) &&
            (t->upos == AG_PROPN || (t->sentence == 0 && (t->upos == AG_NOUN || t->upos == AG_VERB))) &&
            ag_map_get(&surnames, t->form) >= 0 && !in_list(c, AG_WORDS_JUNK, t->form))
            ag_cast_add(c, make(c, i, i + 1, AG_TYPE_PERSON, NULL));
    }
}

/* "President Zelenskiy" where the tagger saw nothing. */
static void
lay_titled_persons(ag_cast *c)
{
    for (int i = 0; i < c->doc->tokens.n; i++) {
        const ag_sentence *s = &c->doc->sentences.at[token(c, i)->sentence];
        int n, end;

        if (c->find_at[i] >= 0 || !ag_starts_upper(token(c, i)->form))
            continue;
        n = title_prefix(c, i, s->end);
        if (n == 0 || !ag_starts_upper(token(c, i + n - 1)->form) || i + n >= s->end)
            continue;
        if (in_list(c, AG_WORDS_RANK, token(c, i)->form) && n == 1)
            continue;
        for (end = i + n; end < s->end && c->find_at[end] < 0 && token(c, end)->upos == AG_PROPN &&
                          title_prefix(c, end, end + 1) == 0 && ag_starts_upper(token(c, end)->form); end++)
            ;
        /* In a headline the tagger may miss that it is a name. */
        if (end == i + n && s->first == 0 && end + 1 < s->end && c->find_at[end] < 0 && token(c, end)->upos == AG_NOUN &&
            ag_starts_upper(token(c, end)->form) && !ag_starts_upper(token(c, end + 1)->form) && !in_list(c, AG_WORDS_BODY, token(c, end)->form) &&
            title_prefix(c, end, end + 1) == 0)
            end++;
        if (end > i + n && end - i - n <= 4 && !in_list(c, AG_WORDS_JUNK, token(c, i + n)->form))
            ag_cast_add(c, make(c, i + n, end, AG_TYPE_PERSON, NULL));
        i += n - 1;
    }
}

/* ---- what the article itself tells of names that nobody knows ---- */

/* Whether `word` can be the adjective of `place`: Kharvia, Kharvian; Calvera, Calveran; Skarland, Skarlandic. */
static bool
is_adjective_of(ag_str word, ag_str place)
{
    static const char *const endings[] = { "n", "an", "ian", "ese", "i", "ish", "ic", "ean" };
    size_t stem = place.len;

    if (word.len <= 4 || place.len < 4)
        return false;
    for (int cut = 0; cut < 2; cut++) {
        if (ag_str_starts(word, ag_str_sub(place, 0, stem)))
            for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
                if (ag_str_is(ag_str_sub(word, stem, word.len), endings[i]))
                    return true;
        if (!(place.at[place.len - 1] == 'a' || place.at[place.len - 1] == 'e' || place.at[place.len - 1] == 'y' ||
              place.at[place.len - 1] == 'o'))
            return false;
        stem = place.len - 1;
    }
    return false;
}

typedef AG_LIST(ag_str) ag_list_of_str;

/* Signs that a single word taken for a person is a place or an organisation: the tagger says so
 * elsewhere; "the" or a preposition of place before it; an office or an army behind it. */
static ag_actor_type
type_by_use(ag_cast *c, ag_str name, const ag_list_of_int *finds, const ag_list_of_str *capitals)
{
    int place = 0, organisation = 0, person = 0;

    for (int i = 0; i < finds->n; i++) {
        const ag_find *f = &c->finds.at[finds->at[i]];
        int t = f->first;

        place += 2 * (f->type == AG_TYPE_PLACE);
        organisation += 2 * (f->type == AG_TYPE_ORGANIZATION);
        person += f->type == AG_TYPE_PERSON;
        if (t > 0 && token(c, t - 1)->sentence == token(c, t)->sentence) {
            if (ag_form_is(c->doc, t - 1, "the") || ag_form_is(c->doc, t - 1, "in") || ag_form_is(c->doc, t - 1, "near") ||
                ag_form_is(c->doc, t - 1, "across") || ag_form_is(c->doc, t - 1, "lower") || ag_form_is(c->doc, t - 1, "central"))
                place += 3;
            if (t > 1 && ag_form_is(c->doc, t - 1, "of") &&
                ag_gazetteer_word(c->g, AG_WORDS_PLACE, ag_lemma(c->a, c->doc, t - 2)))
                place += 3; /* "the town of Kesten" */
        }
        if (t + 2 < c->doc->tokens.n && ag_is_possessive(c->doc, t + 1))
            for (int k = t + 2; k < t + 5 && k < c->doc->tokens.n; k++) {
                ag_str lemma = ag_lemma(c->a, c->doc, k);

                if (ag_str_is(lemma, "minister") || ag_str_is(lemma, "government") || ag_str_is(lemma, "army") ||
                    ag_str_is(lemma, "parliament") || ag_str_is(lemma, "capital") || ag_str_is(lemma, "troop"))
                    place += 3;
            }
    }
    /* An adjective of it: "Kharvia" where there are Kharvian police. */
    for (int i = 0; i < capitals->n && place < 9; i++)
        if (is_adjective_of(capitals->at[i], name) && !is_part_of_person(c, capitals->at[i]))
            place += 3;
    if (place == 0 && organisation == 0)
        return AG_TYPE_PERSON;
    if (person > place + organisation)
        return AG_TYPE_PERSON;
    return organisation > place ? AG_TYPE_ORGANIZATION : AG_TYPE_PLACE;
}

static void
settle_single_words(ag_cast *c)
{
    enum { MOST = 500 }; /* different capitalised words that may be adjectives: more than any article has */
    ag_map groups = { 0 }, seen = { 0 };
    AG_LIST(ag_list_of_int) finds = { 0 };
    ag_list_of_str capitals = { 0 };

    for (int i = 0; i < c->finds.n; i++) {
        int g;

        if (c->finds.at[i].end - c->finds.at[i].first != 1 || c->finds.at[i].is_adjective)
            continue;
        g = ag_map_add(c->a, &groups, c->finds.at[i].name, finds.n);
        if (g == finds.n)
            AG_PUSH(c->a, &finds, (ag_list_of_int){ 0 });
        AG_PUSH(c->a, &finds.at[g], i);
    }
    for (int t = 0; t < c->doc->tokens.n && capitals.n < MOST; t++)
        if (ag_starts_upper(token(c, t)->form) && token(c, t)->form.len > 4 && memchr("nihce", token(c, t)->form.at[token(c, t)->form.len - 1], 5) &&
            ag_map_add(c->a, &seen, token(c, t)->form, capitals.n) == capitals.n)
            AG_PUSH(c->a, &capitals, token(c, t)->form);
    for (int i = 0; i < c->finds.n; i++) {
        ag_find *f = &c->finds.at[i];
        bool is_first;

        if (f->type != AG_TYPE_PERSON || f->end - f->first != 1 || is_part_of_person(c, f->name))
            continue;
        if (f->first > 0 && title_prefix(c, f->first - 1, f->first) == 1)
            continue;
        ag_gazetteer_first_name(c->a, c->g, f->name, &is_first);
        if (!is_first)
            f->type = (uint8_t)type_by_use(c, f->name, &finds.at[ag_map_get(&groups, f->name)], &capitals);
    }
}

/* Adjectives and peoples of places that only this article knows. */
static void
derive_demonyms(ag_cast *c)
{
    AG_LIST(ag_str) places = { 0 };

    for (int i = 0; i < c->finds.n; i++) {
        const ag_find *f = &c->finds.at[i];
        bool listed = false;

        if (f->type != AG_TYPE_PLACE || f->known || f->is_adjective || f->end - f->first != 1)
            continue;
        for (int k = 0; k < places.n && !listed; k++)
            listed = ag_str_eq(places.at[k], f->name);
        if (!listed && places.n < 64)
            AG_PUSH(c->a, &places, f->name);
    }
    for (int t = 0; places.n > 0 && t < c->doc->tokens.n; t++) {
        ag_str form = token(c, t)->form;
        int old = c->find_at[t];

        if (!ag_starts_upper(form) || form.len < 5 || (old >= 0 && (c->finds.at[old].known || c->finds.at[old].end - c->finds.at[old].first > 1)))
            continue;
        for (int k = 0; k < places.n; k++) {
            bool people = ag_str_ends(form, AG_S("ns")) && is_adjective_of(ag_str_sub(form, 0, form.len - 1), places.at[k]);
            ag_find f;

            if (!people && !is_adjective_of(form, places.at[k]))
                continue;
            f = make(c, t, t + 1, people ? AG_TYPE_GROUP : AG_TYPE_PLACE, NULL);
            f.is_group = people;
            f.is_adjective = !people;
            if (!people)
                f.name = places.at[k];
            if (old >= 0) {
                f.entity = -1;
                c->finds.at[old] = f;
            } else
                ag_cast_add(c, f);
            break;
        }
    }
}

static int
by_place(const void *x, const void *y)
{
    const ag_find *a = x, *b = y;

    return a->first != b->first ? (a->first < b->first ? -1 : 1) : a->end < b->end ? -1 : a->end > b->end;
}

/* "Saddam", "Hussein": two names of persons side by side, the second hanging on the first, are one.
 * "Tomas Verrick of Ostria" is two names, where the tagger saw one: behind a full name, "of" begins
 * another ("Joan of Arc" stays whole). */
static void
mend_names(ag_cast *c)
{
    AG_LIST(ag_name) kept = { 0 };

    for (int i = 0; i < c->doc->names.n; i++) {
        ag_name n = c->doc->names.at[i], rest = { .first = n.end };
        ag_name *last = kept.n > 0 ? &kept.at[kept.n - 1] : NULL;

        for (int t = n.first + 2; t + 1 < n.end && n.label == AG_NAME_PERSON && rest.first == n.end; t++)
            if (ag_form_is(c->doc, t, "of"))
                rest = (ag_name){ t + 1, n.end, n.end - t == 2 ? AG_NAME_LOC : AG_NAME_ORG };
        if (rest.first < n.end)
            n.end = rest.first - 1;
        if (last && last->label == AG_NAME_PERSON && n.label == AG_NAME_PERSON && last->end == n.first &&
            token(c, n.first)->sentence == token(c, last->first)->sentence && token(c, n.first)->upos == AG_PROPN &&
            (token(c, n.first)->deprel == AG_FLAT_ || token(c, last->end - 1)->deprel == AG_COMPOUND_ ||
             (n.end - n.first == 1 && last->end - last->first == 1)))
            last->end = n.end;
        else
            AG_PUSH(c->a, &kept, n);
        if (rest.first < rest.end)
            AG_PUSH(c->a, &kept, rest);
    }
    c->doc->names.at = kept.at;
    c->doc->names.n = kept.n;
    c->doc->names.room = kept.room;
}

static void
index_names(ag_cast *c)
{
    for (int i = 0; i < c->doc->names.n; i++) {
        const ag_name *n = &c->doc->names.at[i];
        bool place = n->label == AG_NAME_LOC || n->label == AG_NAME_GPE;
        ag_str text = ag_tokens_text(c->a, c->doc, n->first, n->end);

        for (int t = n->first; t < n->end; t++)
            c->name_at[t] = i;
        if (ag_map_get(&c->lone_names, text) != 2)
            ag_map_set(c->a, &c->lone_names, text, place && n->end - n->first == 1 ? 2 : 1);
        if (n->label == AG_NAME_PERSON && n->end - n->first > 1) {
            ag_map_set(c->a, &c->person_words, token(c, n->first)->form, 1);
            ag_map_set(c->a, &c->person_words, token(c, n->end - 1)->form, 1);
        }
    }
}

void
ag_cast_names(ag_cast *c)
{
    mend_names(c);
    index_names(c);
    lay_known_names(c);
    for (int i = 0; i < c->doc->names.n; i++) {
        const ag_name *n = &c->doc->names.at[i];
        int from = n->first;

        if (n->label == AG_NAME_DATE || n->label == AG_NAME_MONEY)
            continue;
        /* Around what is laid already. */
        for (int t = n->first; t <= n->end; t++)
            if (t == n->end || c->find_at[t] >= 0) {
                if (t > from)
                    refine(c, from, t, n->label);
                from = t + 1;
            }
    }
    lay_known_words(c);
    lay_titled_persons(c);
    lay_first_names(c);
    lay_surnames(c);
    settle_single_words(c);
    derive_demonyms(c);
    if (c->finds.n > 0)
        qsort(c->finds.at, (size_t)c->finds.n, sizeof *c->finds.at, by_place);
    for (int i = 0; i < c->finds.n; i++)
        for (int t = c->finds.at[i].first; t < c->finds.at[i].end; t++)
            c->find_at[t] = i;
    for (int i = 0; i < c->finds.n; i++) {
        ag_find *f = &c->finds.at[i];

        if (f->type == AG_TYPE_PERSON && f->end - f->first > 1)
            f->gender = (uint8_t)ag_gazetteer_first_name(c->a, c->g, token(c, f->first)->form, NULL);
    }
}
