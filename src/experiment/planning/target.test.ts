import { expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import type { Performance } from '../../score/types.ts';
import { parseStudy, withReplicates } from '../study/study.ts';
import { nextLook, stopped } from './target.ts';

const target = { mcse: { bias: 0.1 }, max: 450 };

const row = (over: Partial<Performance>): Performance => ({
  ...{ cell: 'c', arm: 'a', channel: 'tv', estimand: 'e', target: 'on', policy: 'as-analyzed', measure: 'bias' },
  ...{ level: null, value: 1, mcse: 0.05, lower: null, upper: null, n: 100, nFailed: 0 },
  ...over,
});

test('looks are at 100, 200, … and at the most that is allowed, wherever a run goes on', () => {
  expect([0, 1, 99, 100, 250, 399, 400, 430].map((done) => nextLook(done, target))).toEqual([
    100, 100, 100, 200, 300, 400, 450, 450,
  ]);
  expect(nextLook(0, { mcse: {}, max: 7 })).toBe(7);
});

test('stops when the widest of all numbers is small enough, by n ≥ s²(1 + 1/n)/d²', () => {
  // s = 1, d = .1: n ≥ 100·(1 + 1/n) holds at 101, not at 100
  const at = (n: number) => stopped(target, [row({ n, mcse: 1 / Math.sqrt(n) }), row({ n })], n).by;
  expect([100, 101, 102].map(at)).toEqual([null, 'target', 'target']);
  expect(at(450)).toBe('target');
});

test('what is in the way is named, and the most replicates end it', () => {
  const wide = row({ arm: 'b', channel: 'search', mcse: 0.2 });
  const stop = stopped(target, [row({}), wide], 450);
  expect(stop).toMatchObject({ by: 'max', replicates: 450, looks: 5 });
  expect(stop.worst).toEqual([
    expect.objectContaining({ arm: 'b', channel: 'search', measure: 'bias', target: 0.1, n: 100 }),
  ]);
  expect(stop.worst[0]!.mcse).toBeCloseTo(0.2 * Math.sqrt(1.01), 14);
});

test('what cannot be said is not small: an arm that always fails, or no such number at all', () => {
  const nothing = row({ value: null, mcse: null, n: 0 });
  expect(stopped(target, [row({}), nothing], 100)).toMatchObject({ by: null, worst: [{ mcse: null }] });
  expect(stopped(target, [], 100)).toMatchObject({ by: null, worst: [] });
});

test('a share of 1 so far is no certainty: at 100 replicates its error is taken as that of 102/104', () => {
  const shares = { mcse: { coverage: 0.01 }, max: 1000 };
  const full = (n: number) => row({ measure: 'coverage', level: 0.95, value: 1, mcse: 0, n });
  const share = 102 / 104;
  const expected = Math.sqrt((share * (1 - share)) / 100) * Math.sqrt(1.01);
  const stop = stopped(shares, [full(100)], 100);
  expect(stop.by).toBeNull();
  expect(stop.worst[0]!.mcse).toBeCloseTo(expected, 14);
  expect(stopped(shares, [full(200)], 200).by).toBe('target');
});

test('the declared policy is what is looked at', () => {
  const rows = [
    row({ measure: 'coverage', level: 0.8, value: 0.8, mcse: 0.05 }),
    row({ measure: 'coverage', level: 0.8, value: 0.8, mcse: 0.01, n: 1600, policy: 'fallback' }),
  ];
  const shares = { mcse: { coverage: 0.02 }, max: 1000 };
  expect(stopped(shares, rows, 100, 'fallback').by).toBe('target');
  expect(stopped(shares, rows, 100).by).toBeNull();
});

const text = (replicates: string) => `
name: t
scenarios: [clean]
periods: 26
estimators: { ols: { use: ols } }
replicates: ${replicates}
seed: 1
`;

test('a study says what it wants to reach, and at most how many', () => {
  const study = parseStudy(text('{ target_mcse: { coverage: 0.01, bias: 0.1 }, max: 2000 }'), 't.yaml');
  expect(study).toMatchObject({ replicates: 2000, target: { mcse: { coverage: 0.01, bias: 0.1 }, max: 2000 } });
  expect(withReplicates(study, 30).target).toBeUndefined();
  expect(parseStudy(text('30'), 't.yaml').target).toBeUndefined();
});

test.each([
  ['{ target_mcse: { coverge: 0.01 }, max: 2000 }', 'did you mean "coverage"?'],
  ['{ target_mcse: {}, max: 2000 }', 'name a measure'],
  ['{ target_mcse: { coverage: 0 }, max: 2000 }', 'coverage'],
  ['{ target_mcse: { coverage: 0.01 } }', 'max'],
  ['0', 'replicates'],
])('%s is refused', (replicates, message) => {
  expect(() => parseStudy(text(replicates), 't.yaml')).toThrow(InputError);
  expect(() => parseStudy(text(replicates), 't.yaml')).toThrow(message);
  try {
    parseStudy(text(replicates), 't.yaml');
  } catch (error) {
    expect((error as InputError).problems).toHaveLength(1);
  }
});
