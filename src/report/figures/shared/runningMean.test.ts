import fc from 'fast-check';
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { expect, test } from 'vitest';
import { dataOf, estimateOf, viewOf } from '../data.fixture.ts';
import { worstRuns } from './runningMean.ts';

const viewOfErrors = (byChannel: Readonly<Record<string, readonly number[]>>, own = {}) =>
  viewOf(
    dataOf({
      estimates: Object.entries(byChannel).flatMap(([channel, errors]) =>
        errors.map((error, replicate) => estimateOf({ channel, replicate, truth: 2, point: 2 + error, ...own })),
      ),
    }),
  );

test('every step is mean and MCSE of the replicates so far, as simple-statistics has them', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 30 }), (errors) => {
      const [run] = worstRuns(viewOfErrors({ tv: errors }));
      expect(run).toHaveLength(errors.length);
      for (const { n, mean: own, mcse } of run!) {
        const first = errors.slice(0, n).map((error) => error / 2);
        expect(own).toBeCloseTo(mean(first), 8);
        if (n > 1) expect(mcse).toBeCloseTo(sampleStandardDeviation(first) / Math.sqrt(n), 8);
        else expect(mcse).toBeNull();
      }
    }),
  );
});

test('the channel that is farthest off is shown, of those that the arm aims at', () => {
  const view = viewOfErrors({ tv: [1, 1.2], search: [-3, -3.1] });
  expect(worstRuns(view).map((run) => run[0]!.one.row.channel)).toEqual(['search']);
  const off = viewOf(
    dataOf({
      estimates: view.estimates.map((row) => ({ ...row, target: row.channel === 'search' ? 'off' : 'on' })),
    }),
  );
  expect(worstRuns(off).map((run) => run[0]!.one.row.channel)).toEqual(['tv']);
});

test('fits that failed are left out, as they are of the scores', () => {
  expect(worstRuns(viewOfErrors({ tv: [1, 2] }, { status: 'nonconverged' }))).toEqual([]);
});

test('one replicate is no run, however far off', () => {
  const view = viewOfErrors({ tv: [1, 1.2], search: [-30] });
  expect(worstRuns(view).map((run) => [run[0]!.one.row.channel, run.length])).toEqual([['tv', 2]]);
  expect(worstRuns(viewOfErrors({ search: [-30] }))).toEqual([]);
});

test('an error has the sign of the relative bias, of a negative truth as well', () => {
  const [truth, errors] = [
    [-2, -4],
    [0.5, 1],
  ];
  const view = viewOf(
    dataOf({
      estimates: errors.map((error, i) =>
        estimateOf({ replicate: i, truth: truth[i]!, point: truth[i]! + error, se: 3 }),
      ),
    }),
  );
  const [run] = worstRuns(view);
  // mean error over mean truth: 0.75 / −3
  expect(run!.at(-1)!.mean).toBeCloseTo(-0.25, 14);
  expect(run![0]!.one.se).toBe(1);
});
