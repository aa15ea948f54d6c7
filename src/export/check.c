/* A graph's file → findings, in one pass with libxml2's SAX interface: GraphML, or GEXF where the root
 * says so.
 *
 * The rules are a table (check_rules.c); the code that looks sits where the parser meets the thing
 * (check_graphml.c, check_gexf.c). Newer readers may be more forgiving than the rules. Weak point: an
 * error of form ends the reading, so what stands behind it is not checked. */
#include "export/check_inner.h"
#include "base/utf8.h"

#include <errno.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <math.h>

const char *const ag_check_types[] = { "string", "boolean", "int", "long", "float", "double" };

void
ag_check_report(checker *c, enum rule r, ag_str found)
{
    ag_finding f = { &ag_check_rules[r], c->parser && c->parser->input ? c->parser->input->line : 1, c->element, found,
                     ag_check_rules[r].is_note };

    if (f.rule->is_strict && !c->strict)
        return;
    if (r == KIND && c->strict)
        f.is_note = true; /* where <edge> may have no label, kinds cannot be told */
    if (f.is_note)
        c->counts->notes++;
    else
        c->counts->findings++;
    c->found(c->self, &f);
}

void
ag_check_report_z(checker *c, enum rule r, const char *found)
{
    ag_check_report(c, r, ag_str_of(found));
}

/* ---- small judgements ---- */

/* XML's NameChar, from its production [4a], for what an NMTOKEN may hold. */
static bool
is_name_char(int32_t c)
{
    if (c < 128)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == ':';
    return c == 0xB7 || (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c <= 0x37D) || (c >= 0x37F && c <= 0x1FFF) ||
           (c >= 0x200C && c <= 0x200D) || (c >= 0x203F && c <= 0x2040) || (c >= 0x2070 && c <= 0x218F) ||
           (c >= 0x2C00 && c <= 0x2FEF) || (c >= 0x3001 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) ||
           (c >= 0xFDF0 && c <= 0xFFFC) || (c >= 0x10000 && c <= 0xEFFFF);
}

bool
ag_check_is_token(ag_str s)
{
    for (size_t i = 0; i < s.len;) {
        int n;

        if (!is_name_char(ag_utf8_next(s, i, &n)))
            return false;
        i += (size_t)n;
    }
    return s.len > 0;
}

static bool
is_whole(ag_str s, bool wide)
{
    const char *limit = wide ? "9223372036854775807" : "2147483647";
    size_t i = s.len && (s.at[0] == '-' || s.at[0] == '+'), n;

    if (i == s.len)
        return false;
    for (size_t k = i; k < s.len; k++)
        if (s.at[k] < '0' || s.at[k] > '9')
            return false;
    while (i + 1 < s.len && s.at[i] == '0')
        i++;
    n = strlen(limit); /* equal lengths: digits compare as text does; -2147483648 is not worth a case */
    return s.len - i < n || (s.len - i == n && memcmp(s.at + i, limit, n) <= 0);
}

/* A decimal number as Java, C and Python all read it; its value in *x. */
bool
ag_check_is_number(ag_str s, double *x)
{
    char buf[64], *end;

    if (ag_str_is(s, "NaN") || ag_str_is(s, "Infinity") || ag_str_is(s, "-Infinity")) {
        *x = s.at[0] == 'N' ? NAN : INFINITY;
        return true;
    }
    if (s.len == 0 || s.len >= sizeof buf)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (!strchr("0123456789+-.eE", s.at[i]) || s.at[i] == '\0')
            return false;
    memcpy(buf, s.at, s.len);
    buf[s.len] = '\0';
    *x = strtod(buf, &end);
    return *end == '\0';
}

bool
ag_check_is_colour(ag_str s)
{
    ag_str hex = s;

    if (s.len > 1 && s.at[0] == '#')
        hex = ag_str_sub(s, 1, s.len);
    else if (ag_str_starts(s, AG_S("0x")))
        hex = ag_str_sub(s, 2, s.len);
    if (hex.len != s.len) {
        for (size_t i = 0; i < hex.len; i++)
            if (!strchr("0123456789abcdefABCDEF", hex.at[i]))
                return false;
        return hex.len == 6;
    }
    for (size_t i = 0; i < s.len; i++) /* a colour's name, or a number */
        if (!((s.at[i] | 32) >= 'a' && (s.at[i] | 32) <= 'z') && !(s.at[i] >= '0' && s.at[i] <= '9'))
            return false;
    return s.len > 0;
}

/* The value of an attribute without prefix; false where there is none. */
bool
ag_check_get(const attributes *t, const char *name, ag_str *out)
{
    *out = AG_S("");
    for (int i = 0; i < t->n; i++)
        if (!t->at[5 * i + 1] && strcmp((const char *)t->at[5 * i], name) == 0) {
            *out = (ag_str){ (const char *)t->at[5 * i + 3], (size_t)(t->at[5 * i + 4] - t->at[5 * i + 3]) };
            return true;
        }
    return false;
}

bool
ag_check_once(checker *c, ag_map *m, ag_str key)
{
    int before = m->n;

    if (ag_map_get(m, key) >= 0)
        return false;
    ag_map_add(c->a, m, ag_arena_str(c->a, key), 1);
    return m->n > before;
}

bool
ag_check_fits(uint8_t type, ag_str s, double *x)
{
    *x = 0;
    switch ((value_type)type) {
    case T_INT:
    case T_LONG: return is_whole(s, type == T_LONG) && ag_check_is_number(s, x);
    case T_FLOAT:
    case T_DOUBLE: return ag_check_is_number(s, x);
    case T_BOOLEAN: return ag_str_is(s, "true") || ag_str_is(s, "false") || ag_str_is(s, "1") || ag_str_is(s, "0");
    default: return true;
    }
}

ag_str
ag_check_excerpt(checker *c, ag_str s)
{
    size_t n = s.len;

    if (n > 40)
        for (n = 40; n > 0 && ((unsigned char)s.at[n] & 0xC0) == 0x80; n--)
            ;
    return ag_arena_printf(c->a, "'%.*s%s'", (int)n, s.at, n < s.len ? "\xe2\x80\xa6" : "");
}

/* ---- what both formats have ---- */

void
ag_check_names(checker *c, const column *k)
{
    static const char *const own[] = { "id", "timeset" };
    static const char *const edge_own[] = { "source", "target", "type", "kind" };
    static const char *const statistics[] = {
        "degree", "indegree", "outdegree", "weighted degree", "weighted indegree", "weighted outdegree", "pageranks",
        "betweenesscentrality", "closnesscentrality", "harmonicclosnesscentrality", "eccentricity", "eigencentrality",
        "modularity_class", "stat_inf_class", "clustering", "componentnumber", "strongcompnum", "authority", "hub" };

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (ag_str_eq_nocase(k->id, ag_str_of(own[i])) || ag_str_eq_nocase(k->name, ag_str_of(own[i])))
            ag_check_report(c, KEY_RESERVED, ag_str_of(own[i]));
    for (size_t i = 0; k->edge && i < sizeof edge_own / sizeof *edge_own; i++)
        if (ag_str_eq_nocase(k->id, ag_str_of(edge_own[i])) || ag_str_eq_nocase(k->name, ag_str_of(edge_own[i])))
            ag_check_report(c, EDGE_COLUMN, k->name);
    for (size_t i = 0; i < sizeof statistics / sizeof *statistics; i++)
        if (ag_str_eq_nocase(k->id, ag_str_of(statistics[i])) || ag_str_eq_nocase(k->name, ag_str_of(statistics[i])))
            ag_check_report(c, STATISTIC, ag_str_of(statistics[i]));
}

void
ag_check_text(checker *c, const column *k, ag_str raw)
{
    if (k->type == T_STRING && ag_str_find(raw, AG_S("INF")) >= 0)
        ag_check_report(c, TEXT_INF, ag_arena_printf(c->a, "%.*s = %.*s", AG_SHOW(k->id), AG_SHOW(ag_check_excerpt(c, ag_str_trim(raw)))));
    if (k->type == T_STRING && ag_str_eq_nocase(ag_str_trim(raw), AG_S("null")))
        ag_check_report(c, TEXT_NULL, k->id);
}

void
ag_check_kind(checker *c, ag_str source, ag_str target, ag_str kind)
{
    bool swap = !c->is_directed && ag_str_cmp(source, target) > 0;
    ag_str pair = ag_arena_printf(c->a, "%.*s\n%.*s\n%.*s", AG_SHOW(swap ? target : source), AG_SHOW(swap ? source : target), AG_SHOW(kind));
    int known = c->pairs.n, first = ag_map_add(c->a, &c->pairs, pair, c->parser->input->line);

    if (c->pairs.n == known)
        ag_check_report(c, KIND, ag_arena_printf(c->a, "'%.*s', as in line %d", AG_SHOW(kind), first));
}

/* ---- SAX ---- */

where
ag_check_parent(const checker *c)
{
    return c->open.n ? (where)c->open.at[c->open.n - 1] : OUTSIDE;
}

static void
on_start(void *self, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
         const xmlChar **namespaces, int n, int n_defaulted, const xmlChar **at)
{
    checker *c = self;
    const char *name = (const char *)local, *space = (const char *)uri;
    attributes t = { at, n };
    where parent = ag_check_parent(c), here;

    (void)prefix, (void)n_namespaces, (void)namespaces, (void)n_defaulted;
    if (parent == OUTSIDE) {
        c->element = ag_arena_printf(c->a, "<%s>", name);
        c->saw_root = true;
        c->is_gexf = strcmp(name, "gexf") == 0;
    }
    here = c->is_gexf ? ag_check_gexf_start(c, name, space, &t, parent) : ag_check_graphml_start(c, name, space, &t, parent);
    AG_PUSH(c->a, &c->open, (uint8_t)here);
}

static void
on_end(void *self, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    checker *c = self;
    where here = ag_check_parent(c);

    (void)local, (void)prefix, (void)uri;
    if (c->open.n)
        c->open.n--;
    if (!c->is_gexf)
        ag_check_graphml_end(c, here);
}

static void
on_text(void *self, const xmlChar *text, int n)
{
    checker *c = self;

    if (c->data >= 0 && ag_check_parent(c) == IN_DATA)
        ag_buf_add(&c->text, text, (size_t)n);
}

static void
on_doctype(void *self, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    checker *c = self;

    (void)external, (void)system;
    c->element = ag_arena_printf(c->a, "<!DOCTYPE %s>", (const char *)name);
    ag_check_report_z(c, DOCTYPE, "");
}

static void
on_error(void *self, xmlErrorPtr e)
{
    checker *c = self;
    ag_str why;

    if (c->is_broken || e->level < XML_ERR_ERROR || e->domain == XML_FROM_NAMESPACE)
        return;
    c->is_broken = true; /* the first says it; others follow from it */
    why = ag_str_trim(ag_str_of(e->message));
    if (c->element.len == 0)
        c->element = AG_S("the file");
    ag_check_report(c, e->code == XML_ERR_INVALID_CHAR || e->code == XML_ERR_INVALID_CHARREF ? CONTROL_CHAR : WELL_FORMED,
           ag_arena_str(c->a, why));
}

/* ---- the file ---- */

/* Declaration, encoding, byte order mark: in the first bytes. */
static void
look_at_head(checker *c, ag_str head)
{
    ag_str declaration;
    long end, at;

    c->element = AG_S("the file");
    if (ag_str_starts(head, AG_S("\xef\xbb\xbf"))) {
        ag_check_report_z(c, BOM, "");
        head = ag_str_sub(head, 3, head.len);
    }
    if (ag_str_starts(head, AG_S("\xff\xfe")) || ag_str_starts(head, AG_S("\xfe\xff"))) {
        ag_check_report_z(c, ENCODING, "UTF-16");
        return;
    }
    end = ag_str_find(head, AG_S("?>"));
    declaration = ag_str_starts(head, AG_S("<?xml")) && end > 0 ? ag_str_sub(head, 0, (size_t)end) : AG_S("");
    at = ag_str_find(declaration, AG_S("encoding="));
    if (at < 0) {
        ag_check_report_z(c, DECLARATION, "");
        return;
    }

    ag_str name = ag_str_sub(declaration, (size_t)at + 9, declaration.len);
    char quote = name.len ? name.at[0] : '"';
    name = ag_str_sub(name, name.len > 0, name.len);
    ag_str value = AG_S("");
    ag_str_cut(&name, quote, &value);
    if (!ag_str_eq_nocase(value, AG_S("UTF-8")))
        ag_check_report(c, ENCODING, ag_arena_str(c->a, value));
}

static void
look_at_whole(checker *c)
{
    c->element = AG_S("the file");
    if (c->is_broken)
        return;
    if (c->saw_root && c->graphs == 0)
        ag_check_report_z(c, ONE_GRAPH, "no graph");
    if (c->weightless)
        ag_check_report(c, WEIGHT, ag_arena_printf(c->a, "no weight on %ld edges, the first in line %ld", c->weightless, c->first_weightless));
    if (c->any_position && !c->any_not_zero && c->counts->nodes > 1)
        ag_check_report_z(c, ALL_ZERO, "");
}

ag_status
ag_check_file(ag_arena *a, const char *path, FILE *in, bool strict, void (*found)(void *self, const ag_finding *f),
                 void *self, ag_check_counts *out, ag_err *err)
{
    enum { CHUNK = 1 << 16 };
    xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC, .startElementNs = on_start, .endElementNs = on_end,
                          .characters = on_text, .cdataBlock = on_text, .internalSubset = on_doctype,
                          .serror = (xmlStructuredErrorFunc)on_error };
    checker c = { .a = a, .strict = strict, .found = found, .self = self, .counts = out, .data = -1, .element = AG_S("") };
    char *chunk = ag_arena_alloc(a, CHUNK);
    size_t n = fread(chunk, 1, CHUNK, in);

    *out = (ag_check_counts){ 0 };
    if (n == 0)
        return ag_fail(err, AG_INPUT, "%s: %s", path, ferror(in) ? strerror(errno) : "the file is empty");
    look_at_head(&c, (ag_str){ chunk, n });
    c.element = AG_S("");
    c.parser = xmlCreatePushParserCtxt(&sax, &c, chunk, (int)(n < 4 ? n : 4), NULL);
    if (!c.parser)
        return ag_fail(err, AG_MACHINE, "%s: no memory left", path);
    xmlCtxtUseOptions(c.parser, XML_PARSE_NONET);
    for (size_t skip = n < 4 ? n : 4; n > 0 && !c.is_broken; skip = 0) {
        if (xmlParseChunk(c.parser, chunk + skip, (int)(n - skip), 0) != 0 && c.is_broken)
            break;
        n = fread(chunk, 1, CHUNK, in);
    }
    if (!c.is_broken)
        xmlParseChunk(c.parser, chunk, 0, 1);
    look_at_whole(&c);
    xmlFreeDoc(c.parser->myDoc); /* the parser makes one for the entities of a document type */
    c.parser->myDoc = NULL;
    xmlFreeParserCtxt(c.parser);
    ag_buf_done(&c.text);
    if (ferror(in))
        return ag_fail(err, AG_INPUT, "%s: %s", path, strerror(errno));
    return AG_OK;
}
