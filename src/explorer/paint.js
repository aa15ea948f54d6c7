// The picture on a plain canvas, at any size: for PNG, for paper, and where there is no WebGL.
import {css, mix} from './colors.js';
import {drawNames, SANS} from './labels.js';

/**
 * Paints what is shown into a new canvas of `width` × `height` pixels (times `scale`), with title, a line
 * below it, and a legend [{text, rgb, isDisc}]. Returns the canvas.
 */
export function paint(model, looks, theme, {width, height, scale = 2, title = '', cover = '', legend = []}) {
  const canvas = document.createElement('canvas'), context = canvas.getContext('2d');
  canvas.width = width * scale;
  canvas.height = height * scale;
  context.scale(scale, scale);
  context.fillStyle = css(theme.paper);
  context.fillRect(0, 0, width, height);

  const top = title ? 84 : 16, bottom = legend.length ? 44 : 16;
  const nodes = model.nodes.filter((n) => looks.node[n.i].show);
  let left = Infinity, right = -Infinity, low = Infinity, high = -Infinity;
  for (const {x, y} of nodes) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    low = Math.min(low, y);
    high = Math.max(high, y);
  }
  const zoom = nodes.length ? Math.min((width - 140) / Math.max(1, right - left), (height - top - bottom - 70) / Math.max(1, high - low), 1.25) : 1;
  const at = (node, l) => ({
    x: width / 2 + (node.x - (left + right) / 2) * zoom,
    y: top + (height - top - bottom) / 2 - (node.y - (low + high) / 2) * zoom, // up is up
    r: Math.max(1.5, l.size * zoom),
  });

  const order = model.edges.filter((e) => looks.edge[e.i].show);
  const rank = (e) => (looks.edge[e.i].faded ? 0 : looks.edge[e.i].pale ? 1 : 2);
  order.sort((a, b) => rank(a) - rank(b) || a.i - b.i);
  for (const edge of order) {
    const l = looks.edge[edge.i], a = at(edge.from, looks.node[edge.from.i]), b = at(edge.to, looks.node[edge.to.i]);
    context.beginPath();
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
    context.lineWidth = Math.max(0.6, l.width * zoom);
    context.strokeStyle = css(l.rgb);
    context.stroke();
  }
  for (const node of nodes) {
    const l = looks.node[node.i], p = at(node, l);
    context.beginPath();
    context.arc(p.x, p.y, p.r, 0, 2 * Math.PI);
    context.fillStyle = css(l.rgb);
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = css(l.ring);
    context.stroke();
  }
  drawNames(context, model, looks.node, at, {width, height: height - bottom, theme, css, mix, most: Math.round((width * height) / 6000)});

  if (title) {
    context.fillStyle = css(theme.paper);
    context.fillRect(0, 0, width, 66);
    context.fillStyle = css(theme.ink);
    context.font = `600 22px Georgia, serif`;
    context.fillText(title, 28, 40, width - 56);
    context.fillStyle = css(theme.soft);
    context.font = `13px ${SANS}`;
    context.fillText(cover, 28, 60, width - 56);
  }
  let x = 28;
  context.font = `12px ${SANS}`;
  for (const {text, rgb, isDisc} of legend) {
    const wide = isDisc ? 10 : 22;
    context.fillStyle = css(rgb);
    context.beginPath();
    if (isDisc) context.arc(x + 5, height - 23, 5, 0, 2 * Math.PI);
    else context.rect(x, height - 24, wide, 3);
    context.fill();
    context.fillStyle = css(theme.soft);
    context.fillText(text, x + wide + 6, height - 19);
    x += wide + 6 + context.measureText(text).width + 20;
  }
  return canvas;
}
