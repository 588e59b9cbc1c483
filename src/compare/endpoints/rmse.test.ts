import { expect, test } from 'vitest';
import { column, rulesOf } from '../column.fixture.ts';
import type { Answered } from '../columns.ts';
import { rmseProbe } from './rmse.ts';

const question = (a: readonly number[], b: readonly number[], meanTruth = 1): Answered => ({
  ...{ cell: 'clean', arm: 'ols', channel: 'tv', estimand: 'roas' },
  ...{ meanTruth, a: column(a), b: column(b) },
});

test('half the log of the ratio of the mean squares, with its influences, by hand', () => {
  // squares 1, 4 and 4, 9; g = ½ log 2.6; influences ±.5(8/13 − .4) = ±.1076923, so that se is .1076923; qt(.95, 1) by R
  const probe = rmseProbe([question([1, -2], [2, 3], -2)], rulesOf());
  const half = 0.5 * (8 / 13 - 0.4);
  const radius = 6.31375151467504 * half;
  const { baseline, candidate, change, lower, upper, ...rest } = probe.endpoint;
  expect(rest).toEqual({
    ...{ measure: 'rmse_ratio', cell: 'clean', arm: 'ols', channel: 'tv', estimand: 'roas' },
    ...{ level: null, margin: 1.05, n: 2 },
  });
  expect([baseline, candidate]).toEqual([Math.sqrt(2.5) / 2, Math.sqrt(6.5) / 2].map((x) => expect.closeTo(x, 14)));
  expect(change).toBeCloseTo(Math.sqrt(2.6), 14);
  expect([Math.log(lower! / change!), Math.log(upper! / change!)]).toEqual([
    expect.closeTo(-radius, 8),
    expect.closeTo(radius, 8),
  ]);
  expect(probe.radius).toBeCloseTo(radius, 8);
  expect([probe.loss, probe.limit]).toEqual([0.5 * Math.log(2.6), Math.log(1.05)].map((x) => expect.closeTo(x, 14)));
  // one-sided, of t with one degree of freedom: ½ − atan(t)/π
  expect(probe.p).toBeCloseTo(0.5 - Math.atan((0.5 * Math.log(2.6)) / half) / Math.PI, 9);
  expect([probe.passes, probe.worse]).toEqual([false, true]);
  // differences of the squares, 3 and 5, in units of 2.5 + 6.5
  expect(Array.from(probe.differences!.values)).toEqual([3 / 9, 5 / 9].map((x) => expect.closeTo(x, 15)));
  expect([Array.from(probe.differences!.at), probe.differences!.twoSided]).toEqual([[0, 1], false]);
});

test('of independent runs the influences stand apart, their variances add up', () => {
  const probe = rmseProbe([question([1, -2], [2, 3])], rulesOf({}, { paired: false }));
  // ±.5·.6 and ±.5·5/13
  const [va, vb] = [0.09, (2.5 / 13) * (2.5 / 13)];
  const df = ((va + vb) * (va + vb)) / (va * va + vb * vb);
  expect(df).toBeGreaterThan(1.6);
  // between the quantiles of 1 and 2 degrees of freedom
  expect(probe.radius / Math.sqrt(va + vb)).toBeLessThan(6.3137);
  expect(probe.radius / Math.sqrt(va + vb)).toBeGreaterThan(2.91998);
  expect(probe.differences).toBeNull();
});

test('the ratio of several questions is their geometric mean, and the table has the mean of their RMSEs', () => {
  const both = rmseProbe([question([1, 1], [2, 2]), { ...question([1, 1], [8, 8], 4), channel: 'search' }], rulesOf());
  expect(both.endpoint.change).toBeCloseTo(4, 14);
  expect(both.endpoint).toMatchObject({ baseline: (1 + 1 / 4) / 2, candidate: 2, channel: '*' });
  expect(both.differences).toBeNull();
});

test('errors of neither are equal; of one of the two alone there is no ratio, and no pass', () => {
  const none = rmseProbe([question([0, 0], [0, 0])], rulesOf());
  expect(none).toMatchObject({ passes: true, worse: false, p: 1, endpoint: { change: 1, lower: 1, upper: 1 } });
  expect(none.endpoint).not.toHaveProperty('remark');
  expect(Array.from(none.differences!.values)).toEqual([0, 0]);
  const remark = 'one of the two has no error at all';
  const worse = rmseProbe([question([0, 0], [1, 2])], rulesOf());
  expect(worse).toMatchObject({ passes: false, endpoint: { change: null, remark } });
  const better = rmseProbe([question([1, 2], [0, 0])], rulesOf());
  expect(better).toMatchObject({ passes: false, worse: false, endpoint: { change: 0, remark } });
});

test('exactly at its limit a ratio neither passes nor is worse', () => {
  const at = (b: number) => rmseProbe([question([1, 1], [b, b])], rulesOf({ rmse_ratio: 2 }));
  expect(at(2)).toMatchObject({ passes: false, worse: false });
  expect(at(2).loss).toBe(at(2).limit);
  expect(at(1.99)).toMatchObject({ passes: true, worse: false });
  expect(at(2.01)).toMatchObject({ passes: false, worse: true });
});
