import { expect, test } from 'vitest';
import { compareVersions } from './compare.ts';
import { mapPoints, planted, syntheticVersion, withRows } from './synthetic.fixture.ts';
import type { Version } from './types.ts';

const size = { replicates: 600 };
const baseline = syntheticVersion('baseline', size);
const found = (candidate: Version, measure: string, level: number | null = null) =>
  compareVersions(baseline, candidate).gates.find((gate) => gate.measure === measure && gate.level === level)!;

test('a version compared with itself passes by identity, failures included', () => {
  for (const version of [baseline, syntheticVersion('x', { ...size, cells: 2, channels: 2 }, planted.failures(0.3))]) {
    const comparison = compareVersions(version, version);
    expect(comparison).toMatchObject({ verdict: 'pass', gates: [], details: [] });
    expect(comparison.sameness.every(({ tier }) => tier === 'identical')).toBe(true);
  }
});

test('T0: deterministic estimators agree to 1e-9, and not to 1e-8', () => {
  const near = (by: number) =>
    withRows(
      baseline,
      mapPoints((point) => point * (1 + by)),
    );
  expect(compareVersions(baseline, near(5e-10)).sameness[0]!.tier).toBe('T0');
  expect(compareVersions(baseline, near(5e-10)).verdict).toBe('pass');
  expect(compareVersions(baseline, near(1e-8)).sameness[0]!.tier).toBe('T2');
});

test('T1: posteriors that differ by the noise of their chains pass; a shift within it, in every replicate, is tested', () => {
  const mcse = 0.02;
  const noisy = (seed: number) => {
    const noise = syntheticVersion('n', size, planted.streams(0), seed);
    return withRows(
      noise,
      mapPoints((point, { replicate }) => point + mcse * Math.sin(seed * 99 + 7 * replicate), mcse),
    );
  };
  const tierOf = (a: Version, b: Version) => compareVersions(a, b).sameness[0]!.tier;
  expect(tierOf(noisy(1), noisy(2))).toBe('T1');
  expect(compareVersions(noisy(1), noisy(2)).verdict).toBe('pass');
  const shift = withRows(
    noisy(2),
    mapPoints((point) => point + mcse),
  );
  expect(tierOf(noisy(1), shift)).toBe('T2');
  const narrow = withRows(noisy(1), (row) => ({
    ...row,
    effects: row.effects.map(
      (effect) => effect && { ...effect, intervals: effect.intervals.map(([l, u]) => [l + 0.05, u - 0.05] as const) },
    ),
  }));
  expect(tierOf(noisy(1), narrow)).toBe('T2');
});

test('other random streams of the estimator alone: changed, and no worse', () => {
  const comparison = compareVersions(baseline, syntheticVersion('b', size, planted.streams(0.05)));
  expect(comparison.sameness[0]!.tier).toBe('T2');
  expect(comparison.verdict).toBe('pass');
});

test('a bias of 10 % is a regression of the bias, and its removal is none', () => {
  const biased = syntheticVersion('b', size, planted.bias(0.1));
  const gate = found(biased, 'bias');
  expect(gate).toMatchObject({ verdict: 'regression', n: 600, margin: 0.05 });
  expect(gate.change).toBeCloseTo(0.1, 2);
  expect(compareVersions(baseline, biased).verdict).toBe('regression');
  const back = compareVersions(biased, baseline).gates.find(({ measure }) => measure === 'bias')!;
  expect(back.verdict).toBe('pass');
});

test('intervals 20 % too narrow are a regression of coverage, 60 % too wide ones as well, mended ones none', () => {
  const narrow = syntheticVersion('b', size, planted.width(0.8));
  expect(found(narrow, 'coverage', 0.95).verdict).toBe('regression');
  expect(found(narrow, 'coverage', 0.8).verdict).toBe('regression');
  expect(found(narrow, 'bias').verdict).toBe('pass');
  const wide = syntheticVersion('b', size, planted.width(1.6));
  expect(found(wide, 'coverage', 0.8).verdict).toBe('regression');
  for (const old of [narrow, wide]) {
    const mended = compareVersions(old, baseline).gates.filter(({ measure }) => measure === 'coverage');
    expect(mended.map(({ verdict }) => verdict)).not.toContain('regression');
  }
});

test('5 % informative failures are a regression of failures; their end is none', () => {
  const failing = syntheticVersion('b', size, planted.failures(0.05));
  expect(found(failing, 'failures').verdict).toBe('regression');
  const mended = compareVersions(failing, baseline).gates.find(({ measure }) => measure === 'failures')!;
  expect(mended.verdict).toBe('pass');
});

test('errors half as large again are a regression of the RMSE ratio', () => {
  const spread = withRows(
    baseline,
    mapPoints((point, { truth }) => truth[0]! + 1.5 * (point - truth[0]!)),
  );
  const gate = found(spread, 'rmse_ratio');
  expect(gate.verdict).toBe('regression');
  expect(gate.change).toBeCloseTo(1.5, 9);
  // the ratio is the same in all replicates, so it has no error
  expect(gate.upper! - gate.lower!).toBeLessThan(1e-6);
});

test('too few replicates are inconclusive, and say how many would do', () => {
  const few = { replicates: 60 };
  const a = syntheticVersion('a', few);
  const b = syntheticVersion('b', few, planted.streams(0.2));
  const comparison = compareVersions(a, b);
  expect(comparison.verdict).toBe('inconclusive');
  const open = comparison.gates.filter(({ verdict }) => verdict === 'inconclusive');
  expect(open.some(({ needs }) => needs !== null && needs > 60)).toBe(true);
  expect(
    compareVersions(
      syntheticVersion('a', { replicates: 1 }),
      syntheticVersion('b', { replicates: 1 }, planted.streams(1)),
    ).verdict,
  ).toBe('inconclusive');
});

test('numbers that are none are not a pass', () => {
  const zero = withRows(baseline, (row) => ({ ...row, truth: [0] }));
  const moved = withRows(
    zero,
    mapPoints((point) => point + 0.1),
  );
  const comparison = compareVersions(zero, moved);
  expect(comparison.gates.find(({ measure }) => measure === 'bias')).toMatchObject({
    verdict: 'inconclusive',
    change: null,
    remark: 'the mean truth is 0',
  });
  const exact = withRows(
    baseline,
    mapPoints((_, { truth }) => truth[0]!),
  );
  const gate = compareVersions(exact, baseline).gates.find(({ measure }) => measure === 'rmse_ratio')!;
  expect(gate).toMatchObject({ verdict: 'inconclusive', change: null });
});
