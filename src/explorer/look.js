// How each actor and tie looks under the reader's choices: the one place where colours, widths and
// fading are decided, for the live picture and for the one on paper.
import {mix} from './colors.js';

/**
 * node[i] {show, rgb, ring, size, faded, strong}, edge[i] {show, rgb, width, faded}.
 * `focus` {nodes: Set, edges: Set, strong: Set} or null: all else fades.
 */
export function look(model, seen, theme, coloring, focus, sizeBy) {
  const extent = Math.max(1, ...spread(model));
  const widen = Math.max(1, extent / 1200); // large layouts are drawn small
  const size = sizing(model, sizeBy);
  return {
    node: model.nodes.map((node) => {
      const faded = focus !== null && !focus.nodes.has(node);
      const rgb = readable(coloring.rgb(node), theme);
      return {
        show: seen.node[node.i] === 1,
        rgb: faded ? mix(rgb, theme.paper, 0.82) : rgb,
        ring: faded ? mix(rgb, theme.paper, 0.82) : mix(rgb, theme.ink, 0.45),
        size: size(node), faded,
        strong: focus !== null && focus.strong.has(node),
      };
    }),
    edge: model.edges.map((edge) => {
      const faded = focus !== null && !focus.edges.has(edge);
      const pale = seen.pale[edge.i] === 1;
      const share = faded ? 0.9 : pale ? 0.62 : focus !== null ? 0 : 0.22;
      return {
        show: seen.edge[edge.i] === 1, faded, pale,
        rgb: mix(theme[edge.tone], theme.paper, share),
        width: widen * (pale ? 1.1 : Math.min(9, 0.9 + 1.5 * Math.sqrt(seen.weight[edge.i]))),
      };
    }),
  };
}

/** Width and height of the layout. */
export function spread(model) {
  let left = Infinity, right = -Infinity, low = Infinity, high = -Infinity;
  for (const {x, y, size} of model.nodes) {
    left = Math.min(left, x - size);
    right = Math.max(right, x + size);
    low = Math.min(low, y - size);
    high = Math.max(high, y + size);
  }
  return model.nodes.length ? [right - left, high - low] : [1, 1];
}

/** Sizes as the program gave them, or by a column: 10 to 40, areas in proportion. */
function sizing(model, column) {
  if (!column) return (node) => node.size;
  let most = 0;
  for (const node of model.nodes) most = Math.max(most, node.get(column) ?? 0);
  return (node) => 10 + 30 * Math.sqrt(Math.max(0, node.get(column) ?? 0) / (most || 1));
}

/** A colour that is told from the paper: dark grey on dark paper would vanish. */
function readable(rgb, theme) {
  const distance = Math.abs(luminance(rgb) - luminance(theme.paper));
  return distance < 40 ? mix(rgb, theme.ink, 0.35) : rgb;
}

const luminance = ([r, g, b]) => 0.3 * r + 0.59 * g + 0.11 * b;
