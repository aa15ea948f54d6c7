/* Who belongs to a government, by the tables of titles and bodies. */
#ifndef AG_GOVERNMENT_H
#define AG_GOVERNMENT_H

#include "actorgraph.h"
#include "ontology/ontology.h"

/* Is an actor of this type and name, in this office ("" for none), one of its country's government,
 * forces or services: "foreign minister", "deputy defence minister", "Pentagon", "Finance Ministry"?
 * `ontology` is an ag_ontology. */
bool ag_government_member(const void *ontology, ag_actor_type type, ag_str name, ag_str role);

/* The name of the country with this ISO code, or "". */
ag_str ag_government_country(const void *ontology, ag_str iso);

#endif
