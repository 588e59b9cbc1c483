import { expect, test } from 'vitest';
import { InputError } from '../core/errors.ts';
import { defaultMargins } from '../experiment/study/margins.ts';
import { anytime } from './boundary.ts';
import { compareVersions, endpointKey, overall } from './compare.ts';
import { mapPoints, planted, syntheticVersion, withRows } from './synthetic.fixture.ts';
import type { Endpoint, Verdict, Version } from './types.ts';

const size = { replicates: 200 };
const [one, two] = [1, 2].map((seed) => syntheticVersion(`data ${seed}`, { ...size, seed })) as [Version, Version];
const maxT = { ...defaultMargins, multiplicity: 'max-t' } as const;
const message = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  }
  return '';
};

test('max-t needs pairs, and holds for one look', () => {
  const boundary = anytime(200, 0.05);
  expect(message(() => compareVersions(one, one, { margins: maxT, boundary }))).toBe(
    'multiplicity: max-t holds for one look only; use holm',
  );
  expect(message(() => compareVersions(one, two, { margins: maxT, unpaired: true }))).toBe(
    'multiplicity: max-t flips signs of paired differences, which independent runs have not; use holm',
  );
  expect(compareVersions(one, one, { margins: maxT }).verdict).toBe('pass');
  expect(compareVersions(one, one, { boundary }).verdict).toBe('pass');
});

test('each endpoint has a name of its own, whatever was found of it', () => {
  const biased = syntheticVersion('b', { ...size, cells: 2, channels: 2 }, planted.bias(0.1));
  const { gates, details } = compareVersions(syntheticVersion('a', { ...size, cells: 2, channels: 2 }), biased);
  const keys = [...gates, ...details].map(endpointKey);
  // bias, rmse_ratio and two levels of four questions, failures of two cells, and a gate of each
  expect([gates.length, details.length, new Set(keys).size]).toEqual([5, 18, 23]);
  expect(endpointKey(gates[0]!)).toBe('["bias","ols","*","*","roas.total[0..51+0]",null]');
});

test('of independent runs everything is tested, and the smaller side counts', () => {
  const { sameness, paired, remarks } = compareVersions(one, syntheticVersion('b', { replicates: 150, seed: 2 }), {
    unpaired: true,
  });
  expect({ sameness, paired, remarks }).toEqual({
    sameness: [{ cell: 'world-0', arm: 'ols', tier: 'T2', n: 150 }],
    paired: false,
    remarks: [],
  });
});

const verdicts = (gates: readonly Verdict[], details: readonly Verdict[] = []) =>
  overall(
    gates.map((verdict) => ({ verdict }) as Endpoint),
    details.map((verdict) => ({ verdict }) as Endpoint),
  );

test('red where anything is, green where every gate is; an open detail is no obstacle', () => {
  expect(verdicts([])).toBe('pass');
  expect(verdicts(['pass', 'pass'], ['inconclusive'])).toBe('pass');
  expect(verdicts(['pass', 'inconclusive'])).toBe('inconclusive');
  expect(verdicts(['pass'], ['regression'])).toBe('regression');
  expect(verdicts(['regression', 'inconclusive'])).toBe('regression');
});

test('only single questions are corrected by sign flips, and only where that is asked for', () => {
  const few = { replicates: 12, cells: 2 };
  const [a, b] = [syntheticVersion('a', few), syntheticVersion('b', few, planted.bias(0.1))];
  // of twelve replicates all 4,096 patterns of signs are tried
  const isCounted = ({ p }: Endpoint) => Number.isInteger(p! * 4096);
  const byFlips = compareVersions(a, b, { margins: maxT });
  const byHolm = compareVersions(a, b);
  expect(byFlips.details.every(isCounted)).toBe(true);
  expect(byHolm.details.every(isCounted)).toBe(false);
  expect(byFlips.gates).toEqual(byHolm.gates);
});

test('how far chains may differ depends on how many summaries there are of all arms', () => {
  // point, se and four ends of 50 replicates, and their sums: 306 in all; z of 3 is beyond 2.58 and within 4.15
  const own = withRows(
    syntheticVersion('a', { replicates: 50 }),
    mapPoints((point) => point, 0.01),
  );
  const moved = (z: number) =>
    withRows(
      own,
      mapPoints((point, { replicate }) => point + (replicate === 7 ? z * 0.01 * Math.SQRT2 : 0), 0.01),
    );
  const tier = (z: number) => compareVersions(own, moved(z)).sameness[0]!.tier;
  expect([tier(3), tier(4.1), tier(4.2)]).toEqual(['T1', 'T1', 'T2']);
});
