// How each actor and tie looks under the reader's choices: the one place where colours, widths and
// fading are decided, for the live picture and for the one on paper.
import {mix} from './colors.js';

const LARGE = 6000; // ties above which those out of focus are not drawn: they would be a carpet

/**
 * node[i] {show, rgb, ring, size, faded, strong}, edge[i] {show, rgb, width, faded}.
 * `focus` {nodes: Set, edges: Set, strong: Set} or null: all else fades.
 */
export function look(model, seen, theme, coloring, focus, sizeBy) {
  const {x, y} = bounds(model);
  // Large layouts are drawn small: discs and lines are made larger, though less than would be needed, so
  // that they may touch from afar and come apart as one goes near.
  const far = Math.max(1, Math.max(x[1] - x[0], y[1] - y[0]) / 1200);
  const grow = far ** 0.6, widen = far ** 0.75;
  const isLarge = model.edges.length > LARGE;
  const size = sizing(model, sizeBy);
  return {
    node: model.nodes.map((node) => {
      const faded = focus !== null && !focus.nodes.has(node);
      const rgb = readable(coloring.rgb(node), theme);
      return {
        show: seen.node[node.i] === 1,
        rgb: faded ? mix(rgb, theme.paper, 0.7) : rgb,
        ring: faded ? mix(rgb, theme.paper, 0.7) : mix(rgb, theme.ink, 0.45),
        size: grow * size(node) * (faded ? 0.6 : 1), // small, so that it does not hide lines in focus
        level: size(node), faded,
        strong: focus !== null && focus.strong.has(node),
      };
    }),
    edge: model.edges.map((edge) => {
      const faded = focus !== null && !focus.edges.has(edge);
      const pale = seen.pale[edge.i] === 1;
      const share = faded ? 0.8 : pale ? 0.55 : focus !== null ? 0 : 0.15;
      return {
        show: seen.edge[edge.i] === 1 && !(faded && isLarge), faded, pale,
        rgb: mix(theme[edge.tone], theme.paper, share),
        width: widen * (pale ? 2 : Math.min(16, 1.4 + 3 * Math.sqrt(seen.weight[edge.i]))),
      };
    }),
  };
}

/** What the discs cover: {x: [left, right], y: [low, high]}. */
export function bounds(model) {
  const x = [Infinity, -Infinity], y = [Infinity, -Infinity];
  for (const node of model.nodes) {
    x[0] = Math.min(x[0], node.x - node.size);
    x[1] = Math.max(x[1], node.x + node.size);
    y[0] = Math.min(y[0], node.y - node.size);
    y[1] = Math.max(y[1], node.y + node.size);
  }
  return model.nodes.length ? {x, y} : {x: [0, 1], y: [0, 1]};
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
  return distance < 30 ? mix(rgb, theme.ink, 0.35) : rgb;
}

const luminance = ([r, g, b]) => 0.3 * r + 0.59 * g + 0.11 * b;
