// The same as tables: for those who do not see the picture, or whose browser has no WebGL.
import {h, put} from './dom.js';
import {cell, columnMeaning, columnName, countryName, layerWords, number, relationName, typeWords} from './words.js';

const STEP = 200;

const ACTOR_COLUMNS = ['strength', 'betweenness', 'pagerank', 'acts', 'documents', 'mentions', 'rank_in_type'];

export function tables(model, state, pick, note = '') {
  const columns = {
    actors: [
      ['label', 'Actor', '', (n) => n.label],
      ['type', 'Kind', '', (n) => typeWords[n.type]?.[1] ?? n.type],
      ['country', 'Country', '', (n) => countryName(n.get('country'))],
      ['role', 'Role', '', (n) => n.get('role') ?? ''],
      ...ACTOR_COLUMNS.filter((c) => model.nodeColumns.includes(c)).map((c) => [c, columnName(c), columnMeaning(c), (n) => n.get(c), (n) => cell(c, n.get(c))]),
      ['group', 'Community', 'Actors that deal more with one another than with the rest (Leiden); called by its three strongest.', (n) => n.get('community_label') ?? ''],
    ],
    ties: [
      ['from', 'Actor', '', (e) => e.from.label],
      ['to', model.directed ? 'To' : 'and', '', (e) => e.to.label],
      ['what', 'What', '', (e) => e.label],
      ['kind', 'Relation', '', (e) => relationName(e.relation)],
      ['standing', 'Standing', 'Only what is reported as fact has weight.', (e) => (e.layer === 'fact' ? 'fact' : (layerWords[e.layer]?.[0] ?? e.layer).toLowerCase())],
      ['weight', 'Weight', columnMeaning('weight'), (e, seen) => seen.weight[e.i], (e, seen) => number(seen.weight[e.i])],
      ...['cooperation', 'conflict', 'events'].filter((c) => model.edges.some((e) => e.get(c) !== null)).map((c) => [c, columnName(c), columnMeaning(c), (e) => e.get(c), (e) => cell(c, e.get(c))]),
      ['origins', 'Sources', 'Articles that tell of it, copies of one another counted once.', (e) => e.get('origins'), (e) => cell('origins', e.get('origins'))],
    ],
  };
  for (const [which, rows] of [['actors', model.nodes], ['ties', model.edges]]) // no column of nothing
    columns[which] = columns[which].filter((d) => d[4] || rows.some((r) => d[3](r) !== ''));
  const head = h('div', {class: 'tabs', role: 'group', 'aria-label': 'Which table'});
  const body = h('div', {class: 'table-wrap', tabindex: 0, role: 'region', 'aria-label': 'Table'});
  const element = h('section', {class: 'tables'}, note && h('p', {class: 'note'}, note), head, body);
  let rowsShown = STEP, last = '';

  function update(now, seen) {
    const which = now.table === 'ties' ? 'ties' : 'actors', defs = columns[which];
    if (last !== which + now.sort) rowsShown = STEP;
    last = which + now.sort;
    put(head, ['actors', 'ties'].map((key) => h('button', {'aria-pressed': String(which === key), onclick: () => state.set({table: key, sort: ''})}, key === 'actors' ? `Actors ${seen.nodes.toLocaleString('en')}` : `Ties ${seen.edges.toLocaleString('en')}`)));
    const down = now.sort.startsWith('-') || now.sort === '', by = now.sort.replace(/^-/, '') || (which === 'ties' ? 'weight' : 'strength');
    const def = defs.find((d) => d[0] === by) ?? defs[0];
    const rows = which === 'ties' ? model.edges.filter((e) => seen.edge[e.i]) : model.nodes.filter((n) => seen.node[n.i]);
    const value = new Map(rows.map((r) => [r, def[3](r, seen)]));
    rows.sort((a, b) => compare(value.get(a), value.get(b), down) || a.i - b.i);
    const current = which === 'ties' ? now.tie : now.actor;
    const draw = (r) => h('tr', {class: (r.id ?? r.key) === current ? 'current' : null, onclick: () => pick(which === 'ties' ? {edge: r} : {node: r})},
      defs.map((d, k) => {
        const text = String((d[4] ?? d[3])(r, seen) ?? '');
        return k === 0 ? h('th', {scope: 'row'}, h('button', {class: 'link'}, text)) : h('td', {class: d[4] ? 'number' : null, title: text.length > 24 ? text : null}, text);
      }));
    const list = h('tbody', {}, rows.slice(0, rowsShown).map(draw));
    const more = rows.length > rowsShown && h('button', {class: 'wide', onclick: () => {
      list.append(...rows.slice(rowsShown, rowsShown + STEP).map(draw));
      rowsShown += STEP;
      if (rowsShown >= rows.length) more.remove();
      else more.textContent = `${rows.length - rowsShown} more rows`;
    }}, `${rows.length - rowsShown} more rows`);
    put(body, h('table', {}, h('caption', {class: 'unseen'}, which === 'ties' ? 'Ties shown' : 'Actors shown'),
      h('thead', {}, h('tr', {}, defs.map((d) => h('th', {scope: 'col', 'aria-sort': d[0] === by ? (down ? 'descending' : 'ascending') : null, class: d[4] ? 'number' : null, title: d[2] || null},
        h('button', {class: 'plain', onclick: () => state.set({sort: (d[0] === by ? !down : !!d[4]) ? `-${d[0]}` : d[0]})}, d[1], h('span', {class: 'arrow', 'aria-hidden': 'true'}, d[0] === by ? (down ? ' ↓' : ' ↑') : '')))))), list),
      rows.length === 0 && h('p', {class: 'note'}, 'Nothing is left under these filters.'), more);
  }
  return {element, update};
}

function compare(a, b, down) {
  const noA = a === null || a === '', noB = b === null || b === '';
  if (noA || noB) return noA - noB; // what is empty stands last either way
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en');
  return down ? -order : order;
}
