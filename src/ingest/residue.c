/* Word lists of what is on news pages and is not news. To add a phrase: add a row, in lower case,
 * without marks on letters, with straight quotation marks and without punctuation at its ends.
 *
 *     WHOLE  the line is the phrase, give or take numbers and signs around it
 *     START  the line begins with the phrase and has at most 25 words
 *
 * A START row must be something that no sentence of news begins with. */
#include "ingest/inside.h"

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
    { "our standards", START, "page footer" },
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
    { "advertisement", START, "advertisement" },
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
    { "copyright", START, "copyright" },
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
    for (size_t i = 0; i < sizeof widgets / sizeof *widgets; i++) {
        ag_str phrase = ag_str_of(widgets[i].phrase);

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
