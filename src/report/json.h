/* The facts of a report as JSON, for programs: complete, so that every number can be computed again from it and from
 * the extraction records (tests/report/check.py does). docs/weekly-report.md tells the members. */
#ifndef AG_REPORT_JSON_H
#define AG_REPORT_JSON_H

#include "report/write.h"

void ag_report_json(const ag_facts *f, const ag_report_made *made, const ag_page *p, ag_buf *out);

#endif
