// Reads GraphML files with graphology and tells, a line of JSON a file, what it sees.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const require = createRequire(import.meta.url);
const graphology = require('graphology');
const {parse} = require('graphology-graphml');

for (const path of process.argv.slice(2)) {
  let seen;
  try {
    const graph = parse(graphology.MultiGraph, readFileSync(path, 'utf8'));
    const nodes = {}, edges = {};
    graph.forEachNode((id, row) => { nodes[id] = row; });
    graph.forEachEdge((id, row, source, target) => { edges[id] = [source, target, row]; });
    seen = {type: graph.type, nodes, edges};
  } catch (e) {
    seen = {error: String(e)};
  }
  console.log(JSON.stringify(seen));
}
