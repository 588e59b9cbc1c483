// @vitest-environment jsdom
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';
import { filterBar } from './filters.ts';
import { layoutOf } from './graphLayout.ts';
import { madeUp } from './page.fixture.ts';
import { grounds, huesOf, paletteOf } from './palette.ts';
import { provenance } from './provenance.ts';
import { sortedPlaces } from './sorting.ts';
import { allOf, choicesOf } from './view.ts';
import { worldCharts } from './worldCharts.ts';

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
const contrast = (a: string, b: string): number => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
};

test('every color has 3:1 against its ground', () => {
  // black on white is 21 by definition
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
  for (const theme of ['light', 'dark'] as const)
    for (const hue of huesOf(theme)) expect(contrast(hue, grounds[theme])).toBeGreaterThanOrEqual(3);
});

test('a family has one color, an arm its own symbol', () => {
  const { color, symbol } = paletteOf(madeUp.arms, 'light');
  expect(color('b[strength=1]')).toBe(color('b[strength=4]'));
  expect(color('ols')).not.toBe(color('b[strength=1]'));
  expect(new Set(madeUp.arms.map(({ label }) => symbol(label))).size).toBe(3);
});

test('sorting is stable, puts what is missing last, and texts in the order of their numbers', () => {
  const keys = fc.array(fc.oneof(fc.constant(null), fc.integer({ min: -3, max: 3 })));
  fc.assert(
    fc.property(keys, fc.boolean(), (given, descending) => {
      const places = Array.from(sortedPlaces(given, descending));
      expect(places.toSorted((a, b) => a - b)).toEqual([...given.keys()]);
      for (const [i, place] of places.slice(1).entries()) {
        const [a, b] = [given[places[i]!]!, given[place]!];
        if (a === null) expect(b).toBeNull();
        else if (b !== null) expect(descending ? a >= b : a <= b).toBe(true);
        if (a === b) expect(places[i]!).toBeLessThan(place);
      }
    }),
  );
  expect(Array.from(sortedPlaces(['w10', 'w9', null, 'a'], false))).toEqual([3, 1, 0, 2]);
});

test('CSV as RFC 4180 has it', () => {
  const columns = ['a', 'b,c'].map((key) => ({ key, title: key, numeric: false }));
  expect(
    csvOf({
      columns,
      rows: [
        { a: 'say "x"', 'b,c': null },
        { a: 0.1, 'b,c': 'two\nlines' },
      ],
    }),
  ).toBe('a,"b,c"\n"say ""x""",\n0.1,"two\nlines"\n');
});

test('a graph is laid out with every node once and arrows to the right', () => {
  const nodes = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, role: 'process', observed: true }));
  const edge = fc.tuple(fc.nat(4), fc.nat(4)).filter(([i, j]) => i < j);
  fc.assert(
    fc.property(fc.uniqueArray(edge, { selector: String }), (pairs) => {
      const edges = pairs.map(([i, j]) => ({ from: nodes[i]!.name, to: nodes[j]!.name, lagged: false }));
      const { layers, ways } = layoutOf({ nodes, edges });
      const layer = (name: string) => layers.findIndex((places) => places.includes(name));
      expect(
        layers
          .flat()
          .filter((name) => nodes.some((node) => node.name === name))
          .toSorted(),
      ).toEqual(['a', 'b', 'c', 'd', 'e']);
      for (const { from, to, through } of ways) {
        const at = [from, ...through, to].map(layer);
        for (const [i, place] of at.slice(1).entries()) expect(place).toBe(at[i]! + 1);
      }
    }),
  );
  const circle = [
    { from: 'a', to: 'b', lagged: false },
    { from: 'b', to: 'a', lagged: false },
  ];
  expect(layoutOf({ nodes, edges: circle }).layers.flat()).toContain('a');
});

test('no level is rounded to certainty', () => {
  const data = { ...madeUp, study: { ...madeUp.study, levels: [0.8, 0.995] } };
  expect(provenance(data).textContent).toContain('80 %, 99.5 %');
  const choices = choicesOf(data);
  const bar = filterBar(
    choices,
    allOf(choices),
    () => document.createElement('i'),
    () => {},
  );
  expect([...bar.querySelectorAll('#level option')].map(({ textContent }) => textContent)).toEqual(['80 %', '99.5 %']);
});

test('the charts of a world draw, and have tables', () => {
  const ink = { text: '#000', muted: '#444', grid: '#ddd', surface: '#fff', accent: '#00f' };
  const around = { document, width: 600, color: () => '#00f', symbol: () => 'circle', ink };
  const charts = worldCharts(madeUp.worlds[0]!, 0);
  expect(charts.map(({ title }) => title)).toHaveLength(4);
  for (const { draw, table } of charts) {
    expect(draw(around)!.querySelectorAll('img')).toHaveLength(0);
    expect(table().rows.length).toBeGreaterThan(0);
  }
});
