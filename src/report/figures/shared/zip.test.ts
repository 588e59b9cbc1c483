import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wilson } from '../../../score/measures/share.ts';
import { dataOf, estimateOf, reportData, viewOf } from '../data.fixture.ts';
import { zips } from './zip.ts';

const fit = (replicate: number, channel: string, point: number, half: number) =>
  estimateOf({
    ...{ replicate, channel, point, truth: 2, se: half / 2 },
    lower: [point - half / 2, point - half],
    upper: [point + half / 2, point + half],
  });

test('nearest first, in percent of the mean truth, with what misses counted', () => {
  const estimates = [fit(0, 'tv', 4, 1), fit(1, 'tv', 2, 1), fit(2, 'tv', 1, 2)];
  const [group] = zips(viewOf(dataOf({ estimates })));
  const [zip] = group!.panels;
  expect(zip!.rows.map(({ row, error, lower, upper, covers }) => [row.replicate, error, lower, upper, covers])).toEqual(
    [
      [1, 0, -0.5, 0.5, true],
      [2, -0.5, -1.5, 0.5, true],
      [0, 1, 0.5, 1.5, false],
    ],
  );
  expect(zip!.rows.map(({ centile }) => centile)).toEqual([0.5 / 3, 1.5 / 3, 2.5 / 3]);
  expect([zip!.coverage, zip!.interval]).toEqual([2 / 3, wilson(2, 3)]);
});

test('channels of one replicate count as one: the Monte Carlo interval does not shrink with their number', () => {
  const estimates = [0, 1, 2, 3].flatMap((replicate) =>
    ['tv', 'search', 'social'].map((channel) => fit(replicate, channel, replicate === 0 ? 9 : 2.1, 1)),
  );
  const [zip] = zips(viewOf(dataOf({ estimates })))[0]!.panels;
  expect([zip!.coverage, zip!.interval]).toEqual([0.75, wilson(3, 4)]);
});

test('an interval of no width that misses is a miss, the farthest of all', () => {
  const estimates = [fit(0, 'tv', 3, 0), fit(1, 'tv', 9, 1)];
  const [zip] = zips(viewOf(dataOf({ estimates })))[0]!.panels;
  expect(zip!.coverage).toBe(0);
  expect(zip!.rows.at(-1)!.row.replicate).toBe(0);
});

test('coverage is the share of rows that hold the truth, and distances grow', () => {
  fc.assert(
    fc.property(reportData, (data) => {
      for (const { panels } of zips(viewOf(data)))
        for (const { rows, coverage, interval } of panels) {
          expect(coverage).toBe(rows.filter(({ covers }) => covers).length / rows.length);
          expect(interval[0]).toBeLessThanOrEqual(coverage + 1e-12);
          expect(interval[1]).toBeGreaterThanOrEqual(coverage - 1e-12);
          rows.forEach(({ distance }, i) => {
            expect(distance).toBeGreaterThanOrEqual(rows[i - 1]?.distance ?? 0);
          });
        }
    }),
  );
});

test('answers that do not aim at the effect do not count against those that do', () => {
  const estimates = [0, 1].flatMap((replicate) => [
    fit(replicate, 'tv', 2.1, 1),
    { ...fit(replicate, 'search', 9, 1), target: 'off' },
  ]);
  const panels = zips(viewOf(dataOf({ estimates })))[0]!.panels;
  expect(panels.map(({ title, coverage }) => [title, coverage])).toEqual([
    ['ols', 1],
    ['ols · off target', 0],
  ]);
});

test('of a negative truth distances are sizes, and the ends keep their names', () => {
  const estimates = [4, 3].map((point, replicate) => ({ ...fit(replicate, 'tv', -point, 0.5), truth: -2, se: null }));
  const [zip] = zips(viewOf(dataOf({ estimates })))[0]!.panels;
  expect(zip!.rows.map(({ distance, error, lower, upper }) => [distance, error, lower, upper])).toEqual([
    [2, 0.5, 0.75, 0.25],
    [4, 1, 1.25, 0.75],
  ]);
});
