/* The network of names in use: weights of 8 bits, from a file. Sums are whole numbers, what is not stands in
 * a fixed order: every processor gives the same bits, and no sentence's scores depend on its batch. */
#ifndef AG_NET_NAMER_QUANT_H
#define AG_NET_NAMER_QUANT_H

#include "language/namer.h"
#include "language/net/layers8.h"
#include "language/net/namer_net.h"

typedef struct ag_namer8 {
    ag_namer_shape shape;    /* with one head */
    ag_name_scheme scheme;
    ag_tables8 tables;       /* vectors, also the rare ones, are those of the network of trees: set by the
                              * caller, as is their number in shape.words */
    ag_weights8 input[AG_NAMER_LAYERS][2], recurrent[AG_NAMER_LAYERS][2], output;
    const float *bias[AG_NAMER_LAYERS][2], *output_bias, *step;
} ag_namer8;

/* Writes the section "namer": the encoder and the first head. */
void ag_namer8_write(const ag_namer_net *net, const ag_name_scheme *scheme, float vector_scale, ag_buf *out);

/* It points into `section`, but for what the processor wants in another order. AG_INPUT when it does not
 * hold together. Release with ag_namer8_close. */
ag_status ag_namer8_open(ag_str section, ag_namer8 *out, ag_err *err);
void ag_namer8_close(ag_namer8 *q);

/* Scores [N][tags] of a batch; they live in the scratch until the next run. */
const float *ag_namer8_run(const ag_namer8 *q, const ag_net_batch *b, ag_net_scratch *s);

#endif
