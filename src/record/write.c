/* Document → one line of JSON. Written straight into the buffer, in a fixed order of fields: the
 * same document gives the same bytes. */
#include "names.h"
#include "record/record.h"

#include <stdlib.h>

typedef struct writer {
    ag_buf *out;
    const ag_doc *doc;
    uint32_t *at; /* [text.len + 1] code points before each byte */
} writer;

static uint32_t *
code_points(ag_str text)
{
    uint32_t *at = malloc((text.len + 1) * sizeof *at);
    uint32_t n = 0;

    if (!at)
        abort();
    for (size_t i = 0; i < text.len; i++) {
        at[i] = n;
        n += ((unsigned char)text.at[i] & 0xC0) != 0x80; /* a byte that begins a code point */
    }
    at[text.len] = n;
    return at;
}

static void
span(writer *w, ag_span s)
{
    ag_buf_printf(w->out, "\"start\": %u, \"end\": %u", w->at[s.from], w->at[s.to]);
}

static void
text(writer *w, const char *key, ag_str s)
{
    ag_buf_printf(w->out, ", \"%s\": ", key);
    if (s.len)
        ag_buf_json(w->out, s);
    else
        ag_buf_z(w->out, "null");
}

static void
word(writer *w, const char *key, const char *z)
{
    text(w, key, ag_str_of(z));
}

static void
flag(writer *w, const char *key, bool x)
{
    ag_buf_printf(w->out, ", \"%s\": %s", key, x ? "true" : "false");
}

static void
day(writer *w, const char *key, ag_day d)
{
    char z[16];

    ag_day_format(d, z);
    word(w, key, z);
}

static void
entity(writer *w, const char *key, int i)
{
    if (i < 0)
        ag_buf_printf(w->out, ", \"%s\": null", key);
    else
        ag_buf_printf(w->out, ", \"%s\": \"e%d\"", key, i + 1);
}

static void
sentence(writer *w, int i)
{
    ag_buf_z(w->out, ", \"sentence\": {");
    span(w, w->doc->sentences.at[i].span);
    ag_buf_z(w->out, "}");
}

static void
open_list(writer *w, const char *key)
{
    ag_buf_printf(w->out, ", \"%s\": [", key);
}

/* Before each item but the first a comma. */
static void
open_item(writer *w, int i)
{
    ag_buf_z(w->out, i ? ", {" : "{");
}

static void
close_item(writer *w)
{
    ag_buf_z(w->out, "}");
}

static void
close_list(writer *w)
{
    ag_buf_z(w->out, "]");
}

static void
strings(writer *w, const char *key, const ag_str *s, int n)
{
    open_list(w, key);
    for (int i = 0; i < n; i++) {
        ag_buf_z(w->out, i ? ", " : "");
        ag_buf_json(w->out, s[i]);
    }
    close_list(w);
}

static void
head(writer *w)
{
    const ag_doc *d = w->doc;

    ag_buf_printf(w->out, "{\"doc\": {\"id\": \"%s\"", d->id);
    text(w, "path", d->path);
    text(w, "title", d->title);
    day(w, "date", d->date);
    text(w, "date_source", d->date_source.len ? d->date_source : AG_S("none"));
    day(w, "modified", d->modified);
    text(w, "url", d->url);
    text(w, "source", d->source);
    text(w, "agency", d->agency);
    strings(w, "authors", d->authors.at, d->authors.n);
    text(w, "language", d->language);
    word(w, "sha256", d->sha256);
    close_item(w);
}

static void
body(writer *w)
{
    const ag_doc *d = w->doc;
    static const char *const kind[] = { "body", "title", "heading" };

    ag_buf_z(w->out, ", \"text\": ");
    ag_buf_json(w->out, d->text);
    open_list(w, "paragraphs");
    for (int i = 0; i < d->paragraphs.n; i++) {
        open_item(w, i);
        span(w, d->paragraphs.at[i].span);
        word(w, "kind", kind[d->paragraphs.at[i].kind]);
        close_item(w);
    }
    close_list(w);
    open_list(w, "sentences");
    for (int i = 0; i < d->sentences.n; i++) {
        open_item(w, i);
        span(w, d->sentences.at[i].span);
        ag_buf_printf(w->out, ", \"tokens\": %d%s}", d->sentences.at[i].tokens,
                      d->sentences.at[i].is_cut ? ", \"cut\": true" : "");
    }
    close_list(w);
}

static void
mentions_of(writer *w, int e)
{
    int k = 0;

    open_list(w, "mentions");
    for (int i = 0; i < w->doc->mentions.n; i++) {
        const ag_mention *m = &w->doc->mentions.at[i];

        if (m->entity != e)
            continue;
        open_item(w, k++);
        span(w, m->span);
        word(w, "kind", ag_mention_kind_name(m->kind));
        flag(w, "metonym", m->is_metonym);
        text(w, "literal", m->literal);
        if (m->is_adjective)
            flag(w, "adjective", true);
        close_item(w);
    }
    close_list(w);
}

static void
entities(writer *w)
{
    open_list(w, "entities");
    for (int i = 0; i < w->doc->entities.n; i++) {
        const ag_entity *e = &w->doc->entities.at[i];

        open_item(w, i);
        ag_buf_printf(w->out, "\"id\": \"e%d\"", i + 1);
        text(w, "name", e->name);
        word(w, "type", ag_actor_type_name(e->type));
        flag(w, "named", e->is_named);
        flag(w, "known", e->is_known);
        strings(w, "aliases", e->aliases.at, e->aliases.n);
        text(w, "role", e->role);
        text(w, "country", e->country);
        mentions_of(w, i);
        close_item(w);
    }
    close_list(w);
    open_list(w, "roles");
    for (int i = 0; i < w->doc->offices.n; i++) {
        const ag_office *o = &w->doc->offices.at[i];

        open_item(w, i);
        span(w, o->span);
        entity(w, "person", o->person);
        text(w, "role", o->role);
        entity(w, "of", o->of);
        word(w, "status", ag_office_status_name(o->status));
        day(w, "since", o->since);
        day(w, "until", o->until);
        close_item(w);
    }
    close_list(w);
    open_list(w, "states");
    for (int i = 0; i < w->doc->states.n; i++) {
        const ag_state *s = &w->doc->states.at[i];

        open_item(w, i);
        span(w, s->span);
        text(w, "type", s->type);
        text(w, "word", s->word);
        text(w, "wikidata", s->wikidata);
        entity(w, "subject", s->subject);
        entity(w, "object", s->object);
        close_item(w);
    }
    close_list(w);
}

static void
events(writer *w)
{
    open_list(w, "events");
    for (int i = 0; i < w->doc->events.n; i++) {
        const ag_event *e = &w->doc->events.at[i];
        char date[16];

        open_item(w, i);
        ag_buf_printf(w->out, "\"id\": \"v%d\"", i + 1);
        text(w, "type", e->type);
        text(w, "mode", e->mode);
        ag_buf_z(w->out, ", \"intensity\": ");
        ag_buf_number(w->out, e->intensity);
        ag_buf_z(w->out, ", \"trigger\": {");
        span(w, e->trigger);
        text(w, "lemma", e->lemma);
        flag(w, "noun", e->is_nominal);
        close_item(w);
        sentence(w, e->sentence);
        flag(w, "symmetric", e->is_symmetric);
        open_list(w, "participants");
        for (int k = 0; k < e->parts.n; k++)
            ag_buf_printf(w->out, "%s{\"entity\": \"e%d\", \"role\": \"%s\"}", k ? ", " : "",
                          e->parts.at[k].entity + 1, ag_part_name(e->parts.at[k].part));
        close_list(w);
        ag_date_format(e->date, date);
        word(w, "date", date);
        word(w, "date_grain", ag_grain_name(e->date.grain));
        word(w, "status", ag_reality_name(e->status));
        entity(w, "claimed_by", e->claimed_by);
        word(w, "voice", ag_voice_name(e->voice));
        close_item(w);
    }
    close_list(w);
    open_list(w, "relations");
    for (int i = 0; i < w->doc->relations.n; i++) {
        const ag_relation *r = &w->doc->relations.at[i];

        open_item(w, i);
        ag_buf_printf(w->out, "\"source\": \"e%d\"", r->source + 1);
        text(w, "verb", r->verb);
        entity(w, "target", r->target);
        text(w, "type", r->type);
        sentence(w, r->sentence);
        word(w, "status", ag_reality_name(r->status));
        entity(w, "claimed_by", r->claimed_by);
        flag(w, "passive", r->is_passive);
        close_item(w);
    }
    close_list(w);
}

static void
times_and_quotes(writer *w)
{
    open_list(w, "times");
    for (int i = 0; i < w->doc->times.n; i++) {
        const ag_time *t = &w->doc->times.at[i];

        open_item(w, i);
        span(w, t->span);
        text(w, "value", t->value);
        word(w, "grain", ag_grain_name(t->date.grain));
        close_item(w);
    }
    close_list(w);
    open_list(w, "quotes");
    for (int i = 0; i < w->doc->quotes.n; i++) {
        const ag_quote *q = &w->doc->quotes.at[i];

        open_item(w, i);
        span(w, q->span);
        entity(w, "speaker", q->speaker);
        word(w, "kind", q->is_direct ? "direct" : "indirect");
        text(w, "cue", q->cue);
        entity(w, "addressee", q->addressee);
        close_item(w);
    }
    close_list(w);
}

static void
chains(writer *w)
{
    open_list(w, "chains");
    for (int i = 0; i < w->doc->chains.n; i++) {
        const ag_chain *c = &w->doc->chains.at[i];

        ag_buf_z(w->out, i ? ", [" : "[");
        for (int k = 0; k < c->nps.n; k++) {
            open_item(w, k);
            span(w, c->nps.at[k].span);
            close_item(w);
        }
        close_list(w);
    }
    close_list(w);
}

void
ag_record_write(const ag_doc *doc, const ag_maker *maker, ag_buf *out)
{
    writer w = { .out = out, .doc = doc, .at = code_points(doc->text) };

    head(&w);
    ag_buf_z(out, ", \"made_by\": {\"program\": ");
    ag_buf_json(out, ag_str_of(maker->program));
    word(&w, "model", maker->model);
    word(&w, "ontology", maker->ontology);
    close_item(&w);
    body(&w);
    entities(&w);
    events(&w);
    times_and_quotes(&w);
    chains(&w);
    ag_buf_z(out, "}\n");
    free(w.at);
}

void
ag_footer_write(const ag_footer *f, ag_buf *out)
{
    ag_buf_printf(out, "{\"footer\": {\"written\": %ld, \"set_aside\": %ld, \"sha256\": \"%s\"", f->written, f->set_aside, f->sha256);
    if (f->shard[0])
        ag_buf_printf(out, ", \"shard\": \"%s\"", f->shard);
    ag_buf_z(out, "}}\n");
}
