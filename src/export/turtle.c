/* A graph and what it rests on → RDF in Turtle 1.1, with provenance by W3C PROV-O down to the sentence:
 *
 *     tie, act  prov:wasDerivedFrom  sentence  prov:wasQuotedFrom  article  prov:wasAttributedTo  outlet
 *
 * and everything prov:wasGeneratedBy the run. A sentence is named by its article and RFC 5147's
 * position of characters (…#char=19,81), code points of the clean text. Only what the edges of the
 * graph rest on is written: no other act, no other article. Names are URNs of an experimental space,
 * since nobody serves them. */
#include "export/columns.h"
#include "export/formats.h"
#include "base/utf8.h"
#include "names.h"

static const char *const space = "urn:x-actorgraph:";

typedef struct writer {
    const ag_export *x;
    const ag_world *w;
    ag_out *out;
    ag_buf *b;
    ag_arena *a;
    bool *has_act, *has_actor, *has_doc;
    AG_LIST(ag_evidence) sentences;
} writer;

/* ---- terms ---- */

/* <urn:x-actorgraph:KIND:ID>; what an IRI may not hold is percent-encoded. */
static void
add_iri(ag_buf *b, const char *kind, ag_str id)
{
    ag_buf_char(b, '<');
    ag_buf_z(b, space);
    ag_buf_z(b, kind);
    ag_buf_char(b, ':');
    for (size_t i = 0; i < id.len; i++) {
        unsigned char c = (unsigned char)id.at[i];

        if (c <= 32 || c == 127 || memchr("<>\"{}|^`\\%", c, 10))
            ag_buf_printf(b, "%%%02X", c);
        else
            ag_buf_char(b, (char)c);
    }
    ag_buf_char(b, '>');
}

static void
add_literal(ag_buf *b, ag_str s)
{
    ag_buf_char(b, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];

        if (c == '"' || c == '\\')
            ag_buf_printf(b, "\\%c", c);
        else if (c == '\n')
            ag_buf_z(b, "\\n");
        else if (c == '\r')
            ag_buf_z(b, "\\r");
        else if (c == '\t')
            ag_buf_z(b, "\\t");
        else if (c < 32 || c == 127)
            ag_buf_printf(b, "\\u%04X", c);
        else
            ag_buf_char(b, (char)c);
    }
    ag_buf_char(b, '"');
}

static void
add_text(ag_buf *b, const char *property, ag_str value)
{
    if (value.len == 0)
        return;
    ag_buf_printf(b, " ;\n    %s ", property);
    add_literal(b, value);
}

static void
add_day(ag_buf *b, const char *property, ag_day day)
{
    char text[16];

    ag_day_format(day, text);
    if (text[0])
        ag_buf_printf(b, " ;\n    %s \"%s\"^^xsd:date", property, text);
}

/* Columns of a row as ag:NAME; looks are for pictures. */
static void
add_cells(ag_buf *b, const ag_column *columns, int n, int row)
{
    for (int i = 0; i < n; i++) {
        const ag_column *c = &columns[i];

        if (!ag_cell_has(c, row) || ag_column_is_look(c) || strcmp(c->name, "label") == 0 || strcmp(c->name, "evidence") == 0)
            continue;
        ag_buf_printf(b, " ;\n    ag:%s ", c->name);
        switch (c->type) {
        case AG_COLUMN_STRING: add_literal(b, c->value.strings[row]); break;
        case AG_COLUMN_DOUBLE: /* 4.5 alone would be a decimal */
            ag_buf_char(b, '"');
            ag_cell_add(b, c, row);
            ag_buf_z(b, "\"^^xsd:double");
            break;
        default: ag_cell_add(b, c, row); break;
        }
    }
}

static void
add_sentence_iri(writer *t, ag_evidence e)
{
    const ag_doc *doc = t->w->docs.at[e.doc];
    ag_str before = ag_str_sub(doc->text, 0, e.sentence.from < doc->text.len ? e.sentence.from : doc->text.len);
    uint32_t to = e.sentence.to < doc->text.len ? e.sentence.to : (uint32_t)doc->text.len;
    size_t from = ag_utf8_count(before), n = to > before.len ? ag_utf8_count(ag_str_sub(doc->text, before.len, to)) : 0;

    add_iri(t->b, "article", ag_arena_printf(t->a, "%s#char=%zu,%zu", doc->id, from, from + n));
}

/* " ; prov:wasDerivedFrom <…>, <…>", and notes the sentences for later. */
static void
add_sources(writer *t, const ag_evidence *at, int n)
{
    for (int i = 0; i < n; i++) {
        ag_buf_z(t->b, i ? ", " : " ;\n    prov:wasDerivedFrom ");
        add_sentence_iri(t, at[i]);
        AG_PUSH(t->a, &t->sentences, at[i]);
    }
}

/* ---- things ---- */

static const char *const class_of_type[] = { "Person", "Organization", "Country", "Place", "Group", "Work", "Actor" };

static void
add_actor(writer *t, int actor, int node)
{
    const ag_actor *x = &t->w->actors.at[actor];
    const ag_graph *g = t->x->graph;

    add_iri(t->b, "actor", x->id);
    ag_buf_printf(t->b, " a ag:%s, prov:Agent", class_of_type[x->type]);
    add_text(t->b, "rdfs:label", x->name.len ? x->name : x->id);
    for (int i = 0; i < x->aliases.n; i++)
        add_text(t->b, "skos:altLabel", x->aliases.at[i]);
    if (node >= 0)
        add_cells(t->b, g->node_columns.at, g->node_columns.n, node);
    if (x->evidence.doc >= 0 && t->w->docs.n && x->evidence.sentence.to)
        add_sources(t, &x->evidence, 1);
    ag_buf_z(t->b, " .\n\n");
}

static void
add_act(writer *t, int number)
{
    static const char *const parts[] = { "source", "target", "place", "instrument", "participant" };
    const ag_act *act = &t->w->acts.at[number];
    char date[16];

    add_iri(t->b, "act", act->id);
    ag_buf_z(t->b, " a ag:Act");
    add_text(t->b, "rdfs:label", act->label);
    add_text(t->b, "ag:type", act->type);
    add_text(t->b, "ag:mode", act->mode);
    add_text(t->b, "ag:verb", act->lemma);
    add_text(t->b, "ag:status", ag_str_of(ag_reality_name((ag_reality)act->status)));
    add_text(t->b, "ag:voice", ag_str_of(ag_voice_name((ag_voice)act->voice)));
    ag_buf_printf(t->b, " ;\n    ag:intensity \"%.6g\"^^xsd:double ;\n    ag:symmetric %s ;\n    ag:reports %d ;\n    ag:origins %d",
                  act->intensity + 0.0, act->is_symmetric ? "true" : "false", act->reports, act->origins);
    ag_date_format(act->date, date);
    if (act->date.grain == AG_GRAIN_DAY)
        ag_buf_printf(t->b, " ;\n    ag:date \"%s\"^^xsd:date", date);
    else if (act->date.grain != AG_GRAIN_NONE) {
        add_text(t->b, "ag:date", ag_str_of(date));
        add_text(t->b, "ag:grain", ag_str_of(ag_grain_name(act->date.grain)));
    }
    for (int i = 0; i < act->parts.n; i++)
        if (act->parts.at[i].entity >= 0) {
            ag_buf_printf(t->b, " ;\n    ag:%s ", parts[act->parts.at[i].part]);
            add_iri(t->b, "actor", t->w->actors.at[act->parts.at[i].entity].id);
            t->has_actor[act->parts.at[i].entity] = true;
        }
    if (act->claimed_by >= 0) {
        ag_buf_z(t->b, " ;\n    prov:wasAttributedTo ");
        add_iri(t->b, "actor", t->w->actors.at[act->claimed_by].id);
        t->has_actor[act->claimed_by] = true;
    }
    add_sources(t, act->evidence.at, act->evidence.n);
    ag_buf_z(t->b, " ;\n    prov:wasGeneratedBy ag:run .\n\n");
}

static void
add_end(writer *t, const char *property, int node)
{
    const ag_view *v = t->x->view;
    const ag_graph *g = t->x->graph;

    ag_buf_printf(t->b, " ;\n    ag:%s ", property);
    if (v->node_actor[node] >= 0)
        add_iri(t->b, "actor", g->node_id[node]);
    else
        add_iri(t->b, "act", g->node_id[node]);
}

static void
add_edge(writer *t, int e)
{
    const ag_graph *g = t->x->graph;
    const ag_act_list *acts = &t->x->view->edge_acts[e];
    ag_evidence first = t->x->view->edge_evidence[e];

    add_iri(t->b, "edge", g->edge_id[e]);
    ag_buf_z(t->b, " a ag:Edge, prov:Entity");
    add_text(t->b, "rdfs:label", ag_cell_text(ag_edge_column(g, "label"), e));
    add_end(t, g->is_directed ? "from" : "between", g->edge_from[e]);
    add_end(t, g->is_directed ? "to" : "between", g->edge_to[e]);
    add_text(t->b, "ag:kind", g->edge_kind[e]);
    add_cells(t->b, g->edge_columns.at, g->edge_columns.n, e);
    for (int i = 0; i < acts->list.n; i++) {
        ag_buf_z(t->b, i ? ", " : " ;\n    ag:restsOn ");
        add_iri(t->b, "act", t->w->acts.at[acts->list.at[i]].id);
        t->has_act[acts->list.at[i]] = true;
    }
    if (first.doc >= 0)
        add_sources(t, &first, 1);
    ag_buf_z(t->b, " ;\n    prov:wasGeneratedBy ag:run .\n\n");
}

static void
add_sentence(writer *t, ag_evidence e)
{
    const ag_doc *doc = t->w->docs.at[e.doc];

    t->has_doc[e.doc] = true;
    add_sentence_iri(t, e);
    ag_buf_z(t->b, " a ag:Sentence, prov:Entity");
    if (e.sentence.to <= doc->text.len)
        add_text(t->b, "prov:value", ag_str_at(doc->text, e.sentence));
    ag_buf_z(t->b, " ;\n    prov:wasQuotedFrom ");
    add_iri(t->b, "article", ag_str_of(doc->id));
    ag_buf_z(t->b, " .\n\n");
}

static void
add_article(writer *t, const ag_doc *doc)
{
    add_iri(t->b, "article", ag_str_of(doc->id));
    ag_buf_z(t->b, " a ag:Article, prov:Entity");
    add_text(t->b, "dcterms:title", doc->title);
    add_day(t->b, "dcterms:issued", doc->date);
    add_text(t->b, "dcterms:source", doc->url.len ? doc->url : doc->path);
    if (doc->source.len) {
        ag_buf_z(t->b, " ;\n    prov:wasAttributedTo ");
        add_iri(t->b, "outlet", doc->source);
    }
    add_text(t->b, "dcterms:publisher", doc->source);
    ag_buf_z(t->b, " .\n\n");
}

static int
by_place(const void *p, const void *q)
{
    const ag_evidence *x = p, *y = q;

    if (x->doc != y->doc)
        return x->doc - y->doc;
    if (x->sentence.from != y->sentence.from)
        return (x->sentence.from > y->sentence.from) - (x->sentence.from < y->sentence.from);
    return (x->sentence.to > y->sentence.to) - (x->sentence.to < y->sentence.to);
}

void
ag_write_turtle(const ag_export *x, ag_out *out)
{
    const ag_view *v = x->view;
    const ag_world *w = v->world;
    ag_arena *a = ag_arena_new(0);
    writer t = { .x = x, .w = w, .out = out, .b = &out->text, .a = a, .has_act = AG_ARRAY(a, bool, w->acts.n + 1),
                 .has_actor = AG_ARRAY(a, bool, w->actors.n + 1), .has_doc = AG_ARRAY(a, bool, w->docs.n + 1) };

    ag_buf_printf(t.b, "@prefix ag: <%svocabulary:> .\n", space);
    ag_buf_z(t.b, "@prefix prov: <http://www.w3.org/ns/prov#> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
                  "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix dcterms: <http://purl.org/dc/terms/> .\n"
                  "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n\n");
    ag_buf_z(t.b, "ag:run a prov:Activity ;\n    prov:wasAssociatedWith ag:actorgraph");
    add_text(t.b, "rdfs:comment", x->graph->description);
    ag_buf_z(t.b, " .\n\nag:actorgraph a prov:SoftwareAgent ;\n    rdfs:label \"actorgraph " AG_VERSION "\" .\n\n");
    for (int e = 0; e < x->graph->n_edges; e++, ag_out_pass(out))
        add_edge(&t, e);
    for (int i = 0; i < x->graph->n_nodes; i++) {
        if (v->node_act[i] >= 0)
            t.has_act[v->node_act[i]] = true;
        else
            t.has_actor[v->node_actor[i]] = true;
    }
    for (int i = 0; i < w->acts.n; i++, ag_out_pass(out))
        if (t.has_act[i])
            add_act(&t, i);
    for (int i = 0; i < w->actors.n; i++, ag_out_pass(out))
        if (t.has_actor[i])
            add_actor(&t, i, v->actor_node[i]);
    if (t.sentences.n)
        qsort(t.sentences.at, (size_t)t.sentences.n, sizeof *t.sentences.at, by_place);
    for (int i = 0; i < t.sentences.n; i++, ag_out_pass(out))
        if (i == 0 || by_place(&t.sentences.at[i - 1], &t.sentences.at[i]) != 0)
            add_sentence(&t, t.sentences.at[i]);
    for (int i = 0; i < w->docs.n; i++, ag_out_pass(out))
        if (t.has_doc[i])
            add_article(&t, w->docs.at[i]);
    ag_arena_free(a);
}
