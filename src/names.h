/* The words for our enumerations, in files and on screens, and back. */
#ifndef AG_NAMES_H
#define AG_NAMES_H

#include "actorgraph.h"

const char *ag_upos_name(ag_upos u);              /* "PROPN" */
bool ag_upos_parse(ag_str s, uint8_t *out);
const char *ag_deprel_name(ag_deprel d);          /* "nsubj:pass" */
uint8_t ag_deprel_parse(ag_str s);                /* unknown: the part before the colon, else dep */
const char *ag_name_label_name(ag_name_label l);  /* "PERSON" */
bool ag_name_label_parse(ag_str s, uint8_t *out);
const char *ag_actor_type_name(ag_actor_type t);  /* "person" */
bool ag_actor_type_parse(ag_str s, uint8_t *out);
const char *ag_mention_kind_name(ag_mention_kind k);
bool ag_mention_kind_parse(ag_str s, uint8_t *out);
const char *ag_office_status_name(ag_office_status s);
bool ag_office_status_parse(ag_str s, uint8_t *out);
const char *ag_part_name(ag_part p);              /* "source" */
bool ag_part_parse(ag_str s, uint8_t *out);
const char *ag_reality_name(ag_reality r);        /* "happened" */
bool ag_reality_parse(ag_str s, uint8_t *out);
const char *ag_voice_name(ag_voice v);            /* "outlet" */
bool ag_voice_parse(ag_str s, uint8_t *out);

#endif
