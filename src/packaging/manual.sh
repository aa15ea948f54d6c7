#!/bin/sh
# The manual page, from what the program itself says: manual.sh PROGRAM > actorgraph.1
set -eu
program=$1
version=$("$program" --version | sed -n '1s/actorgraph //p')
commands=$("$program" --help | sed -n 's/^  \([a-z-]*\)  *[^ ].*/\1/p' | grep -v '^actorgraph$')

# Text as roff: no character means anything but itself.
plain() {
    sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^\([.']\)/\\\\\&\1/"
}

cat <<EOF
.TH ACTORGRAPH 1 "" "actorgraph $version" "User Commands"
.SH NAME
actorgraph \- news articles in, graph of who acts, with whom, how, when, and who says so out
.SH SYNOPSIS
.B actorgraph
.I COMMAND
[\fIOPTION\fR]... [\fIPATH\fR]...
.SH DESCRIPTION
Reads news articles offline and builds the graph of their actors, which opens in Gephi, as a page in any browser, or as a weekly
report. Every tie rests on sentences that it can show; claims, denials and plans are kept apart from facts. The same articles give
the same bytes. A PATH is a file, a folder (read recursively), an archive, or \- for the standard input.
.SH COMMANDS
EOF
for c in $commands; do
    printf '.SS actorgraph %s\n.nf\n' "$c" | sed 's/-/\\-/g'
    "$program" "$c" --help | plain
    printf '.fi\n'
done
cat <<'EOF'
.SH EXIT STATUS
0 all is well; 1 failed; 2 wrong usage; 3 done, but some input was set aside (the standard error says how many, and why); 4 a check
found something; 130 interrupted.
.SH ENVIRONMENT
.TP
ACTORGRAPH_DATA
a folder with \fIontology\fR and \fImodels\fR, instead of the installed one
.TP
ACTORGRAPH_CPU
portable, avx2 or avx512: code for one vector unit; the results are the same
.TP
TMPDIR
where archives are unpacked, in a file without a name
EOF
