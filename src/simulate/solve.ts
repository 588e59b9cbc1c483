import { exp } from '../core/math.ts';
import type { Exogenous } from './exogenous.ts';
import { type CompiledTerm, respond } from './term.ts';

/** One structural equation: v_t = max(floor, (base_t + Σ terms_t + Σ products_t) · scale_t + noise_t), or exp of it, or its
 *  first term over what it is without that term. */
export type CompiledNode = {
  readonly name: string;
  /** those that are added, then the factors of products, whose effect is 1 */
  readonly terms: readonly CompiledTerm[];
  /** how many are added */
  readonly added: number;
  readonly products: readonly Product[];
  readonly exponential: boolean;
  /** the first term is divided by the rest of the equation */
  readonly quotient: boolean;
  /** −Infinity: none */
  readonly floor: number;
};

/** effect · one factor · the other, by their positions among the terms. */
type Product = { readonly factors: readonly [number, number]; readonly effect: number };

/** Part of an evaluation plan: a strongly connected component of the graph, or what is left to compute of it. */
export type Step = {
  /** in an order of evaluation within one period */
  readonly nodes: readonly StepNode[];
  /** the nodes feed each other through lags: evaluate period by period, not series by series */
  readonly feedback: boolean;
  /** nothing reads these nodes before the window: evaluate from there on */
  readonly late: boolean;
};

export type StepNode = {
  readonly node: number;
  /** positions of the terms to compute whose sources are complete before this step */
  readonly outside: readonly number[];
  /** positions of the terms whose sources belong to this step */
  readonly inside: readonly number[];
};

/** All series of a world: node i over the axis, and each of its terms. Late nodes are 0 before the window. */
export type Solution = {
  readonly values: readonly Float64Array[];
  readonly terms: readonly (readonly Float64Array[])[];
};

/** Writes the steps' nodes and terms for periods from ≤ t < to into `solution`; the rest of it is read.
 *  @param start index of the window's first period
 *  @param scratch as long as the axis */
export function solve(
  nodes: readonly CompiledNode[],
  exogenous: Exogenous,
  steps: readonly Step[],
  solution: Solution,
  range: { readonly from: number; readonly to: number; readonly start: number },
  scratch: Float64Array,
): void {
  const { values, terms } = solution;
  const { to } = range;
  for (const step of steps) {
    const from = step.late ? Math.max(range.from, range.start) : range.from;
    const compute = (node: number, k: number, first: number, end: number) => {
      const term = nodes[node]!.terms[k]!;
      const path = exogenous.paths[node]![k] ?? null;
      respond(term, path, values[term.from]!, first, end, terms[node]![k]!, scratch);
    };
    for (const { node, outside } of step.nodes) for (const k of outside) compute(node, k, from, to);
    if (!step.feedback) {
      for (const { node } of step.nodes) combine(nodes[node]!, node, exogenous, solution, from, to);
      continue;
    }
    for (let t = from; t < to; t++) {
      for (const { node, inside } of step.nodes) {
        for (const k of inside) compute(node, k, t, t + 1);
        combine(nodes[node]!, node, exogenous, solution, t, t + 1);
      }
    }
  }
}

/** The equation of one node, from its terms. Terms are added in declared order, so that equal terms give equal bits. */
export function combine(
  { added, exponential, floor, products, quotient }: CompiledNode,
  node: number,
  exogenous: Exogenous,
  { values, terms }: Solution,
  from: number,
  to: number,
): void {
  const out = values[node]!;
  const base = exogenous.base[node]!;
  const scale = exogenous.scale[node]!;
  const noise = exogenous.noise[node]!;
  for (let t = from; t < to; t++) out[t] = base[t]!;
  const own = terms[node]!;
  for (let k = quotient ? 1 : 0; k < added; k++) {
    const term = own[k]!;
    for (let t = from; t < to; t++) out[t] = out[t]! + term[t]!;
  }
  for (const { factors, effect } of products) {
    const [one, other] = [own[factors[0]]!, own[factors[1]]!];
    for (let t = from; t < to; t++) out[t] = out[t]! + effect * (one[t]! * other[t]!);
  }
  if (scale !== null) for (let t = from; t < to; t++) out[t] = out[t]! * scale[t]!;
  if (noise !== null) for (let t = from; t < to; t++) out[t] = out[t]! + noise[t]!;
  if (exponential) for (let t = from; t < to; t++) out[t] = exp(out[t]!);
  if (floor > -Infinity) for (let t = from; t < to; t++) out[t] = Math.max(floor, out[t]!);
  if (quotient) for (let t = from; t < to; t++) out[t] = own[0]![t]! / out[t]!;
}

/** Zeros for every node and term over `length` periods, in one block of memory. */
export function emptySolution(nodes: readonly CompiledNode[], length: number): Solution {
  const count = nodes.reduce((sum, node) => sum + 1 + node.terms.length, 0);
  const block = new Float64Array(count * length);
  let at = 0;
  const next = () => {
    at += length;
    return block.subarray(at - length, at);
  };
  return { values: nodes.map(next), terms: nodes.map((node) => node.terms.map(next)) };
}
