import { expect, test } from 'vitest';
import { dataOf } from '../data.fixture.ts';
import { axesOf } from './axes.ts';

test('axes are what has two values or more, numbers in their order', () => {
  const cell = (periods: number, confounding: number) => ({
    ...{ key: `w{${confounding}}@${periods}`, scenario: 'w', periods },
    dials: { confounding, fixed: 1 },
  });
  const arm = (label: string, swept: Record<string, number | string>) => ({
    label,
    estimator: 'b',
    family: 'b',
    swept,
  });
  const data = dataOf({
    cells: [cell(208, 1), cell(104, 0)],
    arms: [arm('b4', { strength: 16 }), arm('b1', { strength: 4 }), arm('ols', {})],
  });
  expect(axesOf(data).map(({ kind, name, values }) => [kind, name, values])).toEqual([
    ['weeks', 'weeks', [104, 208]],
    ['dial', 'confounding', [0, 1]],
    ['setting', 'strength', [4, 16]],
  ]);
  expect(axesOf(dataOf({}))).toEqual([]);
});
