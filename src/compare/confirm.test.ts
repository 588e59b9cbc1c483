import { expect, test } from 'vitest';
import { defaultMargins } from '../experiment/study/margins.ts';
import { compareVersions, endpointKey, overall, redKeys } from './compare.ts';
import { confirm } from './confirm.ts';
import { type Change, planted, syntheticVersion, withRows } from './synthetic.fixture.ts';
import type { Comparison, Version } from './types.ts';

const size = { replicates: 200 };
const [one, two] = [1, 2].map((seed) => syntheticVersion(`data ${seed}`, { ...size, seed })) as [Version, Version];

const failing = (version: Version, each = 5) =>
  withRows(version, (row) => (row.replicate % each === 0 ? { ...row, status: 'error', effects: [null] } : row));
const redMeasures = ({ gates }: Pick<Comparison, 'gates'>) =>
  gates.filter(({ verdict }) => verdict === 'regression').map(({ measure }) => measure);
const biasedBy = (seed: number, change?: Change) => syntheticVersion('b', { ...size, seed }, change);

test('of two regressions the one that fresh replicates show again stays', () => {
  const first = { baseline: one, candidate: failing(biasedBy(1, planted.bias(0.12))) };
  const found = compareVersions(first.baseline, first.candidate);
  expect(redMeasures(found)).toEqual(['bias', 'failures']);
  expect(redKeys(found)).toEqual(
    new Set(found.gates.filter(({ measure }) => measure === 'bias' || measure === 'failures').map(endpointKey)),
  );
  const settled = confirm(found, first, { baseline: two, candidate: failing(two) }, {});
  expect(redMeasures(settled)).toEqual(['failures']);
  expect(settled.gates.find(({ measure }) => measure === 'bias')!.verdict).toBe('inconclusive');
  expect(settled.verdict).toBe('regression');
  // what was not red stays as it was found
  expect(settled.gates.map(({ measure, remark }) => [measure, remark])).toEqual(
    found.gates.map(({ measure }) => [measure, measure === 'bias' ? 'not confirmed on fresh replicates' : undefined]),
  );
  const both = confirm(found, first, { baseline: two, candidate: failing(biasedBy(2, planted.bias(0.12))) }, {});
  expect(both).toEqual(found);
});

test('tested again is what was red and nothing else, though the fresh fits be equal', () => {
  const found = compareVersions(one, biasedBy(1, planted.bias(0.08)));
  const again = compareVersions(two, two, { confirms: found });
  expect(again.gates.map(({ measure }) => measure)).toEqual(['bias']);
  expect(again.sameness).toMatchObject([{ tier: 'T2' }]);
  // an arm that had been equal is not
  const equal = compareVersions(one, one);
  expect(compareVersions(two, two, { confirms: equal }).sameness).toMatchObject([{ tier: 'identical' }]);
});

test('of several cells the one that had changed is tested again, its red questions alone', () => {
  const cells = (seed: number, second?: Change): Version => {
    const [a, b] = [undefined, second].map((change) =>
      syntheticVersion('v', { ...size, seed, cells: 2, channels: 2 }, change),
    );
    return { ...a!, policy: 'strict', arms: [a!.arms[0]!, b!.arms[1]!] };
  };
  const found = compareVersions(cells(1), cells(1, planted.bias(0.12)));
  expect(found.sameness.map(({ tier }) => tier)).toEqual(['identical', 'T2']);
  const red = redKeys(found);
  expect(found.details.some(({ verdict }) => verdict !== 'regression')).toBe(true);
  const again = compareVersions(cells(2), cells(2), { confirms: found });
  expect(again.sameness.map(({ tier }) => tier)).toEqual(['identical', 'T2']);
  expect(again.details.length).toBeGreaterThan(1);
  expect(new Set([...again.gates, ...again.details].map(endpointKey))).toEqual(red);
  expect(again.asAnalyzed.map(endpointKey)).toEqual(again.gates.map(endpointKey));
});

test('a red stays the one it was where another cell is changed in the fresh results alone', () => {
  const cells = (seed: number, ...changes: (Change | undefined)[]): Version => {
    const [a, b] = changes.map((change) => syntheticVersion('v', { ...size, seed, cells: 2 }, change));
    return { ...a!, arms: [a!.arms[0]!, b!.arms[1]!] };
  };
  const first = { baseline: cells(1, undefined, undefined), candidate: cells(1, planted.bias(0.12), undefined) };
  const found = compareVersions(first.baseline, first.candidate);
  expect(found.sameness.map(({ tier }) => tier)).toEqual(['T2', 'identical']);
  const fresh = {
    baseline: cells(2, undefined, undefined),
    candidate: cells(2, planted.bias(0.12), planted.streams(0.01)),
  };
  expect(redMeasures(confirm(found, first, fresh, {}))).toEqual(redMeasures(found));
});

test('a red among single questions that is not seen again leaves the verdict open, though all gates pass', () => {
  const first = { baseline: one, candidate: biasedBy(1, planted.bias(0.12)) };
  const { gates, ...others } = compareVersions(first.baseline, first.candidate);
  const found: Comparison = {
    ...others,
    gates: gates.map((gate) => ({ ...gate, verdict: 'pass' })),
    details: gates.map((gate) => ({ ...gate, channel: 'x1' })),
  };
  const settled = confirm(found, first, { baseline: two, candidate: two }, {});
  expect(overall(settled.gates, settled.details)).toBe('pass');
  expect(settled.verdict).toBe('inconclusive');
});

test('on fresh replicates nothing is corrected for what was not red; the margins stay', () => {
  const first = { baseline: one, candidate: failing(one) };
  const found = compareVersions(first.baseline, first.candidate);
  expect(redMeasures(found)).toEqual(['failures']);
  // 5 of 200, by the exact test 1/32, and with four gates beside it no more than chance
  const fresh = { baseline: two, candidate: failing(biasedBy(2, planted.streams(0.01)), 40) };
  expect(compareVersions(fresh.baseline, fresh.candidate).verdict).not.toBe('regression');
  expect(confirm(found, first, fresh, {}).verdict).toBe('regression');
  expect(confirm(found, first, fresh, { margins: { ...defaultMargins, failures: 0.03 } }).verdict).toBe('inconclusive');
});

test('without a regression nothing is to be confirmed; fresh results have to be of other data on both sides', () => {
  const first = { baseline: one, candidate: one };
  const green = compareVersions(one, one);
  expect(confirm(green, first, { baseline: two, candidate: two }, {})).toBe(green);
  expect(() => confirm(green, first, { baseline: two, candidate: one }, {})).toThrow('not independent');
  expect(() => confirm(green, first, { baseline: one, candidate: two }, {})).toThrow('not independent');
});
