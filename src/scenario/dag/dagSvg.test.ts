import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listScenarios, loadScenario } from '../load.node.ts';
import { parseScenario, resolveWorld } from '../scenario.ts';
import { dagSvg } from './dagSvg.ts';
import { apart } from './place.ts';

type Rect = { readonly name: string; readonly x: number; readonly y: number; readonly w: number; readonly h: number };

/** Boxes of the nodes, as drawn. */
function boxesIn(svg: string): readonly Rect[] {
  const pattern =
    /<rect x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)" rx="\d+"\/><text[^>]*>([^<]+)</g;
  return [...svg.matchAll(pattern)].map(([, x, y, w, h, name]) => ({ name: name!, x: +x!, y: +y!, w: +w!, h: +h! }));
}

/** First and last point of every arrow. */
function arrowsIn(svg: string): readonly (readonly [readonly number[], readonly number[]])[] {
  return [...svg.matchAll(/<path class="arrow[^"]*" d="M([^"]+)"/g)].map(([, d]) => {
    const points = d!.split(/[ CL]+/).map((pair) => pair.split(',').map(Number));
    return [points[0]!, points.at(-1)!] as const;
  });
}

const onBorder = ([px, py]: readonly number[], { x, y, w, h }: Rect): boolean => {
  const within = px! >= x - 0.2 && px! <= x + w + 0.2 && py! >= y - 0.2 && py! <= y + h + 0.2;
  const near = Math.min(Math.abs(px! - x), Math.abs(px! - x - w), Math.abs(py! - y), Math.abs(py! - y - h));
  return within && near <= 0.2;
};

test.each(listScenarios())('%s: no two nodes overlap, all are on the page, arrows go from border to border', (name) => {
  const svg = dagSvg(resolveWorld(loadScenario(name)));
  const boxes = boxesIn(svg);
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!;
  expect(boxes.length).toBeGreaterThan(1);
  for (const [i, a] of boxes.entries()) {
    expect(a.x >= 0 && a.y >= 0 && a.x + a.w <= Number(width) && a.y + a.h <= Number(height)).toBe(true);
    for (const b of boxes.slice(0, i))
      expect(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y).toBe(true);
  }
  const arrows = arrowsIn(svg);
  expect(arrows.length).toBeGreaterThan(0);
  for (const [tail, head] of arrows) {
    expect(boxes.some((box) => onBorder(tail, box))).toBe(true);
    expect(boxes.some((box) => onBorder(head, box))).toBe(true);
  }
});

test('roles, lags, what is hidden, and words for who cannot see it', () => {
  const svg = dagSvg(resolveWorld(loadScenario('brand-stock')));
  expect(svg).toContain('<g class="mediator latent">');
  expect(svg).toContain('<g class="outcome">');
  expect(svg).toMatch(/<text class="lag"[^>]*>lag 1<\/text>/);
  expect(svg).toMatch(/<text class="lag"[^>]*>0–12<\/text>/);
  expect(svg).toContain('<title id="title">Causal graph of brand-stock</title>');
  expect(svg).toContain('brand acts on brand (lag 1)');
  expect(svg).toContain('Hidden: brand.');
});

test('no text of a scenario becomes markup', () => {
  const text = `name: "a<b>&c"\nabout: A world.\nperiod: week\nnodes:
  tv: { spend: { mean: 5, noise: { normal: 1 } } }
  sales: { outcome: { level: 9, noise: { normal: 1 } }, responses: { tv: { effect: 1 } } }\n`;
  const world = { ...resolveWorld(parseScenario(text.replace('"a<b>&c"', 'abc'), 'w.yaml')), name: 'a<b>&"c' };
  expect(dagSvg(world)).toContain('Causal graph of a&lt;b&gt;&amp;&quot;c<');
});

test('places: in order, apart, and where they were wanted if there is room', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: 1, max: 20 })), { minLength: 1 }),
      (items) => {
        const [wanted, sizes] = [items.map(([w]) => w), items.map(([, s]) => s)];
        const found = apart(wanted, sizes);
        const free = wanted.every((w, i) => i === 0 || w - wanted[i - 1]! >= (sizes[i - 1]! + sizes[i]!) / 2);
        for (let i = 1; i < found.length; i++)
          expect(found[i]! - found[i - 1]!).toBeGreaterThanOrEqual((sizes[i - 1]! + sizes[i]!) / 2 - 1e-9);
        if (free) for (const [i, w] of wanted.entries()) expect(found[i]).toBeCloseTo(w, 9);
        // least squares: moving all of them together brings nothing
        const residual = found.reduce((sum, at, i) => sum + at - wanted[i]!, 0);
        expect(Math.abs(residual)).toBeLessThan(1e-6);
      },
    ),
  );
});
