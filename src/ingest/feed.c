#include "ingest/inside.h"
void
ag_feed_read(ag_arena *a, const ag_item *item, ag_str bytes, const ag_ingest_options *options, ag_sink sink)
{
    (void)bytes, (void)options;
    ag_article_refuse(a, sink, "%.*s: feeds are not read yet", AG_SHOW(item->label));
}
