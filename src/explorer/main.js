// Puts the page together: data → model; state → what is shown → how it looks → picture, card, tables.
import {makeModel, readData} from './data.js';
import {State} from './state.js';
import {actFilter, isFiltered, shown} from './filter.js';
import {colorings, themes} from './colors.js';
import {look} from './look.js';
import {hasWebGL, Picture} from './picture.js';
import {paint} from './paint.js';
import {searchField} from './search.js';
import {controls, legendName} from './controls.js';
import {daysBrush} from './brush.js';
import {actorCard, pathCard, tieCard, tieTitle} from './cards.js';
import {overview} from './overview.js';
import {tables} from './table.js';
import {shortestPath} from './path.js';
import {actorsCsv, save, tiesCsv} from './download.js';
import {about} from './about.js';
import {h, put} from './dom.js';
import {sayRange} from './days.js';
import {countryName, plural, sentenceCase, typeWords} from './words.js';

const TONES = [['cooperation', 'cooperation'], ['conflict', 'conflict'], ['both', 'both'], ['neither', 'neither']];

function start() {
  const model = makeModel(readData(document.getElementById('data')));
  const state = new State();
  const ways = colorings(model);
  // Where hardly an actor has a colour of its own, communities tell more than grey discs.
  const usualColor = ways.given && (ways.given.share >= 0.3 || !ways.community) ? 'given' : ways.community ? 'community' : 'type';
  const darkly = matchMedia('(prefers-color-scheme: dark)');
  const canDraw = hasWebGL();
  const isLarge = model.edges.length > 6000; // then resting the pointer on a disc tells its name, and no more
  let hover = null, picture = null, looks = null;

  const themeName = () => state.now.theme || (darkly.matches ? 'dark' : 'light');
  const colorKey = () => (Object.hasOwn(ways, state.now.color) ? state.now.color : usualColor);
  const ctx = {model, state, pick, seen: shown(model, state.now), passes: actFilter(state.now), rgb: (node) => ways[colorKey()].rgb(node)};

  function pick(what, event) {
    if (what?.node && event?.shiftKey && state.now.actor && state.now.actor !== what.node.id)
      state.set({path: `${state.now.actor}~${what.node.id}`, actor: '', tie: ''});
    else if (what?.node) state.set({actor: what.node.id, tie: '', path: ''});
    else if (what?.edge) state.set({tie: what.edge.key, actor: '', path: '', near: 0});
    else state.set({actor: '', tie: '', path: '', near: 0});
  }

  // ---- the parts ----

  const title = titleOf(model), cover = coverOf(model);
  document.title = title;
  const search = searchField(model, {label: 'Find an actor by name (key /)', placeholder: 'Find an actor …', take: (node) => {
    pick({node});
    picture?.reveal(node);
  }});
  const dialog = about(model, document.getElementById('notices').textContent);
  const themeButton = h('button', {class: 'icon sign', title: 'Light or dark', 'aria-label': 'Light or dark', onclick: () => state.set({theme: themeName() === 'dark' ? 'light' : 'dark'})}, '◐');
  const tableButton = h('button', {class: 'icon text', onclick: () => state.set({view: state.now.view === 'table' ? 'graph' : 'table'})});
  const menu = h('details', {class: 'menu'}, h('summary', {class: 'icon text', role: 'button'}, 'Save'), h('div', {class: 'menu-items'},
    h('button', {onclick: () => saveAs('png')}, 'Picture of what is shown', h('span', {class: 'soft'}, ' PNG')),
    h('button', {onclick: () => saveAs('actors')}, 'Actors shown', h('span', {class: 'soft'}, ' CSV')),
    h('button', {onclick: () => saveAs('ties')}, 'Ties shown', h('span', {class: 'soft'}, ' CSV')),
    h('button', {onclick: () => print()}, 'Print')));
  const header = h('header', {class: 'top'},
    h('div', {class: 'titles'}, h('h1', {}, title), h('p', {class: 'soft'}, cover)),
    search.element,
    h('div', {class: 'tools'}, tableButton, menu, themeButton, h('button', {class: 'icon', title: 'How to read this', 'aria-label': 'How to read this', onclick: () => dialog.showModal()}, '?')));

  const stage = h('div', {class: 'stage', tabindex: 0, role: 'application', 'aria-roledescription': 'graph', 'aria-label': `Graph of ${counts(model)}. Arrow keys go from actor to actor; the table, key t, tells the same.`});
  const tip = h('div', {class: 'tip', hidden: true, 'aria-hidden': 'true'});
  const left = controls(model, state, ways);
  const days = daysBrush(model, state);
  const table = tables(model, state, pick, canDraw ? '' : 'This browser offers no WebGL, so the picture stands still. Everything is here in tables; choose a row to read what it rests on.');
  const hint = h('p', {class: 'hint', id: 'reading'},
    TONES.filter(([tone]) => model.edges.some((e) => e.tone === tone)).map(([tone, word]) => [h('span', {class: `stroke tone-${tone}`}), word, ' ']), h('span', {class: 'stroke tone-neither pale'}), 'pale: only claimed, or only named together. ',
    h('span', {}, 'Thicker: more happened, more sources tell it. Choose a line to read its sentences.'));
  const zoom = h('div', {class: 'zoom', role: 'group', 'aria-label': 'Zoom'},
    [['+', 'Larger', () => picture?.zoom(0.7)], ['−', 'Smaller', () => picture?.zoom(1.4)], ['⤢', 'Show all', () => fit()]].map(([sign, text, f]) => h('button', {class: 'icon', title: text, 'aria-label': text, onclick: f}, sign)));
  const middle = h('main', {class: 'middle'}, h('div', {class: 'graph'}, stage, tip, zoom), hint, table.element, days?.element);
  const choices = h('details', {class: 'left', open: innerWidth > 900}, h('summary', {}, 'Choose what is shown'), left.element);
  const side = h('aside', {class: 'side', 'aria-label': 'Details'});
  const status = h('div', {class: 'unseen', role: 'status', 'aria-live': 'polite'});
  const onPaper = h('div', {class: 'paper', 'aria-hidden': 'true'});
  put(document.getElementById('app'), header, h('div', {class: 'columns'}, choices, middle, side), status, onPaper, dialog);

  if (canDraw) {
    try {
      picture = new Picture(stage, model, {enter: entered, leave: () => { setHover(null); tip.hidden = true; }, pick});
    } catch {
      picture = null;
    }
  }
  if (!picture) {
    document.documentElement.classList.add('no-webgl');
    stage.setAttribute('role', 'img');
    stage.setAttribute('aria-label', `Picture of ${counts(model)}; the table tells the same.`);
    stage.tabIndex = -1;
    if (state.isDefault('view')) state.now.view = 'table';
  }

  // ---- what is in focus ----

  function wayOf(now) {
    const [a, b] = now.path.split('~').map((id) => model.nodeById.get(id));
    if (!a || !b || a === b) return null;
    const {edge, pale, weight} = ctx.seen, w = (e) => weight[e.i];
    let edges = shortestPath(model, a, b, (e) => edge[e.i] && !pale[e.i], w), note = '';
    if (edges === null) {
      edges = shortestPath(model, a, b, (e) => edge[e.i] === 1, w);
      note = edges === null ? (isFiltered(now) ? 'Under the present filters nothing joins them.' : 'Nothing that is reported joins them.') : 'No way by what is reported as fact. This one goes over pale ties: claims, or being named together.';
    }
    return {a, b, edges, note};
  }

  function focusOf(now, way) {
    const nodes = new Set(), edges = new Set(), strong = new Set();
    const around = (node) => {
      nodes.add(node);
      strong.add(node);
      for (const e of node.edges) if (ctx.seen.edge[e.i]) {
        edges.add(e);
        nodes.add(e.from).add(e.to);
      }
    };
    const tie = (edge) => {
      edges.add(edge);
      for (const end of [edge.from, edge.to]) {
        nodes.add(end);
        strong.add(end);
      }
    };
    const chosen = model.nodeById.get(now.actor), edge = model.edgeByKey.get(now.tie);
    if (way) {
      for (const end of [way.a, way.b]) nodes.add(end) && strong.add(end);
      way.edges?.forEach(tie);
    } else if (chosen) around(chosen);
    else if (edge) tie(edge);
    if (hover?.node && !isLarge) around(hover.node);
    else if (hover?.edge && !isLarge) tie(hover.edge);
    return nodes.size ? {nodes, edges, strong} : null;
  }

  // ---- drawing ----

  let currentWay = null;

  function drawPicture() {
    const theme = themes[themeName()];
    looks = look(model, ctx.seen, theme, ways[colorKey()], focusOf(state.now, currentWay), state.now.size);
    if (picture) picture.update(looks, theme);
    else drawStill(theme);
  }

  /** Without WebGL: a still picture; the tables are the way about. */
  function drawStill(theme) {
    if (state.now.view === 'table') return;
    const {width, height} = stage.getBoundingClientRect();
    if (width > 10) put(stage, paint(model, looks, theme, {width: Math.round(width), height: Math.round(height), scale: devicePixelRatio || 1}));
  }

  function drawSide(now) {
    const node = model.nodeById.get(now.actor), edge = model.edgeByKey.get(now.tie);
    put(side, currentWay ? pathCard(ctx, currentWay) : node ? actorCard(ctx, node) : edge ? tieCard(ctx, edge) : overview(ctx));
    side.scrollTop = 0;
    const said = currentWay ? 'Way shown' : node ? `${node.label}: ${plural(node.edges.length, 'tie')}` : edge ? `Tie of ${edge.from.label} and ${edge.to.label}` : `${plural(ctx.seen.nodes, 'actor')} and ${plural(ctx.seen.edges, 'tie')} shown`;
    put(status, said);
  }

  const FILTERS = ['noType', 'noRelation', 'noLayer', 'community', 'min', 'from', 'to', 'near'];
  const CHOICE = ['actor', 'tie', 'path'];

  function update(now, changed) {
    const has = (...keys) => keys.some((k) => changed.has(k));
    document.documentElement.dataset.theme = themeName();
    document.documentElement.dataset.view = now.view;
    put(tableButton, now.view === 'table' ? 'Picture' : 'Table');
    if (has(...FILTERS) || (changed.has('actor') && now.near > 0)) {
      ctx.seen = shown(model, now);
      ctx.passes = actFilter(now);
      setHover(null, true);
    }
    if (has(...FILTERS, ...CHOICE)) {
      currentWay = now.path ? wayOf(now) : null;
      drawSide(now);
    }
    if (has(...FILTERS, 'color', 'size')) {
      left.update(now, colorKey(), ways[colorKey()], isFiltered(now));
      days?.update(now, ctx.passes);
    }
    if (now.view === 'table') table.update(now, ctx.seen);
    drawPicture();
    if (has('view')) picture?.resize();
    if (changed.has('near') && now.near > 0) fit();
  }

  function fit() {
    picture?.fit(model.nodes.filter((n) => ctx.seen.node[n.i]));
  }

  // ---- pointer and keys ----

  function setHover(what, isQuiet = false) {
    if (hover?.node === what?.node && hover?.edge === what?.edge) return;
    hover = what;
    if (!isQuiet && !isLarge) drawPicture();
  }

  function entered(what, at) {
    setHover(what);
    const text = what.node ? [what.node.label, [sentenceCase(what.node.get('role') ?? typeWords[what.node.type]?.[1] ?? what.node.type), countryName(what.node.get('country'))].filter(Boolean).join(', ')] : [tieTitle(ctx, what.edge), 'choose to read its sentences'];
    put(tip, h('b', {}, text[0]), h('span', {}, text[1]));
    tip.hidden = false;
    const {width, height} = stage.getBoundingClientRect();
    tip.style.left = `${Math.max(4, Math.min(at.x + 14, width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${at.y + 18 + tip.offsetHeight > height ? at.y - tip.offsetHeight - 10 : at.y + 18}px`;
    stage.style.cursor = 'pointer';
  }
  stage.addEventListener('pointermove', () => { if (!hover) stage.style.cursor = ''; });

  /** The nearest shown actor in a direction, from the chosen one or the middle of the picture. */
  function step(dx, dy) {
    if (!picture) return;
    const from = model.nodeById.get(state.now.actor), box = stage.getBoundingClientRect();
    const here = from ? picture.at(from) : {x: box.width / 2, y: box.height / 2};
    let best = null, least = Infinity;
    for (const node of model.nodes) {
      if (!ctx.seen.node[node.i] || node === from) continue;
      const p = picture.at(node), along = (p.x - here.x) * dx + (p.y - here.y) * dy, across = Math.abs((p.x - here.x) * dy) + Math.abs((p.y - here.y) * dx);
      if (from && (along <= 0 || along < across * 0.6)) continue;
      const far = from ? along + 2 * across : Math.hypot(p.x - here.x, p.y - here.y);
      if (far < least) {
        least = far;
        best = node;
      }
    }
    if (best) {
      pick({node: best});
      picture.reveal(best);
    }
  }

  stage.addEventListener('keydown', (e) => {
    const arrows = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
    if (arrows[e.key] && e.shiftKey) picture?.pan(arrows[e.key][0], -arrows[e.key][1]);
    else if (arrows[e.key]) step(...arrows[e.key]);
    else if (e.key === '+' || e.key === '=') picture?.zoom(0.7);
    else if (e.key === '-') picture?.zoom(1.4);
    else if (e.key === '0') fit();
    else if (e.key === 'Enter') side.querySelector('h2')?.focus();
    else return;
    e.preventDefault();
  });
  addEventListener('keydown', (e) => {
    const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName ?? '') && e.target.type !== 'checkbox' && e.target.type !== 'range';
    if (e.key === 'Escape' && !dialog.open) {
      if (menu.open) menu.open = false;
      else pick(null);
    } else if (isTyping || e.ctrlKey || e.metaKey || e.altKey || dialog.open) return;
    else if (e.key === '/') search.input.focus();
    else if (e.key === 't') state.set({view: state.now.view === 'table' ? 'graph' : 'table'});
    else if (e.key === '?') dialog.showModal();
    else return;
    e.preventDefault();
  });
  document.addEventListener('pointerdown', (e) => { if (!menu.contains(e.target)) menu.open = false; });

  // ---- out ----

  function still(theme, width, height, scale) {
    const quiet = look(model, ctx.seen, theme, ways[colorKey()], focusOf(state.now, currentWay), state.now.size);
    const legend = TONES.map(([tone, text]) => ({text, rgb: theme[tone]}));
    const way = ways[colorKey()];
    for (const entry of way.legend.slice(0, 6)) if (colorKey() !== 'community') legend.push({text: legendName(colorKey(), way, entry), rgb: entry.rgb, isDisc: true});
    return paint(model, quiet, theme, {width, height, scale, title, cover, legend});
  }

  function saveAs(what) {
    menu.open = false;
    if (what === 'png') still(themes[themeName()], 1400, 1000, 2).toBlob((blob) => blob && save('actors.png', blob), 'image/png');
    else if (what === 'actors') save('actors.csv', actorsCsv(model, ctx.seen));
    else save('ties.csv', tiesCsv(model, ctx.seen));
  }

  addEventListener('beforeprint', () => put(onPaper, still(themes.light, 1000, 700, 2)));
  darkly.addEventListener('change', () => update(state.now, new Set(['theme'])));
  new ResizeObserver(() => (picture ? picture.resize() : looks && drawStill(themes[themeName()]))).observe(stage);

  state.listen(update);
  update(state.now, new Set(Object.keys(state.now)));
  document.documentElement.classList.add('ready');
}

/** "Actors in the news, 4–29 August 2025" */
function titleOf(model) {
  const first = model.since ?? model.first, last = model.until ?? model.last;
  const what = {knowledge: 'Actors and events', cooccurrence: 'Named together', full: 'All that is told'}[model.view] ?? 'Who deals with whom';
  return first || last ? `${what}, ${sayRange(first, last)}` : what;
}

const counts = (model) => `${plural(model.nodes.length, model.view === 'knowledge' || model.view === 'full' ? 'actors and event' : 'actor')} and ${plural(model.edges.length, 'tie')}`;

/** "51 articles (48 independent) from 9 outlets · 75 actors and 91 ties" */
function coverOf(model) {
  const read = plural(model.articles, 'article');
  const origins = model.origins < model.articles ? ` (${model.origins} independent)` : '';
  const outlets = model.sources.length > 0 ? ` from ${plural(model.sources.length, 'outlet')}` : '';
  const published = model.since || model.until ? ' of these days' : '';
  const undated = model.undated > 0 ? `; ${model.undated} without a date` : '';
  return `${read}${published}${origins}${outlets}${undated} · ${counts(model)}`;
}

start();
