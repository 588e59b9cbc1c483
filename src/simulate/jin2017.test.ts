import { expect, test } from 'vitest';
import { mean, sd } from '../core/stats.ts';
import type { EstimandRequest } from '../dataset/estimand.ts';
import { loadScenario } from '../scenario/load.node.ts';
import { resolveWorld } from '../scenario/scenario.ts';
import { compileWorld, simulate } from './simulate.ts';
import { jin2017 } from './worlds.fixture.ts';

/** Means over 300 datasets that someone else simulated, channels 1, 2, 3 (targets.md, Jin et al. 2017). */
const published: readonly { periods: number; request: EstimandRequest; roas: readonly number[] }[] = [
  { periods: 104, request: { kind: 'roas.total' }, roas: [1.069, 0.935, 0.466] },
  { periods: 104, request: { kind: 'roas.total', tail: 0 }, roas: [1.023, 0.911, 0.45] },
  { periods: 104, request: { kind: 'roas.attributed' }, roas: [1.083, 0.942, 0.471] },
  { periods: 104, request: { kind: 'mroas.total' }, roas: [0.325, 0.33, 0.166] },
  { periods: 13, request: { kind: 'roas.total' }, roas: [1.107, 0.996, 0.486] },
  { periods: 13, request: { kind: 'roas.total', tail: 0 }, roas: [0.691, 0.778, 0.339] },
  { periods: 13, request: { kind: 'roas.attributed' }, roas: [1.245, 1.07, 0.518] },
];
const [ours, theirs] = [500, 300];

test('scenarios/jin-2017.yaml is this world', () => {
  const scenario = resolveWorld(loadScenario('jin-2017'));
  expect(scenario).toEqual({ ...jin2017(), about: scenario.about });
});

for (const periods of [104, 13]) {
  const rows = published.filter((row) => row.periods === periods);
  test(`Jin 2017 over ${periods} weeks: ROAS by change window as published`, () => {
    const model = compileWorld(jin2017());
    const requests = rows.map(({ request }) => request);
    const truths = Array.from({ length: ours }, (_, replicate) =>
      simulate(model, { seed: 2017, replicate, periods, requests }).truth.effects.map(({ value }) => value!),
    );
    rows.forEach(({ request, roas }, r) => {
      roas.forEach((expected, m) => {
        const values = truths.map((effects) => effects[3 * r + m]!);
        // both means are random, with one sd; the published one is rounded to .001
        const tolerance = 4 * sd(values) * Math.sqrt(1 / ours + 1 / theirs) + 0.0005;
        const label = `${request.kind} tail ${request.tail ?? 'default'} channel ${m + 1}, sd ${sd(values)}`;
        expect(Math.abs(mean(values) - expected), label).toBeLessThan(tolerance);
      });
    });
  });
}
