import { expect, test } from 'vitest';
import { type Answers, type CellRow, isAnswered, isAsked, packAnswers } from './answers.ts';

/** Two channels, two levels; every number is told apart by its digits: replicate, channel, column. */
const row = (replicate: number, status: 'ok' | 'nonconverged' = 'ok'): CellRow => ({
  replicate,
  attempt: {
    ...{ digest: `d${replicate}`, status },
    effects: [0, 100].map((by) => ({
      ...{
        point: replicate + by + 0.1,
        se: replicate + by + 0.2,
        crps: replicate + by + 0.3,
        mcse: replicate + by + 0.4,
      },
      intervals: [
        [replicate + by + 0.5, replicate + by + 0.6],
        [replicate + by + 0.7, replicate + by + 0.8],
      ] as const,
    })),
  },
  truth: { digest: `d${replicate}`, values: [replicate, replicate + 100] },
});

const none: CellRow = {
  replicate: 4,
  attempt: { digest: 'd4', status: 'ok', effects: [null] },
  truth: { digest: 'd4', values: [null] },
};

test('one table an estimand, a column a number, in the order of the replicates', () => {
  const [tv, search] = packAnswers([row(20), row(3, 'nonconverged')], 2, 2);
  const plain = ({ lower, upper, ...rest }: Answers) => ({
    ...Object.fromEntries(Object.entries(rest).map(([name, x]) => [name, typeof x === 'number' ? x : [...x]])),
    ...{ lower: lower.map((x) => [...x]), upper: upper.map((x) => [...x]) },
  });
  const columns = (by: number) => {
    const at = (x: number) => [3 + by + x, 20 + by + x];
    return {
      ...{ size: 2, replicate: [3, 20], truth: at(0), ok: [0, 1] },
      ...{ point: at(0.1), se: at(0.2), crps: at(0.3), mcse: at(0.4) },
      ...{ lower: [at(0.5), at(0.7)], upper: [at(0.6), at(0.8)] },
    };
  };
  expect(plain(tv!)).toEqual(columns(0));
  expect(plain(search!)).toEqual(columns(100));
});

test('what is absent is NaN, whatever else the row has', () => {
  const [first, second] = packAnswers([none], 2, 1);
  for (const { truth, point, se, crps, mcse, lower, upper } of [first!, second!])
    for (const column of [truth, point, se, crps, mcse, lower[0]!, upper[0]!])
      expect([...column]).toEqual([Number.NaN]);
  expect([...first!.ok]).toEqual([1]);
});

test('answered is an attempt that is ok and has a number', () => {
  const [tv] = packAnswers([row(1), row(2, 'nonconverged'), none], 1, 2);
  expect([0, 1, 2].map((i) => isAnswered(tv!, i))).toEqual([true, false, false]);
});

test('asked is an arm that answered once, or never succeeded; not one that was never run', () => {
  const asked = (rows: readonly CellRow[]) => isAsked(packAnswers(rows, 1, 2)[0]!);
  expect(asked([row(1), none])).toBe(true);
  expect(asked([row(1, 'nonconverged'), row(2, 'nonconverged')])).toBe(true);
  expect(asked([none])).toBe(false);
  expect(asked([row(1, 'nonconverged'), none])).toBe(false);
  expect(asked([])).toBe(false);
});
