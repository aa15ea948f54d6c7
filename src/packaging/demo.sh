#!/bin/sh
# The first minute: reads examples/, says who leads, where the graph lies, and what to try next.
set -eu
build=$1
graph=$build/examples.graphml
page=$build/examples.html
program=$build/actorgraph

echo
echo "Reading examples/: four weeks of invented news"
code=0
"$program" build examples -o "$graph" --leading 5 || code=$?
[ "$code" = 0 ] || [ "$code" = 3 ] || exit "$code"

"$program" build examples -o "$page" --quiet || [ $? = 3 ]

echo
echo "The page:  $page (open it in any browser)"
echo "The graph: $graph (open it in Gephi; networkx, igraph and Cytoscape read it as well)"
echo "What stands behind a tie:"
echo "    $program why Verrick Talvek --articles examples"
