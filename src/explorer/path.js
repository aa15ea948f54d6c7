// The shortest way between two actors. A tie is as long as 1/weight, as in betweenness, so a strong tie
// is a short step (Dijkstra 1959, with a binary heap).

/** Edges from `a` to `b` in order, or null. `usable(edge)` says which may be walked, `weight(edge)` what they weigh. */
export function shortestPath(model, a, b, usable, weight) {
  const distance = new Map([[a, 0]]), by = new Map(), done = new Set();
  const heap = [[0, a.i]];
  while (heap.length) {
    const [d, i] = pop(heap), node = model.nodes[i];
    if (done.has(node)) continue;
    done.add(node);
    if (node === b) break;
    for (const edge of node.edges) {
      const other = edge.from === node ? edge.to : edge.from;
      if (!usable(edge) || done.has(other)) continue;
      const far = d + 1 / weight(edge);
      if (far < (distance.get(other) ?? Infinity)) {
        distance.set(other, far);
        by.set(other, edge);
        push(heap, [far, other.i]);
      }
    }
  }
  if (!by.has(b)) return null;
  const path = [];
  for (let node = b; node !== a;) {
    const edge = by.get(node);
    path.unshift(edge);
    node = edge.from === node ? edge.to : edge.from;
  }
  return path;
}

const before = (x, y) => x[0] < y[0] || (x[0] === y[0] && x[1] < y[1]);

function push(heap, entry) {
  let i = heap.push(entry) - 1;
  while (i > 0) {
    const parent = (i - 1) >> 1;
    if (!before(heap[i], heap[parent])) break;
    [heap[i], heap[parent]] = [heap[parent], heap[i]];
    i = parent;
  }
}

function pop(heap) {
  const top = heap[0], last = heap.pop();
  if (heap.length === 0) return top;
  heap[0] = last;
  for (let i = 0; ;) {
    let least = i;
    for (const child of [2 * i + 1, 2 * i + 2]) if (child < heap.length && before(heap[child], heap[least])) least = child;
    if (least === i) return top;
    [heap[i], heap[least]] = [heap[least], heap[i]];
    i = least;
  }
}
