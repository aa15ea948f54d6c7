/* Errors: one clear sentence, the place first, written by the lowest function that knows the
 * reason and passed on untouched. */
#ifndef AG_BASE_ERR_H
#define AG_BASE_ERR_H

typedef enum ag_status {
    AG_OK = 0,
    AG_INPUT,   /* the input is bad: set it aside, go on        */
    AG_MACHINE, /* the machine says no: stop                    */
    AG_USAGE,   /* the command line is wrong                    */
    AG_FOUND    /* a check found something                      */
} ag_status;

typedef struct ag_err {
    ag_status status;
    char text[1024];
} ag_err;

/* Writes the sentence (printf style) and returns `status`. Lower case, no full stop; what was
 * found in quotes; the way out where there is one. `err` may be NULL. */
ag_status ag_fail(ag_err *err, ag_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#define AG_TRY(call)                        \
    do {                                    \
        ag_status try_status_ = (call);     \
        if (try_status_ != AG_OK)           \
            return try_status_;             \
    } while (0)

#endif
