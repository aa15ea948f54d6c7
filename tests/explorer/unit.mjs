// What the explorer computes, without a browser: node --test unit.mjs, in a folder with the sources.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {makeModel} from './data.js';
import {bins, dayNumber, dayText, sayDate, sayRange} from './days.js';
import {csv} from './download.js';
import {isFiltered, neighbourhood, shown} from './filter.js';
import {placeNames} from './labels.js';
import {shortestPath} from './path.js';
import {find} from './search.js';
import {number, standing} from './words.js';

const act = (day, type, layer, intensity) => ({label: type, type, lemma: 'x', day, layer, status: 'happened', voice: 'outlet', intensity, origins: 1, reports: 1, told: 1, source: [0], target: [1], place: [], sentences: []});

/** Four actors in a row: a – b (two acts, 2), b – c (one, 1), c – d (claimed only), a … d named together. */
const raw = () => ({
  view: 'ties', directed: 0, claims: 0, offices: [[0, 'mayor', 'Elsewhere', 'current', -1]], bonds: [[0, 'family', 1, -1]], sentences: [], docs: [],
  nodes: {
    id: ['a', 'b', 'c', 'd'], act: [-1, -1, -1, -1], sentence: [-1, -1, -1, -1],
    columns: {label: ['Ana Ortúñez', 'Bo', 'Cy', 'Di'], type: ['person', 'person', 'country', 'country'], strength: [2, 3, 1, null], aliases: ['Ortunez | Señora O', null, null, null], community: [0, 0, 1, null]},
  },
  edges: {
    from: [0, 1, 2, 0], to: [1, 2, 3, 3], kind: ['CONSULT', 'ACCUSE', 'ASSAULT claimed', 'CO_OCCURS'], acts: [[0, 1, 1, 1], [2, 1], [3, 1], []], sentence: [-1, -1, -1, -1],
    columns: {weight: [2, 1, 0.1, 0.1], layer: ['fact', 'fact', 'claimed', null], relation: ['CONSULT', 'ACCUSE', 'ASSAULT', 'CO_OCCURS'], tier: [1, 2, 3, 3], cooperation: [2, 0, null, null], conflict: [0, 1, null, null]},
  },
  acts: [act('2025-08-01', 'CONSULT', 'fact', 2), act('2025-08-05', 'CONSULT', 'fact', 2), act('2025-08-05', 'ACCUSE', 'fact', -3), act(null, 'ASSAULT', 'claimed', -9)],
});
const state = (more) => ({actor: '', near: 0, noType: [], noRelation: [], noLayer: [], community: '', min: 0, from: '', to: '', ...more});
const edges = (model, more) => [...shown(model, state(more)).edge].join('');

test('without filters all is shown with its own weight', () => {
  const model = makeModel(raw()), seen = shown(model, state());
  assert.equal(seen.nodes, 4);
  assert.deepEqual([...seen.weight], [2, 1, 0.1, 0.1]);
  assert.deepEqual([...seen.pale], [0, 0, 1, 1]);
  assert.ok(!isFiltered(state()));
});

test('within days a tie weighs what its acts of those days weigh, and what has no day goes', () => {
  const model = makeModel(raw()), seen = shown(model, state({from: '2025-08-02', to: '2025-08-31'}));
  assert.deepEqual([...seen.edge], [1, 1, 0, 0]);
  assert.deepEqual([...seen.weight].slice(0, 2), [1, 1]);
  assert.equal(edges(model, {to: '2025-08-01'}), '1000');
});

test('kinds, layers, weights, communities and circles leave what they say', () => {
  const model = makeModel(raw());
  assert.equal(edges(model, {noType: ['country']}), '1000');
  assert.equal(edges(model, {noRelation: ['CONSULT']}), '0111');
  assert.equal(edges(model, {noLayer: ['fact']}), '0011');
  assert.equal(edges(model, {noLayer: ['', 'claimed']}), '1100');
  assert.equal(edges(model, {min: 1.5}), '1000');
  assert.equal(edges(model, {community: '0'}), '1000');
  assert.equal(edges(model, {actor: 'b', near: 1}), '1100');
  assert.equal(edges(model, {actor: 'nobody', near: 1}), '1111');
  assert.equal(neighbourhood(model, 'a', 2).size, 4);
});

test('the shortest way goes by strong ties and only where it may', () => {
  const model = makeModel(raw()), [a, , c, d] = model.nodes, weight = (e) => e.weight;
  assert.deepEqual(shortestPath(model, a, c, (e) => e.tier < 3, weight).map((e) => e.i), [0, 1]);
  assert.equal(shortestPath(model, a, d, (e) => e.tier < 3, weight), null);
  assert.deepEqual(shortestPath(model, a, d, () => true, weight).map((e) => e.i), [3]);
});

test('the way agrees with trying all ways, on graphs made by chance', () => {
  let seed = 7;
  const below = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
  for (let round = 0; round < 40; round++) {
    const nodes = Array.from({length: 7}, (_, i) => ({i, edges: []}));
    const model = {nodes};
    for (let k = 0; k < 11; k++) {
      const from = nodes[below(7)], to = nodes[below(7)], edge = {from, to, w: 1 + below(5)};
      from.edges.push(edge);
      if (to !== from) to.edges.push(edge);
    }
    const best = (node, end, seen) => (node === end ? 0 : Math.min(...node.edges.map((e) => {
      const next = e.from === node ? e.to : e.from;
      return seen.has(next) ? Infinity : 1 / e.w + best(next, end, new Set([...seen, next]));
    }), Infinity));
    const least = best(nodes[0], nodes[6], new Set([nodes[0]])), way = shortestPath(model, nodes[0], nodes[6], () => true, (e) => e.w);
    assert.ok(way === null ? least === Infinity : Math.abs(way.reduce((sum, e) => sum + 1 / e.w, 0) - least) < 1e-9);
  }
});

test('search ranks beginnings before middles and finds aliases without accents', () => {
  const model = makeModel(raw());
  assert.equal(find(model, 'ortuñ')[0].node.id, 'a');
  assert.equal(find(model, 'senora')[0].alias, 'Señora O');
  assert.deepEqual(find(model, '   '), []);
});

test('names are placed without covering one another', () => {
  const names = Array.from({length: 60}, (_, i) => ({x: 100 + (i * 37) % 200, y: 100 + (i * 53) % 150, r: 6, text: 'Name of ' + i, font: 'f', height: 14, owner: i}));
  const placed = placeNames(names, names, 500, 400, (text) => text.length * 6);
  assert.ok(placed.length > 10);
  for (const [i, p] of placed.entries())
    for (const q of placed.slice(0, i)) {
      const overlap = p.left < q.left + q.text.length * 6 && q.left < p.left + p.text.length * 6 && Math.abs(p.base - q.base) < 13.9;
      assert.ok(!overlap, `${p.text} and ${q.text}`);
    }
});

test('tables quote what needs it and defuse formulas', () => {
  assert.equal(csv([['a,"b"', '=1+1', -2, null, '-x']]), '"a,""b""",\'=1+1,-2,,\'-x\r\n');
});

test('days count, are said, and fall into bars', () => {
  assert.equal(dayText(dayNumber('2024-02-29')), '2024-02-29');
  assert.equal(dayNumber('2024-W05'), null);
  assert.equal(sayDate('2025-08-24'), '24 August 2025');
  assert.equal(sayDate('2025-W34'), 'week 34 of 2025');
  assert.equal(sayRange('2025-08-04', '2025-08-29'), '4–29 August 2025');
  assert.equal(sayRange('2025-07-04', '2025-08-29'), '4 July – 29 August 2025');
  const {grain, starts} = bins(dayNumber('2025-01-01'), dayNumber('2025-12-31'), 60);
  assert.equal(grain, 'week');
  assert.ok(starts.every((s, i) => i === 0 || s - starts[i - 1] === 7));
  assert.equal(bins(dayNumber('1990-05-05'), dayNumber('2025-01-01'), 60).grain, 'year');
});

test('whose word an act is stands in words', () => {
  assert.equal(standing({layer: 'claimed', voice: 'opponent', by: 'Russia'}), 'says Russia; not counted');
  assert.equal(standing({layer: 'claimed', voice: 'unnamed', by: null}), 'says somebody unnamed; not counted');
  assert.equal(standing({layer: 'fact', voice: 'self', by: {label: 'Bo'}}), 'says Bo of itself');
  assert.equal(standing({layer: 'denied', voice: 'outlet', by: null}), 'said not to be so; not counted');
  assert.equal(standing({layer: 'claimed', voice: 'opponent', by: 'Russia'}, true), 'says Russia');
  assert.equal(number(2.5), '2.5');
  assert.equal(number(2.0001), '2');
});
