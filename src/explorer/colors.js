// Colours of the picture in both themes. Told apart by the colour-blind: blue and vermilion (Okabe and
// Ito 2008), groups by Paul Tol's muted scheme.

export const themes = {
  light: {
    paper: [252, 251, 248], ink: [32, 33, 36], soft: [112, 115, 122],
    cooperation: [0, 114, 178], conflict: [213, 94, 0], both: [136, 84, 160], neither: [140, 143, 150],
  },
  dark: {
    paper: [22, 24, 28], ink: [232, 230, 225], soft: [150, 153, 160],
    cooperation: [86, 170, 232], conflict: [240, 130, 74], both: [190, 140, 218], neither: [132, 136, 146],
  },
};

const muted = [[51, 102, 170], [204, 102, 119], [68, 170, 153], [221, 187, 85], [136, 34, 85], [136, 204, 238], [17, 119, 51], [153, 136, 51], [170, 68, 153], [187, 136, 102]];
export const grey = [160, 163, 170];

export const css = ([r, g, b]) => `rgb(${r},${g},${b})`;

/** `share` of b in a. */
export const mix = (a, b, share) => a.map((x, i) => Math.round(x + (b[i] - x) * share));

export const toneWords = {cooperation: 'cooperation', conflict: 'conflict', both: 'both', neither: 'neither'};

/** Ways to colour actors: name → {words, of(node) → key, legend: [[key, label, rgb, count]]}. */
export function colorings(model) {
  const ways = {};
  const given = explain(model);
  if (given) ways.given = given;
  if (model.nodes.some((n) => n.get('community') !== null))
    ways.community = scale(model, 'Community', (n) => n.get('community'), (n) => n.get('community_label'), true);
  ways.type = scale(model, 'Kind of actor', (n) => n.type, null, false);
  return ways;
}

/** The colours that the program gave: which column do they tell? */
function explain(model) {
  for (const [words, of] of [['Country', (n) => n.get('country')], ['Community', (n) => n.get('community')], ['Kind of actor', (n) => n.type]]) {
    const seen = new Map();
    let fits = true;
    for (const node of model.nodes) {
      const key = of(node), color = node.rgb.join();
      if (key === null) continue;
      if (seen.has(key) && seen.get(key) !== color) fits = false;
      seen.set(key, color);
    }
    if (!fits || new Set(seen.values()).size < 2) continue;
    const groups = new Map(); // colour → keys
    for (const node of model.nodes) {
      const color = node.rgb.join(), group = groups.get(color) ?? {rgb: node.rgb, keys: new Set(), n: 0};
      group.n++;
      group.keys.add(of(node));
      groups.set(color, group);
    }
    const legend = [...groups.values()].map((g) => ({key: g.rgb.join(), label: g.keys.size === 1 ? [...g.keys][0] : null, rgb: g.rgb, n: g.n}));
    legend.sort((a, b) => (a.label === null) - (b.label === null) || b.n - a.n || (a.key < b.key ? -1 : 1));
    return {words, column: words === 'Country' ? 'country' : '', legend, key: (n) => n.rgb.join(), rgb: (n) => n.rgb, share: 1 - (legend.find((l) => l.label === null)?.n ?? 0) / model.nodes.length};
  }
  return null;
}

function scale(model, words, of, label, byNumber) {
  const count = new Map();
  for (const node of model.nodes) {
    const key = of(node);
    if (key === null) continue;
    const entry = count.get(key) ?? {key: String(key), order: key, label: String(label?.(node) ?? key), n: 0};
    entry.n++;
    count.set(key, entry);
  }
  const legend = [...count.values()].sort((a, b) => (byNumber ? a.order - b.order : b.n - a.n || (a.key < b.key ? -1 : 1)));
  legend.forEach((entry, i) => { entry.rgb = i < muted.length && (!byNumber || entry.n > 1) ? muted[i] : grey; });
  const color = new Map(legend.map((entry) => [entry.key, entry.rgb]));
  const key = (n) => (of(n) === null ? '' : String(of(n)));
  return {words, legend, key, rgb: (n) => color.get(key(n)) ?? grey, share: 1};
}
