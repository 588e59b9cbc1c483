import { expect, test } from 'vitest';
import { mean } from '../core/stats.ts';
import { compareVersions } from './compare.ts';
import { planted, syntheticVersion, withRows } from './synthetic.fixture.ts';
import type { Endpoint, Version } from './types.ts';

const size = { replicates: 600 };

/** Two arms of one cell, of which the first falls back to the second. */
const twoArms = (first: Version, second: Version): Version => ({
  ...first,
  arms: [
    { ...first.arms[0]!, fallback: ['stand-in'] },
    { ...second.arms[0]!, arm: 'stand-in' },
  ],
});
const own = syntheticVersion('a', size);
const standIn = withRows(syntheticVersion('b', size, planted.redrawn(1)), (row) => row);
const baseline = twoArms(own, standIn);
/** Fits of a version that fail where the replicate says so. */
const failing = (version: Version, fails: (replicate: number) => boolean): Version =>
  withRows(version, (row) => (fails(row.replicate) ? { ...row, status: 'refused', effects: [null] } : row));
const tenth = (replicate: number) => replicate % 10 === 0;
const gateOf = (gates: readonly Endpoint[], measure: string, level: number | null = null) =>
  gates.find((gate) => gate.arm === 'ols' && gate.measure === measure && gate.level === level)!;
const compared = (a: Version, b: Version, policy: NonNullable<Version['policy']>) =>
  compareVersions({ ...a, policy }, { ...b, policy });

/** Coverage at 95 % by hand, over the replicates that are asked for. */
function covers(version: Version, arm: number, counts: (replicate: number) => boolean): number {
  const rows = [...version.arms[arm]!.rows()].filter(({ replicate }) => counts(replicate));
  return mean(
    rows.map(({ effects: [effect], truth: [truth] }) => {
      const [lower, upper] = effect?.intervals[1] ?? [Number.NaN, Number.NaN];
      return lower <= truth! && truth! <= upper ? 1 : 0;
    }),
  );
}

test('as analyzed: replicates that both versions answered; nothing stands beside', () => {
  const b = twoArms(failing(own, tenth), standIn);
  const { policy, gates, asAnalyzed } = compareVersions(baseline, b);
  expect({ policy, asAnalyzed }).toEqual({ policy: 'as-analyzed', asAnalyzed: [] });
  expect(gateOf(gates, 'coverage', 0.95)).toMatchObject({ n: 540, change: 0, verdict: 'pass' });
  expect(gateOf(gates, 'failures')).toMatchObject({ n: 600, candidate: 0.1, verdict: 'regression' });
});

test('strict: a failed fit does not cover, and as analyzed stands beside it', () => {
  const b = twoArms(failing(own, tenth), standIn);
  const { policy, gates, asAnalyzed, verdict } = compared(baseline, b, 'strict');
  expect({ policy, verdict }).toEqual({ policy: 'strict', verdict: 'regression' });
  const gate = gateOf(gates, 'coverage', 0.95);
  expect(gate).toMatchObject({ n: 600, verdict: 'regression' });
  expect(gate.candidate).toBeCloseTo(
    covers(b, 0, () => true),
    12,
  );
  expect(gate.baseline).toBeCloseTo(
    covers(baseline, 0, () => true),
    12,
  );
  expect(gateOf(gates, 'bias').n).toBe(540);
  expect(gateOf(asAnalyzed, 'coverage', 0.95)).toMatchObject({ n: 540, verdict: 'pass' });
});

test('fallback: the stand-in answers where a fit failed', () => {
  const b = twoArms(failing(own, tenth), standIn);
  const { gates, asAnalyzed } = compared(baseline, b, 'fallback');
  const gate = gateOf(gates, 'coverage', 0.95);
  expect(gate.n).toBe(600);
  const filled = (540 * covers(b, 0, (r) => !tenth(r)) + 60 * covers(b, 1, tenth)) / 600;
  expect(gate.candidate).toBeCloseTo(filled, 12);
  expect(gateOf(gates, 'failures')).toMatchObject({ candidate: 0.1, verdict: 'regression' });
  expect(gateOf(asAnalyzed, 'coverage', 0.95).n).toBe(540);
});

test('fallback: an arm whose stand-in changed is tested where it failed, though its own rows are equal', () => {
  const worse = withRows(syntheticVersion('b', size, planted.bias(0.5)), (row) => row);
  const arms = (a: Version) => [twoArms(a, standIn), twoArms(a, worse)] as const;
  const tierOf = ([a, b]: readonly [Version, Version]) =>
    compared(a, b, 'fallback').sameness.find(({ arm }) => arm === 'ols')!.tier;
  expect(tierOf(arms(failing(own, tenth)))).toBe('T2');
  expect(tierOf(arms(own))).toBe('identical');
  // under other policies nobody stands in
  const [a, b] = arms(failing(own, tenth));
  expect(compared(a, b, 'strict').sameness.find(({ arm }) => arm === 'ols')!.tier).toBe('identical');
});

test('complete cases: where every arm of the version succeeded', () => {
  const moved = syntheticVersion('a', size, planted.bias(0.01));
  const b = twoArms(moved, failing(standIn, tenth));
  const { gates } = compared(baseline, b, 'complete-case');
  expect(gateOf(gates, 'bias').n).toBe(540);
  expect(gateOf(compareVersions(baseline, b).gates, 'bias').n).toBe(600);
});

test('another policy of the candidate is told; the baseline decides', () => {
  const { policy, remarks } = compareVersions({ ...baseline, policy: 'strict' }, baseline);
  expect(policy).toBe('strict');
  expect(remarks).toEqual([
    "the candidate's study declares policy as-analyzed; judged is by that of the baseline's, strict",
  ]);
});

test('an estimator that no longer gives intervals covers nothing', () => {
  const without = withRows(own, (row) => ({
    ...row,
    effects: row.effects.map((effect) => effect && { ...effect, se: null, intervals: [] }),
  }));
  const gate = compareVersions(own, without).gates.find(({ level }) => level === 0.95)!;
  expect(gate).toMatchObject({ candidate: 0, verdict: 'regression' });
  const neither = compareVersions(
    without,
    withRows(without, (row) => ({ ...row, effects: row.effects.map((e) => e && { ...e, point: e.point + 0.01 }) })),
  );
  expect(neither.gates.map(({ measure }) => measure)).toEqual(['bias', 'rmse_ratio', 'failures']);
});
