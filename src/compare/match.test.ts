import { expect, test } from 'vitest';
import { InputError } from '../core/errors.ts';
import { compareVersions } from './compare.ts';
import { syntheticVersion, withRows } from './synthetic.fixture.ts';
import type { Version } from './types.ts';

const size = { replicates: 600 };
const baseline = syntheticVersion('baseline', size);

test.each<[string, Version, RegExp]>([
  ['levels', { ...baseline, levels: [0.5] }, /levels 0\.5, the baseline at 0\.8, 0\.95/],
  ['no arm', { ...baseline, arms: [] }, /has no ols in world-0, which the baseline has$/],
  ['another name', { ...baseline, arms: [{ ...baseline.arms[0]!, arm: 'olz' }] }, /did you mean "olz in world-0"\?/],
  [
    'truth',
    withRows(baseline, (row) => ({ ...row, truth: [2] })),
    /truth of replicate 0 differs though its data do not/,
  ],
  ['no overlap', withRows(baseline, (row) => ({ ...row, replicate: row.replicate + 9000 })), /no replicate is in both/],
  ['twins', withRows(baseline, (row) => ({ ...row, digest: 'x' })), /replicates 0 and 1 have the same data/],
  [
    'questions',
    { ...baseline, arms: [{ ...baseline.arms[0]!, questions: [{ channel: 'tv', estimand: 'roas.total[0..51+0]' }] }] },
    /roas\.total\[0\.\.51\+0\] of x0 in one of the two only/,
  ],
])("what can't be compared is refused in one line: %s", (_, candidate, line) => {
  let error: unknown;
  try {
    compareVersions(baseline, candidate);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(InputError);
  expect((error as InputError).problems).toHaveLength(1);
  expect((error as InputError).message).toMatch(line);
});

test('a longer run is compared on what both have, and a new arm is named', () => {
  const longer = syntheticVersion('baseline', { replicates: 700 });
  const more = { ...longer, arms: [...longer.arms, { ...longer.arms[0]!, arm: 'new' }] };
  const { remarks, verdict } = compareVersions(baseline, more);
  expect(verdict).toBe('pass');
  expect(remarks).toEqual([
    'not in the baseline, so not judged: new in world-0',
    'ols in world-0: 100 replicates are in one of the two only',
  ]);
});
