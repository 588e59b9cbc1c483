// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest';
import { comparison, HOSTILE, many, nothingChanged } from '../../../../tools/browser/comparisons.mjs';
import type { ComparisonData } from '../../comparison/types.ts';
import { drawForest } from './forest.ts';
import { surroundings } from './marks.ts';
import { forestPanels } from './panels.ts';
import { renderComparison } from './render.ts';

let app: HTMLElement;
beforeEach(() => {
  document.body.replaceChildren();
  app = document.createElement('div');
  document.body.append(app);
});

const show = (data: ComparisonData) => renderComparison(app, data);
const find = (selector: string) => app.querySelector<HTMLElement>(selector)!;
const text = (selector: string) => find(selector).textContent!.replaceAll('\u00a0', ' ');
const rows = () =>
  [...app.querySelectorAll('.endpoints tbody tr:not(.blank)')].map((row) =>
    [...row.children].map((cell) => cell.textContent!.replaceAll('\u00a0', ' ')),
  );
function choose(filter: string, value: string): void {
  const select = app.querySelector<HTMLSelectElement>(`select[data-filter="${filter}"]`)!;
  select.value = value;
  select.dispatchEvent(new Event('change'));
}

test('the title is the verdict, and names stay text', () => {
  show(comparison);
  expect(text('h1')).toMatch(/^Regression: ols overstates the total ROAS of <img .*; margin 5 %\)\.$/);
  expect(text('.counts')).toBe('4 gates:1 worse1 undecided1 better1 within the margin');
  expect(app.querySelectorAll('img')).toHaveLength(0);
  expect(app.textContent).toContain(`the study of ${HOSTILE} declares other margins`);
});

test('sections come in order: changes, tests, rules, versions', () => {
  show(comparison);
  expect([...app.querySelectorAll('h2')].map(({ id }) => id)).toEqual(['same', 'tested', 'judged', 'versions']);
  expect([...app.querySelectorAll('.tiers dd')].map((dd) => dd.textContent)).toEqual(['1', '1', '1', '3']);
  expect(text('.facts')).toContain('decided at 400 replicates: regression; looks at 100, 200, 300, 400');
  const differing = [...app.querySelectorAll('.versions tr')].filter((row) => row.lastChild!.textContent === 'differs');
  expect(differing.map((row) => row.textContent)).toEqual(['codeaaaaaaaaaabbbbbbbbbbdiffers']);
});

test('the table has gates by severity, then questions; filters and heads work', () => {
  show(comparison);
  expect(rows().map(([outcome, arm, measure]) => [outcome, arm, measure])).toEqual([
    ['worse', 'ols', 'bias'],
    ['undecided', 'ols', 'coverage 95 %'],
    ['within the margin', HOSTILE, 'failed fits'],
    ['better', 'ols', 'RMSE'],
    ['worse', 'ols', 'bias'],
    ['within the margin', 'ols', 'bias'],
  ]);
  choose('found', 'worse');
  expect(text('.count')).toBe('2 of 6 rows');
  choose('counts as', 'gate');
  expect(rows()[0]!.slice(6, 10)).toEqual(['4.3 %', '12.4 %', '+8.1 % [7.2, 9.0]', '±5 %']);
  choose('found', '');
  find('[data-column="loss"] button').click();
  expect(rows().map((cells) => cells[10])).toEqual(['−2.16', '0.00', '0.25', '1.62']);
});

test('with nothing changed there is nothing to draw, and that is said', () => {
  show(nothingChanged);
  expect(text('h1')).toBe('Pass: nothing changed. All 2,400 answers of 6 arms in cells are equal, bit for bit.');
  expect([...app.querySelectorAll('h2')].map(({ id }) => id)).toEqual(['same', 'judged', 'versions']);
  expect(app.querySelectorAll('.chart, .endpoints')).toHaveLength(0);
});

test('unpaired runs are labeled, and confirmation is told', () => {
  const fresh = [comparison.baseline, comparison.candidate].map((side) => ({ ...side, seed: 7 }));
  show({ ...comparison, fresh, comparison: { ...comparison.comparison, paired: false } });
  expect(text('.top .warning')).toMatch(/^UNPAIRED/);
  expect(text('.facts')).toContain('had to come out again with seed 7, 400 replicates; 2 did');
  expect(app.querySelectorAll('.versions thead th')).toHaveLength(4);
});

test('of thousands of endpoints the page holds few rows, and draws the worst', () => {
  show(many(5000));
  expect(text('.count')).toBe('5,004 of 5,004 rows');
  expect(rows().length).toBeLessThan(60);
  const { panels, left } = forestPanels(many(5000).comparison.details, 12);
  expect({ drawn: panels.map(({ endpoints }) => endpoints.length), left }).toEqual({ drawn: [12], left: 4988 });
});

test.each([360, 1000])('a forest %i px wide: a point an endpoint, the zone, and words', (width) => {
  const { gates } = comparison.comparison;
  const svg = drawForest('Gates', gates, surroundings(width, document.body), 40)!;
  expect(svg.querySelectorAll('[data-mark="dot"] path, [data-mark="dot"] circle')).toHaveLength(gates.length);
  expect(svg.querySelectorAll('[data-mark="rect"] rect')).toHaveLength(4);
  expect(svg.textContent!.replaceAll('\u00a0', ' ')).toContain('4.3 % → 12.4 %');
  expect(Number(svg.getAttribute('width'))).toBe(width);
  expect(drawForest('None', [], surroundings(width, document.body), 40)).toBeNull();
});

test('axes hold the margin and all bounds, unless one is wild', () => {
  const [panel] = forestPanels(comparison.comparison.gates.slice(1, 2), 40).panels;
  const [low, high] = panel!.domain;
  expect(low).toBeLessThan(-0.05);
  expect(high).toBeGreaterThanOrEqual(0.0899);
  expect(panel!.zone).toEqual([-0.05, 0.05]);
});
