// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest';
import type { Figure } from '../figures/figure.ts';
import { HOSTILE, madeUp } from './page.fixture.ts';
import { renderReport } from './render.ts';

const counted: Figure = {
  ...{ id: 'counted', title: 'Counted', caption: 'How many rows pass.', absent: () => null },
  table: ({ performance }) => ({
    columns: [{ key: 'n', title: 'n', numeric: true }],
    rows: [{ n: performance.length }],
  }),
  draw: () => document.createElementNS('http://www.w3.org/2000/svg', 'svg'),
};
const none: Figure = { ...counted, id: 'none', title: 'None', absent: () => 'no such thing was done' };

let app: HTMLElement;
beforeEach(() => {
  document.body.replaceChildren();
  app = document.createElement('div');
  document.body.append(app);
  renderReport(app, madeUp, [counted, none]);
});

const find = (selector: string) => app.querySelector<HTMLElement>(selector)!;
const rows = () =>
  [...app.querySelectorAll('.window tbody tr:not(.blank)')].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  );
const choose = (filter: string, at: number) =>
  app.querySelectorAll<HTMLInputElement>(`[data-filter="${filter}"] input`)[at]!.click();

test('names stay text', () => {
  expect(app.querySelectorAll('img')).toHaveLength(0);
  expect(find('h1').textContent).toBe(HOSTILE);
  expect(find('.world h3').textContent).toBe(HOSTILE);
  expect(rows()[0]![0]).toBe(HOSTILE);
});

test('sections come in order, under one main', () => {
  expect(app.querySelectorAll('main')).toHaveLength(1);
  expect([...app.querySelectorAll('h2')].map((h2) => h2.id)).toEqual(['trust', 'worlds', 'figures', 'measures']);
  expect(find('.absent').textContent).toContain('None: no such thing was done');
});

test('the table has every row, and filters take some away', () => {
  expect(find('.count').textContent).toBe('48 of 48 rows');
  expect(find('.window table').getAttribute('aria-rowcount')).toBe('49');
  choose('world', 0);
  expect(find('.count').textContent).toBe('24 of 48 rows');
  expect(find('.world').hidden).toBe(true);
  choose('weeks', 0);
  expect(find('.count').textContent).toBe('12 of 48 rows');
  expect(find('[data-filter="weeks"] .value').textContent).toBe('104');
  choose('arm', 0);
  choose('channel', 0);
  expect(find('.count').textContent).toBe('4 of 48 rows');
  const measure = app.querySelector<HTMLSelectElement>('select[data-filter="measure"]')!;
  measure.value = 'bias';
  measure.dispatchEvent(new Event('change'));
  expect(rows().map((cells) => cells.slice(2, 7))).toEqual([
    ['b[strength=1]', 'tv', 'total ROAS', 'bias', '0.00 ± 0.13'],
    ['b[strength=4]', 'tv', 'total ROAS', 'bias', '1.00 ± 0.13'],
  ]);
});

test('columns sort up and down, numbers as numbers', () => {
  const head = find('[data-column="weeks"]');
  const weeks = () => rows().map((cells) => cells[1]);
  head.querySelector('button')!.click();
  expect(head.getAttribute('aria-sort')).toBe('ascending');
  expect([weeks()[0], weeks().at(-1)]).toEqual(['52', '104']);
  head.querySelector('button')!.click();
  expect(head.getAttribute('aria-sort')).toBe('descending');
  expect(weeks()[0]).toBe('104');
  expect(app.querySelectorAll('[aria-sort="none"]').length).toBe(9);
});

test('a row has the command that makes its worst attempt again', () => {
  expect(find('.copy').getAttribute('aria-label')).toBe(
    "Copy: plumbline replay 'my results' --unit 0123456789abcdef (replicate 7, farthest from the truth)",
  );
});

test('a chart has its table, which follows the filters', async () => {
  const chart = find('[aria-labelledby="figure-counted"]');
  const details = chart.querySelector('details')!;
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
  expect(chart.querySelector('tbody')!.textContent).toBe('48');
  expect(chart.querySelector('[role="img"]')!.getAttribute('aria-label')).toContain('How many rows pass.');
});
