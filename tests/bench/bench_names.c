/* How long it takes to tell who is who: many articles with many distinct names, most of them rare, as in news.
 *
 *     bench_names [ARTICLES [NAMES]]      10000 and 50000 where nothing is said
 *
 * Names are made of syllables, so that many share a surname or sound alike; every tenth person is spelled in
 * another way somewhere, has an initial, or comes by the surname alone. Prints processor seconds. */
#include "record/record.h"
#include "resolve/resolve.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t state = 1;

static unsigned
draw(unsigned n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((state >> 33) % n);
}

static ag_str
word(ag_arena *a, int syllables)
{
    static const char *const parts[] = { "ba", "ko", "ri", "ma", "len", "tor", "ski", "va", "dze", "han", "mar", "el", "shi", "kha", "ou", "yan", "berg", "son", "li", "ne" };
    char out[64];
    size_t n = 0;

    while (syllables--) {
        const char *p = parts[draw(sizeof parts / sizeof *parts)];

        n += (size_t)snprintf(out + n, sizeof out - n, "%s", p);
    }
    out[0] -= 'a' - 'A';
    return ag_arena_str(a, (ag_str){ out, n });
}

int
main(int argc, char **argv)
{
    int articles = argc > 1 ? atoi(argv[1]) : 10000, names = argc > 2 ? atoi(argv[2]) : 50000;
    static const char *const roles[] = { "president", "foreign minister", "judge", "striker", "chief executive", "", "", "", "", "" };
    static const char *const countries[] = { "US", "GB", "RU", "UA", "CN", "IR", "", "", "", "" };
    ag_arena *a = ag_arena_new(0);
    ag_str *surname = AG_ARRAY(a, ag_str, names / 5 + 1), *name = AG_ARRAY(a, ag_str, names);
    ag_doc **docs = AG_ARRAY(a, ag_doc *, articles);
    ag_world w = { 0 };
    int made = 0;

    if (articles < 1 || names < 10)
        return 2;
    for (int i = 0; i <= names / 5; i++)
        surname[i] = word(a, 2 + (int)draw(2));
    for (int i = 0; i < names; i++)
        name[i] = ag_arena_printf(a, "%.*s %.*s", AG_SHOW(word(a, 2)), AG_SHOW(surname[draw((unsigned)names / 5)]));
    for (int d = 0; d < articles; d++) {
        ag_doc *doc = AG_NEW(a, ag_doc);

        snprintf(doc->id, sizeof doc->id, "%016x", d);
        doc->path = doc->title = doc->url = doc->source = doc->agency = doc->language = doc->text = AG_S("");
        doc->date = doc->modified = 15000 + d / 20;
        for (int e = 0; e < 10; e++) { /* each name once, then the common ones again and again */
            ag_str n = made < names && e < 6 ? name[made] : name[draw(1 + draw((unsigned)names))];
            unsigned kind = draw(10);

            made += made < names && e < 6;
            if (kind == 0)
                n = ag_str_sub(n, (size_t)ag_str_find(n, AG_S(" ")) + 1, n.len);
            else if (kind == 1)
                n = ag_arena_printf(a, "%.1s.%.*s", n.at, (int)n.len - (int)ag_str_find(n, AG_S(" ")), n.at + ag_str_find(n, AG_S(" ")));
            AG_PUSH(a, &doc->entities, (ag_entity){ .name = n, .type = e == 9 ? AG_TYPE_ORGANIZATION : AG_TYPE_PERSON, .is_named = true,
                                                    .role = ag_str_of(roles[draw(10)]), .country = ag_str_of(countries[draw(10)]) });
            AG_PUSH(a, &doc->mentions, (ag_mention){ .entity = e });
        }
        docs[d] = doc;
    }
    ag_resolve_documents(a, docs, articles, &w);

    clock_t began = clock();

    ag_resolve_actors(a, &w, NULL);
    printf("%d articles, %d distinct names: %d actors in %.1f s of processor time\n", articles, names, w.actors.n,
           (double)(clock() - began) / CLOCKS_PER_SEC);
    ag_arena_free(a);
    return 0;
}
