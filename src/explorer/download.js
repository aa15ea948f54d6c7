// What leaves the page: a picture and two tables, of what is shown now.
import {h} from './dom.js';
import {plainText} from './evidence.js';
import {nameOf} from './words.js';

export function save(name, blob) {
  const url = URL.createObjectURL(blob), link = h('a', {href: url, download: name});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front. */
export function csv(rows) {
  const field = (value) => {
    if (value === null || value === undefined) return '';
    if (typeof value === 'number') return String(value);
    const text = /^[=+\-@\t\r]/.test(String(value)) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';
}

const ofCsv = (rows) => new Blob(['\ufeff' + csv(rows)], {type: 'text/csv;charset=utf-8'});

const NODE_COLUMNS = ['type', 'role', 'country', 'strength', 'betweenness', 'pagerank', 'acts', 'documents', 'origins', 'mentions', 'community', 'community_label'];
const EDGE_COLUMNS = ['relation', 'layer', 'cooperation', 'conflict', 'events', 'origins', 'claims'];

export function actorsCsv(model, seen) {
  const columns = NODE_COLUMNS.filter((c) => model.nodeColumns.includes(c));
  return ofCsv([['Id', 'Label', ...columns, 'aliases'], ...model.nodes.filter((n) => seen.node[n.i]).map((n) => [n.id, n.label, ...columns.map((c) => n.get(c)), n.aliases.join(' | ')])]);
}

export function tiesCsv(model, seen) {
  const rows = model.edges.filter((e) => seen.edge[e.i]).map((e) => {
    const first = e.sentence >= 0 ? e.sentence : e.acts.flatMap(({act}) => act.sentences)[0];
    const doc = first === undefined ? null : model.docs[model.sentences[first].doc];
    return [e.from.id, e.to.id, model.directed ? 'Directed' : 'Undirected', e.kind, seen.weight[e.i], e.label, nameOf(e.from), nameOf(e.to), ...EDGE_COLUMNS.map((c) => e.get(c)), first === undefined ? '' : plainText(model, first), doc?.source, doc?.date, doc?.url ?? doc?.path];
  });
  return ofCsv([['Source', 'Target', 'Type', 'Kind', 'Weight', 'Label', 'source_name', 'target_name', ...EDGE_COLUMNS, 'evidence', 'outlet', 'date', 'article'], ...rows]);
}
