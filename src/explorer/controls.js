// The column of choices: what colours and sizes tell, and what is shown. A choice that could not
// change anything (one kind of actor only) is not offered.
import {h, put} from './dom.js';
import {css} from './colors.js';
import {columnMeaning, columnName, countryName, layerWords, relationName, relationWords, typeWords} from './words.js';

const SIZE_COLUMNS = ['strength', 'betweenness', 'pagerank', 'harmonic', 'acts', 'degree_out', 'degree_in', 'origins', 'documents', 'mentions', 'kcore'];
const LAYERS = ['fact', 'claimed', '', 'planned', 'possible', 'denied', 'conditional', 'context'];
const GROUPS_SHOWN = 10;

export function controls(model, state, ways) {
  const legend = h('div', {class: 'legend'});
  const colorBy = choose('Colour', Object.entries(ways).map(([key, way]) => [key, way.words]), (key) => state.set({color: key, community: ''}));
  const sizes = SIZE_COLUMNS.filter((c) => model.nodeColumns.includes(c) && model.nodes.some((n) => (n.get(c) ?? 0) > 0));
  const sizeBy = choose('Size', sizes.map((c) => [c, columnName(c)]), (c) => state.set({size: c === 'strength' ? '' : c}));
  const meaning = h('p', {class: 'soft small'});

  const types = ticks('Actors', count(model.nodes, (n) => n.type), 'noType', (key) => [typeWords[key]?.[0] ?? key, '']);
  const relations = ticks('What they do', countRelations(model), 'noRelation', (key) => [relationName(key), relationWords[key]?.[1] ?? '']);
  const layers = ticks('Standing', count(model.edges, (e) => e.layer), 'noLayer', (key) => layerWords[key] ?? [key, ''], LAYERS);

  const most = model.edges.reduce((m, e) => Math.max(m, e.weight), 0);
  const steps = [0, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64].filter((s) => s < most);
  const slider = h('input', {type: 'range', min: 0, max: Math.max(1, steps.length - 1), step: 1, 'aria-label': 'Least weight of a tie', oninput: () => state.set({min: steps[+slider.value] ?? 0})});
  const least = h('output', {class: 'soft'});
  const weights = steps.length > 1 && h('fieldset', {title: columnMeaning('weight')}, h('legend', {}, 'Weight at least ', least), slider);

  function ticks(title, counts, field, words, order) {
    const keys = order ? order.filter((k) => counts.has(k)) : [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
    if (keys.length < 2) return null;
    const boxes = new Map();
    const toggle = (key, on) => {
      const out = new Set(state.now[field]);
      if (on) out.delete(key);
      else out.add(key);
      state.set({[field]: [...out].sort()});
    };
    const only = (key) => {
      const others = keys.filter((k) => k !== key).sort();
      state.set({[field]: String(state.now[field]) === String(others) ? [] : others});
    };
    const rows = keys.map((key) => {
      const [name, tip] = words(key);
      const box = h('input', {type: 'checkbox', onchange: () => toggle(key, box.checked)});
      boxes.set(key, box);
      return h('li', {title: tip || null}, h('label', {}, box, h('span', {class: 'name'}, name)),
        h('button', {class: 'plain only', 'aria-label': `Only ${name}`, title: `Only ${name}; again: all`, onclick: () => only(key)}, 'only'), h('span', {class: 'count'}, counts.get(key).toLocaleString('en')));
    });
    const element = h('fieldset', {}, h('legend', {}, title), h('ul', {class: 'ticks'}, rows));
    return {element, update: (now) => boxes.forEach((box, key) => { box.checked = !now[field].includes(key); })};
  }

  function choose(label, options, take) {
    if (options.length < 2) return null;
    const select = h('select', {onchange: () => take(select.value)}, options.map(([key, text]) => h('option', {value: key}, text)));
    return {element: h('label', {class: 'choose'}, h('span', {}, label), select), select};
  }

  function drawLegend(now, way, key) {
    const isGroup = key === 'community';
    const rows = way.legend.slice(0, GROUPS_SHOWN).filter((entry) => !isGroup || entry.n > 1).map((entry) => {
      const name = legendName(key, way, entry);
      const swatch = h('span', {class: 'swatch', css: {background: css(entry.rgb)}});
      return h('li', {}, isGroup
        ? h('button', {class: 'group', 'aria-pressed': String(now.community === entry.key), title: 'Show this community alone; again: all', onclick: () => state.set({community: now.community === entry.key ? '' : entry.key})}, swatch, h('span', {class: 'name'}, name), h('span', {class: 'count'}, entry.n))
        : [swatch, h('span', {class: 'name'}, name), h('span', {class: 'count'}, entry.n)]);
    });
    const rest = way.legend.length - rows.length;
    put(legend, h('ul', {class: isGroup ? 'groups' : 'swatches'}, rows), isGroup && rest > 0 && h('p', {class: 'soft small'}, `and ${rest} smaller`));
  }

  const clear = h('button', {class: 'wide', onclick: () => state.reset(['noType', 'noRelation', 'noLayer', 'community', 'min', 'from', 'to', 'near'])}, 'Show all again');
  const element = h('div', {class: 'choices'},
    h('fieldset', {class: 'looks'}, h('legend', {}, 'Picture'), colorBy?.element, legend, sizeBy?.element, meaning),
    types?.element, layers?.element, weights, relations?.element, clear);

  return {
    element,
    update(now, key, way, isFiltered) {
      if (colorBy) colorBy.select.value = key;
      if (sizeBy) sizeBy.select.value = now.size || 'strength';
      put(meaning, columnMeaning(now.size || 'strength'));
      drawLegend(now, way, key);
      for (const part of [types, relations, layers]) part?.update(now);
      if (weights) {
        slider.value = Math.max(0, steps.findLastIndex((s) => s <= now.min));
        put(least, now.min > 0 ? String(now.min) : '0');
      }
      clear.hidden = !isFiltered;
    },
  };
}

export function legendName(key, way, entry) {
  if (entry.label === null) return 'all others';
  if (way.column === 'country') return countryName(entry.label);
  if (key === 'type') return typeWords[entry.label]?.[0] ?? entry.label;
  return entry.label;
}

function count(things, of) {
  const counts = new Map();
  for (const thing of things) counts.set(of(thing), (counts.get(of(thing)) ?? 0) + 1);
  return counts;
}

/** Relations by the number of shown acts; what has no act (named together) is left to its standing. */
function countRelations(model) {
  const counts = new Map(), done = new Set();
  for (const edge of model.edges) {
    for (const {act} of edge.acts) {
      if (done.has(act)) continue;
      done.add(act);
      counts.set(act.type ?? '', (counts.get(act.type ?? '') ?? 0) + 1);
    }
    if (edge.acts.length === 0 && !edge.isNamedTogether) counts.set(edge.relation, (counts.get(edge.relation) ?? 0) + 1);
  }
  return counts;
}
