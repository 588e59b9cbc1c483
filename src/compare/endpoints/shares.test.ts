import { expect, test } from 'vitest';
import { anytime } from '../boundary.ts';
import { column, rulesOf, times } from '../column.fixture.ts';
import type { Covered } from '../columns.ts';
import { coverageProbe } from './coverage.ts';
import { type FailedPair, failuresProbe } from './failures.ts';

const unpaired = { paired: false } as const;
/** Pairs of zeros and ones: both, first alone, second alone, neither. */
const pairs = (both: number, first: number, second: number, neither: number) => ({
  a: column([...times(both + first, 1), ...times(second + neither, 0)]),
  b: column([...times(both, 1), ...times(first, 0), ...times(second, 1), ...times(neither, 0)]),
});
const covered = (...counts: Parameters<typeof pairs>): Covered => {
  const { a, b } = pairs(...counts);
  const other = column(times(a.at.length, 0));
  return { cell: 'clean', arm: 'ols', channel: 'tv', estimand: 'roas', a: [other, a], b: [other, b] };
};
const coverage = (counts: Parameters<typeof pairs>, level = 0.5, margin = 0.02, others = {}) =>
  coverageProbe([covered(...counts)], 1, level, rulesOf({ coverage: margin }, others));
const failed = (...counts: Parameters<typeof pairs>): FailedPair => ({
  cell: 'clean',
  arm: 'ols',
  ...pairs(...counts),
});
const failures = (counts: Parameters<typeof pairs>, margin = 0.02, others = {}) =>
  failuresProbe([failed(...counts)], rulesOf({ failures: margin }, others));

test('coverage: what is lost, with the error that discordant pairs give it', () => {
  const { endpoint, ...probe } = coverage([355, 25, 10, 10], 0.95);
  const { change, lower, upper, ...rest } = endpoint;
  expect(rest).toEqual({
    ...{ measure: 'coverage', cell: 'clean', arm: 'ols', channel: 'tv', estimand: 'roas', level: 0.95 },
    ...{ baseline: 0.95, candidate: expect.closeTo(0.9125, 14), margin: 0.02, n: 400 },
  });
  // Σ(d − d̄)² = 35 − 15²/400, and one more, over 402; qt(.95, 399) by R
  const radius = (1.64868153355542 * Math.sqrt(36 - 225 / 400)) / 402;
  expect([change, lower, upper, probe.radius]).toEqual(
    [-0.0375, -0.0375 - radius, -0.0375 + radius, radius].map((x) => expect.closeTo(x, 8)),
  );
  // McNemar's 225/35 by erfc, Python
  expect(probe.p).toBeCloseTo(0.0112298867, 9);
  expect([probe.loss, probe.limit, probe.worse, probe.passes]).toEqual([expect.closeTo(0.0375, 14), 0.02, true, false]);
  expect([354, 355, 379, 380, 389, 390].map((i) => probe.differences!.values[i])).toEqual([0, 1, 1, -1, -1, 0]);
  expect(probe.differences!.twoSided).toBe(true);
});

test('without a discordant pair 133 are enough for a margin of .02 by Tango’s test, 132 are not', () => {
  // −√(nΔ/(1 − Δ)) against −1.644854: −1.6475 and −1.6413
  expect(coverage([67, 0, 0, 66]).passes).toBe(true);
  expect(coverage([66, 0, 0, 66]).passes).toBe(false);
  expect(failures([0, 0, 0, 133]).passes).toBe(true);
  expect(failures([0, 0, 0, 132]).passes).toBe(false);
});

test('coverage that is within the margin of its level by itself passes, whatever the baseline had', () => {
  expect(coverage([1900, 100, 0, 0], 0.95).passes).toBe(true);
  expect(coverage([95, 5, 0, 0], 0.95).passes).toBe(false);
  // a share of 1 has an error too: .01 + qt(.95, 99)/102 is more than .02
  expect(coverage([100, 0, 0, 0], 0.99).passes).toBe(false);
  expect(coverage([200, 0, 0, 0], 0.99).passes).toBe(true);
  expect(coverage([1700, 300, 0, 0], 0.95).passes).toBe(false);
});

test('its distance from the level counts on either side, and exactly the margin more is none too many', () => {
  const at = (...counts: Parameters<typeof pairs>) => coverage(counts, 0.5, 0.25);
  expect(at(200, 0, 100, 100)).toMatchObject({ worse: false, passes: true });
  expect(at(200, 0, 104, 96)).toMatchObject({ worse: true, passes: false });
  expect(at(100, 100, 0, 200)).toMatchObject({ worse: false, passes: false });
  expect(at(96, 104, 0, 200)).toMatchObject({ worse: true, passes: false });
  // from above the level to as far below: no further, but below
  expect(at(100, 200, 0, 100)).toMatchObject({ worse: false, passes: false });
});

test('several questions, looks or independent runs: the mean over replicates instead of exact pairs', () => {
  const [one, other] = [covered(380, 0, 0, 20), { ...covered(380, 0, 0, 20), cell: 'noisy' }];
  const both = coverageProbe([one, other], 1, 0.95, rulesOf());
  expect(both.endpoint).toMatchObject({ cell: '*', channel: 'tv', change: 0, n: 400, baseline: 0.95, candidate: 0.95 });
  expect([both.p, both.differences, both.passes]).toEqual([1, null, true]);
  // of the second alone, whose pairs are not those of the first
  const lost = { ...covered(340, 40, 0, 20), cell: 'noisy' };
  expect(coverageProbe([one, lost], 1, 0.95, rulesOf())).toMatchObject({ worse: true, passes: false });
  expect(coverageProbe([one, lost], 1, 0.95, rulesOf()).p).toBeLessThan(1e-6);
  // far from the level in both: t/(n + 2) against the margin
  const far = (n: number) => {
    const half = covered(n, 0, 0, n);
    return coverageProbe([half, { ...half, cell: 'noisy' }], 1, 0.95, rulesOf()).passes;
  };
  expect([far(100), far(30)]).toEqual([true, false]);
  const apart = coverage([190, 10, 0, 0], 0.95, 0.02, unpaired);
  expect(apart.differences).toBeNull();
  // (0 + 1)/202² + (190·10/200 + 1)/202²
  expect(apart.radius / Math.sqrt(1 + 9.5 + 1)).toBeCloseTo(1.65 / 202, 4);
  expect(apart.p).toBeGreaterThan(0.002);
  expect(apart.p).toBeLessThan(0.005);
});

test('failures: more of them, Tango’s and the exact McNemar test for one cell', () => {
  const { endpoint, ...probe } = failures([5, 1, 9, 85]);
  const { change, lower, upper, ...rest } = endpoint;
  expect(rest).toEqual({
    ...{ measure: 'failures', cell: 'clean', arm: 'ols', channel: '*', estimand: '*', level: null },
    ...{ baseline: expect.closeTo(0.06, 14), candidate: expect.closeTo(0.14, 14), margin: 0.02, n: 100 },
  });
  // Σ(d − d̄)² = 10 − 64/100, and one more, over 102; qt(.95, 99) by R
  const radius = (1.66039115601699 * Math.sqrt(11 - 0.64)) / 102;
  expect([change, lower, upper, probe.radius]).toEqual(
    [0.08, 0.08 - radius, 0.08 + radius, radius].map((x) => expect.closeTo(x, 8)),
  );
  // P(X ≥ 9), X ~ Binomial(10, ½)
  expect(probe.p).toBeCloseTo(11 / 1024, 12);
  expect(probe).toMatchObject({ worse: true, passes: false, limit: 0.02, loss: expect.closeTo(0.08, 14) });
  expect([Array.from(probe.differences!.values).filter((d) => d === 1).length, probe.differences!.twoSided]).toEqual([
    9,
    false,
  ]);
});

test('exactly the margin more failures are not worse; fewer are no loss', () => {
  expect(failures([0, 0, 1, 3], 0.25).worse).toBe(false);
  expect(failures([0, 0, 2, 2], 0.25).worse).toBe(true);
  expect(failures([0, 20, 0, 80])).toMatchObject({ worse: false, passes: true, p: 1 });
});

test('failures over several cells or independent runs: by their mean over replicates', () => {
  const cells = [failed(0, 0, 0, 100), { ...failed(0, 0, 10, 90), cell: 'noisy' }];
  const { endpoint, p, passes, worse, differences } = failuresProbe(cells, rulesOf());
  expect(endpoint).toMatchObject({ cell: '*', arm: 'ols', channel: '*', candidate: 0.05, change: 0.05, n: 100 });
  expect([passes, worse, differences]).toEqual([false, true, null]);
  // influences of the mean, half of those of the cell: Σ = 9/4, and one more
  expect(endpoint.upper! - 0.05).toBeCloseTo((1.66039115601699 * Math.sqrt(3.25)) / 102, 8);
  expect(p).toBeLessThan(0.01);
  const none = failuresProbe([failed(0, 0, 0, 200)], rulesOf({}, unpaired));
  expect(none).toMatchObject({ passes: true, differences: null });
  expect(failuresProbe([failed(0, 0, 0, 20)], rulesOf({}, unpaired)).passes).toBe(false);
  // t = .1/(√(1 + 9 + 1)/102) = 3.07 with 118 degrees of freedom, R: 1 − pt = .00131; the exact test of pairs gives 1/1024
  const apart = failures([0, 0, 10, 90], 0.02, unpaired).p;
  expect([apart > 0.0011, apart < 0.0016]).toEqual([true, true]);
  // where one looks often, exact tests hold no more: 133 are not enough then
  const often = { boundary: anytime(200, 0.05) };
  expect(failures([0, 0, 0, 133], 0.02, often).passes).toBe(false);
  expect(coverage([67, 0, 0, 66], 0.5, 0.02, often).passes).toBe(false);
});
