// @vitest-environment jsdom
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dataOf, reportData, surroundings, viewOf } from './data.fixture.ts';
import type { FigureTable } from './figure.ts';
import { figures } from './registry.ts';

const width = fc.constantFrom(320, 700, 1100);

test.each(figures.map((figure) => [figure.id, figure] as const))('%s draws any data, or says why not', (_, figure) => {
  fc.assert(
    fc.property(reportData, width, (data, px) => {
      const view = viewOf(data);
      const drawing = figure.draw(view, surroundings(document, px));
      figure.table(view);
      if (drawing === null) return;
      for (const element of [drawing, ...drawing.querySelectorAll('*')])
        for (const { name, value } of element.attributes)
          if (name !== 'aria-label' && name !== 'data-mark')
            expect(`${name}=${value}`).not.toMatch(/NaN|Infinity|undefined/);
      expect(drawing.getAttribute('role')).toBe('img');
      expect(drawing.getAttribute('aria-label')).toBeTruthy();
      expect(drawing.querySelector('img, g[aria-label]')).toBeNull();
    }),
    { numRuns: 8 },
  );
});

test('every number of a table is the number of its row', () => {
  const numbers = (table: FigureTable) =>
    table.rows.map((row) => JSON.stringify([row.cell, row.arm, row.channel, row.estimand, row.value, row.mcse, row.n]));
  fc.assert(
    fc.property(reportData, (data) => {
      const known = new Set(
        data.performance.map((row) =>
          JSON.stringify([row.cell, row.arm, row.channel, row.estimand, row.value, row.mcse, row.n]),
        ),
      );
      for (const id of [
        'bias',
        'coverage',
        'error-n',
        'weeks-strength',
        'confounding-mediated',
        'nested-loop',
        'regret',
      ])
        for (const row of numbers(figures.find((figure) => figure.id === id)!.table(viewOf(data))))
          expect(known).toContain(row);
      const estimates = new Set(
        data.estimates.map((row) => JSON.stringify([row.cell, row.arm, row.truth, row.point, row.se])),
      );
      for (const row of figures.find(({ id }) => id === 'estimate-se')!.table(viewOf(data)).rows)
        expect(estimates).toContain(JSON.stringify([row.cell, row.arm, row.truth, row.point, row.se]));
    }),
  );
});

test('a study with nothing in it has no figure, and every figure says why', () => {
  const empty = dataOf({});
  for (const figure of figures) {
    expect(figure.absent(empty), figure.id).toMatch(/\w/);
    expect(figure.draw(viewOf(empty), surroundings(document, 700)), figure.id).toBeNull();
    expect(figure.table(viewOf(empty)).rows, figure.id).toEqual([]);
  }
});

test('ids are unique, and every caption is a sentence', () => {
  expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
  for (const { caption, title } of figures) {
    expect(caption).toMatch(/^[A-Z].*\.$/s);
    expect(title).toMatch(/^[A-Z]/);
  }
});
