import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dataOf, reportData, viewOf } from '../data.fixture.ts';
import { nestedLoop } from './nested.ts';

const cell = (scenario: string, periods: number, noise: number) => ({
  ...{ key: `${scenario} ${periods} ${noise}`, scenario, periods },
  dials: { noise },
});

test('the last factor turns fastest, whatever the order of the study', () => {
  const cells = [104, 52].flatMap((periods) =>
    [2, 1].flatMap((noise) => ['b', 'a'].map((s) => cell(s, periods, noise))),
  );
  const loop = nestedLoop(viewOf(dataOf({ cells })));
  expect(loop.factors).toEqual([
    { name: 'world', values: ['b', 'a'] },
    { name: 'noise', values: [1, 2] },
    { name: 'weeks', values: [52, 104] },
  ]);
  expect(loop.cells.map(({ key }) => key)).toEqual(
    ['b', 'a'].flatMap((s) => [1, 2].flatMap((noise) => [52, 104].map((periods) => `${s} ${periods} ${noise}`))),
  );
});

test('every cell stands in the loop once, at the levels that it has', () => {
  fc.assert(
    fc.property(reportData, (data) => {
      const { factors, cells } = nestedLoop(viewOf(data));
      expect(cells.map(({ key }) => key).toSorted()).toEqual(data.cells.map(({ key }) => key).toSorted());
      for (const { key, levels } of cells) {
        const own = data.cells.find((one) => one.key === key)!;
        const all: Readonly<Record<string, unknown>> = { ...own.dials, world: own.scenario, weeks: own.periods };
        factors.forEach(({ name, values }, f) => {
          expect(values[levels[f]!]).toBe(all[name]);
        });
      }
    }),
  );
});
