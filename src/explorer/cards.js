// The cards at the side: one actor, one tie, one way between two, one event.
import {h} from './dom.js';
import {css} from './colors.js';
import {dayText, sayDate, sayRange} from './days.js';
import {more, sentence, sentences, whyCommand} from './evidence.js';
import {searchField} from './search.js';
import {cell, columnMeaning, columnName, countryName, layerWords, nameOf, number, plural, relationName, sentenceCase, standing, typeWords} from './words.js';

const TIES_SHOWN = 12, ACTS_SHOWN = 12, SENTENCES_SHOWN = 10;

const other = (edge, node) => (edge.from === node ? edge.to : edge.from);
const dot = (rgb) => h('span', {class: 'dot', css: {background: css(rgb)}});

const close = ({pick}) => h('button', {class: 'plain close', title: 'Close (Esc)', 'aria-label': 'Close', onclick: () => pick(null)}, '✕');

/** A list that shows its first items, and the rest on demand. */
function someOf(items, most, draw) {
  const list = h('ul', {class: 'plain-list'}, items.slice(0, most).map(draw));
  if (items.length <= most) return list;
  const button = h('button', {class: 'plain more', onclick: () => {
    const next = items.slice(list.children.length, list.children.length + 5 * most).map(draw);
    list.append(...next);
    const left = items.length - list.children.length;
    if (left > 0) button.textContent = `${left} more`;
    else button.remove();
  }}, `${items.length - most} more`);
  return [list, button];
}

/** "head of state of X": a clickable name, or plain text for those who are not in the graph. */
function name(who, pick) {
  return typeof who === 'object' && who ? h('button', {class: 'link', onclick: () => pick({node: who})}, who.label) : String(who ?? '');
}

function fact(column, value) {
  return h('div', {title: columnMeaning(column) || null}, h('dt', {}, columnName(column)), h('dd', {}, value));
}

// ---- an actor ----

export function actorCard(ctx, node) {
  const {model, pick} = ctx;
  if (node.act) return eventCard(ctx, node);
  const rank = node.get('rank_in_type'), same = model.nodes.filter((n) => n.type === node.type && n.get('rank_in_type') !== null).length;
  const role = node.get('role'), country = countryName(node.get('country'));
  const what = [sentenceCase(role ?? typeWords[node.type]?.[1] ?? node.type), node.type === 'country' ? '' : country].filter(Boolean).join(', ');
  const ties = node.edges.filter((e) => ctx.seen.edge[e.i]).sort((a, b) => ctx.seen.weight[b.i] - ctx.seen.weight[a.i] || a.i - b.i);
  const hidden = node.edges.length - ties.length;
  const acts = node.acts.filter(ctx.passes).sort((a, b) => (b.number ?? -1e9) - (a.number ?? -1e9) || b.origins - a.origins || a.i - b.i);
  const facts = ['strength', 'acts', 'betweenness', 'documents'].filter((c) => node.get(c) !== null).map((c) => fact(c, cell(c, node.get(c))));
  const rest = ['pagerank', 'harmonic', 'kcore', 'constraint', 'degree_out', 'degree_in', 'origins', 'mentions'].filter((c) => node.get(c) !== null);

  return h('article', {class: 'card'}, close(ctx),
    h('header', {}, h('h2', {tabindex: -1}, dot(ctx.rgb(node)), node.label),
      h('p', {class: 'what'}, what, rank !== null && same > 2 && rankOf(node, rank, same)),
      node.aliases.length > 0 && h('p', {class: 'soft small'}, 'also ', node.aliases.slice(0, 6).join(', '), node.aliases.length > 6 && ` and ${node.aliases.length - 6} more`),
      roles(ctx, node)),
    facts.length > 0 && h('dl', {class: 'facts'}, facts),
    rest.length > 0 && h('details', {class: 'numbers'}, h('summary', {}, 'More numbers'), h('dl', {class: 'facts'}, rest.map((c) => fact(c, cell(c, node.get(c)))))),
    actions(ctx, node),
    h('section', {}, h('h3', {}, plural(ties.length, 'tie')),
      ties.length === 0 && h('p', {class: 'soft'}, hidden ? 'None under the present filters.' : 'No dealings with anybody are told.'),
      someOf(ties, TIES_SHOWN, (edge) => tieRow(ctx, edge, other(edge, node), ctx.seen.weight[ties[0].i], model.directed ? (edge.from === node ? '→ ' : '← ') : '')),
      hidden > 0 && h('p', {class: 'soft small'}, `${plural(hidden, 'tie')} hidden by the filters`)),
    acts.length > 0 && h('section', {}, h('h3', {}, 'What happened'), spark(acts),
      someOf(acts, ACTS_SHOWN, (act) => h('li', {class: 'act'}, actHead(ctx, act), act.sentences.slice(0, 1).map((s) => sentence(model, s, new Set([node]), act.lemma, (n) => pick({node: n})))))),
    acts.length === 0 && node.sentence >= 0 && h('section', {}, h('h3', {}, 'First named'), sentence(model, node.sentence, new Set([node]), '', (n) => pick({node: n}))),
    whyCommand([node.label]));
}

/** Its place, and how sure that is: with few stories, one more or less may change it. */
function rankOf(node, rank, same) {
  const interval = node.get('rank_interval'), isSure = /^\d/.test(interval ?? '');
  return h('span', {class: 'soft', title: `By strength, the sum of the weights of its ties. ${isSure ? 'In brackets: its place in 95 of 100 samples of the independent stories.' : interval ? 'Too few independent stories to say how sure this place is.' : ''}`},
    ` · no. ${rank} of ${plural(same, typeWords[node.type]?.[1] ?? node.type)}`, isSure && interval !== String(rank) && ` (${interval})`, !isSure && interval && ', from few stories');
}

function roles({pick}, node) {
  const isHere = (o) => o.of === null || (o.role === node.get('role') && o.of.type === 'country' && o.of.get('country') === node.get('country'));
  const isTold = (o) => o.status === 'current' && isHere(o) && (o.role === node.get('role') || node.offices.some((p) => p.of !== null && p.role === o.role));
  const rows = node.offices.filter((o) => !isTold(o)).map((o) => h('li', {}, o.status !== 'current' && h('span', {class: 'tag'}, o.status), sentenceCase(o.role), o.of !== null && [' · ', name(o.of, pick)]));
  for (const bond of node.bonds) {
    const [end, words] = bond.subject === node ? [bond.object, bond.type.replaceAll('_', ' ')] : [bond.subject, `${bond.type.replaceAll('_', ' ')} (of it)`];
    rows.push(h('li', {}, words, ' · ', name(end, pick)));
  }
  return rows.length > 0 && h('ul', {class: 'roles'}, rows.slice(0, 5), rows.length > 5 && h('li', {class: 'soft'}, `and ${rows.length - 5} more`));
}

function actions({model, state}, node) {
  const near = h('button', {'aria-pressed': String(state.now.near > 0), onclick: () => state.set({near: state.now.near > 0 ? 0 : 1})}, 'Only its circle');
  const field = searchField(model, {label: `Way from ${node.label} to`, placeholder: 'Way to …', take: (end) => end !== node && state.set({path: `${node.id}~${end.id}`, actor: '', tie: ''})});
  return h('div', {class: 'actions'}, near, field.element);
}

/** A small line of bars: acts over time. */
function spark(acts) {
  const days = acts.map((a) => a.number).filter((d) => d !== null);
  if (days.length < 3 || new Set(days).size < 2) return null;
  const sorted = [...days].sort((a, b) => a - b), first = sorted[Math.floor(sorted.length * 0.02)], last = sorted[sorted.length - 1];
  const n = Math.min(40, Math.max(1, last - first + 1)), bars = new Array(n).fill(0);
  for (const day of days) if (day >= first) bars[Math.min(n - 1, Math.floor(((day - first) / (last - first + 1)) * n))]++;
  const most = Math.max(...bars);
  return h('div', {class: 'spark', role: 'img', 'aria-label': `${days.length} dated acts, ${sayRange(dayText(first), dayText(last))}`},
    h('div', {class: 'spark-bars'}, bars.map((b) => h('span', {css: {height: `${(b / most) * 100}%`}}))),
    h('div', {class: 'soft small spark-days'}, h('span', {}, sayDate(dayText(first), true)), h('span', {}, sayDate(dayText(last), true))));
}

// ---- ties ----

function tieRow(ctx, edge, end, most, arrow = '') {
  const weight = ctx.seen.weight[edge.i], pale = ctx.seen.pale[edge.i] === 1;
  return h('li', {}, h('button', {class: `tie tone-${edge.tone}${pale ? ' pale' : ''}`, title: tieTitle(ctx, edge), onclick: () => ctx.pick({edge})},
    h('span', {class: 'stroke'}), h('span', {class: 'name'}, arrow, end.label), h('span', {class: 'soft verb'}, edge.label),
    h('span', {class: 'count'}, pale ? tieStanding(edge) : number(weight)),
    !pale && h('span', {class: 'bar', css: {width: `${Math.max(2, (100 * weight) / most)}%`}})));
}

const tieStanding = (edge) => (edge.isNamedTogether ? 'named together' : edge.layer && edge.layer !== 'fact' ? edge.layer : '');

export function tieTitle(ctx, edge) {
  const arrow = ctx.model.directed ? ' → ' : ' – ';
  const head = `${edge.from.label}${arrow}${edge.to.label}`;
  if (edge.isNamedTogether) return `${head}: named together, no act is told; not counted`;
  if (ctx.seen.pale[edge.i]) return `${head}: ${edge.label}; ${(layerWords[edge.layer]?.[0] ?? '').toLowerCase()}, not counted`;
  return `${head}: ${edge.label}, weight ${number(ctx.seen.weight[edge.i])}`;
}

export function tieCard(ctx, edge) {
  const {model, seen, pick} = ctx;
  const pale = seen.pale[edge.i] === 1, ends = new Set([edge.from, edge.to]);
  const isCounted = ({act, weight}) => weight > 0 && (act.layer === 'fact' || (model.claims && act.layer === 'claimed'));
  const all = edge.acts.filter(({act}) => ctx.passes(act));
  const facts = all.filter(isCounted).sort((a, b) => (a.act.number ?? 1e9) - (b.act.number ?? 1e9) || a.act.i - b.act.i);
  const others = all.filter((x) => !isCounted(x)).sort((a, b) => (a.act.number ?? 1e9) - (b.act.number ?? 1e9) || a.act.i - b.act.i);
  const good = edge.get('cooperation') ?? 0, bad = edge.get('conflict') ?? 0, weight = seen.weight[edge.i];
  let left = SENTENCES_SHOWN, untold = 0;
  const draw = ({act, weight: w}) => {
    const some = act.sentences.slice(0, left);
    left -= some.length;
    untold += act.told - some.length;
    return h('li', {class: 'act'}, actHead(ctx, act, facts.length > 1 && w), sentences(model, some, ends, act.lemma, (n) => pick({node: n})));
  };
  const told = facts.map(draw), kept = others.map(draw);

  return h('article', {class: 'card'}, close(ctx),
    h('header', {}, h('h2', {tabindex: -1}, dot(ctx.rgb(edge.from)), name(edge.from, pick), h('span', {class: 'soft'}, model.directed ? ' → ' : ' – '), dot(ctx.rgb(edge.to)), name(edge.to, pick)),
      h('p', {class: `what tone-${edge.tone}`}, h('span', {class: 'stroke'}), pale ? tieKind(edge) : `${sentenceCase(toneSaid(edge))}: ${edge.label}`)),
    pale ? h('p', {class: 'note'}, layerWords[edge.layer]?.[1] ?? '')
      : h('dl', {class: 'facts'}, fact('weight', number(weight)), edge.get('events') !== null && fact('events', cell('events', edge.get('events'))),
        edge.get('origins') !== null && h('div', {title: 'Articles that tell of it, copies of one another counted once.'}, h('dt', {}, 'Sources'), h('dd', {}, cell('origins', edge.get('origins')))),
        edge.get('claims') > 0 && h('div', {title: layerWords.claimed[1]}, h('dt', {}, 'Claims'), h('dd', {}, edge.get('claims')))),
    !pale && good > 0 && bad > 0 && h('div', {class: 'split', role: 'img', 'aria-label': `cooperation ${number(good)}, conflict ${number(bad)}`, title: `cooperation ${number(good)}, conflict ${number(bad)}`},
      h('span', {class: 'tone-cooperation', css: {flex: String(good)}}), h('span', {class: 'tone-conflict', css: {flex: String(bad)}})),
    !pale && facts.length > 1 && h('p', {class: 'soft small sum', title: columnMeaning('weight')}, sum(facts, weight)),
    told.length > 0 && h('section', {}, h('h3', {}, 'What happened'), h('ul', {class: 'plain-list'}, told)),
    kept.length > 0 && h('section', {}, h('h3', {title: 'Claims of an opponent or of somebody unnamed, plans, possibilities, denials: none of it makes weight'}, 'Said, but not counted'), h('ul', {class: 'plain-list'}, kept)),
    edge.sentence >= 0 && h('section', {}, h('h3', {}, edge.isNamedTogether ? 'Where they are named together' : 'Where it is said'), sentence(model, edge.sentence, ends, '', (n) => pick({node: n}))),
    edge.isNamedTogether && cooccurrence(edge),
    all.length < edge.acts.length && h('p', {class: 'soft small'}, `${plural(edge.acts.length - all.length, 'act')} hidden by the filters`),
    more(untold, 'sentence'), whyCommand([edge.from.label, edge.to.label]));
}

const toneSaid = (edge) => ({cooperation: 'cooperation', conflict: 'conflict', both: 'cooperation and conflict', neither: 'neither friendly nor hostile'})[edge.tone];

const tieKind = (edge) => (edge.isNamedTogether ? 'Named together; not counted' : `${layerWords[edge.layer]?.[0] ?? sentenceCase(relationName(edge.relation))}: ${edge.label.replace(/ \(claimed\)$/, '')}`);

/** "2 + 1 + 0.5 = 3.5" */
function sum(facts, total) {
  const terms = facts.slice(0, 12).map((f) => number(f.weight));
  return `Weight ${terms.join(' + ')}${facts.length > 12 ? ` + … (${facts.length} acts)` : ''} = ${number(total)}`;
}

function cooccurrence(edge) {
  const n = edge.get('cooccurrences') ?? edge.get('count'), expected = edge.get('expected');
  return n !== null && h('p', {class: 'soft small', title: columnMeaning('npmi')}, `In ${plural(n, 'sentence')}${expected === null ? '' : `; by chance ${number(expected, 1)}`}`);
}

/** What an act is, when, and on whose word. */
function actHead({model}, act, weight) {
  const said = standing(act, model.claims), when = act.date ? sayDate(act.date) : act.day ? `reported ${sayDate(act.day)}` : 'no day stated';
  const tone = act.intensity > 0 ? 'cooperation' : act.intensity < 0 ? 'conflict' : 'neither';
  return h('div', {class: `act-head tone-${tone}${said.includes('not counted') ? ' pale' : ''}`},
    h('div', {class: 'act-label'}, h('span', {class: 'stroke'}), (act.label ?? act.lemma ?? '').replace(/, \d{1,2} [A-Z][a-z]{2}$/, ''),
      weight > 0 && h('span', {class: 'count', title: `(1 + log2 of ${act.origins} independent sources) / (participants − 1)`}, number(weight))),
    h('div', {class: 'soft small'}, [when, act.place.length > 0 && `in ${act.place.map(nameOf).join(', ')}`, relationName(act.type ?? ''), act.origins > 1 && `${act.origins} independent sources`].filter(Boolean).join(' · '),
      said && h('span', {class: 'standing'}, ` · ${said}`)));
}

// ---- an event as a node; a way ----

function eventCard(ctx, node) {
  const {model, pick} = ctx, act = node.act;
  const line = (title, who) => who.length > 0 && h('div', {}, h('dt', {}, title), h('dd', {}, who.map((w, i) => [i > 0 && ', ', name(w, pick)])));
  return h('article', {class: 'card'}, close(ctx),
    h('header', {}, h('h2', {tabindex: -1}, node.label)), h('ul', {class: 'plain-list'}, h('li', {class: 'act'}, actHead(ctx, act))),
    h('dl', {class: 'people'}, line(act.symmetric ? 'Between' : 'By', [...act.source, ...(act.symmetric ? act.target : [])]), !act.symmetric && line('Towards', act.target), line('Where', act.place)),
    act.sentences.length > 0 && h('section', {}, h('h3', {}, 'Reports'), sentences(model, act.sentences, null, act.lemma, (n) => pick({node: n}))),
    more(act.told - act.sentences.length, 'report'));
}

/** The heaviest act of a tie that has a sentence here; facts before all else. */
function strongest(edge) {
  const told = edge.acts.filter(({act}) => act.sentences.length > 0);
  const rank = ({act, weight}) => (act.layer === 'fact' ? 1000 : 0) + weight;
  return told.sort((x, y) => rank(y) - rank(x) || x.act.i - y.act.i)[0]?.act;
}

export function pathCard(ctx, way) {
  const {pick} = ctx, {a, b, edges, note} = way;
  let at = a;
  return h('article', {class: 'card'}, close(ctx),
    h('header', {}, h('h2', {tabindex: -1}, name(a, pick), h('span', {class: 'soft'}, ' to '), name(b, pick)),
      h('p', {class: 'what'}, edges === null ? 'No way between them' : edges.length === 1 ? 'Tied directly' : `${edges.length} steps, by the strongest ties`)),
    note && h('p', {class: 'note'}, note),
    edges !== null && h('ol', {class: 'way'}, edges.map((edge) => {
      const from = at;
      at = other(edge, at);
      const first = strongest(edge), told = first ? first.sentences[0] : edge.sentence;
      return h('li', {}, h('span', {class: 'from'}, dot(ctx.rgb(from)), name(from, pick)), tieRow(ctx, edge, at, Math.max(...edges.map((e) => ctx.seen.weight[e.i]))),
        told >= 0 && sentence(ctx.model, told, new Set([edge.from, edge.to]), first?.lemma, (n) => pick({node: n})));
    })));
}
