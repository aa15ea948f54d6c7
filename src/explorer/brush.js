// Acts by day as bars, and a brush over them. Dragging chooses days; the two date fields do the same
// from the keyboard.
import {h, put, svg} from './dom.js';
import {bins, dayNumber, dayText, sayDate, sayRange} from './days.js';
import {plural} from './words.js';

const WIDE = 640, HIGH = 46;

export function daysBrush(model, state) {
  const dated = model.acts.filter((a) => a.number !== null && (a.layer === 'fact' || a.layer === 'claimed'));
  if (dated.length === 0) return null;
  // The range that is drawn leaves out stray days far from the rest ("in 1945"): from the 1st to the 99th percentile, and a tenth more.
  const sorted = dated.map((a) => a.number).sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const published = [dayNumber(model.first), dayNumber(model.last)].filter((d) => d !== null);
  let first = Math.min(at(0.02), ...published), last = Math.max(at(0.98), ...published);
  if (last - first < 6) last = first + 6;
  const {grain, starts} = bins(first, last, 92);
  const n = starts.length - 1, origin = starts[0], end = starts[n];
  const x = (day) => ((Math.max(origin, Math.min(end, day)) - origin) / (end - origin)) * WIDE;
  const chart = svg('svg', {class: 'bars', viewBox: `0 0 ${WIDE} ${HIGH}`, preserveAspectRatio: 'none', 'aria-hidden': 'true'});
  const band = svg('rect', {class: 'band', y: 0, height: HIGH});
  const from = h('input', {type: 'date', 'aria-label': 'From this day'}), to = h('input', {type: 'date', 'aria-label': 'To this day'});
  const said = h('span', {class: 'soft', 'aria-live': 'polite'});
  const all = h('button', {class: 'plain', onclick: () => state.set({from: '', to: ''})}, 'All days');

  const draw = (passes) => {
    const bars = starts.slice(0, n).map(() => [0, 0, 0]);
    let most = 1;
    for (const act of dated) {
      if (!passes(act) || act.number < origin || act.number >= end) continue;
      let low = 0, high = n - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle] <= act.number) low = middle;
        else high = middle - 1;
      }
      const bar = bars[low];
      bar[act.intensity > 0 ? 0 : act.intensity < 0 ? 2 : 1]++;
      most = Math.max(most, bar[0] + bar[1] + bar[2]);
    }
    put(chart, band, bars.map((bar, i) => {
      const left = x(starts[i]), wide = Math.max(1, x(starts[i + 1]) - left - (n > 60 ? 1 : 2));
      let top = HIGH;
      const total = bar[0] + bar[1] + bar[2];
      return svg('g', {}, svg('title', {}, `${sayRange(dayText(starts[i]), dayText(starts[i + 1] - 1))}: ${plural(total, 'act')} (${bar[0]} friendly, ${bar[2]} hostile)`),
        svg('rect', {class: 'target', x: left, y: 0, width: wide, height: HIGH}),
        ['cooperation', 'neither', 'conflict'].map((tone, k) => {
          const high = (bar[k] / most) * (HIGH - 4);
          top -= high;
          return high > 0 && svg('rect', {class: `tone-${tone}`, x: left, y: top, width: wide, height: high});
        }));
    }));
  };

  const update = (now, passes) => {
    draw(passes);
    const a = dayNumber(now.from), b = dayNumber(now.to), isAll = a === null && b === null;
    band.setAttribute('x', isAll ? 0 : x(a ?? origin));
    band.setAttribute('width', isAll ? 0 : Math.max(2, x((b ?? end) + 1) - x(a ?? origin)));
    chart.classList.toggle('brushed', !isAll);
    from.value = now.from || dayText(origin);
    to.value = now.to || dayText(end - 1);
    all.hidden = isAll;
    put(said, isAll ? 'drag to choose days' : a !== null && b !== null ? sayRange(now.from, now.to) : a !== null ? `since ${sayDate(now.from)}` : `until ${sayDate(now.to)}`);
  };

  const dayAt = (e) => {
    const box = chart.getBoundingClientRect();
    const share = Math.max(0, Math.min(0.9999, (e.clientX - box.left) / box.width));
    const day = origin + share * (end - origin);
    let i = 0;
    while (i < n - 1 && starts[i + 1] <= day) i++;
    return i;
  };
  let start = null;
  chart.addEventListener('pointerdown', (e) => {
    start = dayAt(e);
    chart.setPointerCapture(e.pointerId);
    e.preventDefault();
  });
  chart.addEventListener('pointermove', (e) => {
    if (start === null) return;
    const here = dayAt(e), [a, b] = start < here ? [start, here] : [here, start];
    band.setAttribute('x', x(starts[a]));
    band.setAttribute('width', x(starts[b + 1]) - x(starts[a]));
    chart.classList.add('brushed');
  });
  chart.addEventListener('pointerup', (e) => {
    if (start === null) return;
    const here = dayAt(e), [a, b] = start < here ? [start, here] : [here, start];
    start = null;
    const chosen = {from: dayText(starts[a]), to: dayText(starts[b + 1] - 1)};
    state.set(chosen.from === state.now.from && chosen.to === state.now.to ? {from: '', to: ''} : chosen);
  });
  chart.addEventListener('pointercancel', () => { start = null; });
  for (const [input, key] of [[from, 'from'], [to, 'to']]) input.addEventListener('change', () => state.set({[key]: input.value}));

  const element = h('section', {class: 'days', 'aria-label': 'Days'},
    h('div', {class: 'days-head'}, h('span', {}, `Acts by ${grain}`), said, all, h('span', {class: 'days-fields'}, from, '–', to)),
    chart,
    h('div', {class: 'days-foot soft'}, h('span', {}, sayDate(dayText(origin), true)), h('span', {}, sayDate(dayText(end - 1), true))));
  return {element, update};
}
