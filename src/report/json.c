/* Facts → JSON. Numbers of spans are arrays: this span first, the last one second. */
#include "report/json.h"

#include "names.h"

static void
key(ag_buf *b, const char *name)
{
    char last = b->len ? b->at[b->len - 1] : '{';

    ag_buf_z(b, last == '{' || last == '[' ? "" : last == '\n' ? "" : ", ");
    if (name)
        ag_buf_printf(b, "\"%s\": ", name);
}

static void
text(ag_buf *b, const char *name, ag_str s)
{
    key(b, name);
    if (s.len)
        ag_buf_json(b, s);
    else
        ag_buf_z(b, "null");
}

static void
number(ag_buf *b, const char *name, double x)
{
    key(b, name);
    ag_buf_number(b, x + 0.0);
}

static void
truth(ag_buf *b, const char *name, bool x)
{
    key(b, name);
    ag_buf_z(b, x ? "true" : "false");
}

static void
day(ag_buf *b, const char *name, ag_day d)
{
    char out[16];

    ag_day_format(d, out);
    text(b, name, ag_str_of(out));
}

static void
numbers(ag_buf *b, const char *name, const double *x)
{
    key(b, name);
    ag_buf_z(b, "[");
    for (int s = 0; s < AG_REPORT_SPANS; s++)
        number(b, NULL, x[s]);
    ag_buf_z(b, "]");
}

static void
actor(ag_buf *b, const char *name, const ag_facts *f, int x)
{
    text(b, name, x < 0 ? AG_S("") : f->world->actors.at[x].id);
}

/* Members of a list stand on a line each: `first` is whether none has come yet. */
static void
item(ag_buf *b, bool *first)
{
    ag_buf_z(b, *first ? "\n  {" : ",\n  {");
    *first = false;
}

static void
list(ag_buf *b, const char *name)
{
    ag_buf_printf(b, ",\n\"%s\": [", name);
}

static void
add_head(const ag_facts *f, const ag_report_made *made, ag_buf *b)
{
    bool first = true;

    ag_buf_z(b, "{\"report\": {");
    day(b, "since", f->span[0].since);
    day(b, "until", f->span[0].until);
    day(b, "as_of", f->options.as_of);
    truth(b, "first", f->is_first);
    truth(b, "compared", f->may_compare && !f->is_first);
    number(b, "false_discovery_rate", f->options.rate);
    number(b, "tests", f->tests);
    number(b, "seed", (double)f->options.seed);
    text(b, "program", AG_S(AG_VERSION));
    text(b, "model", made->model);
    text(b, "ontology", made->ontology);
    text(b, "decisions", made->decisions);
    ag_buf_z(b, "}");
    list(b, "spans");
    for (int s = 0; s < AG_REPORT_SPANS; s++) {
        item(b, &first);
        day(b, "since", f->span[s].since);
        day(b, "until", f->span[s].until);
        number(b, "articles", f->span[s].articles);
        number(b, "origins", f->span[s].origins);
        number(b, "common_origins", f->span[s].common);
        number(b, "facts", f->span[s].facts);
        ag_buf_z(b, "}");
    }
    ag_buf_z(b, "]");
}

static void
add_coverage(const ag_facts *f, ag_buf *b)
{
    bool first = true;

    ag_buf_z(b, ",\n\"coverage\": {");
    number(b, "articles", f->span[0].articles);
    number(b, "origins", f->span[0].origins);
    number(b, "copies", f->span[0].articles - f->span[0].origins);
    number(b, "undated", f->undated);
    number(b, "facts", f->span[0].facts);
    number(b, "claimed", f->claimed);
    number(b, "denied", f->denied);
    number(b, "late", f->late);
    number(b, "ahead", f->ahead);
    number(b, "events_without_day", f->no_day);
    key(b, "gaps");
    ag_buf_z(b, "[");
    for (int i = 0; i < f->gaps.n; i++)
        day(b, NULL, f->gaps.at[i]);
    ag_buf_z(b, "]}");
    list(b, "outlets");
    for (int i = 0; i < f->outlets.n; i++) {
        const ag_outlet *o = &f->outlets.at[i];

        item(b, &first);
        text(b, "outlet", o->name);
        number(b, "articles", o->articles[0]);
        number(b, "origins", o->origins[0]);
        number(b, "articles_before", o->articles[1]);
        number(b, "origins_before", o->origins[1]);
        ag_buf_z(b, "}");
    }
    ag_buf_z(b, "]");
}

static void
add_actors(const ag_facts *f, ag_buf *b)
{
    bool first = true;

    list(b, "actors");
    for (int i = 0; i < f->actors.n; i++) {
        const ag_ranked *r = &f->actors.at[i];
        const ag_actor *x = &f->world->actors.at[r->actor];

        item(b, &first);
        text(b, "id", x->id);
        text(b, "name", x->name);
        text(b, "type", ag_str_of(ag_actor_type_name((ag_actor_type)x->type)));
        text(b, "country", x->country);
        key(b, "aliases");
        ag_buf_z(b, "[");
        for (int k = 0; k < x->aliases.n; k++)
            text(b, NULL, x->aliases.at[k]);
        ag_buf_z(b, "]");
        numbers(b, "strength", r->strength);
        number(b, "mean", ag_facts_mean(f, r->strength));
        number(b, "ties", r->ties);
        number(b, "rank", r->rank);
        number(b, "rank_before", r->rank_before);
        if (r->low) {
            number(b, "rank_low", r->low);
            number(b, "rank_high", r->high);
        }
        if (r->betweenness >= 0)
            number(b, "betweenness", r->betweenness);
        if (r->community >= 0)
            number(b, "community", r->community);
        if (r->community_before >= 0)
            number(b, "community_before", r->community_before);
        ag_buf_z(b, "}");
    }
    ag_buf_z(b, "]");
}

static void
add_pairs(const ag_facts *f, ag_buf *b)
{
    bool first = true;

    list(b, "ties");
    for (int i = 0; i < f->pairs.n; i++) {
        const ag_pair *p = &f->pairs.at[i];

        item(b, &first);
        actor(b, "a", f, p->x);
        actor(b, "b", f, p->y);
        numbers(b, "weight", p->weight);
        numbers(b, "cooperation", p->cooperation);
        numbers(b, "conflict", p->conflict);
        number(b, "mean", ag_facts_mean(f, p->weight));
        number(b, "origins", p->origins);
        number(b, "stories", p->stories[0]);
        number(b, "stories_before", p->stories[1]);
        if (!f->is_first && f->may_compare) {
            number(b, "p", p->p);
            number(b, "least_p", p->least);
            number(b, "q", p->q);
        }
        text(b, "change", ag_str_of(ag_change_name((ag_change)p->change)));
        truth(b, "beyond_chance", p->is_sure);
        number(b, "sign", p->sign);
        number(b, "sign_before", p->sign_before);
        for (int s = 0; s < AG_REPORT_SPANS; s++) {
            if (s == 0) {
                key(b, "acts");
                ag_buf_z(b, "[");
            }
            for (int k = 0; k < p->shares[s].n; k++) {
                key(b, NULL);
                ag_buf_z(b, "{");
                text(b, "id", f->world->acts.at[p->shares[s].at[k].act].id);
                number(b, "weight", p->shares[s].at[k].weight);
                number(b, "span", s);
                ag_buf_z(b, "}");
            }
        }
        ag_buf_z(b, "]}");
    }
    ag_buf_z(b, "]");
}

static const char *const place_names[] = { "", "span", "undated", "late", "ahead" };

static void
add_acts(const ag_facts *f, ag_buf *b)
{
    bool first = true;
    ag_arena *own = ag_arena_new(0);

    list(b, "events");
    for (int i = 0; i < f->world->acts.n; i++) {
        const ag_act *act = &f->world->acts.at[i];
        const ag_act_fact *x = &f->act[i];
        int actors[64], n;
        char date[16];

        if (x->span < 0 && x->place == AG_PLACE_NONE)
            continue;
        ag_date_format(act->date, date);
        item(b, &first);
        text(b, "id", act->id);
        text(b, "label", act->label);
        text(b, "type", act->type);
        text(b, "verb", act->lemma);
        number(b, "intensity", act->intensity);
        truth(b, "symmetric", act->is_symmetric);
        text(b, "status", ag_str_of(ag_reality_name((ag_reality)act->status)));
        text(b, "voice", ag_str_of(ag_voice_name((ag_voice)act->voice)));
        actor(b, "claimed_by", f, act->claimed_by);
        text(b, "date", ag_str_of(date));
        day(b, "day", ag_act_day(f->world, act));
        if (x->span >= 0)
            number(b, "span", x->span);
        text(b, "layer", ag_str_of(ag_layer_name((ag_layer)x->layer)));
        text(b, "listed", ag_str_of(place_names[x->place]));
        number(b, "reports", act->reports);
        number(b, "origins", act->origins);
        key(b, "participants");
        ag_buf_z(b, "[");
        for (int k = 0; k < act->parts.n; k++) {
            key(b, NULL);
            ag_buf_z(b, "{");
            actor(b, "actor", f, act->parts.at[k].entity);
            text(b, "role", ag_str_of(ag_part_name((ag_part)act->parts.at[k].part)));
            text(b, "type", ag_str_of(ag_actor_type_name((ag_actor_type)f->world->actors.at[act->parts.at[k].entity].type)));
            ag_buf_z(b, "}");
        }
        ag_buf_z(b, "]");
        key(b, "evidence");
        ag_buf_z(b, "[");
        n = ag_act_actors(f->world, act, true, 64, actors, NULL, NULL);
        for (int k = 0; k < act->evidence.n; k++) {
            ag_proof proof;

            key(b, NULL);
            ag_proof_of(own, f->world, act, actors, n < 64 ? n : 64, act->evidence.at[k], &proof);
            ag_proof_json(f->world, &proof, b);
        }
        ag_buf_z(b, "]}");
        ag_arena_reset(own);
    }
    ag_buf_z(b, "]");
    ag_arena_free(own);
}

static void
add_said(const ag_facts *f, ag_buf *b)
{
    bool first = true;

    list(b, "quotes");
    for (int i = 0; i < f->said.n; i++) {
        const ag_utterance *u = &f->said.at[i];

        item(b, &first);
        actor(b, "speaker", f, u->speaker);
        number(b, "reports", u->reports);
        number(b, "origins", u->origins);
        number(b, "wordings", u->wordings);
        key(b, "said");
        ag_buf_z(b, "[");
        for (int k = 0; k < u->said.n; k++) {
            const ag_saying *s = &u->said.at[k];
            ag_proof proof = { .doc = f->world->docs.at[s->doc], .span = f->world->docs.at[s->doc]->quotes.at[s->quote].span };

            key(b, NULL);
            ag_buf_z(b, "{");
            text(b, "wording", ag_str_of(ag_wording_name((ag_wording)s->wording)));
            text(b, "change", s->change);
            actor(b, "speaker", f, s->speaker);
            key(b, "evidence");
            ag_proof_json(f->world, &proof, b);
            ag_buf_z(b, "}");
        }
        ag_buf_z(b, "]}");
    }
    ag_buf_z(b, "]");
    list(b, "contradictions");
    first = true;
    for (int i = 0; i < f->conflicts.n; i++) {
        const ag_conflict *c = &f->conflicts.at[i];

        item(b, &first);
        text(b, "kind", ag_str_of(ag_conflict_name((ag_conflict_kind)c->kind)));
        text(b, "about", c->about);
        key(b, "sides");
        ag_buf_z(b, "[");
        for (int k = 0; k < 2; k++) {
            const ag_doc *doc = f->world->docs.at[c->evidence[k].doc];
            ag_proof proof = { .doc = doc, .span = c->evidence[k].sentence };

            key(b, NULL);
            ag_buf_z(b, "{");
            text(b, "value", c->value[k]);
            key(b, "evidence");
            ag_proof_json(f->world, &proof, b);
            ag_buf_z(b, "}");
        }
        ag_buf_z(b, "]}");
    }
    ag_buf_z(b, "]");
}

static void
add_groups(const ag_facts *f, ag_buf *b)
{
    bool first = true;

    list(b, "communities");
    for (int i = 0; i < f->groups.n; i++) {
        item(b, &first);
        number(b, "number", f->groups.at[i].number);
        key(b, "members");
        ag_buf_z(b, "[");
        for (int k = 0; k < f->groups.at[i].members.n; k++)
            actor(b, NULL, f, f->actors.at[f->groups.at[i].members.at[k]].actor);
        ag_buf_z(b, "]}");
    }
    ag_buf_z(b, "]");
}

static void
add_articles(const ag_facts *f, ag_buf *b)
{
    bool first = true;

    list(b, "articles");
    for (int i = 0; i < f->world->docs.n; i++) {
        const ag_doc *doc = f->world->docs.at[i];

        if (f->is_out[i] || doc->date == AG_NO_DAY || doc->date > f->span[0].until || doc->date < f->span[AG_REPORT_SPANS - 1].since)
            continue;
        item(b, &first);
        text(b, "id", ag_str_of(doc->id));
        text(b, "path", doc->path);
        text(b, "title", doc->title);
        text(b, "outlet", doc->source);
        day(b, "date", doc->date);
        text(b, "origin", ag_str_of(f->world->docs.at[f->world->origin[i]]->id));
        ag_buf_z(b, "}");
    }
    ag_buf_z(b, "]");
}

void
ag_report_json(const ag_facts *f, const ag_report_made *made, const ag_page *p, ag_buf *out)
{
    add_head(f, made, out);
    add_coverage(f, out);
    add_actors(f, out);
    add_pairs(f, out);
    add_acts(f, out);
    add_said(f, out);
    add_groups(f, out);
    add_articles(f, out);
    ag_page_json(p, out);
    ag_buf_z(out, "}\n");
}

/* ---- the page ----------------------------------------------------------------------------------- */

/* A line as its text, with "[3]" where a note stands. */
static void
add_line(ag_buf *b, const ag_line *line)
{
    ag_buf all = { 0 };

    for (int i = 0; i < line->runs.n; i++)
        if (line->runs.at[i].kind == AG_RUN_NOTE)
            ag_buf_printf(&all, "[%d]", line->runs.at[i].note + 1);
        else if (line->runs.at[i].kind == AG_RUN_WORDS) {
            ag_buf_z(&all, "“");
            ag_buf_str(&all, line->runs.at[i].text);
            ag_buf_z(&all, "”");
        } else
            ag_buf_str(&all, line->runs.at[i].text);
    key(b, NULL);
    ag_buf_json(b, ag_buf_view(&all));
    ag_buf_done(&all);
}

void
ag_page_json(const ag_page *p, ag_buf *out)
{
    static const char *const kinds[] = { "section", "heading", "paragraph", "item", "table", "picture" };
    bool first = true;

    text(out, "title", p->title);
    list(out, "text");
    for (int i = 0; i < p->blocks.n; i++) {
        const ag_block *b = &p->blocks.at[i];

        if (b->kind == AG_BLOCK_PICTURE)
            continue;
        item(out, &first);
        text(out, "kind", ag_str_of(kinds[b->kind]));
        if (b->id.len)
            text(out, "id", b->id);
        if (b->columns)
            number(out, "columns", b->columns);
        key(out, "lines");
        ag_buf_z(out, "[");
        for (int k = 0; k < b->lines.n; k++)
            add_line(out, &b->lines.at[k]);
        ag_buf_z(out, "]}");
    }
    ag_buf_z(out, "]");
    list(out, "notes");
    first = true;
    for (int i = 0; i < p->notes.n; i++) {
        const ag_note *n = &p->notes.at[i];

        item(out, &first);
        number(out, "note", i + 1);
        key(out, "lines");
        ag_buf_z(out, "[");
        for (int k = 0; k < n->lines.n; k++)
            add_line(out, &n->lines.at[k]);
        ag_buf_z(out, "]");
        key(out, "evidence");
        ag_buf_z(out, "[");
        for (int k = 0; k < n->proofs.n; k++) {
            key(out, NULL);
            ag_proof_json(p->world, &n->proofs.at[k], out);
        }
        ag_buf_z(out, "]");
        number(out, "more", n->left_out);
        ag_buf_z(out, "}");
    }
    ag_buf_z(out, "]");
}
