import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cos, sin } from '../core/math.ts';
import { together } from './rhythm.ts';

/** The largest correlation, over shifts, that two series of these rhythms have over their common period. */
function meet(a: readonly number[][], b: readonly number[][]): boolean {
  const center = (x: readonly number[]) => x.map((v) => v - x.reduce((s, w) => s + w, 0) / x.length);
  const [u, v] = [a.map(center), b.map(center)];
  return u.some((x) => v.some((y) => Math.abs(x.reduce((s, w, i) => s + w * y[i]!, 0)) > 1e-9));
}
/** Both phases of a wave; one pulse at every shift of a cycle: what any series of the rhythm is made of. */
const basis = (kind: 'wave' | 'cycle', every: number, length: number): number[][] => {
  const series = (f: (t: number) => number) => Array.from({ length }, (_, t) => f(t));
  if (kind === 'wave')
    return [series((t) => sin((2 * Math.PI * t) / every)), series((t) => cos((2 * Math.PI * t) / every))];
  return Array.from({ length: every }, (_, k) => series((t) => (t % every === k ? 1 : 0)));
};
const rhythm = fc.record({
  kind: fc.constantFrom('wave' as const, 'cycle' as const),
  every: fc.integer({ min: 2, max: 12 }),
});

test('rhythms are together just where some of their series correlate over their common period', () => {
  fc.assert(
    fc.property(rhythm, rhythm, (a, b) => {
      const length = a.every * b.every;
      expect(together(a, b)).toBe(meet(basis(a.kind, a.every, length), basis(b.kind, b.every, length)));
    }),
  );
});

test('lines and breaks go together, regions only with regions', () => {
  const line = { kind: 'line' } as const;
  const region = { kind: 'region' } as const;
  expect(together(line, { kind: 'bend' })).toBe(true);
  expect(together(line, { kind: 'wave', every: 52 })).toBe(false);
  expect([together(region, region), together(region, line)]).toEqual([true, false]);
});
