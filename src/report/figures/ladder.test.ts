// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { bias } from './bias.ts';
import { coverage } from './coverage.ts';
import { dataOf, scoredRow, surroundings, viewOf } from './data.fixture.ts';

const text = (element: Element | null) => [...(element?.querySelectorAll('text') ?? [])].map((one) => one.textContent);

test('a value beyond the axis is an arrow with its number and error', () => {
  const performance = [
    ...Array.from({ length: 20 }, (_, i) => scoredRow({ arm: `arm ${i}`, value: 0.1, mcse: 0.01 })),
    scoredRow({ arm: 'wild', value: 12.4, mcse: 0.31 }),
  ];
  const drawing = bias.draw(viewOf(dataOf({ performance })), surroundings(document, 700));
  expect(text(drawing).join('\n')).toMatch(/^1240.±.31.% ▶$/mu);
});

test('a fit off target is hollow, and the drawing says so', () => {
  const of = (target: string) =>
    bias.draw(viewOf(dataOf({ performance: [scoredRow({ target })] })), surroundings(document, 700));
  const dots = (drawing: Element | null) => drawing?.querySelectorAll('[data-mark=dot] path[fill="#fff"]').length;
  expect(dots(of('off'))).toBe(1);
  expect(text(of('off')).join()).toContain('off target');
  expect(dots(of('on'))).toBe(0);
  expect(text(of('on')).join()).not.toContain('off target');
});

test('coverage is that of the chosen level', () => {
  const performance = [0.8, 0.95].map((level) => scoredRow({ measure: 'coverage', level, value: level - 0.1 }));
  const values = (level: number) =>
    coverage.table(viewOf(dataOf({ performance }), level)).rows.map(({ value }) => value);
  expect(values(0.8)).toEqual([0.8 - 0.1]);
  expect(values(0.95)).toEqual([0.95 - 0.1]);
});
