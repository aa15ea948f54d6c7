// Type-ahead over names and aliases, as an ARIA combobox: arrows choose, Enter takes, Escape closes.
import {h, put} from './dom.js';
import {fold} from './data.js';
import {countryName, typeWords} from './words.js';

const MOST = 8;
let serial = 0;

/** Actors whose name fits what was typed, best first: [{node, alias}]. */
export function find(model, typed, most = MOST) {
  const wanted = fold(typed.trim());
  if (!wanted) return [];
  const hits = [];
  for (const node of model.nodes) {
    let best = 9, alias = '';
    node.names.forEach((name, k) => {
      const at = name.indexOf(wanted);
      if (at < 0) return;
      const rank = (name === wanted ? 0 : at === 0 ? 1 : /[\s\-'’.(]/.test(name[at - 1]) ? 2 : 3) + (k ? 0.5 : 0);
      if (rank < best) {
        best = rank;
        alias = k ? node.aliases[k - 1] : '';
      }
    });
    if (best < 9) hits.push({node, alias, best});
  }
  hits.sort((a, b) => Math.floor(a.best) - Math.floor(b.best) || b.node.strength - a.node.strength || a.best - b.best || a.node.i - b.node.i);
  return hits.slice(0, most);
}

/** A field that finds an actor; `take(node)` when one is chosen. Returns {element, input}. */
export function searchField(model, {label, placeholder, take, keep = false}) {
  const id = `found-${++serial}`;
  const list = h('ul', {id, class: 'found', role: 'listbox', 'aria-label': 'Actors found', hidden: true});
  const input = h('input', {
    type: 'search', class: 'search', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': id, 'aria-autocomplete': 'list',
    'aria-label': label, placeholder, autocomplete: 'off', spellcheck: 'false',
  });
  let hits = [], at = -1;

  const close = () => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    at = -1;
  };
  const choose = (k) => {
    const hit = hits[k];
    if (!hit) return;
    input.value = keep ? hit.node.label : '';
    close();
    take(hit.node);
  };
  const point = (k) => {
    at = hits.length ? (k + hits.length) % hits.length : -1;
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === at)));
    if (at >= 0) {
      input.setAttribute('aria-activedescendant', `${id}-${at}`);
      list.children[at].scrollIntoView({block: 'nearest'});
    }
  };
  const show = () => {
    hits = find(model, input.value);
    put(list, hits.map(({node, alias}, i) => h('li', {id: `${id}-${i}`, role: 'option', onpointerdown: (e) => { e.preventDefault(); choose(i); }},
      h('span', {class: 'found-name'}, node.label), alias && h('span', {class: 'soft'}, ` also ${alias}`),
      h('span', {class: 'soft found-what'}, [typeWords[node.type]?.[1] ?? node.type, countryName(node.get('country'))].filter(Boolean).join(', ')))));
    if (input.value.trim() && hits.length === 0) put(list, h('li', {class: 'soft', role: 'option', 'aria-disabled': 'true'}, 'Nobody of that name here'));
    list.hidden = input.value.trim() === '';
    input.setAttribute('aria-expanded', String(!list.hidden));
    point(hits.length ? 0 : -1);
  };
  input.addEventListener('input', show);
  input.addEventListener('focus', () => input.value && show());
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (e) => {
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') point(at + (e.key === 'ArrowDown' ? 1 : -1));
    else if (e.key === 'Enter') choose(Math.max(0, at));
    else if (e.key === 'Escape') {
      if (list.hidden && !input.value) return; // let the page have it
      e.stopPropagation();
      input.value = '';
      close();
    } else return;
    e.preventDefault();
  });
  return {element: h('div', {class: 'searching'}, input, list), input};
}
