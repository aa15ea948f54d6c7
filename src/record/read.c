/* One line of JSON → document. The line may come from another machine or an editor: every offset
 * and every id is checked before it is believed. */
#include "base/utf8.h"
#include "names.h"
#include "record/record.h"

#include <cjson/cJSON.h>

typedef struct reader {
    ag_arena *a;
    ag_doc *doc;
    uint32_t *at; /* [points + 1] byte of each code point */
    uint32_t points;
    const char *wrong; /* the first thing that is not as it should be, or NULL */
} reader;

static const cJSON *
get(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static void
complain(reader *r, const char *what)
{
    if (!r->wrong)
        r->wrong = what;
}

static ag_str
text(reader *r, const cJSON *object, const char *key)
{
    const cJSON *x = get(object, key);

    return cJSON_IsString(x) ? ag_arena_str(r->a, ag_str_of(x->valuestring)) : AG_S("");
}

static ag_day
day(reader *r, const cJSON *object, const char *key)
{
    const cJSON *x = get(object, key);
    ag_day d = AG_NO_DAY;

    if (cJSON_IsString(x) && !ag_day_parse(ag_str_of(x->valuestring), &d))
        complain(r, "a date that is none");
    return d;
}

static ag_span
span(reader *r, const cJSON *object)
{
    const cJSON *start = get(object, "start"), *end = get(object, "end");

    if (!cJSON_IsNumber(start) || !cJSON_IsNumber(end) || !(start->valuedouble >= 0) ||
        !(end->valuedouble >= start->valuedouble) || !(end->valuedouble <= r->points)) {
        complain(r, "a span outside the text");
        return (ag_span){ 0, 0 };
    }
    return (ag_span){ r->at[(uint32_t)start->valuedouble], r->at[(uint32_t)end->valuedouble] };
}

/* The number behind an id such as "e12", or -1 where there is null. */
static int
entity(reader *r, const cJSON *object, const char *key, bool needed)
{
    const cJSON *x = get(object, key);
    long n;

    if (!cJSON_IsString(x)) {
        if (needed)
            complain(r, "an entity that is missing");
        return needed ? 0 : -1;
    }

    ag_str id = ag_str_of(x->valuestring);

    if (id.len < 2 || id.at[0] != 'e' || !ag_str_int(ag_str_sub(id, 1, id.len), &n) || n < 1 ||
        n > r->doc->entities.n) {
        complain(r, "an entity that is not in its list");
        return needed ? 0 : -1;
    }
    return (int)n - 1;
}

typedef bool parse_word(ag_str, uint8_t *);

static uint8_t
word(reader *r, const cJSON *object, const char *key, parse_word *parse, uint8_t otherwise)
{
    const cJSON *x = get(object, key);
    uint8_t value = otherwise;

    if (cJSON_IsString(x) && !parse(ag_str_of(x->valuestring), &value))
        complain(r, "a word that is not in its list");
    return value;
}

static int
by_from(const void *x, const void *y)
{
    const ag_mention *a = x, *b = y;

    if (a->span.from != b->span.from)
        return a->span.from < b->span.from ? -1 : 1;
    if (a->span.to != b->span.to)
        return a->span.to < b->span.to ? -1 : 1;
    return (a->entity > b->entity) - (a->entity < b->entity);
}

/* The sentence with exactly this span. */
static int
sentence(reader *r, const cJSON *object)
{
    ag_span s = span(r, get(object, "sentence"));

    for (int lo = 0, hi = r->doc->sentences.n; lo < hi;) {
        int mid = (lo + hi) / 2;
        ag_span m = r->doc->sentences.at[mid].span;

        if (m.from == s.from && m.to == s.to)
            return mid;
        if (m.from < s.from || (m.from == s.from && m.to < s.to))
            lo = mid + 1;
        else
            hi = mid;
    }
    complain(r, "a sentence that is not in its list");
    return 0;
}

static void
head(reader *r, const cJSON *d)
{
    ag_doc *doc = r->doc;
    ag_str id = text(r, d, "id"), sha = text(r, d, "sha256");
    const cJSON *x;

    if (id.len != 16 || sha.len != 64)
        complain(r, "a document id that is none");
    else {
        memcpy(doc->id, id.at, 16);
        memcpy(doc->sha256, sha.at, 64);
    }
    doc->path = text(r, d, "path");
    doc->title = text(r, d, "title");
    doc->date = day(r, d, "date");
    doc->modified = day(r, d, "modified");
    doc->date_source = text(r, d, "date_source");
    doc->url = text(r, d, "url");
    doc->source = text(r, d, "source");
    doc->agency = text(r, d, "agency");
    doc->language = text(r, d, "language");
    cJSON_ArrayForEach(x, get(d, "authors")) if (cJSON_IsString(x))
        AG_PUSH(r->a, &doc->authors, ag_arena_str(r->a, ag_str_of(x->valuestring)));
}

static bool
parse_paragraph_kind(ag_str s, uint8_t *out)
{
    *out = ag_str_is(s, "title") ? AG_PAR_TITLE : ag_str_is(s, "heading") ? AG_PAR_HEADING : AG_PAR_BODY;
    return *out != AG_PAR_BODY || ag_str_is(s, "body");
}

static void
body(reader *r, const cJSON *line)
{
    ag_doc *doc = r->doc;
    const cJSON *x;
    int n, p = 0;

    doc->text = text(r, line, "text");
    r->at = AG_ARRAY(r->a, uint32_t, doc->text.len + 1);
    for (size_t i = 0; i < doc->text.len; i += (size_t)n) {
        r->at[r->points++] = (uint32_t)i;
        ag_utf8_next(doc->text, i, &n);
    }
    r->at[r->points] = (uint32_t)doc->text.len;
    cJSON_ArrayForEach(x, get(line, "paragraphs"))
        AG_PUSH(r->a, &doc->paragraphs, (ag_paragraph){ span(r, x), word(r, x, "kind", parse_paragraph_kind, AG_PAR_BODY) });
    cJSON_ArrayForEach(x, get(line, "sentences"))
    {
        const cJSON *tokens = get(x, "tokens");
        ag_sentence s = { .span = span(r, x), .tokens = cJSON_IsNumber(tokens) ? tokens->valueint : 0,
                          .is_cut = cJSON_IsTrue(get(x, "cut")) };

        if (doc->sentences.n && s.span.from < doc->sentences.at[doc->sentences.n - 1].span.to)
            complain(r, "sentences that are not in order");
        while (p + 1 < doc->paragraphs.n && doc->paragraphs.at[p].span.to <= s.span.from)
            p++;
        s.paragraph = p;
        AG_PUSH(r->a, &doc->sentences, s);
    }
}

static void
entities(reader *r, const cJSON *line)
{
    ag_doc *doc = r->doc;
    const cJSON *x, *y;

    cJSON_ArrayForEach(x, get(line, "entities"))
    {
        ag_entity e = { .name = text(r, x, "name"),
                        .type = word(r, x, "type", ag_actor_type_parse, AG_TYPE_OTHER),
                        .is_named = !cJSON_IsFalse(get(x, "named")),
                        .is_known = cJSON_IsTrue(get(x, "known")),
                        .role = text(r, x, "role"),
                        .country = text(r, x, "country") };

        cJSON_ArrayForEach(y, get(x, "aliases")) if (cJSON_IsString(y))
            AG_PUSH(r->a, &e.aliases, ag_arena_str(r->a, ag_str_of(y->valuestring)));
        cJSON_ArrayForEach(y, get(x, "mentions"))
            AG_PUSH(r->a, &doc->mentions,
                    (ag_mention){ .span = span(r, y), .first = -1, .end = -1, .head = -1, .entity = doc->entities.n,
                                  .kind = word(r, y, "kind", ag_mention_kind_parse, AG_MENTION_NAME),
                                  .is_metonym = cJSON_IsTrue(get(y, "metonym")),
                                  .is_adjective = cJSON_IsTrue(get(y, "adjective")),
                                  .literal = text(r, y, "literal") });
        AG_PUSH(r->a, &doc->entities, e);
    }
    if (doc->mentions.n)
        qsort(doc->mentions.at, (size_t)doc->mentions.n, sizeof *doc->mentions.at, by_from);
    cJSON_ArrayForEach(x, get(line, "roles"))
        AG_PUSH(r->a, &doc->offices,
                (ag_office){ .person = entity(r, x, "person", true), .of = entity(r, x, "of", false),
                             .role = text(r, x, "role"),
                             .status = word(r, x, "status", ag_office_status_parse, AG_OFFICE_CURRENT),
                             .since = day(r, x, "since"), .until = day(r, x, "until"), .span = span(r, x) });
    cJSON_ArrayForEach(x, get(line, "states"))
        AG_PUSH(r->a, &doc->states,
                (ag_state){ .type = text(r, x, "type"), .word = text(r, x, "word"), .wikidata = text(r, x, "wikidata"),
                            .subject = entity(r, x, "subject", true), .object = entity(r, x, "object", true), .span = span(r, x) });
}

static void
events(reader *r, const cJSON *line)
{
    ag_doc *doc = r->doc;
    const cJSON *x, *y;

    cJSON_ArrayForEach(x, get(line, "events"))
    {
        const cJSON *trigger = get(x, "trigger"), *intensity = get(x, "intensity");
        ag_str date = text(r, x, "date");
        ag_event e = { .type = text(r, x, "type"),
                       .mode = text(r, x, "mode"),
                       .intensity = cJSON_IsNumber(intensity) ? intensity->valuedouble : 0,
                       .trigger = span(r, trigger),
                       .lemma = text(r, trigger, "lemma"),
                       .is_nominal = cJSON_IsTrue(get(trigger, "noun")),
                       .sentence = sentence(r, x),
                       .is_symmetric = cJSON_IsTrue(get(x, "symmetric")),
                       .status = word(r, x, "status", ag_reality_parse, AG_HAPPENED),
                       .voice = word(r, x, "voice", ag_voice_parse, AG_VOICE_OUTLET),
                       .claimed_by = entity(r, x, "claimed_by", false) };

        if (date.len && !ag_date_parse(date, &e.date))
            complain(r, "a date that is none");
        cJSON_ArrayForEach(y, get(x, "participants"))
            AG_PUSH(r->a, &e.parts,
                    (ag_participant){ entity(r, y, "entity", true), word(r, y, "role", ag_part_parse, AG_OTHER_PART) });
        AG_PUSH(r->a, &doc->events, e);
    }
    cJSON_ArrayForEach(x, get(line, "relations"))
        AG_PUSH(r->a, &doc->relations,
                (ag_relation){ .source = entity(r, x, "source", true), .target = entity(r, x, "target", true),
                               .verb = text(r, x, "verb"), .type = text(r, x, "type"), .sentence = sentence(r, x),
                               .status = word(r, x, "status", ag_reality_parse, AG_HAPPENED),
                               .claimed_by = entity(r, x, "claimed_by", false),
                               .is_passive = cJSON_IsTrue(get(x, "passive")) });
}

static void
times_and_quotes(reader *r, const cJSON *line)
{
    ag_doc *doc = r->doc;
    const cJSON *x;

    cJSON_ArrayForEach(x, get(line, "times"))
    {
        ag_time t = { .span = span(r, x), .value = text(r, x, "value") };

        if (cJSON_IsString(get(x, "grain")))
            ag_date_parse(t.value, &t.date);
        AG_PUSH(r->a, &doc->times, t);
    }
    cJSON_ArrayForEach(x, get(line, "quotes"))
        AG_PUSH(r->a, &doc->quotes,
                (ag_quote){ .speaker = entity(r, x, "speaker", false), .addressee = entity(r, x, "addressee", false),
                            .span = span(r, x), .is_direct = text(r, x, "kind").at[0] == 'd',
                            .cue = text(r, x, "cue") });
}

static void
chains(reader *r, const cJSON *line)
{
    const cJSON *list, *x;

    cJSON_ArrayForEach(list, get(line, "chains"))
    {
        ag_chain c = { 0 };

        cJSON_ArrayForEach(x, list)
            AG_PUSH(r->a, &c.nps, (ag_np){ .span = span(r, x), .first = -1, .end = -1, .head = -1, .kind = AG_NP_KINDS });
        AG_PUSH(r->a, &r->doc->chains, c);
    }
}

ag_status
ag_record_read(ag_arena *a, ag_str line, ag_doc **out, ag_err *err)
{
    ag_maker by;

    return ag_record_read_made(a, line, out, &by, err);
}

ag_status
ag_record_read_made(ag_arena *a, ag_str line, ag_doc **out, ag_maker *by, ag_err *err)
{
    cJSON *json = cJSON_ParseWithLength(line.at, line.len);
    const cJSON *d = get(json, "doc"), *made = get(json, "made_by");
    reader r = { .a = a };

    *out = NULL;
    *by = (ag_maker){ "", "", "" };
    if (!json)
        return ag_fail(err, AG_INPUT, "not a record: no JSON from '%.*s'", (int)(line.len < 40 ? line.len : 40), line.at);
    if (cJSON_IsObject(d)) {
        r.doc = AG_NEW(a, ag_doc);
        head(&r, d);
        body(&r, json);
        entities(&r, json);
        events(&r, json);
        times_and_quotes(&r, json);
        chains(&r, json);
        *by = (ag_maker){ text(&r, made, "program").at, text(&r, made, "model").at, text(&r, made, "ontology").at };
        *out = r.doc;
    }
    cJSON_Delete(json);
    if (r.wrong) {
        *out = NULL;
        return ag_fail(err, AG_INPUT, "%s: a record with %s; write it anew with 'actorgraph extract'", r.doc->id, r.wrong);
    }
    return AG_OK;
}

static void
hex(const cJSON *object, const char *key, char out[65])
{
    const cJSON *x = get(object, key);

    out[0] = 0;
    if (cJSON_IsString(x) && strlen(x->valuestring) == 64)
        memcpy(out, x->valuestring, 65);
}

bool
ag_footer_read(ag_str line, ag_footer *out)
{
    if (!ag_str_starts(line, AG_S("{\"footer\"")))
        return false;

    cJSON *json = cJSON_ParseWithLength(line.at, line.len);
    const cJSON *f = get(json, "footer"), *written = get(f, "written"), *set_aside = get(f, "set_aside");
    bool is = cJSON_IsNumber(written);

    if (is) {
        *out = (ag_footer){ .written = written->valueint, .set_aside = cJSON_IsNumber(set_aside) ? set_aside->valueint : 0 };
        hex(f, "sha256", out->sha256);
        hex(f, "shard", out->shard);
    }
    cJSON_Delete(json);
    return is;
}
