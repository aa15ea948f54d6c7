/* A table of the user's own → rows of the gazetteer. */
#include "ontology/import_inside.h"

static bool
is_one_of(ag_str s, const char *const *words)
{
    for (; *words; words++)
        if (ag_str_is(s, *words))
            return true;
    return false;
}

/* A code that countries.txt has, or none; else the row is left out. */
static bool
has_country(importing *in, const ag_row *row, ag_str iso)
{
    if (iso.len == 0 || ag_map_get(&in->g->countries, iso) >= 0)
        return true;
    ag_import_note(in, row->line, "no country has the code '%.*s'; countries.txt lists them", AG_SHOW(iso));
    return false;
}

static void
add_known(importing *in, const ag_row *row, ag_known_kind kind, ag_str iso)
{
    ag_known *k = AG_NEW(in->a, ag_known);
    ag_str names = row->field[0], name = AG_S("");

    if (!has_country(in, row, iso))
        return;
    ag_str_cut(&names, ';', &name);
    *k = (ag_known){ .name = name, .kind = (uint8_t)kind, .country = iso, .stands_for = AG_S(""),
                     .is_alliance = ag_str_is(row->section, "alliance") };
    if (name.len > 1 && name.at[name.len - 1] == '?')
        k->name.len--;
    ag_gazetteer_add_names(in->a, in->g, row->field[0], k);
    if (kind != AG_KNOWN_CITY)
        ag_gazetteer_add_names(in->a, in->g, row->field[1], k);
    if (kind == AG_KNOWN_REGION)
        ag_gazetteer_add_people(in->a, in->g, row->field[2], row->field[2], k);
    in->taken++;
}

/* More names for a country; or a country of the user's own, under a code of two letters that is free. */
static void
add_country(importing *in, const ag_row *row)
{
    ag_gazetteer *g = in->g;
    ag_str code = row->field[0], names = row->field[1], name = AG_S("");
    int at = ag_map_get(&g->countries, code);
    ag_known *k = at >= 0 ? g->known.at[at] : AG_NEW(in->a, ag_known);

    ag_str_cut(&names, ';', &name);
    if (code.len != 2 || (at < 0 && !name.len)) {
        ag_import_note(in, row->line, "a country needs a code of two letters, and a new one a name");
        return;
    }
    if (at < 0) {
        *k = (ag_known){ .name = name, .kind = AG_KNOWN_COUNTRY, .country = code, .stands_for = AG_S("") };
        ag_map_set(in->a, &g->countries, code, g->known.n);
        AG_PUSH(in->a, &g->known, k);
    }
    ag_gazetteer_add_names(in->a, g, row->field[1], k);
    ag_gazetteer_add_people(in->a, g, row->field[2], row->field[3], k);
    in->taken++;
}

static void
add_person(importing *in, const ag_row *row)
{
    if (!has_country(in, row, row->field[2]))
        return;

    int person = ag_import_person(in, row->field[0]);
    ag_str others = row->field[1], name;

    while (ag_str_cut(&others, ';', &name))
        ag_import_person_name(in, person, name);
    if (row->field[2].len)
        AG_PUSH(in->a, &in->g->person.at[person].spans, (ag_person_span){ row->field[2], AG_NO_DAY, AG_NO_DAY });
    in->taken++;
}

ag_status
ag_import_table(importing *in, ag_err *err)
{
    static const char *const bodies[] = { "igo", "alliance", "body", "movement", "company", "party", "agency", "organization", NULL };
    ag_table t;

    AG_TRY(ag_table_parse(in->a, in->path, in->text, &t, err));
    for (int i = 0; i < t.rows.n; i++) {
        const ag_row *row = &t.rows.at[i];

        if (!row->field[0].len)
            ag_import_note(in, row->line, "the first field is empty");
        else if (is_one_of(row->section, bodies))
            add_known(in, row, AG_KNOWN_ORGANIZATION, row->field[2]);
        else if (ag_str_is(row->section, "media"))
            add_known(in, row, AG_KNOWN_MEDIA, row->field[2]);
        else if (ag_str_is(row->section, "region"))
            add_known(in, row, AG_KNOWN_REGION, row->field[3]);
        else if (ag_str_is(row->section, "city"))
            add_known(in, row, AG_KNOWN_CITY, row->field[1]);
        else if (ag_str_is(row->section, "country"))
            add_country(in, row);
        else if (ag_str_is(row->section, "person"))
            add_person(in, row);
        else if (ag_str_is(row->section, "title")) {
            ag_gazetteer_add_title(in->a, in->g, row);
            in->taken++;
        } else
            ag_import_note(in, row->line, "no section [%.*s]; there are organization, media, region, city, country, person and title",
                           AG_SHOW(row->section));
    }
    return AG_OK;
}
