/* Web archives (WARC 1.0/1.1, and WET files of extracted text): finding the end of a record, byte by byte, for the
 * list that cuts them. Own code, because libarchive's reader drops records whose address ends in '/' and all of
 * text. ISO 28500. */
#ifndef AG_INGEST_WARC_H
#define AG_INGEST_WARC_H

#include "ingest/inside.h"

typedef struct ag_warc_scan { /* zeroed: at the start of a record */
    char line[64]; /* start of the header line in hand */
    int n;         /* bytes of it seen */
    bool begun;    /* a line of this header has been seen */
    uint64_t length, left; /* Content-Length; bytes of body and end to come */
} ag_warc_scan;

/* One byte on; whether it ends a record. */
bool ag_warc_step(ag_warc_scan *s, char c);

#endif
