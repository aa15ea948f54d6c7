/* Which language is this? English, or something we set aside.
 *
 * The commonest small words of a language make up a third of its running text, and hardly occur in
 * another's: the language whose list covers most words wins (the idea of Ingle, "A language
 * identification table", 1976). Scripts other than Latin are told by their letters.
 *
 * Weak: fewer than ten words; tables of figures; near twins (Danish and Norwegian, Malay and
 * Indonesian, Serbian and Croatian), which are all the same to us: not English. */
#include "ingest/inside.h"

#include "base/utf8.h"

/* To add a language: a row of its commonest words, lower case, marks stripped, a blank at both ends. */
static const struct {
    const char *code, *name, *words;
} languages[] = {
    { "en", "English",
      " the of and to in a is that for on was with said he as it by at from his are be has have an were but "
      "not this will who they which would their had its been after about more also or one than two its we "
      "when if up out new over she her there no could all some into other people last year between before "
      "what i you your can him them our so during against told while because since under first government " },
    { "es", "Spanish",
      " de la que el en y los del se las por un con una su para es al lo como mas pero sus le ya o este fue "
      "ha si porque esta son entre cuando muy sin sobre tambien hasta donde desde todo nos durante todos uno "
      "les ni contra otros ese eso ante ellos esto antes algunos han ser " },
    { "fr", "French",
      " de la le et les des en un du une que est pour qui dans par sur au plus ne se pas ce avec il sont ont "
      "son sa aux mais comme ou cette ses leur ete etre nous elle apres fait deux entre a d l c s qu n " },
    { "de", "German",
      " der die und in den von zu das mit sich des auf fur ist im dem nicht ein eine als auch es an werden "
      "aus er hat dass sie nach wird bei einer um am sind noch wie einem uber einen so zum war haben nur oder "
      "aber vor zur bis mehr durch man sein wurde " },
    { "it", "Italian",
      " di che e la il un a per in una sono del della non con i le si da dei al come anche nel piu alla lo "
      "gli ha delle dal ma nella su o se ci questo dalla degli tra era essere cui stato suo sua due " },
    { "pt", "Portuguese",
      " de a o que e do da em um para com nao uma os no se na por mais as dos como mas ao ele das seu sua ou "
      "quando muito nos ja eu tambem so pelo pela ate isso ela entre depois sem mesmo aos foi ser tem esta "
      "sao pode segundo " },
    { "nl", "Dutch",
      " de van een het en in is dat op te met voor zijn niet aan er die om als ook maar bij dan naar uit hij "
      "nog door over worden heeft wordt tot werd meer hebben ze geen was kan deze " },
    { "id", "Indonesian",
      " yang dan di dengan untuk ini dari dalam tidak itu pada adalah akan juga ke karena oleh bahwa mereka "
      "sebagai saya kita ada atau lebih telah kami para bisa dia tersebut menjadi orang tahun satu sudah "
      "harus seperti saat secara " },
    { "tr", "Turkish",
      " ve bir bu da de icin ile olarak cok daha en gibi kadar sonra ancak olan ne var her oldugu dedi ise "
      "ama diye iki yeni turkiye buyuk ilk " },
    { "pl", "Polish",
      " w i na z do sie nie to ze o jest przez od po jak za a oraz dla ktory ktore ktora ale co tym jego by "
      "byl tego przed jako roku sa ma tak czy " },
    { "sv", "Swedish",
      " och i att det som en pa ar av for med till den har de inte om ett han men var jag sig fran vi sa kan "
      "nar ar efter eller ska under " },
    { "da", "Danish",
      " og i at det er en til pa som af for med de den der ikke har et han om var fra men vi kan sig ved blev "
      "efter vil jeg hun " },
    { "no", "Norwegian",
      " og i det er til som en pa for av med at har de den ikke et om han fra var men vi kan seg ved ble etter "
      "sier jeg hun skal " },
    { "fi", "Finnish",
      " ja on ei oli etta se hanen han kun mutta joka myos ovat ole mukaan kuin sen tai jos vuoden ollut sita "
      "niin voi vain " },
    { "cs", "Czech",
      " a v se na je ze s z do o to i by k pro za ale jako jsou podle po jeho od byl ktery ktere roku pri tak "
      "uz jen jsem " },
    { "ro", "Romanian",
      " de si in a la cu pe nu care din o mai ca fi un este au sa pentru ce fost sunt prin dupa sau dar al "
      "cel lui ale " },
    { "hu", "Hungarian",
      " a az es hogy nem is egy van ez meg csak de mar volt mint el ki volna azt szerint vagy lehet akkor " },
    { "hr", "Croatian",
      " i u je na se da za su od s o koji ne a kako iz to bi sto li samo ili koje kao ali po koja biti jer "
      "nije vise " },
    { "vi", "Vietnamese", " va cua la co trong duoc cho cac mot khong voi nguoi den nhung nay khi da tai ve tu " },
    { "tl", "Tagalog", " ang ng sa mga na ay at si ni hindi ito para niya kung siya ko nang ang mga may " },
    { "sw", "Swahili", " ya wa na kwa katika ni la za kuwa hiyo huo hilo cha kama bila yake watu " },
    { "ha", "Hausa", " da na ta a ya cewa ba ne ce wannan sun an yi ga su kuma domin don shi kasar " },
};

enum { LANGUAGES = sizeof languages / sizeof *languages };

static bool
has_word(const char *words, ag_str w)
{
    for (const char *p = words; (p = strchr(p, w.at[0])); p++)
        if (p[-1] == ' ' && strncmp(p, w.at, w.len) == 0 && p[w.len] == ' ')
            return true;
    return false;
}

/* Script of a letter that is not Latin: the code of its commonest language, else NULL. */
static const char *
script_of(int32_t c, const char **name)
{
    static const struct {
        int32_t from, to;
        const char *code, *name;
    } scripts[] = { { 0x370, 0x3FF, "el", "Greek" },       { 0x400, 0x52F, "ru", "Russian or another Cyrillic language" },
                    { 0x530, 0x58F, "hy", "Armenian" },    { 0x590, 0x5FF, "he", "Hebrew" },
                    { 0x600, 0x77F, "ar", "Arabic or Persian" }, { 0x900, 0x97F, "hi", "Hindi" },
                    { 0x980, 0x9FF, "bn", "Bengali" },     { 0xE00, 0xE7F, "th", "Thai" },
                    { 0x10A0, 0x10FF, "ka", "Georgian" },  { 0x3040, 0x30FF, "ja", "Japanese" },
                    { 0x3400, 0x9FFF, "zh", "Chinese" },   { 0xAC00, 0xD7AF, "ko", "Korean" },
                    { 0xB80, 0xBFF, "ta", "Tamil" },       { 0x1200, 0x137F, "am", "Amharic" } };

    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (c >= scripts[i].from && c <= scripts[i].to) {
            *name = scripts[i].name;
            return scripts[i].code;
        }
    return NULL;
}

const char *
ag_english_guess(ag_arena *a, ag_str text, ag_str declared, const char **name)
{
    enum { LOOK_AT = 64 * 1024 }; /* bytes */
    int hits[LANGUAGES] = { 0 }, words = 0, lower = 0, foreign = 0, letters = 0, n;
    uint64_t kinds[LANGUAGES] = { 0 }; /* which words, by hash: a table may repeat one */
    const char *script = NULL, *script_name = NULL;

    *name = "unknown";
    if (text.len > LOOK_AT)
        text.len = LOOK_AT;
    for (size_t i = 0; i < text.len; i += (size_t)n) {
        int32_t c = ag_utf8_next(text, i, &n);
        const char *other_name = NULL, *other = c >= 0x370 ? script_of(c, &other_name) : NULL;

        letters += ag_utf8_is_letter(c);
        foreign += other != NULL;
        if (other && (!script || (strcmp(other, "ja") == 0 && strcmp(script, "zh") == 0)))
            script = other, script_name = other_name;
    }
    if (letters >= 8 && 10 * foreign > 3 * letters) {
        *name = script_name;
        return script;
    }

    ag_str folded = ag_utf8_fold(a, text);

    for (size_t i = 0; i < folded.len;) {
        size_t from = i;

        while (i < folded.len && folded.at[i] >= 'a' && folded.at[i] <= 'z')
            i++;
        if (i == from) {
            i++;
            continue;
        }
        ag_str w = ag_str_sub(folded, from, i);

        words++;
        for (int k = 0; k < LANGUAGES; k++)
            if (w.len > 1 && has_word(languages[k].words, w))
                hits[k]++, kinds[k] |= (uint64_t)1 << (ag_str_hash(w) & 63);
    }

    int best = 0;
    bool says_english = declared.len >= 2 && ag_str_eq_nocase(ag_str_sub(declared, 0, 2), AG_S("en"));
    bool says_other = declared.len >= 2 && !says_english;

    for (int k = 1; k < LANGUAGES; k++)
        if (hits[k] > hits[best])
            best = k;
    *name = languages[0].name;
    if (words < 10)
        return says_other && hits[0] == 0 ? (*name = "what it declares", "und") : "en";
    /* English is presumed: another language needs a lead, and a share that running text has. */
    if (best != 0 && 10 * hits[best] > 13 * hits[0] && 100 * hits[best] > (says_english ? 20 : 15) * words &&
        __builtin_popcountll(kinds[best]) >= 5) {
        *name = languages[best].name;
        return languages[best].code;
    }
    if (100 * hits[0] >= 12 * words || says_english)
        return "en";
    /* Hardly an English word in a text of some length, and no list of ours fits. */
    if (words >= 40 && 100 * hits[0] < (says_other ? 12 : 4) * words) {
        size_t digits = 0;

        for (size_t i = 0; i < text.len; i++) {
            digits += text.at[i] >= '0' && text.at[i] <= '9';
            lower += text.at[i] >= 'a' && text.at[i] <= 'z' && (i == 0 || text.at[i - 1] == ' ');
        }
        if (digits * 50 < text.len && 10 * lower > 5 * words) { /* running text, no table or line-up */
            *name = "a language we do not know";
            return "und";
        }
    }
    return "en";
}
