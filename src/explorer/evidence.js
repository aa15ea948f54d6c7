// Sentences as they stood in the article, with the actors in question and the word of the act marked,
// and where they stood: outlet, day, title.
import {h, safeLink} from './dom.js';
import {sayDate} from './days.js';
import {plural} from './words.js';

/** Sentences, each once with all the articles that have it word for word. */
export function sentences(model, numbers, actors, lemma, pick) {
  const same = new Map();
  for (const number of numbers) {
    const text = plainText(model, number);
    if (same.has(text)) same.get(text).push(number);
    else same.set(text, [number]);
  }
  return [...same.values()].map(([first, ...others]) => sentence(model, first, actors, lemma, pick, others));
}

/** The words of a sentence, on one line. */
export const plainText = (model, number) => model.sentences[number].pieces.map((p) => (typeof p === 'string' ? p : p[0])).join('').replace(/\s+/g, ' ').trim();

/** One sentence; `actors` (a Set of nodes) are marked strongly, the trigger of `lemma` underlined. `others` say the same. */
export function sentence(model, number, actors, lemma, pick, others = []) {
  const {doc, pieces} = model.sentences[number];
  const body = pieces.map((piece) => {
    if (typeof piece === 'string') return piece;
    const [text, who, trigger] = piece;
    if (who < 0) return trigger && trigger === lemma ? h('em', {class: 'trigger'}, text) : text;
    const node = model.nodes[who];
    const isMeant = !actors || actors.has(node);
    return h('button', {class: isMeant ? 'who meant' : 'who', title: node.label, onclick: () => pick(node)}, text);
  });
  return h('blockquote', {}, h('p', {}, body), [doc, ...others.map((k) => model.sentences[k].doc)].map((d) => source(model.docs[d])));
}

function source(doc) {
  const link = safeLink(doc.url), name = doc.title ?? doc.path ?? 'the article';
  return h('footer', {},
    [doc.source, doc.date ? sayDate(doc.date) : 'undated'].filter(Boolean).join(', '), ' · ',
    link ? h('a', {href: link, target: '_blank', rel: 'noopener noreferrer'}, name) : h('cite', {title: doc.path ?? null}, name));
}

/** The command that shows the rest. */
export function whyCommand(names) {
  const quoted = names.map((name) => (/^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`));
  const text = `actorgraph why ${quoted.join(' ')} --articles PATH`;
  const done = h('span', {class: 'soft', role: 'status'});
  return h('p', {class: 'command'}, h('code', {}, text), ' ',
    navigator.clipboard && h('button', {class: 'plain', onclick: () => navigator.clipboard.writeText(text).then(() => { done.textContent = 'copied'; }, () => {})}, 'copy'), done);
}

export const more = (n, what) => (n > 0 ? h('p', {class: 'soft small'}, `and ${plural(n, what)} more`) : null);
