import { expect, test } from 'vitest';
import { mustBeIndependent, pairRows, rowsByReplicate } from './pairRows.ts';
import type { ComparedArm, ComparedRow } from './types.ts';

const row = (replicate: number, others: Partial<ComparedRow> = {}): ComparedRow => ({
  ...{ replicate, digest: `abcdefghijklmnop ${replicate}`, status: 'ok', truth: [1, 2], effects: [null, null] },
  decision: null,
  ...others,
});
const arm = (...rows: readonly ComparedRow[]): ComparedArm => ({
  ...{ cell: 'clean', arm: 'ols', rows: () => rows },
  questions: ['tv', 'search'].map((channel) => ({ channel, estimand: 'roas' })),
});

test('rows stand side by side in the order of replicates; those without a partner are counted', () => {
  const { pairs, left } = pairRows({ a: arm(row(10), row(2), row(7)), b: arm(row(9), row(10), row(2), row(8)) });
  expect(pairs.map(({ a, b }) => [a.replicate, b.replicate])).toEqual([
    [2, 2],
    [10, 10],
  ]);
  expect(left).toBe(3);
  expect([...rowsByReplicate(arm(row(10), row(2))).keys()]).toEqual([2, 10]);
});

test('other data, twins and no common replicate are refused in one line', () => {
  const pair = (a: ComparedArm, b: ComparedArm) => () => pairRows({ a, b });
  expect(pair(arm(row(3)), arm(row(3, { digest: 'zyxwvutsrqponm' })))).toThrow(
    /^ols in clean: replicate 3 has other data in the two \(digests abcdefghijkl… and zyxwvutsrqpo…\); two independent runs need --unpaired$/,
  );
  expect(pair(arm(row(3)), arm(row(4)))).toThrow(/^ols in clean: no replicate is in both results$/);
  const twin = arm(row(3), row(5, { digest: row(3).digest }));
  expect(pair(twin, arm(row(3)))).toThrow(/^ols in clean: replicates 3 and 5 have the same data$/);
  expect(pair(arm(row(3)), twin)).toThrow(/replicates 3 and 5 have the same data/);
});

test('the truth is the same number in both, or unknown in both', () => {
  const truths = (a: ComparedRow['truth'], b: ComparedRow['truth']) => () =>
    pairRows({ a: arm(row(3, { truth: a })), b: arm(row(3, { truth: b })) }).pairs.length;
  expect(truths([1, null], [1, null])()).toBe(1);
  expect(truths([1, null], [1])()).toBe(1);
  expect(truths([1, 2], [1, 2.5])).toThrow(
    /^ols in clean: the truth of replicate 3 differs though its data do not: roas of search is 2 and 2\.5$/,
  );
  expect(truths([1, 2], [3, 4])).toThrow(/roas of tv is 1 and 3$/);
  expect(truths([0, 2], [-0, 2])).toThrow(/differs/);
  expect(truths([1, null], [1, 2])).toThrow(/roas of search is null and 2$/);
});

test('two runs that share one dataset are not independent', () => {
  const other = row(1, { digest: row(8).digest });
  expect(() => mustBeIndependent({ a: arm(row(7), row(8)), b: arm(row(9), other) })).toThrow(
    /^ols in clean: replicate 1 is of the same data in both, so the two are not independent$/,
  );
  expect(() => mustBeIndependent({ a: arm(row(7)), b: arm(row(7, { digest: 'other' })) })).not.toThrow();
});
