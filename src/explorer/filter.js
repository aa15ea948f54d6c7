// What is shown under the reader's filters: a pure function of model and state.
import {dayNumber} from './days.js';

const FACT_OR_CLAIM = new Set(['fact', 'claimed']);

/** Do the filters leave everything? */
export function isFiltered(state) {
  return state.noType.length > 0 || state.noRelation.length > 0 || state.noLayer.length > 0 || state.community !== '' ||
    state.min > 0 || state.from !== '' || state.to !== '' || (state.near > 0 && state.actor !== '');
}

/** Is an act within the days, kinds and layers that are asked for? */
export function actFilter(state) {
  const noRelation = new Set(state.noRelation), noLayer = new Set(state.noLayer);
  const from = dayNumber(state.from) ?? -Infinity, to = dayNumber(state.to) ?? Infinity;
  const anyDay = from === -Infinity && to === Infinity;
  return (act) => !noRelation.has(act.type ?? '') && !noLayer.has(act.layer) && (anyDay || (act.number !== null && act.number >= from && act.number <= to));
}

/**
 * node[i], edge[i]: shown or not; weight[i]: what the shown acts of an edge weigh; pale[i]: no fact among
 * them; nodes, edges: how many.
 */
export function shown(model, state) {
  const n = model.nodes.length, m = model.edges.length;
  const out = {node: new Uint8Array(n), edge: new Uint8Array(m), weight: new Float64Array(m), pale: new Uint8Array(m), nodes: 0, edges: 0};
  const noType = new Set(state.noType), noRelation = new Set(state.noRelation), noLayer = new Set(state.noLayer);
  const passes = actFilter(state);
  const isCut = state.from !== '' || state.to !== '' || noRelation.size > 0 || noLayer.size > 0;
  const isTies = model.view === 'ties';
  const near = state.near > 0 ? neighbourhood(model, state.actor, state.near) : null;
  const counts = (act) => act.layer === 'fact' || (model.claims && act.layer === 'claimed');
  const mayShow = (node) => !noType.has(node.type) && (state.community === '' || String(node.get('community')) === state.community) && (!near || near.has(node));
  const may = model.nodes.map(mayShow);

  for (const edge of model.edges) {
    const i = edge.i;
    if (!may[edge.from.i] || !may[edge.to.i]) continue;
    out.weight[i] = edge.weight;
    out.pale[i] = edge.isPale;
    if (isCut) {
      if (edge.acts.length === 0) {
        if (state.from !== '' || state.to !== '' || noRelation.has(edge.relation) || noLayer.has(edge.layer)) continue;
      } else {
        if (!isTies && noLayer.has(edge.layer)) continue;
        const acts = edge.acts.filter(({act}) => passes(act) && (!isTies || FACT_OR_CLAIM.has(act.layer)));
        if (acts.length === 0) continue;
        if (isTies) {
          let weight = 0;
          for (const {act, weight: w} of acts) if (counts(act)) weight += w;
          out.pale[i] = weight === 0;
          out.weight[i] = weight || 0.1;
        }
      }
    }
    if (out.weight[i] < state.min) continue;
    out.edge[i] = 1;
    out.edges++;
    out.node[edge.from.i] = out.node[edge.to.i] = 1;
  }
  const everything = !isFiltered(state);
  for (const node of model.nodes) {
    if (may[node.i] && !out.node[node.i] && (everything || node.id === state.actor)) out.node[node.i] = 1;
    out.nodes += out.node[node.i];
  }
  return out;
}

/** The actor and those within `steps` of it. */
export function neighbourhood(model, id, steps) {
  const start = model.nodeById.get(id);
  if (!start) return null;
  const found = new Set([start]);
  let edge = [start];
  for (let step = 0; step < steps; step++) {
    const next = [];
    for (const node of edge)
      for (const e of node.edges) {
        const other = e.from === node ? e.to : e.from;
        if (!found.has(other)) {
          found.add(other);
          next.push(other);
        }
      }
    edge = next;
  }
  return found;
}
