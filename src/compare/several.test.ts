import { expect, test } from 'vitest';
import { anytime } from './boundary.ts';
import { compareVersions } from './compare.ts';
import { confirm } from './confirm.ts';
import { planted, syntheticVersion } from './synthetic.fixture.ts';

const size = { replicates: 600 };
const baseline = syntheticVersion('baseline', size);

test('a red is confirmed on fresh replicates, or is open', () => {
  const first = { baseline, candidate: syntheticVersion('b', size, planted.bias(0.1)) };
  const red = compareVersions(first.baseline, first.candidate);
  const freshSize = { ...size, seed: 2 };
  const fresh = (change: Parameters<typeof syntheticVersion>[2]) => ({
    baseline: syntheticVersion('a2', freshSize),
    candidate: syntheticVersion('b2', freshSize, change),
  });
  expect(confirm(red, first, fresh(planted.bias(0.1)), {}).verdict).toBe('regression');
  const open = confirm(red, first, fresh(planted.streams(0.05)), {});
  expect(open.verdict).toBe('inconclusive');
  expect(open.gates.find(({ measure }) => measure === 'bias')!.remark).toBe('not confirmed on fresh replicates');
  expect(() => confirm(red, first, first, {})).toThrow('same data in both');
});

test('looked at often, the bounds are wider and the verdicts the same in the end', () => {
  const biased = syntheticVersion('b', size, planted.bias(0.1));
  const looks = { boundary: anytime(600, 0.05) };
  const gate = (options: object) =>
    compareVersions(baseline, syntheticVersion('b', size, planted.streams(0.05)), options).gates.find(
      ({ measure }) => measure === 'rmse_ratio',
    )!;
  expect(gate(looks).upper!).toBeGreaterThan(gate({}).upper!);
  expect(compareVersions(baseline, biased, looks).verdict).toBe('regression');
  const early = compareVersions(
    syntheticVersion('a', { replicates: 99 }),
    syntheticVersion('b', { replicates: 99 }, planted.bias(1)),
    looks,
  );
  expect(early.verdict).toBe('inconclusive');
});

test('two independent runs: unpaired, and only so', () => {
  const other = syntheticVersion('b', { replicates: 600, seed: 2 });
  expect(() => compareVersions(baseline, other)).toThrow(/replicate 0 has other data in the two .* need --unpaired/);
  const comparison = compareVersions(baseline, other, { unpaired: true });
  expect(comparison).toMatchObject({ paired: false, verdict: 'inconclusive' });
  expect(comparison.gates.find(({ measure }) => measure === 'failures')!.verdict).toBe('pass');
  const biased = syntheticVersion('b', { replicates: 600, seed: 2 }, planted.bias(0.3));
  expect(compareVersions(baseline, biased, { unpaired: true }).verdict).toBe('regression');
  expect(() => compareVersions(baseline, baseline, { unpaired: true })).toThrow('not independent');
});
