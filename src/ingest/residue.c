/* What is on news pages and is not news: word lists, then patterns. To add a phrase: add a row, in lower case,
 * without marks on letters, with straight quotation marks and without punctuation at its ends.
 *
 *     WHOLE  the line is the phrase, give or take numbers and signs around it
 *     START  the line begins with the phrase and has at most 25 words
 *
 * A START row must be something that no sentence of news begins with. */
#include "ingest/line.h"

enum { WHOLE, START };

static const struct {
    const char *phrase;
    int how;
    const char *reason;
} widgets[] = {
    /* comment forms */
    { "leave a reply", START, "comment form" },
    { "leave a comment", START, "comment form" },
    { "post a comment", START, "comment form" },
    { "add a comment", START, "comment form" },
    { "join the conversation", START, "comment form" },
    { "write a comment", START, "comment form" },
    { "comment", WHOLE, "comment form" },
    { "comments", WHOLE, "comment form" },
    { "comments are closed", WHOLE, "comment form" },
    { "view comments", WHOLE, "comment form" },
    { "show comments", WHOLE, "comment form" },
    { "load more comments", WHOLE, "comment form" },
    { "reply", WHOLE, "comment form" },
    { "replies", WHOLE, "comment form" },
    { "responses", WHOLE, "comment form" },
    { "your email address will not be published", START, "comment form" },
    { "required fields are marked", START, "comment form" },
    { "save my name, email", START, "comment form" },
    { "notify me of", START, "comment form" },
    { "notify of", WHOLE, "comment form" },
    { "inline feedbacks", WHOLE, "comment form" },
    { "view all comments", WHOLE, "comment form" },
    { "oldest", WHOLE, "comment form" },
    { "newest", WHOLE, "comment form" },
    { "most voted", WHOLE, "comment form" },
    { "this site uses akismet", START, "comment form" },
    { "log in to comment", START, "comment form" },
    { "login to comment", START, "comment form" },
    { "you must be logged in to", START, "comment form" },
    { "please enter your", START, "comment form" },
    { "cancel reply", WHOLE, "comment form" },
    { "name", WHOLE, "comment form" },
    { "email", WHOLE, "comment form" },
    { "website", WHOLE, "comment form" },

    /* sharing */
    { "share", WHOLE, "share widget" },
    { "shares", WHOLE, "share widget" },
    { "share this", START, "share widget" },
    { "share on", START, "share widget" },
    { "share via", START, "share widget" },
    { "share article", WHOLE, "share widget" },
    { "share the article", WHOLE, "share widget" },
    { "tweet", WHOLE, "share widget" },
    { "facebook", WHOLE, "share widget" },
    { "twitter", WHOLE, "share widget" },
    { "whatsapp", WHOLE, "share widget" },
    { "linkedin", WHOLE, "share widget" },
    { "telegram", WHOLE, "share widget" },
    { "pinterest", WHOLE, "share widget" },
    { "reddit", WHOLE, "share widget" },
    { "copy link", WHOLE, "share widget" },
    { "link copied", WHOLE, "share widget" },
    { "copied", WHOLE, "share widget" },
    { "print", WHOLE, "share widget" },
    { "print this article", WHOLE, "share widget" },
    { "e-mail", WHOLE, "share widget" },
    { "email this article", WHOLE, "share widget" },
    { "save", WHOLE, "share widget" },
    { "save article", WHOLE, "share widget" },
    { "bookmark", WHOLE, "share widget" },
    { "like this", WHOLE, "share widget" },
    { "views", WHOLE, "share counter" },
    { "min read", WHOLE, "share counter" },
    { "minute read", WHOLE, "share counter" },
    { "minutes read", WHOLE, "share counter" },
    { "mins read", WHOLE, "share counter" },
    { "likes", WHOLE, "share counter" },
    { "retweets", WHOLE, "share counter" },
    { "listen to this article", START, "share widget" },
    { "listen to article", START, "share widget" },
    { "gift this article", START, "share widget" },
    { "text size", WHOLE, "share widget" },
    { "font size", WHOLE, "share widget" },

    /* newsletters, payment, accounts */
    { "subscribe", WHOLE, "newsletter or payment" },
    { "subscribe now", START, "newsletter or payment" },
    { "subscribe to our", START, "newsletter or payment" },
    { "subscribe to the", START, "newsletter or payment" },
    { "subscribe for", START, "newsletter or payment" },
    { "sign up for", START, "newsletter or payment" },
    { "sign up to", START, "newsletter or payment" },
    { "sign up", WHOLE, "newsletter or payment" },
    { "sign up now", WHOLE, "newsletter or payment" },
    { "sign in", WHOLE, "newsletter or payment" },
    { "log in", WHOLE, "newsletter or payment" },
    { "register", WHOLE, "newsletter or payment" },
    { "register now", START, "newsletter or payment" },
    { "create an account", START, "newsletter or payment" },
    { "already a subscriber", START, "newsletter or payment" },
    { "get our newsletter", START, "newsletter or payment" },
    { "get the latest news", START, "newsletter or payment" },
    { "get the latest updates", START, "newsletter or payment" },
    { "get breaking news", START, "newsletter or payment" },
    { "join our newsletter", START, "newsletter or payment" },
    { "join our telegram", START, "newsletter or payment" },
    { "join our whatsapp", START, "newsletter or payment" },
    { "newsletter", WHOLE, "newsletter or payment" },
    { "newsletters", WHOLE, "newsletter or payment" },
    { "start your free trial", START, "newsletter or payment" },
    { "this article is for subscribers", START, "newsletter or payment" },
    { "to continue reading", START, "newsletter or payment" },
    { "continue reading", START, "newsletter or payment" },
    { "support our journalism", START, "newsletter or payment" },
    { "support independent journalism", START, "newsletter or payment" },
    { "become a member", START, "newsletter or payment" },
    { "donate", WHOLE, "newsletter or payment" },
    { "donate now", WHOLE, "newsletter or payment" },
    { "buy now", WHOLE, "newsletter or payment" },
    { "download our app", START, "newsletter or payment" },
    { "download the app", START, "newsletter or payment" },
    { "by signing up", START, "newsletter or payment" },
    { "thank you for reading", START, "newsletter or payment" },
    { "thanks for signing up", START, "newsletter or payment" },
    { "we use cookies", START, "cookie notice" },
    { "this website uses cookies", START, "cookie notice" },
    { "accept all cookies", START, "cookie notice" },
    { "accept cookies", WHOLE, "cookie notice" },
    { "privacy policy", WHOLE, "page footer" },
    { "terms of use", WHOLE, "page footer" },
    { "terms of service", WHOLE, "page footer" },
    { "our standards:", START, "page footer" },
    { "contact us", WHOLE, "page footer" },
    { "about us", WHOLE, "page footer" },
    { "about the author", WHOLE, "page footer" },

    /* ways to other articles */
    { "read more", START, "link to other articles" },
    { "read also", START, "link to other articles" },
    { "also read", START, "link to other articles" },
    { "read next", START, "link to other articles" },
    { "read the full", START, "link to other articles" },
    { "read full", START, "link to other articles" },
    { "see also", START, "link to other articles" },
    { "more on this", START, "link to other articles" },
    { "more from", START, "link to other articles" },
    { "more stories", WHOLE, "link to other articles" },
    { "more news", WHOLE, "link to other articles" },
    { "related", WHOLE, "link to other articles" },
    { "related articles", START, "link to other articles" },
    { "related stories", START, "link to other articles" },
    { "related topics", START, "link to other articles" },
    { "related news", START, "link to other articles" },
    { "related posts", START, "link to other articles" },
    { "related coverage", START, "link to other articles" },
    { "related content", START, "link to other articles" },
    { "recommended", WHOLE, "link to other articles" },
    { "recommended stories", WHOLE, "link to other articles" },
    { "recommended for you", WHOLE, "link to other articles" },
    { "you may also like", START, "link to other articles" },
    { "you might also like", START, "link to other articles" },
    { "most read", WHOLE, "link to other articles" },
    { "most popular", WHOLE, "link to other articles" },
    { "trending", WHOLE, "link to other articles" },
    { "trending now", WHOLE, "link to other articles" },
    { "top stories", WHOLE, "link to other articles" },
    { "latest news", WHOLE, "link to other articles" },
    { "editor's picks", WHOLE, "link to other articles" },
    { "editors' picks", WHOLE, "link to other articles" },
    { "don't miss", WHOLE, "link to other articles" },
    { "previous article", WHOLE, "link to other articles" },
    { "next article", WHOLE, "link to other articles" },
    { "previous", WHOLE, "link to other articles" },
    { "next", WHOLE, "link to other articles" },
    { "next post", WHOLE, "link to other articles" },
    { "previous post", WHOLE, "link to other articles" },
    { "back to top", WHOLE, "link to other articles" },
    { "click here to", START, "link to other articles" },
    { "click here for", START, "link to other articles" },
    { "follow us on", START, "link to other articles" },
    { "follow us", WHOLE, "link to other articles" },
    { "follow", WHOLE, "link to other articles" },
    { "the views expressed", START, "disclaimer" },
    { "the views and opinions expressed", START, "disclaimer" },
    { "the opinions expressed", START, "disclaimer" },
    { "like us on", START, "link to other articles" },
    { "find us on", START, "link to other articles" },
    { "tags", WHOLE, "link to other articles" },
    { "tags:", START, "link to other articles" },
    { "topics:", START, "link to other articles" },
    { "filed under", START, "link to other articles" },
    { "keywords:", START, "link to other articles" },
    { "skip to main content", WHOLE, "page menu" },
    { "skip to content", WHOLE, "page menu" },
    { "menu", WHOLE, "page menu" },
    { "search", WHOLE, "page menu" },
    { "home", WHOLE, "page menu" },
    { "loading", WHOLE, "page menu" },
    { "show more", WHOLE, "page menu" },
    { "load more", WHOLE, "page menu" },
    { "close", WHOLE, "page menu" },
    { "scroll to continue", START, "page menu" },
    { "story continues below", START, "page menu" },
    { "article continues below", START, "page menu" },
    { "article continues after", START, "page menu" },
    { "story continues", WHOLE, "page menu" },
    { "play video", WHOLE, "page menu" },
    { "video", WHOLE, "page menu" },
    { "gallery", WHOLE, "page menu" },
    { "view gallery", WHOLE, "page menu" },
    { "image", WHOLE, "page menu" },

    /* advertising */
    { "advertisement", WHOLE, "advertisement" },
    { "advertisment", WHOLE, "advertisement" },
    { "advertise with us", START, "advertisement" },
    { "ad", WHOLE, "advertisement" },
    { "ads", WHOLE, "advertisement" },
    { "sponsored", WHOLE, "advertisement" },
    { "sponsored content", WHOLE, "advertisement" },
    { "paid content", WHOLE, "advertisement" },
    { "promoted", WHOLE, "advertisement" },
    { "powered by", START, "advertisement" },

    /* labels over an article */
    { "breaking", WHOLE, "section label" },
    { "breaking news", WHOLE, "section label" },
    { "exclusive", WHOLE, "section label" },
    { "analysis", WHOLE, "section label" },
    { "opinion", WHOLE, "section label" },
    { "explainer", WHOLE, "section label" },
    { "live", WHOLE, "section label" },
    { "live updates", WHOLE, "section label" },
    { "news", WHOLE, "section label" },
    { "world", WHOLE, "section label" },
    { "world news", WHOLE, "section label" },
    { "politics", WHOLE, "section label" },
    { "business", WHOLE, "section label" },
    { "top news", WHOLE, "section label" },
    { "developing story", WHOLE, "section label" },
    { "developing", WHOLE, "section label" },

    /* ends of agency texts */
    { "ends", WHOLE, "end mark" },
    { "end", WHOLE, "end mark" },
    { "enditem", WHOLE, "end mark" },
    { "more", WHOLE, "end mark" },
    { "more to follow", WHOLE, "end mark" },
    { "all rights reserved", START, "copyright" },
    { "this material may not be published", START, "copyright" },
    { "copyright 19", START, "copyright" },
    { "copyright 20", START, "copyright" },
    { "copyright (c)", START, "copyright" },
    { "copyright ©", START, "copyright" },
    { "(c) 19", START, "copyright" },
    { "(c) 20", START, "copyright" },
};

static bool
is_edge(char c)
{
    return !((c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80);
}

const char *
ag_residue_widget(ag_str folded)
{
    ag_str whole = folded;
    int words = 1;

    while (whole.len && is_edge(whole.at[0]))
        whole.at++, whole.len--;
    while (whole.len && is_edge(whole.at[whole.len - 1]))
        whole.len--;
    for (size_t i = 0; i < folded.len; i++)
        words += folded.at[i] == ' ';
    if (whole.len == 0 || words > 25)
        return NULL;

    bool is_sentence = words > 12 && ag_str_ends(folded, AG_S(".")); /* "More from the coast fled …" */

    for (size_t i = 0; i < sizeof widgets / sizeof *widgets; i++) {
        ag_str phrase = ag_str_of(widgets[i].phrase);

        if (widgets[i].how == START && is_sentence && strcmp(widgets[i].reason, "link to other articles") == 0)
            continue;
        if (widgets[i].how == WHOLE ? ag_str_eq(whole, phrase)
                                    : (ag_str_starts(folded, phrase) || ag_str_starts(whole, phrase)) &&
                                          (whole.len <= phrase.len || is_edge(phrase.at[phrase.len - 1]) ||
                                           is_edge(whole.at[phrase.len])))
            return widgets[i].reason;
    }
    return NULL;
}

/* Forms of news agencies and what to call them. To add one: a row. */
static const struct {
    const char *form, *name;
} agencies[] = {
    { "reuters", "Reuters" },         { "reuter", "Reuters" },
    { "thomson reuters", "Reuters" }, { "ap", "Associated Press" },
    { "associated press", "Associated Press" }, { "the associated press", "Associated Press" },
    { "afp", "AFP" },                 { "agence france-presse", "AFP" },
    { "upi", "UPI" },                 { "dpa", "dpa" },
    { "dpa international", "dpa" },   { "tass", "TASS" },
    { "itar-tass", "TASS" },          { "interfax", "Interfax" },
    { "interfax-ukraine", "Interfax-Ukraine" }, { "ria novosti", "RIA Novosti" },
    { "ria", "RIA Novosti" },         { "sputnik", "Sputnik" },
    { "xinhua", "Xinhua" },           { "ansa", "ANSA" },
    { "efe", "EFE" },                 { "kyodo", "Kyodo" },
    { "kyodo news", "Kyodo" },        { "jiji press", "Jiji Press" },
    { "yonhap", "Yonhap" },           { "pti", "PTI" },
    { "ani", "ANI" },                 { "ians", "IANS" },
    { "app", "APP" },                 { "anadolu", "Anadolu" },
    { "aa", "Anadolu" },              { "anadolu agency", "Anadolu" },
    { "bloomberg", "Bloomberg" },     { "cnn", "CNN" },
    { "bbc", "BBC" },                 { "voa", "VOA" },
    { "voa news", "VOA" },            { "rfe/rl", "RFE/RL" },
    { "ukrinform", "Ukrinform" },     { "wam", "WAM" },
    { "mena", "MENA" },               { "irna", "IRNA" },
    { "kuna", "KUNA" },               { "spa", "SPA" },
    { "sana", "SANA" },               { "petra", "Petra" },
    { "pap", "PAP" },                 { "ctk", "CTK" },
    { "mti", "MTI" },                 { "belga", "Belga" },
    { "anp", "ANP" },                 { "ntb", "NTB" },
    { "ritzau", "Ritzau" },           { "canadian press", "Canadian Press" },
    { "the canadian press", "Canadian Press" }, { "cp", "Canadian Press" },
    { "aap", "AAP" },                 { "cna", "CNA" },
    { "bernama", "Bernama" },         { "antara", "Antara" },
    { "pa media", "PA Media" },       { "press association", "PA Media" },
    { "agencies", "agencies" },       { "news agencies", "agencies" },
    { "agency", "agencies" },         { "al jazeera", "Al Jazeera" },
    { "dow jones", "Dow Jones" },     { "ips", "IPS" },
};

const char *
ag_residue_agency(ag_str s)
{
    s = ag_str_trim(s);
    for (size_t i = 0; i < sizeof agencies / sizeof *agencies; i++)
        if (ag_str_eq_nocase(s, ag_str_of(agencies[i].form)))
            return agencies[i].name;
    return NULL;
}

/* ---- patterns: reasons to take a line out wherever it stands ---- */

/* "Reporting by Ann Lee", "Writing by …": a verb of the trade, then a name. */
bool
ag_residue_is_credit(ag_str s, ag_str folded)
{
    static const char *const verbs[] = { "reporting by ",  "additional reporting by ", "writing by ",
                                         "editing by ",    "edited by ",     "compiled by ",
                                         "reporting and writing by ", "writing and editing by ",
                                         "writing and reporting by ", "reporting and editing by ",
                                         "reporting from ", "graphics by ",   "graphic by ", "production by ",
                                         "translated by ", "translation by ", "with reporting by ",
                                         "with reporting from ", "with inputs from ", "with input from ",
                                         "with files from ", "additional writing by ", "research by ",
                                         "additional research by ", "compiled from ", "writing, editing by ",
                                         "additional editing by ", "story by ", "written by ", NULL };

    while (s.len && strchr("([*-_ ", s.at[0]))
        s.at++, s.len--;
    while (folded.len && strchr("([*-_ ", folded.at[0]))
        folded.at++, folded.len--;
    for (int i = 0; verbs[i]; i++) {
        size_t n = strlen(verbs[i]);

        if (ag_str_starts(folded, ag_str_of(verbs[i])) && s.len > n)
            return ag_line_starts_upper(ag_str_sub(s, n, s.len)) || ag_str_starts(folded, AG_S("with input"));
    }
    return false;
}

/* "($1 = 1.38 Canadian dollars)" */
bool
ag_residue_is_currency(ag_str s)
{
    return s.len > 4 && s.at[0] == '(' && ag_line_has_digit(s) && ag_str_find(s, AG_S("=")) > 0 && ag_line_words(s) <= 16;
}

static bool
is_caption(ag_str s, ag_str folded, int words)
{
    static const char *const fronts[] = { "photo:",       "photos:",     "image:",        "images:",
                                          "picture:",     "pictures:",   "photo by ",     "photos by ",
                                          "photo credit", "file photo",  "image credit",  "photograph by ",
                                          "photograph:",  "illustration:", "caption:",    "image source",
                                          "picture by ",  "file picture", "image caption", "media caption",
                                          "(photo",       "[photo",      "(image",        "[image",
                                          "credit:",      "video:",      "watch:",        "listen:",
                                          "image copyright", NULL };
    static const char *const tags[] = { "(AP Photo", "REUTERS/", "Getty Images", "AFP PHOTO", "/AFP", "/Reuters",
                                        "/Handout", "/Shutterstock", "(Photo by", "/AP)", "/AP Photo", "/EPA",
                                        "File Photo", "file photo)", NULL };

    if (words > 80)
        return false;
    if (words <= 40 && ag_line_starts_with(folded, fronts))
        return true;
    /* a tag of the picture trade at the very end: "[Ann Lee/Reuters]" */
    ag_str tail = s.len > 60 ? ag_str_sub(s, s.len - 60, s.len) : s;

    for (int i = 0; tags[i]; i++)
        if (ag_str_find(tail, ag_str_of(tags[i])) >= 0 && (strchr(")]", s.at[s.len - 1]) || !ag_line_ends(s)))
            return true;
    if (s.at[s.len - 1] == ']') {
        for (size_t i = s.len - 1; i > 0 && s.at[i] != '['; i--)
            if (s.at[i] == '/')
                return ag_residue_agency(ag_str_sub(s, i + 1, s.len - 1)) != NULL;
    }
    return false;
}

/* "Follow the Example on Facebook": an invitation to a network. */
static bool
names_network(ag_str folded)
{
    static const char *const calls[] = { "follow ", "find ", "like ", "join ", "connect ", NULL };
    static const char *const networks[] = { " on instagram", " on facebook", " on twitter", " on x.",  " on youtube",
                                            " on linkedin",  " on tiktok",   " on telegram", " on whatsapp", NULL };

    for (int i = 0; ag_line_starts_with(folded, calls) && networks[i]; i++)
        if (ag_str_find(folded, ag_str_of(networks[i])) > 0)
            return true;
    return false;
}

/* "abc/def/gh AFP": initials of the desk. */
static bool
is_initials(ag_str s)
{
    int slashes = 0, letters = 0;

    if (s.len > 40 || s.len < 5)
        return false;
    for (size_t i = 0; i < s.len && s.at[i] != ' '; i++) {
        if (s.at[i] == '/' || s.at[i] == '-')
            slashes++, letters = 0;
        else if (((s.at[i] | 32) < 'a' || (s.at[i] | 32) > 'z') || ++letters > 5)
            return false;
    }
    return slashes > 0 && memchr(s.at, '/', s.len) && s.at[0] >= 'a' && s.at[0] <= 'z';
}

const char *
ag_residue_pattern(ag_str s, ag_str folded, int words)
{
    if (words <= 15 && !ag_line_has_letters(s, 2))
        return "number or sign alone";
    if (words == 1 && ag_line_is_ascii(s)) {
        if (ag_str_find(s, AG_S("://")) >= 0 || ag_str_starts(folded, AG_S("www.")))
            return "link";
        if (memchr(s.at, '@', s.len) && memchr(s.at, '.', s.len))
            return "e-mail address";
        if (ag_str_find(folded, AG_S("binary_")) >= 0 || ag_str_ends(folded, AG_S(".jpg")) ||
            ag_str_ends(folded, AG_S(".jpeg")) || ag_str_ends(folded, AG_S(".png")) ||
            ag_str_ends(folded, AG_S(".webp")) || ag_str_ends(folded, AG_S(".gif")))
            return "image tag";
        if (s.len > 25 && ag_line_has_digit(s))
            return "code";
        if (s.at[0] == '@' || s.at[0] == '#')
            return "tag or handle";
    }
    if (words <= 2 && (ag_str_starts(folded, AG_S("http://")) || ag_str_starts(folded, AG_S("https://"))))
        return "link";
    if (ag_residue_is_currency(s) && s.at[s.len - 1] == ')')
        return "currency footnote";
    if (words <= 80 && ag_residue_is_credit(s, folded))
        return "agency credit";
    if (words <= 30 && (ag_str_starts(s, AG_S("©")) || ag_str_find(folded, AG_S("all rights reserved")) >= 0))
        return "copyright";
    if (words <= 40 && (ag_str_find(folded, AG_S("contributed to this report")) > 0 ||
                        ag_str_find(folded, AG_S("contributed reporting")) > 0))
        return "agency credit";
    if (words <= 40 && ag_str_starts(folded, AG_S("the post ")) && ag_str_find(folded, AG_S(" appeared first on ")) > 0)
        return "feed footer";
    if (words <= 50 && (ag_str_find(folded, AG_S("be reached at")) > 0 || ag_str_find(folded, AG_S(" on twitter @")) > 0 ||
                        ag_str_find(folded, AG_S("follow him on ")) >= 0 || ag_str_find(folded, AG_S("follow her on ")) >= 0))
        return "note on the author";
    if (words <= 25 && names_network(folded))
        return "link to other articles";
    if (ag_str_starts(s, AG_S("— ")) && ag_str_find(s, AG_S("(@")) > 0 && words <= 20)
        return "signature of a post";
    if (is_caption(s, folded, words))
        return "caption or picture credit";
    if (words <= 3) {
        ag_str bare = s;

        while (bare.len && strchr("-—–*/_.()[] ", bare.at[0]))
            bare.at++, bare.len--;
        while (bare.len && strchr("-*/_.()[] ", bare.at[bare.len - 1]))
            bare.len--;
        if (ag_residue_agency(bare) || is_initials(s))
            return "agency credit";
    }
    return ag_residue_widget(folded);
}
