import { expect, test } from 'vitest';
import { column, rulesOf, times } from '../column.fixture.ts';
import type { Answered } from '../columns.ts';
import { biasProbe } from './bias.ts';

const question = (a: readonly number[], b: readonly number[], meanTruth = 1): Answered => ({
  ...{ cell: 'clean', arm: 'ols', channel: 'tv', estimand: 'roas' },
  ...{ meanTruth, a: column(a), b: column(b) },
});
/** Errors that are the same in all replicates, so that nothing is left to chance. */
const sure = (a: number, b: number) => biasProbe([question(times(4, a), times(4, b))], rulesOf({ bias: 0.25 }));

test('a bias is a share of the mean truth, its change a paired mean with t-bounds', () => {
  const probe = biasProbe([question([0.2, 0.4, 0], [0.3, 0.7, 0.2], 2)], rulesOf());
  const { baseline, candidate, change, lower, upper, ...rest } = probe.endpoint;
  expect(rest).toEqual({
    ...{ measure: 'bias', cell: 'clean', arm: 'ols', channel: 'tv', estimand: 'roas' },
    ...{ level: null, margin: 0.05, n: 3 },
  });
  expect([baseline, candidate, change]).toEqual([0.1, 0.2, 0.1].map((x) => expect.closeTo(x, 14)));
  // differences .05, .15, .1; qt(.95, 2) and 2·pt(−√12, 2) by R
  const radius = (2.91998558035372 * 0.05) / Math.sqrt(3);
  expect([probe.radius, lower! - 0.1, upper! - 0.1]).toEqual(
    [radius, -radius, radius].map((x) => expect.closeTo(x, 9)),
  );
  expect(probe.p).toBeCloseTo(0.0741799002274485, 9);
  expect([probe.loss, probe.limit, probe.passes, probe.worse]).toEqual([expect.closeTo(0.1, 14), 0.05, false, true]);
  const { at, values, twoSided } = probe.differences!;
  expect([Array.from(at), twoSided]).toEqual([[0, 1, 2], true]);
  expect(Array.from(values)).toEqual([0.05, 0.15, 0.1].map((x) => expect.closeTo(x, 14)));
});

test('of independent runs: Welch, and no pairs to flip signs of', () => {
  const probe = biasProbe([question([0.2, 0.4, 0], [0.3, 0.7, 0.2], 2)], rulesOf({}, { paired: false }));
  // R: t.test(c(.15, .35, .1), c(.1, .2, 0)): p, standard error, qt(.95, 3.723077)
  expect(probe.p).toBeCloseTo(0.359281962435675, 9);
  expect(probe.radius).toBeCloseTo(2.17823264815063 * 0.0957427107756338, 9);
  expect(probe.differences).toBeNull();
});

test('within the margin of the baseline, or no further from 0: at a margin of ¼, without chance', () => {
  const verdict = (a: number, b: number) => {
    const { passes, worse } = sure(a, b);
    return passes ? 'passes' : worse ? 'worse' : 'neither';
  };
  expect(verdict(0, 0.125)).toBe('passes');
  // exactly at the margin it is neither
  expect([verdict(0, 0.25), verdict(0, -0.25)]).toEqual(['neither', 'neither']);
  expect([verdict(0, 0.375), verdict(0, -0.375)]).toEqual(['worse', 'worse']);
  // nearer to 0, or as far on its other side
  expect([verdict(1, 0.125), verdict(-1, -0.125)]).toEqual(['passes', 'passes']);
  expect([verdict(0.5, -0.625), verdict(-0.5, 0.625)]).toEqual(['passes', 'passes']);
  expect([verdict(0.5, -0.75), verdict(-0.5, 0.75)]).toEqual(['neither', 'neither']);
  expect([verdict(0.5, -0.875), verdict(-0.5, 0.875)]).toEqual(['worse', 'worse']);
  expect([verdict(0.5, 0.875), verdict(-0.5, -0.875)]).toEqual(['worse', 'worse']);
});

test('the bounds of the change and of the sum both have to be within: chance on either side of 0 counts', () => {
  // mean −.5 to −.1 or to .1, differences 0.4 ± 1 or .6 ± 1 of 100 replicates: radius 1.66·.1005 = .167
  const noisy = (center: number, size: number) =>
    biasProbe(
      [
        question(
          times(100, -0.5),
          times(100, center).map((x, i) => x + (i % 2 ? size : -size)),
        ),
      ],
      rulesOf(),
    );
  expect(noisy(-0.1, 1).passes).toBe(true);
  expect(noisy(0.1, 1).passes).toBe(true);
  // the sum's bound, .5 + .05 − .45 = .1, is less than the radius away; and so is the other side's
  expect(noisy(0.45, 1).passes).toBe(false);
  expect(noisy(0.45, 0.1).passes).toBe(true);
  expect(noisy(-0.45, 1).passes).toBe(false);
  expect(noisy(-0.6, 0.1).passes).toBe(false);
  // the same errors in both, however large: the change is none, though nobody knows what the bias is
  expect(biasProbe([question([-9, 9, -8, 8], [-9, 9, -8, 8])], rulesOf()).passes).toBe(true);
});

test('an aggregate has the names that its questions share, the mean of their biases, and no single pairs', () => {
  const one = question([1, 1, 1], [1, 1, 4]);
  const { endpoint, differences, passes } = biasProbe(
    [one, { ...one, cell: 'noisy', channel: 'search', meanTruth: 0 }],
    rulesOf(),
  );
  expect(endpoint).toMatchObject({ cell: '*', arm: 'ols', channel: '*', estimand: 'roas', baseline: null });
  expect(endpoint.remark).toBe('the mean truth is 0');
  expect([differences, passes]).toEqual([null, false]);
  const same = biasProbe([one, { ...one, channel: 'search' }], rulesOf()).endpoint;
  expect(same).toMatchObject({ baseline: 1, candidate: 2, change: 1, channel: '*', cell: 'clean' });
  expect(same).not.toHaveProperty('remark');
});
