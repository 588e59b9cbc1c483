import { expect, test } from 'vitest';
import { choleskyInPlace, choleskySolve } from '../core/linalg/cholesky.ts';
import type { Graph } from './digraph.ts';
import { frontDoor } from './frontDoor.ts';
import { type Instrument, instrumentFor } from './instrument.ts';
import {
  covariance,
  effectsByIntervention,
  type LinearModel,
  linearModel,
  populationOls,
} from './linearGaussian.fixture.ts';
import { isEmpty, nodesOf } from './masks.ts';
import { ask, type Question } from './question.ts';
import { below, graphFrom, randomGraph, streamOf } from './random.fixture.ts';
import { series, slices } from './unroll.ts';

const names = ['x', 'b', 'c', 'd', 'y'];
const withoutLoops = (graph: Graph): Graph => ({ ...graph, edges: graph.edges.filter(({ from, to }) => from !== to) });

function truth({ effect }: Question, model: LinearModel): readonly number[] {
  return effectsByIntervention(model, effect.treatments, effect.outcome, new Uint8Array(model.size));
}

/** The front-door formula: mediators on the channel, times the outcome on mediators given the channel. */
function throughMediators({ unrolled, effect }: Question, mediators: readonly string[], model: LinearModel): number[] {
  const sigma = covariance(model);
  const [x, m] = [nodesOf(effect.treatments), nodesOf(series(unrolled, mediators))];
  const onMediators = populationOls(sigma, model.size, [...m, ...x], nodesOf(effect.outcome)[0]!);
  const out = x.map(() => 0);
  for (const [j, node] of m.entries()) {
    const byChannel = populationOls(sigma, model.size, x, node);
    for (let i = 0; i < x.length; i++) out[i]! += byChannel[i]! * onMediators[j]!;
  }
  return out;
}

test('wherever the front-door criterion holds its formula gives the effect', () => {
  let found = 0;
  for (let g = 0; g < 500; g++) {
    const stream = streamOf('front door', g);
    // the channel acts through b and c, and a hidden cause is behind it and the outcome
    const drawn = withoutLoops(
      randomGraph(stream, { names, arrows: 3 + below(stream, 3), maxLag: 1, feedback: false }),
    );
    const confounded = graphFrom('x > b @0-1, b > y, d > x, d > y').edges;
    const graph = {
      ...drawn,
      edges: [...drawn.edges.filter(({ from, to }) => from !== 'x' || to !== 'y'), ...confounded],
    };
    const question = ask(graph, 'y', ['x']);
    const mediators = frontDoor(question, ['b', 'c']);
    if (mediators === null) continue;
    found++;
    const model = linearModel(question.unrolled, stream);
    const byFormula = throughMediators(question, mediators, model);
    for (const [i, effect] of truth(question, model).entries())
      expect(byFormula[i], `graph ${g}`).toBeCloseTo(effect, 9);
  }
  expect(found).toBeGreaterThan(30);
});

/** Two-stage least squares in the population, with every period of the instrument, all parted from what is given. */
function byInstrument(
  { unrolled, effect }: Question,
  { name, given }: Instrument,
  counting: readonly number[],
  model: LinearModel,
): Float64Array {
  const sigma = covariance(model);
  const z = nodesOf(series(unrolled, [name]));
  const w = nodesOf(
    slices(unrolled, (other, lag) => given.some((one) => one.name === other && one.lags.includes(lag))),
  );
  const partial = (a: number, b: number): number => {
    const slope = w.length === 0 ? [] : populationOls(sigma, model.size, w, b);
    return w.reduce((rest, node, i) => rest - sigma[a * model.size + node]! * slope[i]!, sigma[a * model.size + b]!);
  };
  const cholesky = Float64Array.from({ length: z.length * z.length }, (_, i) =>
    partial(z[i % z.length]!, z[Math.floor(i / z.length)]!),
  );
  expect(choleskyInPlace(cholesky, z.length)).toBe(true);
  const fitted = counting.map((node) => {
    const slope = Float64Array.from(z, (instrument) => partial(instrument, node));
    choleskySolve(cholesky, z.length, slope);
    return slope;
  });
  const onto = (node: number) =>
    fitted.map((slope) => z.reduce((sum, instrument, i) => sum + slope[i]! * partial(instrument, node), 0));
  const k = counting.length;
  const gram = Float64Array.from(counting.flatMap(onto));
  const answer = Float64Array.from(onto(nodesOf(effect.outcome)[0]!));
  expect(choleskyInPlace(gram, k)).toBe(true);
  choleskySolve(gram, k, answer);
  return answer;
}

test('wherever an instrument is named, two-stage least squares with it gives the effect', () => {
  let found = 0;
  let conditional = 0;
  for (let g = 0; g < 500; g++) {
    const stream = streamOf('instrument', g);
    const drawn = withoutLoops(
      randomGraph(stream, {
        names: ['b', 'c', 'd', 'x', 'y'],
        arrows: 3 + below(stream, 4),
        maxLag: 1,
        feedback: false,
      }),
    );
    const graph = {
      ...drawn,
      edges: [...drawn.edges, ...graphFrom('u > x, u > y, x > y @0-1').edges],
      nodes: ['u', ...drawn.nodes],
    };
    const observed = ['b', 'c', 'd'];
    const instrument = instrumentFor(ask(graph, 'y', ['x']), observed);
    if (instrument === null) continue;
    found++;
    if (instrument.given.length > 0) conditional++;
    const question = ask(graph, 'y', ['x'], [], observed);
    const model = linearModel(question.unrolled, stream);
    const all = truth(question, model);
    const counting = nodesOf(question.effect.treatments).filter((_, i) => all[i] !== 0);
    const estimated = byInstrument(question, instrument, counting, model);
    for (const [i, effect] of all.filter((value) => value !== 0).entries())
      expect(estimated[i], `graph ${g}`).toBeCloseTo(effect, 7);
  }
  expect([found > 50, conditional > 5]).toEqual([true, true]);
});

test('neither is found where it fails', () => {
  const way = (text: string, observed: readonly string[]) => {
    const question = ask(graphFrom(text), 'y', ['x']);
    expect(isEmpty(question.effect.causal)).toBe(false);
    return [frontDoor(question, observed), instrumentFor(question, observed)];
  };
  expect(way('u > x, u > y, x > m, m > y', ['m'])).toEqual([['m'], null]);
  // a way around the mediator; the mediator confounded on either side
  expect(way('u > x, u > y, x > m, m > y, x > y', ['m'])).toEqual([null, null]);
  expect(way('u > x, u > y, x > m, m > y, v > m, v > y', ['m'])).toEqual([null, null]);
  expect(way('u > x, u > y, x > m, m > y, v > x, v > m', ['m'])).toEqual([null, null]);
  // an instrument that also acts by itself, one that acts on what is observed, one that shares a hidden cause with the outcome
  expect(way('u > x, u > y, x > y, z > x, z > y', ['z'])).toEqual([null, null]);
  expect(way('u > x, u > y, x > y, z > x, w > z, w > y', ['z', 'w'])).toEqual([
    null,
    { name: 'z', given: [{ name: 'w', lags: [0], wholePast: false }] },
  ]);
  expect(way('u > x, u > y, x > y, z > x, v > z, v > y', ['z'])).toEqual([null, null]);
});
