// Reads GraphML, GEXF and JSON files with graphology and tells, a line of JSON a file, what it sees.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const require = createRequire(import.meta.url);
const graphology = require('graphology');
const graphml = require('graphology-graphml');
const gexf = require('graphology-gexf');

function read(path) {
  const text = readFileSync(path, 'utf8');
  if (path.endsWith('.json')) return graphology.MultiGraph.from(JSON.parse(text));
  // Of several blocks of attributes of edges it knows the last: the dynamic one comes first and stays undeclared.
  if (path.endsWith('.gexf')) return gexf.parse(graphology.MultiGraph, text, {allowUndeclaredAttributes: true});
  return graphml.parse(graphology.MultiGraph, text);
}

for (const path of process.argv.slice(2)) {
  let seen;
  try {
    const graph = read(path), nodes = {}, edges = {};
    graph.forEachNode((id, row) => { nodes[id] = row; });
    graph.forEachEdge((id, row, source, target) => { edges[id] = [source, target, row]; });
    seen = {type: graph.type, nodes, edges};
  } catch (e) {
    seen = {error: String(e)};
  }
  console.log(JSON.stringify(seen));
}
