// The JSON in the page → a model with numbers replaced by the things themselves. The form of the JSON
// is told in src/export/page.c.
import {gunzipSync, strFromU8} from 'fflate';
import {dayNumber} from './days.js';

/** Parses what stands in the page's data element: plain JSON, or gzip in base64. */
export function readData(element) {
  const text = element.textContent;
  if (element.getAttribute('type') === 'application/json') return JSON.parse(text);
  const binary = atob(text.trim());
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return JSON.parse(strFromU8(gunzipSync(bytes)));
}

/** Letters to search by: small, without marks. */
export function fold(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function reader(columns) {
  return (name, row) => columns[name]?.[row] ?? null;
}

const rgb = (get, i) => [get('r', i) ?? 150, get('g', i) ?? 150, get('b', i) ?? 150];

export function makeModel(raw) {
  const nodeCell = reader(raw.nodes.columns), edgeCell = reader(raw.edges.columns);
  const model = {...raw, directed: raw.directed === 1, claims: raw.claims === 1, nodeColumns: Object.keys(raw.nodes.columns), nodeById: new Map(), edgeByKey: new Map()};

  model.nodes = raw.nodes.id.map((id, i) => ({
    i, id,
    label: nodeCell('label', i) ?? id,
    type: nodeCell('type', i) ?? 'other',
    x: nodeCell('x', i) ?? 0, y: nodeCell('y', i) ?? 0, size: nodeCell('size', i) ?? 10,
    rgb: rgb(nodeCell, i),
    act: null, actNumber: raw.nodes.act[i], sentence: raw.nodes.sentence[i],
    aliases: (nodeCell('aliases', i) ?? '').split(' | ').filter(Boolean),
    edges: [], acts: [], offices: [], bonds: [],
    get: (name) => nodeCell(name, i),
  }));
  for (const node of model.nodes) {
    node.strength = node.get('strength') ?? 0;
    node.names = [node.label, ...node.aliases].map(fold);
    model.nodeById.set(node.id, node);
  }

  const person = (who) => (typeof who === 'number' ? model.nodes[who] : who); // a node, a name or null
  model.acts = raw.acts.map((act, i) => ({
    ...act, i,
    number: dayNumber(act.day),
    by: person(act.by ?? null),
    source: act.source.map(person), target: act.target.map(person), place: act.place.map(person),
  }));
  for (const node of model.nodes) if (node.actNumber >= 0) node.act = model.acts[node.actNumber];
  for (const act of model.acts) {
    const seen = new Set();
    for (const who of [...act.source, ...act.target])
      if (typeof who === 'object' && who && !seen.has(who)) {
        seen.add(who);
        who.acts.push(act);
      }
  }

  const count = raw.edges.from.length;
  model.edges = [];
  for (let i = 0; i < count; i++) {
    const flat = raw.edges.acts[i], acts = [];
    for (let k = 0; k < flat.length; k += 2) acts.push({act: model.acts[flat[k]], weight: flat[k + 1]});
    const from = model.nodes[raw.edges.from[i]], to = model.nodes[raw.edges.to[i]];
    const edge = {
      i, from, to, acts,
      kind: raw.edges.kind[i],
      key: `${from.id}~${to.id}~${raw.edges.kind[i]}`,
      label: edgeCell('label', i) ?? '',
      relation: edgeCell('relation', i) ?? raw.edges.kind[i],
      layer: edgeCell('layer', i) ?? '',
      weight: edgeCell('weight', i) ?? 0,
      tier: edgeCell('tier', i) ?? 2,
      sentence: raw.edges.sentence[i],
      get: (name) => edgeCell(name, i),
    };
    edge.isPale = edge.tier === 3;
    edge.isNamedTogether = edge.relation === 'CO_OCCURS';
    edge.tone = toneOf(edge);
    from.edges.push(edge);
    if (to !== from) to.edges.push(edge);
    model.edges.push(edge);
    model.edgeByKey.set(edge.key, edge);
  }

  for (const [who, role, of, status, sentence] of raw.offices) model.nodes[who].offices.push({role, of: person(of), status, sentence});
  for (const [subject, type, object, sentence] of raw.bonds) {
    const bond = {subject: person(subject), type, object: person(object), sentence};
    for (const end of [bond.subject, bond.object]) if (typeof end === 'object') end.bonds.push(bond);
  }
  model.sentences = raw.sentences.map(([doc, ...pieces]) => ({doc, pieces}));
  model.docs = raw.docs.map(([title, source, date, url, path]) => ({title, source, date, url, path}));
  return model;
}

/** cooperation, conflict, both or neither: from the parts of the weight, else from the sign of the acts. */
function toneOf(edge) {
  const good = edge.get('cooperation') ?? 0, bad = edge.get('conflict') ?? 0;
  if (good > 0 || bad > 0) return good > 0 && bad > 0 ? 'both' : good > 0 ? 'cooperation' : 'conflict';
  if (edge.get('cooperation') !== null) return 'neither';
  const sign = edge.get('intensity') ?? edge.acts[0]?.act.intensity ?? 0;
  return sign > 0 ? 'cooperation' : sign < 0 ? 'conflict' : 'neither';
}
