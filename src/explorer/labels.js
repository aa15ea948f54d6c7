// Names beside their discs, none upon another: the important ones first, each at the first of four
// places that is free (Imhof's order: right, above, below, left), or not at all. This is the greedy
// method; a better placing of all would take a search, and names would jump while the picture moves.

const CELL = 64;      // pixels of the grid in which taken boxes are looked up
const MUST_SHOW = 14; // the most important names may cover discs, though never another name

class Taken {
  #cells = new Map();

  #each(box, f) {
    for (let x = Math.floor(box[0] / CELL); x <= Math.floor(box[2] / CELL); x++)
      for (let y = Math.floor(box[1] / CELL); y <= Math.floor(box[3] / CELL); y++) if (f(x * 65536 + y)) return true;
    return false;
  }

  add(box, owner) {
    this.#each(box, (key) => {
      const cell = this.#cells.get(key);
      if (cell) cell.push([box, owner]);
      else this.#cells.set(key, [[box, owner]]);
    });
  }

  hits(box, owner = null) {
    return this.#each(box, (key) => this.#cells.get(key)?.some(([other, whose]) =>
      whose !== owner && box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]));
  }
}

/**
 * discs: [{x, y, r}] on screen; names: [{x, y, r, text, font, height, must}], most important first.
 * Returns [{...name, left, base}] to be drawn; `must` is drawn even where there is no room.
 */
export function placeNames(discs, names, width, height, measure) {
  const over = new Taken(), written = new Taken(), placed = [];
  for (const disc of discs) {
    const r = disc.r * 0.8;
    over.add([disc.x - r, disc.y - r, disc.x + r, disc.y + r], disc.owner);
  }
  for (const [k, name] of names.entries()) {
    const w = measure(name.text, name.font), h = name.height, gap = 4;
    const aside = name.r * 0.72 + gap;
    const spots = [
      [name.x + name.r + gap, name.y - h / 2],
      [name.x - w / 2, name.y - name.r - gap - h],
      [name.x - w / 2, name.y + name.r + gap - 1],
      [name.x - name.r - gap - w, name.y - h / 2],
      [name.x + aside, name.y - aside - h / 2], [name.x + aside, name.y + aside - h / 2],
      [name.x - aside - w, name.y - aside - h / 2], [name.x - aside - w, name.y + aside - h / 2],
    ];
    const inside = ([x, y]) => x > 2 && y > 2 && x + w < width - 2 && y + h < height - 2;
    const box = (s) => [s[0] - 3, s[1], s[0] + w + 3, s[1] + h];
    const visible = spots.filter(inside);
    const spot = visible.find((s) => !written.hits(box(s)) && !over.hits(box(s), name.owner)) ??
      (k < MUST_SHOW || name.must ? visible.find((s) => !written.hits(box(s))) : null) ?? (name.must ? visible[0] ?? spots[0] : null);
    if (!spot) continue;
    written.add(box(spot));
    placed.push({...name, left: spot[0], base: spot[1] + h * 0.8});
  }
  return placed;
}

const widths = new Map();

/** Width of a text in a font, remembered. */
export function measureWith(context) {
  return (text, font) => {
    const key = font + '\n' + text;
    let width = widths.get(key);
    if (width === undefined) {
      context.font = font;
      width = context.measureText(text).width;
      if (widths.size > 50000) widths.clear();
      widths.set(key, width);
    }
    return width;
  };
}

export const SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Helvetica, Arial, sans-serif';

/**
 * Draws names onto a 2D context. `at(node)` → {x, y, r} on the canvas, `looks` is look().node, `scale` the
 * size of letters, `most` how many names at most. Returns what was placed.
 */
export function drawNames(context, model, looks, at, {width, height, theme, css, mix, scale = 1, most = 150}) {
  const discs = [], names = [];
  const some = looks.some((l) => l.strong || l.faded);
  for (const node of model.nodes) {
    const l = looks[node.i];
    if (!l.show) continue;
    const p = at(node, l);
    if (p.x < -50 || p.y < -50 || p.x > width + 50 || p.y > height + 50) continue;
    if (l.faded) continue; // may be covered
    if (p.r > 5) discs.push({...p, owner: node.i});
    const letters = scale * (l.strong ? 13.5 : Math.min(14, 10.5 + l.level / 12));
    names.push({
      ...p, node, owner: node.i, text: shorten(node.label), height: letters * 1.2, must: l.strong,
      font: `${l.strong ? 650 : node.type === 'country' ? 600 : 450} ${letters.toFixed(1)}px ${SANS}`,
      color: l.strong || node.type !== 'event' ? theme.ink : theme.soft,
      order: (l.strong ? 1e6 : 0) + l.level,
    });
  }
  names.sort((a, b) => b.order - a.order || a.owner - b.owner);
  const placed = placeNames(discs, names.slice(0, some ? most * 2 : most * 3), width, height, measureWith(context)).slice(0, most);
  context.lineJoin = 'round';
  context.textBaseline = 'alphabetic';
  for (const name of placed) {
    context.font = name.font;
    context.lineWidth = 3.5 * scale;
    context.strokeStyle = css(theme.paper);
    context.strokeText(name.text, name.left, name.base);
    context.fillStyle = css(name.color);
    context.fillText(name.text, name.left, name.base);
  }
  return placed;
}

const shorten = (text) => (text.length > 42 ? text.slice(0, 40).trimEnd() + '…' : text);
