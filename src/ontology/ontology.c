/* A folder of text tables → the ontology, with a name that changes when a table does. */
#define _POSIX_C_SOURCE 200809L
#include "ontology/ontology.h"

#include "base/file.h"
#include "base/sha256.h"
#include "ontology/gazetteer.h"
#include "ontology/states.h"
#include "ontology/verbs.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>

static int
by_name(const void *x, const void *y)
{
    return ag_str_cmp(*(const ag_str *)x, *(const ag_str *)y);
}

/* The bytes of imported files, in their order: where they lie does not show. */
static ag_status
hash_files(ag_arena *a, const char *kind, const char *const *paths, int n, ag_sha256 *h, ag_err *err)
{
    for (int i = 0; i < n; i++) {
        ag_str text;

        AG_TRY(ag_file_read(a, paths[i], 0, 0, 0, &text, err));
        ag_sha256_add(h, ag_str_of(kind));
        ag_sha256_add(h, text);
    }
    return AG_OK;
}

/* SHA-256 over the names and bytes of all *.txt, sorted by name: the order of the folder does not show. */
static ag_status
hash_tables(ag_arena *a, const char *dir, const ag_imports *imports, char hex[65], ag_err *err)
{
    DIR *d = opendir(dir);
    AG_LIST(ag_str) names = { 0 };
    struct dirent *e;
    ag_sha256 h;

    if (!d)
        return ag_fail(err, AG_INPUT, "%s: %s; --ontology names the folder of tables", dir, strerror(errno));
    while ((e = readdir(d)) != NULL) {
        ag_str name = ag_str_of(e->d_name);

        if (ag_str_ends(name, AG_S(".txt")) && name.at[0] != '.')
            AG_PUSH(a, &names, ag_arena_str(a, name));
    }
    closedir(d);
    if (names.n > 0)
        qsort(names.at, (size_t)names.n, sizeof *names.at, by_name);
    ag_sha256_init(&h);
    for (int i = 0; i < names.n; i++) {
        ag_str text;

        AG_TRY(ag_file_read(a, ag_arena_printf(a, "%s/%.*s", dir, AG_SHOW(names.at[i])).at, 0, 0, 0, &text, err));
        ag_sha256_add(&h, names.at[i]);
        ag_sha256_add(&h, AG_S("\n"));
        ag_sha256_add(&h, text);
    }
    if (imports) {
        AG_TRY(hash_files(a, "\n--actors\n", imports->actors, imports->n_actors, &h, err));
        AG_TRY(hash_files(a, "\n--verbs\n", imports->verbs, imports->n_verbs, &h, err));
    }
    ag_sha256_hex(&h, hex);
    return AG_OK;
}

ag_status
ag_ontology_open(ag_arena *a, const char *dir, const ag_imports *imports, ag_ontology *out, ag_err *err)
{
    char hex[65];

    *out = (ag_ontology){ 0 };
    AG_TRY(hash_tables(a, dir, imports, hex, err));
    AG_TRY(ag_gazetteer_open(a, dir, imports, &out->gazetteer, err));
    ag_gazetteer_notes(out->gazetteer, &out->left_out, &out->taken);
    AG_TRY(ag_rules_open(a, dir, &out->rules, err));
    AG_TRY(ag_states_open(a, dir, &out->states, err));
    for (int i = 0; imports && i < imports->n_verbs; i++) {
        ag_triggers more;

        AG_TRY(ag_verbs_import(a, dir, imports->verbs[i], out->rules, &more, &out->left_out, &out->taken, err));
        out->rules = ag_rules_with(a, out->rules, more);
    }
    snprintf(out->name, sizeof out->name, "0.1 %.12s", hex);
    return AG_OK;
}
