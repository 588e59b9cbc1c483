import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gandyScott } from '../core/gandyScott.ts';
import { chiSquaredP } from '../core/goodnessOfFit.ts';
import type { Dataset } from '../dataset/types.ts';
import type { Observation } from '../scenario/observation.ts';
import { parseScenario, resolveWorld } from '../scenario/scenario.ts';
import { recorded } from './recorded.ts';
import { compileWorld, simulate } from './simulate.ts';

const key = { seed: 3, replicate: 0 };
const tv = { node: 'tv', geo: null };
const faults = (given: Partial<Observation>) => ({ errors: [], missing: [], ...given });
const gap = (filled: 'zero' | 'last' | 'interpolated', at: readonly number[]) =>
  faults({ missing: [{ nodes: ['tv'], at, filled }] });
const series = Float64Array.of(10, 20, 40, 80, 160, 320);

test.each([
  // by hand; the series starts one period before the window
  ['zero', [0, 1, 4], [10, 0, 0, 80, 160, 0]],
  ['last', [0, 1, 4], [10, 10, 10, 80, 160, 160]],
  ['interpolated', [0, 1, 4], [10, 10 + 70 / 3, 10 + 140 / 3, 80, 160, 160]],
  // a database begins with its first record
  ['zero', [-1], [10, 20, 40, 80, 160, 320]],
] as const)('filled by %s, periods %j', (filled, at, expected) => {
  const out = recorded(series, -1, 1, gap(filled, at), tv, key);
  out.forEach((value, t) => {
    expect(value).toBeCloseTo(expected[t]!, 12);
  });
});

test('errors multiply before anything is lost, and only what they name', () => {
  const both = { ...gap('last', [2]), errors: [{ nodes: ['tv'], at: [1], factor: 10 }] };
  expect([...recorded(series, -1, 1, both, tv, key)]).toEqual([10, 20, 400, 400, 160, 320]);
  expect(recorded(series, -1, 1, both, { node: 'radio', geo: null }, key)).toEqual(series);
});

test('periods go wrong as often as said', () => {
  const share = 0.2;
  const verdict = gandyScott((n, attempt) => {
    const ones = new Float64Array(n).fill(1);
    const errors = [{ nodes: ['tv'], probability: share, factor: 0 }];
    const wrong = recorded(ones, 0, 0, faults({ errors }), tv, { seed: `rate ${Date.now()}`, replicate: attempt });
    const count = wrong.filter((value) => value === 0).length;
    return [chiSquaredP([count, n - count], [share, 1 - share])];
  }, 2000);
  expect(verdict.passed).toBe(true);
});

const world = (observation: string) =>
  resolveWorld(
    parseScenario(
      `name: x
about: y
nodes:
  price: { process: { level: 5, ar1: { phi: 0.5, sd: 1 } } }
  tv: { spend: { mean: 50, noise: { lognormal: 0.4 } } }
  y: { outcome: { level: 10, drivers: { price: -1 }, noise: { normal: 3 } }, responses: { tv: { effect: 2, adstock: { geometric: { alpha: 0.5, max_lag: 4 } } } } }
${observation}`,
      'x.yaml',
    ),
  );
const records = `observation:
  errors: { nodes: [tv], probability: 0.2, factor: 10 }
  missing: [{ nodes: [tv, price], probability: 0.3, filled: last }, { nodes: [y], probability: 0.1, filled: zero }]
`;
const requests = [{ kind: 'roas.total' }, { kind: 'contribution' }, { kind: 'roas.attributed' }] as const;
const run = (observation: string, seed: number, periods: number, model = compileWorld(world(observation))) =>
  simulate(model, { seed, replicate: 1, periods, requests });

test('the truth knows nothing of the records, and what no fault names is as it was', () => {
  const only = 'observation: { errors: { nodes: [tv], probability: 0.3, factor: 10 } }\n';
  const [clean, faulty] = [run('', 4, 60), run(only, 4, 60)];
  expect(faulty.truth).toEqual(clean.truth);
  expect(faulty.dataset.outcome).toEqual(clean.dataset.outcome);
  expect(faulty.dataset.controls).toEqual(clean.dataset.controls);
  const ratios = faulty.dataset.channels[0]!.spend.window.map(
    (x, t) => x / clean.dataset.channels[0]!.spend.window[t]!,
  );
  expect(new Set([...ratios].map(Math.round))).toEqual(new Set([1, 10]));
});

test('a shorter window is a prefix of a longer one', () => {
  const model = compileWorld(world(records));
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (seed, short, more) => {
      const [a, b] = [short, short + more].map((periods) => run(records, seed, periods, model).dataset) as [
        Dataset,
        Dataset,
      ];
      const [one, other] = [a.channels[0]!.spend, b.channels[0]!.spend];
      expect(one.history).toEqual(other.history);
      expect(one.window).toEqual(other.window.slice(0, short));
      expect(a.outcome.values).toEqual(b.outcome.values.slice(0, short));
      expect(a.controls[0]!.values).toEqual(b.controls[0]!.values.slice(0, short));
    }),
    { numRuns: 40 },
  );
});
