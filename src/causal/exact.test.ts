import { expect, test } from 'vitest';
import { isValidSet, separated } from './exact.ts';
import { graphFrom } from './random.fixture.ts';

const at = (name: string, lag = 0) => ({ name, lag });
const control = (name: string, ...lags: number[]) => ({ name, lags, wholePast: false });

test('an AR(1) series is Markov', () => {
  const ar = graphFrom('z > z @1', []);
  expect(separated(ar, [at('z')], [at('z', 2)], [])).toBe(false);
  expect(separated(ar, [at('z')], [at('z', 2)], [at('z', 1)])).toBe(true);
  // an error that is remembered besides is not
  expect(separated(graphFrom('z > z @1', ['z']), [at('z')], [at('z', 2)], [at('z', 1)])).toBe(false);
});

test('a common cause long ago connects what shares it, and a common effect does not', () => {
  const fork = graphFrom('c > x @5, c > y @2', []);
  expect(separated(fork, [at('x')], [at('y', 3)], [])).toBe(false);
  expect(separated(fork, [at('x')], [at('y', 2)], [])).toBe(true);
  expect(separated(fork, [at('x')], [at('y', 3)], [at('c', 5)])).toBe(true);
  const collider = graphFrom('x > c @1, y > c @2', []);
  expect(separated(collider, [at('x', 1)], [at('y', 2)], [])).toBe(true);
  expect(separated(collider, [at('x', 1)], [at('y', 2)], [at('c')])).toBe(false);
});

test('sets with their lags: enough periods, and none too many', () => {
  const demand = graphFrom('demand > tv, demand > y @0-2, tv > visits, visits > y, tv > y');
  const valid = (...controls: ReturnType<typeof control>[]) => isValidSet(demand, 'y', ['tv'], controls);
  expect(valid(control('demand', 0, 1, 2))).toBe(true);
  expect(valid(control('demand', 0, 1, 2, 3))).toBe(true);
  expect(valid(control('demand', 0))).toBe(false);
  expect(valid(control('demand', 0, 1, 2), control('visits', 0))).toBe(false);
  expect(isValidSet(demand, 'y', ['tv'], [control('demand', 0, 1, 2), control('visits', 0)], ['visits'])).toBe(true);
  expect(isValidSet(demand, 'y', ['tv'], [control('demand', 0, 1, 2)], ['visits'])).toBe(false);
  // two channels at once: each needs the cause that it shares with the outcome
  const two = graphFrom('p > tv, p > y, q > search, q > y, tv > y, search > y', []);
  expect(isValidSet(two, 'y', ['tv', 'search'], [control('p', 0)])).toBe(false);
  expect(isValidSet(two, 'y', ['tv', 'search'], [control('p', 0), control('q', 0)])).toBe(true);
});
