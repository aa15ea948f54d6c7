/* Errors: one clear sentence each. */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

ag_status
ag_fail(ag_err *err, ag_status status, const char *format, ...)
{
    va_list args;

    if (!err)
        return status;
    err->status = status;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    for (char *c = err->text; *c; c++) /* names of files and odd bytes stay on one line */
        if ((unsigned char)*c < ' ' || *c == 127)
            *c = '?';
    return status;
}
