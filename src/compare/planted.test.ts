import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compareVersions } from './compare.ts';
import { drawPair, pooled, spoiled } from './resampled.fixture.ts';
import { openCompared } from './results.node.ts';
import { type Change, planted, syntheticVersion } from './synthetic.fixture.ts';
import type { Verdict } from './types.ts';

/** What the benches of docs/methods/compare.md measure, small: the same verdicts on fixed seeds. */
const faults: readonly (readonly [name: string, change: Change, right: Verdict])[] = [
  ['own random streams, noise 5 % of the SE', planted.streams(0.05), 'pass'],
  ['a bias of 10 %', planted.bias(0.1), 'regression'],
  ['intervals 20 % too narrow', planted.width(0.8), 'regression'],
  ['5 % informative failures', planted.failures(0.05), 'regression'],
];

test.each(faults)('synthetic rows at the documented number of replicates: %s', (_, change, right) => {
  for (const seed of [1, 2]) {
    const size = { replicates: 1000, cells: 2, channels: 2, seed };
    const comparison = compareVersions(syntheticVersion('a', size), syntheticVersion('b', size, change));
    expect({ seed, verdict: comparison.verdict }).toEqual({ seed, verdict: right });
  }
});

// real fits of all built-in estimators
const folder = 'experiments/regression/baseline';
const { plan, version, close, missing, damage } = openCompared(folder);
afterAll(close);
const margins = plan.margins!;

test('the baseline of this repository is whole, and passes against itself by identity', () => {
  expect({ missing, damage }).toEqual({ missing: 0, damage: [] });
  const study = parse(readFileSync(new URL('../../experiments/regression/study.yaml', import.meta.url), 'utf8'));
  expect(new Set(version.arms.map(({ arm }) => arm))).toEqual(new Set(Object.keys(study.estimators)));
  const comparison = compareVersions(version, version, { margins });
  expect(comparison).toMatchObject({ verdict: 'pass', gates: [], details: [] });
  expect(comparison.sameness.every(({ tier }) => tier === 'identical')).toBe(true);
  // nothing of the machine that it was made on
  expect(Object.keys(JSON.parse(readFileSync(`${folder}/plan.json`, 'utf8')))).toEqual(['hash', 'plan']);
});

test.each(faults.slice(1))('planted in its rows, CI does not pass: %s', (_, change) => {
  for (const arm of ['ols', 'elastic-net', 'bayesian', 'two-stage']) {
    const own = { ...version, arms: version.arms.filter((one) => one.arm === arm) };
    const comparison = compareVersions(own, spoiled(own, change, 1), { margins });
    expect({ arm, passes: comparison.verdict === 'pass' }).toEqual({ arm, passes: false });
  }
});

test('resampled pairs are of one dataset each, and the baseline has either fit', () => {
  const other = spoiled(version, planted.bias(0.5), 1);
  const [a, b] = drawPair(pooled([version, other]), version.levels, 200, 1);
  const rows = a.arms.map((arm, i) => [[...arm.rows()], [...b.arms[i]!.rows()]] as const);
  for (const [mine, others] of rows) {
    expect(mine.map(({ digest }) => digest)).toEqual(others.map(({ digest }) => digest));
    expect(new Set(mine.map(({ digest }) => digest)).size).toBe(200);
    const moved = mine.filter((row, i) => row.effects[0]!.point > others[i]!.effects[0]!.point).length;
    expect(moved).toBeGreaterThan(70);
    expect(moved).toBeLessThan(130);
  }
});
