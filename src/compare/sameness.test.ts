import { expect, test } from 'vitest';
import type { EffectScore } from '../score/types.ts';
import { likenessOf, tierOf, weakest } from './sameness.ts';
import type { ComparedRow } from './types.ts';

type Fit = Partial<EffectScore> | null;
const row = (fits: readonly Fit[], status: ComparedRow['status'] = 'ok'): ComparedRow => ({
  ...{ replicate: 0, digest: 'd', status, truth: [] },
  effects: fits.map((fit) => fit && { point: 1, se: null, intervals: [], ...fit }),
  decision: null,
});
/** Both versions' fits of one question, row by row. */
const likeness = (...pairs: readonly (readonly [Fit, Fit])[]) =>
  likenessOf(
    pairs.map(([a, b]) => ({ a: row([a]), b: row([b]) })),
    [0.5],
  );
const changed = { identical: false, rounded: false, z: Number.POSITIVE_INFINITY, summaries: 0 };

test('equal bit for bit; −0 is not 0', () => {
  expect(
    likeness([
      { point: 2, se: 1 },
      { point: 2, se: 1 },
    ]),
  ).toEqual({ ...changed, identical: true, rounded: true, z: 0 });
  expect(likeness([null, null], [{}, {}])).toMatchObject({ identical: true, rounded: true });
  expect(likeness([{ point: 0 }, { point: -0 }])).toMatchObject({ identical: false, rounded: true });
  expect(likeness([{}, {}], [{ point: 3 }, { point: 4 }], [{}, {}])).toMatchObject({
    identical: false,
    rounded: false,
  });
});

test('another decision on equal answers is a change, and so is one that one of the two lacks', () => {
  const decided = (a: string | null, b: string | null) =>
    likenessOf([{ a: { ...row([{}]), decision: a }, b: { ...row([{}]), decision: b } }], [0.5]);
  expect(decided('{"regret":0.1}', '{"regret":0.1}')).toMatchObject({ identical: true });
  expect(decided('{"regret":0.1}', '{"regret":0.2}')).toEqual(changed);
  expect(decided('{"regret":0.1}', null)).toEqual(changed);
});

test('equal to 1e-9 of the larger, in every number', () => {
  const rounded = (a: Fit, b: Fit) => likeness([a, b]).rounded;
  expect(rounded({ point: 1 }, { point: 1 + 0.9e-9 })).toBe(true);
  expect(rounded({ point: 1 }, { point: 1 + 1.1e-9 })).toBe(false);
  expect(rounded({ point: -1e6 }, { point: -1e6 - 0.9e-3 })).toBe(true);
  expect(rounded({ point: 1e-3 }, { point: 1e-3 + 1e-10 })).toBe(false);
  expect(rounded({ intervals: [[0, 1]] }, { intervals: [[0, 1.1]] })).toBe(false);
  expect(rounded({ se: 1 }, { se: 1 + 5e-10 })).toBe(true);
  expect(rounded({ se: 1 }, { se: 1 + 5e-9 })).toBe(false);
});

test('another status, another kind of summary, or one that one of the two lacks is a change', () => {
  expect(likenessOf([{ a: row([null], 'refused'), b: row([null], 'error') }], [])).toEqual(changed);
  expect(likenessOf([{ a: row([{}]), b: row([{}], 'error') }], [])).toEqual(changed);
  expect(likenessOf([{ a: row([{}, null]), b: row([{}]) }], [])).toEqual(changed);
  for (const [a, b] of [
    [{}, null],
    [null, {}],
    [{ se: 1 }, {}],
    [{}, { se: 1 }],
    [{ intervals: [[0, 2]] }, {}],
    [{}, { intervals: [[0, 2]] }],
    [{ mcse: 1, intervals: [[0, 2]] }, { mcse: 1 }],
    // as many numbers, of other kinds
    [
      { se: 1, intervals: [] },
      { se: null, intervals: [[1] as unknown as [number, number]] },
    ],
  ] as const satisfies readonly (readonly [Fit, Fit])[])
    expect(likeness([a, b])).toEqual(changed);
});

test('differences in units of their chains’ error, alone and summed over replicates', () => {
  // errors 3 and 4 make 5; differences of 5 and 10: sum of z is 3, over √2
  const [a, b] = [{ mcse: 3 }, { mcse: 4 }];
  const two = likeness(
    [
      { ...a, point: 0 },
      { ...b, point: 5 },
    ],
    [
      { ...a, point: 2 },
      { ...b, point: 12 },
    ],
  );
  expect(two).toEqual({ identical: false, rounded: false, z: expect.closeTo(3 / Math.SQRT2, 14), summaries: 3 });
  // against each other they cancel, and the largest alone is left
  expect(
    likeness(
      [
        { ...a, point: 0 },
        { ...b, point: -5 },
      ],
      [
        { ...a, point: 2 },
        { ...b, point: 12 },
      ],
    ).z,
  ).toBe(2);
  expect(
    likeness(
      [
        { ...a, point: 0 },
        { ...b, point: -5 },
      ],
      [
        { ...a, point: 2 },
        { ...b, point: -3 },
      ],
    ).z,
  ).toBeCloseTo(Math.SQRT2, 14);
  const still = likeness([{ mcse: 0 }, { mcse: 0 }]);
  expect(still).toMatchObject({ identical: true, z: 0 });
  // chains that agree to the last bit are equal whatever their error
  expect(likeness([{ mcse: 1 }, { mcse: 1 }])).toEqual({ identical: true, rounded: false, z: 0, summaries: 2 });
});

test('each summary of each question has a sum of its own; an error on one side alone is enough', () => {
  const fits = (mcse: number | undefined, by: number) => {
    const error = mcse === undefined ? {} : { mcse };
    return row([
      { point: by, ...error },
      { point: 5 - by, ...error },
    ]);
  };
  const pairs = [1, 1, 1, 1].map(() => ({ a: fits(1, 0), b: fits(undefined, 1) }));
  // z of 1 and −1 four times each: sums 4/√4
  expect(likenessOf(pairs, [])).toMatchObject({ z: 2, summaries: 10, rounded: false });
  expect(
    likenessOf(
      pairs.map(({ a, b }) => ({ a: b, b: a })),
      [],
    ),
  ).toMatchObject({ z: 2, summaries: 10 });
});

test('numbers that are none, or chains without any error that differ, are a change', () => {
  expect(
    likeness([
      { mcse: 0, point: 1 },
      { mcse: 0, point: 2 },
    ]).z,
  ).toBe(Number.POSITIVE_INFINITY);
  expect(
    likeness([
      { mcse: 1, point: 1 },
      { mcse: 1, point: Number.NaN },
    ]).z,
  ).toBe(Number.POSITIVE_INFINITY);
  expect(likeness([{ point: 1 }, { point: 2 }])).toEqual(changed);
});

test('the tiers, with the 1 % of a normal spread over all summaries (R: qnorm(1 − .01/2n))', () => {
  const tier = (z: number, summaries: number) =>
    tierOf({ identical: false, rounded: false, z, summaries: 0 }, summaries);
  expect([tier(2.5758, 1), tier(2.5759, 1)]).toEqual(['T1', 'T2']);
  expect([tier(2.5758, 0), tier(2.5759, 0)]).toEqual(['T1', 'T2']);
  expect([tier(3.2905, 10), tier(3.2906, 10)]).toEqual(['T1', 'T2']);
  expect(tierOf({ ...changed, rounded: true }, 1)).toBe('T0');
  expect(tierOf({ ...changed, rounded: true, identical: true }, 1)).toBe('identical');
  expect(weakest(['T0', 'identical'])).toBe('T0');
  expect(weakest(['T1', 'T2', 'T0'])).toBe('T2');
  expect(weakest(['identical'])).toBe('identical');
  expect(weakest(['T0', 'T1'])).toBe('T1');
});
