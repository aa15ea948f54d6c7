#include "base/edit.h"

static int
least(int a, int b)
{
    return a < b ? a : b;
}

int
ag_edit_distance(ag_str x, ag_str y)
{
    int d[AG_EDIT_LONGEST + 1][AG_EDIT_LONGEST + 1], n = (int)x.len, m = (int)y.len;

    if (x.len > AG_EDIT_LONGEST || y.len > AG_EDIT_LONGEST)
        return AG_EDIT_LONGEST;
    for (int i = 0; i <= n; i++)
        for (int j = 0; j <= m; j++) {
            if (!i || !j) {
                d[i][j] = i + j;
                continue;
            }
            d[i][j] = least(least(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + (x.at[i - 1] != y.at[j - 1]));
            if (i > 1 && j > 1 && x.at[i - 1] == y.at[j - 2] && x.at[i - 2] == y.at[j - 1])
                d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[n][m];
}
