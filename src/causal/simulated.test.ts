import { expect, test } from 'vitest';
import type { Stream } from '../core/random/stream.ts';
import { leastSquares } from '../inference/leastSquares/fit.ts';
import { neweyWestCovariance } from '../inference/leastSquares/neweyWest.ts';
import { minimalSets } from './adjustmentSets.ts';
import { lastLagOf } from './horizon.ts';
import { ask } from './question.ts';
import { below, randomGraph, streamOf } from './random.fixture.ts';

const names = ['a', 'b', 'x', 'm', 'y'];
const periods = 20_000;
// memory fades by half a period, so a Newey–West lag of 20 leaves out 1e-6 of it
const memory = 0.5;
const lag = 20;

type Term = { readonly from: number; readonly to: number; readonly lag: number; readonly weight: number };

/** Series of every node, in the order of names, which is causal within a period; with `impulse` there is no noise and
 *  only x moves, by 1 in one period, so that y holds the effect of one period of x. */
function run(
  terms: readonly Term[],
  remembering: readonly string[],
  length: number,
  stream?: Stream,
): readonly Float64Array[] {
  const values = names.map(() => new Float64Array(length));
  const own = names.map(() => 0);
  for (let t = 0; t < length; t++)
    for (let node = 0; node < names.length; node++) {
      if (stream === undefined && names[node] === 'x') {
        values[node]![t] = t === 0 ? 1 : 0;
        continue;
      }
      own[node] = (remembering.includes(names[node]!) ? memory * own[node]! : 0) + (stream?.normal() ?? 0);
      let value = own[node]!;
      for (const term of terms)
        if (term.to === node && t >= term.lag) value += term.weight * values[term.from]![t - term.lag]!;
      values[node]![t] = value;
    }
  return values;
}

test('on 20,000 simulated periods the regressions that are promised to be right are, within 4.3 HAC standard errors', () => {
  let compared = 0;
  let biased = 0;
  for (let g = 0, graphs = 0; graphs < 20; g++) {
    const stream = streamOf('simulated', g);
    const drawn = randomGraph(stream, { names, arrows: 6 + below(stream, 4), maxLag: 1, feedback: false });
    const graph = { ...drawn, edges: drawn.edges.filter(({ from, to }) => from !== to) };
    const [set] = minimalSets(ask(graph, 'y', ['x']), ['a', 'b', 'm']).sets;
    if (set === undefined || set.length === 0 || set.some(({ wholePast }) => wholePast)) continue;
    graphs++;
    const terms = graph.edges.flatMap((edge) =>
      Array.from({ length: lastLagOf(edge) - edge.lag + 1 }, (_, k) => ({
        from: names.indexOf(edge.from),
        to: names.indexOf(edge.to),
        lag: edge.lag + k,
        weight: (stream.uniform() < 0.5 ? -1 : 1) * (0.3 + 0.5 * stream.uniform()),
      })),
    );
    const values = run(terms, graph.memory ?? [], periods, stream);
    const truth = run(terms, [], 6)[4]!;
    // x acts on y over at most three arrows of one period each
    const ownLags = [0, 1, 2, 3].map((back) => ({ name: 'x', back }));
    const tValues = (controls: typeof ownLags) => {
      const columns = [...ownLags, ...controls];
      const first = Math.max(...columns.map(({ back }) => back));
      const rows = periods - first;
      const x = new Float64Array(rows * (columns.length + 1)).fill(1);
      for (const [j, { name, back }] of columns.entries())
        x.set(values[names.indexOf(name)]!.subarray(first - back, periods - back), j * rows);
      const fit = leastSquares(x, values[4]!.slice(first), columns.length + 1);
      if (fit.status !== 'ok') throw new RangeError(fit.status);
      const covariance = neweyWestCovariance(fit, lag);
      return ownLags.map(
        (_, j) => Math.abs(fit.coefficients[j]! - truth[j]!) / Math.sqrt(covariance[j * (columns.length + 2)]!),
      );
    };
    for (const t of tValues(set.flatMap(({ name, lags }) => lags.map((back) => ({ name, back }))))) {
      expect(t, `graph ${g}`).toBeLessThan(4.3);
      compared++;
    }
    if (Math.max(...tValues([])) > 4.3) biased++;
  }
  expect(compared).toBe(80);
  // without the set, the bias shows: the test would see a wrong one
  expect(biased).toBeGreaterThan(15);
});
