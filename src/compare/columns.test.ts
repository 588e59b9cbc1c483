import { expect, test } from 'vitest';
import { packAnswers } from '../score/answers.ts';
import { type Asked, coverageOf, errorsOf, failuresOf } from './columns.ts';

type Row = readonly [
  point: number | null,
  interval?: readonly [number, number] | undefined,
  truth?: number | null | undefined,
  status?: 'ok' | 'error',
];

/** Answers to one question at one level; the truth is 0 unless given. */
const answers = (rows: readonly Row[]) =>
  packAnswers(
    rows.map(([point, interval, truth = 0, status = 'ok'], replicate) => {
      const effects = [point === null ? null : { point, se: null, intervals: interval ? [interval] : [] }];
      const digest = `d${replicate}`;
      return { replicate, attempt: { digest, status, effects }, truth: { digest, values: [truth] } };
    }),
    1,
    1,
  )[0]!;
const question = { cell: 'clean', arm: 'ols' } as Asked;
const rules = { paired: true, policy: 'as-analyzed' } as Parameters<typeof errorsOf>[2];
const place = (replicate: number) => 10 + replicate;

test('errors are paired where both answered and there is a truth; the mean truth is of all that is known', () => {
  const a = answers([
    [3, undefined, 1],
    [5, undefined, 3],
    [null, undefined, 5, 'error'],
    [2, undefined, null],
  ]);
  const b = answers([
    [4, undefined, 1],
    [null, undefined, 3, 'error'],
    [1, undefined, 5],
    [2, undefined, null],
  ]);
  const found = errorsOf(question, { a, b }, rules, place)!;
  expect(found.meanTruth).toBe(3);
  expect([Array.from(found.a.at), Array.from(found.a.values), Array.from(found.b.values)]).toEqual([[10], [2], [3]]);
});

test('where one of the two never answers there are no errors', () => {
  const [some, none] = [answers([[1]]), answers([[null, undefined, 0, 'error']])];
  const unpaired = { ...rules, paired: false };
  expect(errorsOf(question, { a: some, b: none }, unpaired, place)).toBeNull();
  expect(errorsOf(question, { a: none, b: some }, unpaired, place)).toBeNull();
});

test('both ends of an interval hold; an answer without one does not; strict counts failures as well', () => {
  const a = answers([[0, [0, 1]], [0, [-1, 0]], [0, [1, 2]], [0, [-2, -1]], [0], [null, undefined, 0, 'error']]);
  const covered = (policy: 'as-analyzed' | 'strict') =>
    Array.from(coverageOf(question, { a, b: a }, { ...rules, policy } as typeof rules, place)!.a[0]!.values);
  expect(covered('as-analyzed')).toEqual([1, 1, 0, 0, 0]);
  expect(covered('strict')).toEqual([1, 1, 0, 0, 0, 0]);
});

test('coverage is nothing without any interval, or without a common replicate', () => {
  const bare = answers([[0]]);
  expect(coverageOf(question, { a: bare, b: bare }, rules, place)).toBeNull();
  const failed = answers([[null, undefined, 0, 'error']]);
  expect(coverageOf(question, { a: answers([[0, [-1, 1]]]), b: failed }, rules, place)).toBeNull();
});

test('an interval at one of the levels is enough to be asked for all; an empty side is nothing to compare', () => {
  const two = answers([[0, [-1, 1]]]);
  const never = Float64Array.of(Number.NaN);
  const half = { ...two, lower: [...two.lower, never], upper: [...two.upper, never] };
  const found = coverageOf(question, { a: half, b: half }, rules, place)!;
  expect(found.a.map(({ values }) => Array.from(values))).toEqual([[1], [0]]);
  const failed = answers([[null, undefined, 0, 'error']]);
  const unpaired = { ...rules, paired: false };
  expect(coverageOf(question, { a: failed, b: two }, unpaired, place)).toBeNull();
  expect(coverageOf(question, { a: two, b: failed }, unpaired, place)).toBeNull();
});

test('a failure is a status that is not ok, or silence on a question that is answered elsewhere', () => {
  const first = answers([[1], [1, undefined, 0, 'error'], [1], [1]]);
  const second = answers([[1], [1], [null], [null, undefined, null]]);
  expect(Array.from(failuresOf([first, second], [true, true], place).values)).toEqual([0, 1, 1, 0]);
  expect(Array.from(failuresOf([first, second], [true, false], place).values)).toEqual([0, 1, 0, 0]);
});
