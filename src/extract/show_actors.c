/* Entities, mentions, offices and states as a cast list.
 *
 * One line an entity, by first mention; fields parted by two blanks, those without content left out:
 *
 *     TYPE  NAME  [ROLE, COUNTRY]  "mention" "mention" …
 *
 * TYPE has "?" behind it for an actor without a name ("group?"). A mention is as in the text; behind it,
 * in round brackets, what is special: adj (adjective), met (metonym), nom (description), pro (pronoun).
 * Then one line for each office and each state:
 *
 *     office  PERSON  ROLE  OF  STATUS
 *     TYPE    SUBJECT  OBJECT */
#include "extract/show.h"

#include "names.h"

static ag_str
name_of(const ag_doc *doc, int entity)
{
    return entity < 0 ? AG_S("-") : doc->entities.at[entity].name;
}

static void
show_mention(const ag_doc *doc, const ag_mention *m, FILE *out)
{
    ag_str text = ag_str_at(doc->text, m->span);

    fputs(" \"", out);
    for (size_t i = 0; i < text.len; i++)
        fputc(text.at[i] == '\n' ? ' ' : text.at[i], out);
    fputc('"', out);
    if (m->is_adjective)
        fputs("(adj)", out);
    else if (m->is_metonym)
        fputs("(met)", out);
    else if (m->kind == AG_MENTION_NOMINAL)
        fputs("(nom)", out);
    else if (m->kind == AG_MENTION_PRONOUN)
        fputs("(pro)", out);
}

static void
show_day(const char *word, ag_day day, FILE *out)
{
    char z[16];

    ag_day_format(day, z);
    if (z[0])
        fprintf(out, "  %s %s", word, z);
}

void
ag_show_actors(const ag_doc *doc, FILE *out)
{
    for (int e = 0; e < doc->entities.n; e++) {
        const ag_entity *x = &doc->entities.at[e];

        fprintf(out, "%s%s  %.*s", ag_actor_type_name((ag_actor_type)x->type), x->is_named ? "" : "?", AG_SHOW(x->name));
        if (x->role.len > 0 && x->country.len > 0)
            fprintf(out, "  [%.*s, %.*s]", AG_SHOW(x->role), AG_SHOW(x->country));
        else if (x->role.len + x->country.len > 0)
            fprintf(out, "  [%.*s%.*s]", AG_SHOW(x->role), AG_SHOW(x->country));
        fputc(' ', out);
        for (int m = 0; m < doc->mentions.n; m++)
            if (doc->mentions.at[m].entity == e)
                show_mention(doc, &doc->mentions.at[m], out);
        fputc('\n', out);
    }
    for (int i = 0; i < doc->offices.n; i++) {
        const ag_office *o = &doc->offices.at[i];

        fprintf(out, "office  %.*s  %.*s  %.*s  %s", AG_SHOW(name_of(doc, o->person)), AG_SHOW(o->role), AG_SHOW(name_of(doc, o->of)),
                ag_office_status_name((ag_office_status)o->status));
        show_day("since", o->since, out);
        show_day("until", o->until, out);
        fputc('\n', out);
    }
    for (int i = 0; i < doc->states.n; i++) {
        const ag_state *s = &doc->states.at[i];

        fprintf(out, "%.*s  %.*s  %.*s\n", AG_SHOW(s->type), AG_SHOW(name_of(doc, s->subject)), AG_SHOW(name_of(doc, s->object)));
    }
}
