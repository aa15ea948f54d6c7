// What stands at the side while nothing is chosen: who leads, the strongest ties, what was read.
import {h} from './dom.js';
import {css} from './colors.js';
import {tieTitle} from './cards.js';
import {columnMeaning, number, plural, typeWords} from './words.js';

const FEW = 20; // actors with ties: below this one act can change who leads

export function overview(ctx) {
  const {model, seen, pick} = ctx;
  const ranked = model.nodes.filter((n) => seen.node[n.i] && n.strength > 0);
  const leaders = ['person', 'country', 'organization', 'group'].map((type) => {
    const list = ranked.filter((n) => n.type === type).sort((a, b) => b.strength - a.strength || a.i - b.i).slice(0, type === 'group' ? 3 : 5);
    return list.length > 0 && h('section', {class: 'leaders'}, h('h4', {}, typeWords[type][0]), h('ol', {class: 'plain-list'}, list.map((n) => row(ctx, n, list[0].strength))));
  });
  const events = model.nodes.filter((n) => n.act && seen.node[n.i]).sort((a, b) => b.act.origins - a.act.origins || b.act.reports - a.act.reports || a.i - b.i).slice(0, 10);
  const ties = events.length > 0 ? [] : model.edges.filter((e) => seen.edge[e.i] && !seen.pale[e.i]).sort((a, b) => seen.weight[b.i] - seen.weight[a.i] || a.i - b.i).slice(0, 8);
  const pale = model.edges.reduce((n, e) => n + (seen.edge[e.i] && seen.pale[e.i] ? 1 : 0), 0);
  return h('article', {class: 'card overview'},
    seen.nodes === 0 && h('p', {class: 'note'}, 'Nothing is left under these filters.'),
    leaders.some(Boolean) && h('h3', {title: columnMeaning('strength')}, 'Who leads, by strength'), h('div', {class: 'leader-grid'}, leaders),
    ranked.length > 0 && ranked.length < FEW && h('p', {class: 'note'}, `Only ${plural(ranked.length, 'actor')} with counted ties: in a graph this small one act can change who leads.`),
    events.length > 0 && h('section', {}, h('h3', {title: 'By independent sources'}, 'Events most told'), h('ul', {class: 'plain-list'}, events.map((n) => h('li', {}, h('button', {class: 'tie', onclick: () => pick({node: n})}, h('span', {class: 'name'}, n.label), h('span', {class: 'verb'}), h('span', {class: 'count'}, plural(n.act.origins, 'source'))))))),
    ties.length > 0 && h('section', {}, h('h3', {}, 'Strongest ties'), h('ul', {class: 'plain-list'}, ties.map((e) => h('li', {}, h('button', {class: `tie tone-${e.tone}`, title: tieTitle(ctx, e), onclick: () => pick({edge: e})},
      h('span', {class: 'stroke'}), h('span', {class: 'name'}, e.from.label, h('span', {class: 'soft'}, model.directed ? ' → ' : ' – '), e.to.label), h('span', {class: 'soft verb'}, e.label), h('span', {class: 'count'}, number(seen.weight[e.i]))))))),
    pale > 0 && h('p', {class: 'soft small'}, `${plural(pale, 'tie')} shown pale: only claimed, or only named together. They count nowhere.`),
    sources(model));
}

function row({rgb, pick}, node, most) {
  return h('li', {}, h('button', {class: 'leader', title: `${node.label}: strength ${number(node.strength, 1)}`, onclick: () => pick({node})},
    h('span', {class: 'name'}, node.label), h('span', {class: 'count'}, number(node.strength, 1)),
    h('span', {class: 'bar', css: {width: `${(100 * node.strength) / most}%`, background: css(rgb(node))}})));
}

function sources(model) {
  const list = [...model.sources].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return list.length > 0 && h('section', {}, h('h3', {}, 'Read from'), h('p', {class: 'small'}, list.slice(0, 12).map(([name, n], i) => [i > 0 && ' · ', name, h('span', {class: 'soft'}, ` ${n}`)]), list.length > 12 && ` · and ${list.length - 12} more`));
}
