import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan } from '../plan/types.ts';
import type { RunRecord } from './record.ts';
import { openWatch } from './worst.ts';

const plan = {
  cells: [
    { id: 'c0', name: 'clean@104', estimands: [{ channel: 'tv' }, { channel: 'search' }] },
    { id: 'c1', name: 'hidden@104', estimands: [{ channel: 'tv' }, { channel: 'search' }] },
  ],
  arms: [
    { id: 'a0', name: 'ols' },
    { id: 'a1', name: 'bayesian' },
  ],
} as unknown as Plan;

const truth = (cell: string, replicate: number, values: readonly (number | null)[]): RunRecord => ({
  kind: 'truth',
  cell,
  replicate,
  digest: '',
  values,
  ms: 0,
});
const attempt = (cell: string, arm: string, replicate: number, points: readonly (number | null)[]): RunRecord => ({
  kind: 'attempt',
  unit: '',
  digest: '',
  status: 'ok',
  cell,
  arm,
  replicate,
  effects: points.map((point) => (point === null ? null : { point, se: null, intervals: [] })),
  diagnostics: {},
  ms: 0,
});

test('the worst is the largest relative bias beyond chance, with the error of a mean', () => {
  const watch = openWatch(plan);
  expect(watch.worst()).toBeNull();
  // errors of tv ±.1 around 0, of search .5, .6, .7, .8, .9 at a truth of 2; in the other cell they are half of it
  const errors = [0.5, 0.6, 0.7, 0.8, 0.9];
  errors.forEach((error, r) => {
    for (const [cell, share] of [
      ['c0', 0.5],
      ['c1', 1],
    ] as const) {
      watch.see([truth(cell, r, [1, 2]), attempt(cell, 'a0', r, [r % 2 ? 0.9 : 1.1, 2 + share * error])]);
      if (r < 4) expect(watch.worst()).toBeNull();
    }
  });
  const worst = watch.worst()!;
  expect(worst).toMatchObject({ cell: 'hidden@104', arm: 'ols', channel: 'search', n: 5 });
  expect(worst.bias).toBeCloseTo(0.35, 12);
  // sd of .5 … .9 is √.025; over √5 datasets and a truth of 2
  expect(worst.mcse).toBeCloseTo(Math.sqrt(0.025 / 5) / 2, 12);
});

test('failed fits, missing answers, truths of 0 and unknown truths say nothing', () => {
  const watch = openWatch(plan);
  for (let r = 0; r < 10; r++) {
    watch.see([truth('c0', r, [0, null]), attempt('c0', 'a0', r, [5, 5])]);
    watch.see([{ ...attempt('c0', 'a1', r, [9, 9]), status: 'nonconverged' } as RunRecord]);
    watch.see([attempt('c1', 'a0', r, [9, null])]);
  }
  expect(watch.worst()).toBeNull();
});

test('the order of the attempts does not change what is worst', () => {
  const rows = fc.array(fc.tuple(fc.constantFrom('c0', 'c1'), fc.double({ min: -1, max: 3, noNaN: true })), {
    minLength: 5,
    maxLength: 40,
  });
  fc.assert(
    fc.property(rows, (drawn) => {
      const forward = openWatch(plan);
      const backward = openWatch(plan);
      const truths = drawn.map(([cell], r) => truth(cell, r, [1, 1]));
      const attempts = drawn.map(([cell, point], r) => attempt(cell, 'a0', r, [point, 1]));
      forward.see([...truths, ...attempts]);
      backward.see([...truths, ...attempts.toReversed()]);
      const [one, other] = [forward.worst(), backward.worst()];
      expect(other?.bias ?? 0).toBeCloseTo(one?.bias ?? 0, 9);
    }),
  );
});
