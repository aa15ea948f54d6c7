// The live picture: sigma draws discs and lines with WebGL, we draw the names. Positions come from the
// program; nothing is laid out here.
import Graph from 'graphology';
import Sigma from 'sigma';
import {EdgeArrowProgram, EdgeRectangleProgram} from 'sigma/rendering';
import EdgeCurveProgram, {EdgeCurvedArrowProgram} from '@sigma/edge-curve';
import {createNodeBorderProgram} from '@sigma/node-border';
import {css, mix} from './colors.js';
import {drawNames} from './labels.js';
import {bounds} from './look.js';

const BUSY = 8000; // lines above which they rest while the picture moves

export function hasWebGL() {
  try {
    const canvas = document.createElement('canvas');
    return !!canvas.getContext('webgl2');
  } catch {
    return false;
  }
}

/** The largest component, where a large graph is mostly that: its many small ones lie far out at the rim. */
function mainPart(model) {
  if (model.nodes.length < 400) return null;
  const isMain = (node) => node.get('component') === 0;
  const main = model.nodes.filter((node) => isMain(node) || (node.act && node.edges.some((e) => isMain(e.from) || isMain(e.to))));
  return main.length > model.nodes.length / 4 ? main : null;
}

/** The room of the layout, and never so little that a handful of discs fills the screen. */
function room(model) {
  const {x, y} = bounds(model), least = 800;
  const grow = ([low, high]) => {
    const more = Math.max(0, least - (high - low)) / 2;
    return [low - more, high + more];
  };
  return {x: grow(x), y: grow(y)};
}

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

export class Picture {
  #looks = null;
  #theme = null;

  /** calls: {enter(node|edge), leave(), pick(node|edge|null, event)} */
  constructor(container, model, calls) {
    this.model = model;
    this.graph = new Graph({type: model.directed ? 'directed' : 'undirected', multi: true, allowSelfLoops: true});
    for (const node of model.nodes) this.graph.addNode(String(node.i), {x: node.x, y: node.y, size: node.size});
    for (const edge of model.edges) this.graph.addEdgeWithKey(String(edge.i), String(edge.from.i), String(edge.to.i), {type: 'line'});
    this.#bend();
    this.sigma = new Sigma(this.graph, container, {
      itemSizesReference: 'positions',
      zoomToSizeRatioFunction: (ratio) => Math.pow(ratio, 0.55),
      minEdgeThickness: 0.7,
      stagePadding: 44,
      renderLabels: false,
      enableEdgeEvents: true,
      hideEdgesOnMove: model.edges.length > BUSY,
      zIndex: true,
      zoomDuration: calm() ? 0 : 200,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      allowInvalidContainer: true,
      defaultNodeType: 'disc',
      defaultDrawNodeHover: () => {},
      nodeProgramClasses: {disc: createNodeBorderProgram({borders: [{size: {value: 1.2, mode: 'pixels'}, color: {attribute: 'ring'}}, {size: {fill: true}, color: {attribute: 'color'}}]})},
      edgeProgramClasses: {line: EdgeRectangleProgram, arrow: EdgeArrowProgram, curve: EdgeCurveProgram, curvedArrow: EdgeCurvedArrowProgram},
      nodeReducer: (key, data) => this.#node(+key, data),
      edgeReducer: (key, data) => this.#edge(+key, data),
    });
    this.names = this.sigma.createCanvasContext('names', {style: {pointerEvents: 'none'}}).getCanvases().names;
    this.sigma.resize(true);
    this.sigma.setCustomBBox(room(model));
    this.sigma.refresh();
    const main = mainPart(model);
    if (main) this.fit(main, true);
    this.sigma.on('afterRender', () => this.#drawNames());
    const node = (e) => model.nodes[+e.node], edge = (e) => model.edges[+e.edge];
    this.sigma.on('enterNode', (e) => calls.enter({node: node(e)}, e.event));
    this.sigma.on('leaveNode', () => calls.leave());
    this.sigma.on('enterEdge', (e) => calls.enter({edge: edge(e)}, e.event));
    this.sigma.on('leaveEdge', () => calls.leave());
    this.sigma.on('clickNode', (e) => calls.pick({node: node(e)}, e.event.original));
    this.sigma.on('clickEdge', (e) => calls.pick({edge: edge(e)}, e.event.original));
    this.sigma.on('clickStage', () => calls.pick(null));
    this.sigma.on('doubleClickNode', (e) => e.preventSigmaDefault());
  }

  /** Several lines between one pair are bent apart, so that each can be seen and picked. */
  #bend() {
    const pairs = new Map();
    for (const edge of this.model.edges) {
      const [a, b] = edge.from.i < edge.to.i ? [edge.from.i, edge.to.i] : [edge.to.i, edge.from.i];
      const key = a + '-' + b;
      if (pairs.has(key)) pairs.get(key).push(edge);
      else pairs.set(key, [edge]);
    }
    for (const edges of pairs.values())
      edges.forEach((edge, k) => {
        const turn = edge.from.i < edge.to.i ? 1 : -1;
        const bend = edges.length === 1 ? 0 : (k - (edges.length - 1) / 2) * Math.min(0.25, 1.2 / edges.length) * turn;
        const isBent = Math.abs(bend) > 1e-6;
        this.graph.mergeEdgeAttributes(String(edge.i), {
          type: this.model.directed ? (isBent ? 'curvedArrow' : 'arrow') : isBent ? 'curve' : 'line', curvature: bend,
        });
      });
  }

  #node(i, data) {
    const l = this.#looks?.node[i];
    if (!l) return data;
    return {...data, hidden: !l.show, color: css(l.rgb), ring: css(l.ring), size: l.size, zIndex: l.strong ? 3 : l.faded ? 0 : 1};
  }

  #edge(i, data) {
    const l = this.#looks?.edge[i];
    if (!l) return data;
    return {...data, hidden: !l.show, color: css(l.rgb), size: l.width, zIndex: l.faded ? 0 : l.pale ? 1 : 2};
  }

  update(looks, theme) {
    this.#looks = looks;
    this.#theme = theme;
    this.sigma.refresh({skipIndexation: true});
  }

  /** Where a node stands on the screen, with its radius. */
  at(node, size = this.#looks.node[node.i].size) {
    const p = this.sigma.graphToViewport({x: node.x, y: node.y});
    return {x: p.x, y: p.y, r: this.sigma.scaleSize(size)};
  }

  #drawNames() {
    if (!this.#looks) return;
    const {width, height} = this.sigma.getDimensions();
    const context = this.names.getContext('2d');
    context.clearRect(0, 0, width, height);
    drawNames(context, this.model, this.#looks.node, (node, l) => this.at(node, l.size), {
      width, height, theme: this.#theme, css, mix, most: Math.max(12, Math.round((width * height) / 9000)),
    });
  }

  zoom(factor) {
    const camera = this.sigma.getCamera();
    camera.animate({ratio: Math.min(4, Math.max(0.02, camera.ratio * factor))}, {duration: calm() ? 0 : 180});
  }

  pan(dx, dy) {
    const camera = this.sigma.getCamera();
    camera.animate({x: camera.x + dx * camera.ratio * 0.1, y: camera.y + dy * camera.ratio * 0.1}, {duration: calm() ? 0 : 120});
  }

  /** All that is shown, in view. */
  fit(nodes, atOnce = false) {
    const all = !nodes || nodes.length === 0 || nodes.length === this.model.nodes.length;
    const camera = this.sigma.getCamera(), duration = calm() || atOnce ? 0 : 300;
    if (all) return void camera.animate({x: 0.5, y: 0.5, ratio: 1, angle: 0}, {duration});
    let left = Infinity, right = -Infinity, low = Infinity, high = -Infinity;
    for (const node of nodes) {
      const data = this.sigma.getNodeDisplayData(String(node.i));
      left = Math.min(left, data.x);
      right = Math.max(right, data.x);
      low = Math.min(low, data.y);
      high = Math.max(high, data.y);
    }
    const {width, height} = this.sigma.getDimensions(), square = Math.min(width, height);
    const ratio = Math.min(1.2, Math.max(0.12, 1.12 * square * Math.max((right - left) / width, (high - low) / height)));
    const view = {x: (left + right) / 2, y: (low + high) / 2, ratio};
    if (atOnce) camera.setState(view);
    else camera.animate(view, {duration});
  }

  /** Brings a node into the middle when it is near the rim or outside. */
  reveal(node) {
    const {width, height} = this.sigma.getDimensions(), p = this.at(node);
    if (p.x > 60 && p.y > 60 && p.x < width - 60 && p.y < height - 60) return;
    const data = this.sigma.getNodeDisplayData(String(node.i));
    this.sigma.getCamera().animate({x: data.x, y: data.y}, {duration: calm() ? 0 : 300});
  }

  resize() {
    this.sigma.resize();
    this.sigma.scheduleRender();
  }
}
