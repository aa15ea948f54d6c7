// "How to read this": what lines and discs mean, how weights are made, keys, licences.
import {h} from './dom.js';
import {columnMeaning} from './words.js';

const KEYS = [['/', 'search'], ['Esc', 'close, then clear the choice'], ['arrows', 'in the picture: to the nearest actor that way'], ['+ − 0', 'larger, smaller, all'], ['t', 'table or picture'], ['Shift + click', 'the way from the chosen actor to another']];

export function about(model, notices) {
  const dialog = h('dialog', {class: 'about', 'aria-label': 'How to read this'},
    h('form', {method: 'dialog'}, h('button', {class: 'plain close', 'aria-label': 'Close'}, '✕')),
    h('h2', {}, 'How to read this'),
    h('p', {}, 'Every disc is an actor, every line a tie between two, made of what articles report they did. Choose a line to see the sentences it rests on.'),
    h('ul', {},
      h('li', {}, h('b', {}, 'Thicker lines: '), 'more happened, or more independent sources tell it. ', columnMeaning('weight')),
      h('li', {}, h('b', {}, 'Colours of lines: '), 'blue cooperation, vermilion conflict, purple both, grey neither.'),
      h('li', {}, h('b', {}, 'Pale lines: '), 'nothing here is reported as fact: an opponent or somebody unnamed claims it, or the two are only named together. They count nowhere.'),
      h('li', {}, h('b', {}, 'Larger discs: '), 'more dealings with others (strength). Being mentioned often makes nobody larger.'),
      h('li', {}, 'Names were found and sentences read by a program. It errs now and then: read the sentences before you rely on a tie.')),
    h('h3', {}, 'Keys'), h('dl', {class: 'keys'}, KEYS.map(([key, what]) => h('div', {}, h('dt', {}, key), h('dd', {}, what)))),
    h('h3', {}, 'How it was made'), h('p', {class: 'small'}, model.description),
    h('details', {}, h('summary', {}, 'Software in this page'), h('p', {class: 'small'}, `Made by ${model.program}, GPL-2.0-or-later. The page asks nothing of any network; all it knows is in this file. It contains:`), h('pre', {class: 'small'}, notices)));
  dialog.addEventListener('click', (e) => e.target === dialog && dialog.close());
  return dialog;
}
