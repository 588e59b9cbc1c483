import { cycleIn, type Edge, type Graph, isCyclic, stronglyConnectedComponents } from '../../causal/graph.ts';
import { InputError } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import { type Arrow, checkVariable, readArrow } from './arrow.ts';
import type { GraphEdits } from './types.ts';

/** The graph in the analyst's head: arrows left out, then reversed, then added, then variables forgotten.
 *  @param fixed what every media mix model has: channels, what they buy, and the outcome
 *  @throws InputError for arrows and variables that are not there, arrows that are there already, and cycles within a period */
export function analystGraph(declared: Graph, edits: GraphEdits, fixed: readonly string[]): Graph {
  const { without = [], reversed = [], add = [], forgotten = [] } = edits;
  const read = (key: keyof GraphEdits, texts: readonly string[]) =>
    texts.map((text, i) => {
      const path = `graph.${key}[${i}]`;
      return { path, ...readArrow(text, declared.nodes, path) };
    });
  let { edges } = declared;
  for (const arrow of read('without', without)) edges = removed(edges, arrow);
  for (const arrow of read('reversed', reversed)) {
    if (arrow.from === arrow.to) throw new InputError({ path: arrow.path, message: 'a loop has no other way round' });
    const turned = edges.filter((edge) => same(edge, arrow)).map((edge) => ({ ...edge, from: edge.to, to: edge.from }));
    edges = [...removed(edges, arrow), ...turned];
  }
  for (const { path, from, to } of read('add', add)) {
    if (from === to) throw new InputError({ path, message: `${from} cannot cause itself in the same period` });
    if (edges.some((edge) => same(edge, { from, to })))
      throw new InputError({ path, message: `the arrow ${from} -> ${to} is there already` });
    edges = [...edges, { from, to, lag: 0 }];
  }
  forgotten.forEach((name, i) => {
    const path = `graph.forgotten[${i}]`;
    checkVariable(name, declared.nodes, path);
    if (fixed.includes(name))
      throw new InputError({ path, message: `${name} cannot be forgotten: it is in the regression` });
  });
  const kept = (name: string) => !forgotten.includes(name);
  const graph: Graph = {
    nodes: declared.nodes.filter(kept),
    edges: edges.filter(({ from, to }) => kept(from) && kept(to)),
    ...(declared.memory === undefined ? {} : { memory: declared.memory.filter(kept) }),
  };
  refuseCycle(graph);
  return graph;
}

const same = (edge: Arrow, { from, to }: Arrow): boolean => edge.from === from && edge.to === to;

function removed(edges: readonly Edge[], arrow: Arrow & { readonly path: string }): readonly Edge[] {
  const rest = edges.filter((edge) => !same(edge, arrow));
  if (rest.length < edges.length) return rest;
  const arrows = [...new Set(edges.map(({ from, to }) => `${from} -> ${to}`))];
  const text = `${arrow.from} -> ${arrow.to}`;
  const guess = arrows.includes(`${arrow.to} -> ${arrow.from}`)
    ? `${arrow.to} -> ${arrow.from}`
    : closest(text, arrows);
  const message = `there is no arrow ${text}; there are ${arrows.join(', ')}`;
  throw new InputError({ path: arrow.path, message, ...(guess === undefined ? {} : { guess }) });
}

/** Through lags a graph may feed back on itself; within a period it may not. */
function refuseCycle(graph: Graph): void {
  const now = { nodes: graph.nodes, edges: graph.edges.filter(({ lag }) => lag === 0) };
  const cyclic = stronglyConnectedComponents(now).find((component) => isCyclic(now, component));
  if (cyclic === undefined) return;
  const cycle = cycleIn(now, cyclic).join(' -> ');
  throw new InputError({ path: 'graph', message: `the analyst's graph has a cycle within a period: ${cycle}` });
}
