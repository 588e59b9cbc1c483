import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scaleOver, ticksOf } from './scale.ts';

const finite = fc.double({ min: -1000, max: 1000, noNaN: true });

test('ticks are round, inside, in order, and about as many as asked', () => {
  expect(ticksOf(0, 2.3, 5)).toEqual([0, 0.5, 1, 1.5, 2]);
  expect(ticksOf(-30, 210, 4)).toEqual([0, 100, 200]);
  fc.assert(
    fc.property(
      finite,
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.integer({ min: 2, max: 12 }),
      (least, span, count) => {
        const ticks = ticksOf(least, least + span, count);
        expect(ticks.length).toBeLessThanOrEqual(count + 1);
        for (const [i, tick] of ticks.entries()) {
          expect(tick).toBeGreaterThanOrEqual(least - 1e-6 * Math.max(1, Math.abs(least)));
          expect(tick).toBeLessThanOrEqual(least + span + 1e-6 * Math.max(1, Math.abs(least + span)));
          if (i > 0) expect(tick).toBeGreaterThan(ticks[i - 1]!);
        }
      },
    ),
  );
});

test('0, truths and first estimates are always on the scale; one stray estimate in a hundred does not stretch it', () => {
  fc.assert(
    fc.property(fc.array(finite, { minLength: 1 }), fc.array(finite), (kept, estimates) => {
      const { least, most, at } = scaleOver(kept, estimates);
      for (const value of [0, ...kept]) {
        expect(value).toBeGreaterThanOrEqual(least);
        expect(value).toBeLessThanOrEqual(most);
        expect(at(value, 300)).toBeGreaterThanOrEqual(9.99);
        expect(at(value, 300)).toBeLessThanOrEqual(290.01);
      }
    }),
  );
  const stray = [...Array.from({ length: 199 }, (_, i) => 1 + i / 1000), 500];
  expect(scaleOver([1], stray).most).toBeLessThan(1.4);
});
