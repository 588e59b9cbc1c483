import { expect, test } from 'vitest';
import { normalQuantile } from '../core/distributions.ts';
import { exp, log } from '../core/math.ts';
import { openStream } from '../core/random/stream.ts';
import { quantileSorted, sd } from '../core/stats.ts';
import type { EffectScore } from '../score/types.ts';
import { summaryErrors } from './summaryErrors.ts';

const levels = [0.8, 0.95];
const draws = 400;

/** What a row keeps of a fit whose posterior draws are independent; the median's error from its exact density. */
function fit(values: Float64Array, mcse: number): EffectScore {
  const sorted = values.toSorted();
  return {
    point: quantileSorted(sorted, 0.5),
    se: sd(sorted),
    intervals: levels.map(
      (level) => [quantileSorted(sorted, (1 - level) / 2), quantileSorted(sorted, (1 + level) / 2)] as const,
    ),
    mcse,
  };
}

test.each([
  ['normal', 0, 'normal'],
  ['slightly skewed', 0.2, 'skewed'],
  ['as skewed as ROAS under a wide prior', 0.6, 'skewed'],
] as const)('differences of summaries vary as their errors say: %s', (_, s, kind) => {
  const stream = openStream(['summary-errors', kind, String(s)]);
  // x = c + e^u; its density at the median, where u = 0, is 1/(s√2π)
  const draw = (): number =>
    kind === 'normal' ? normalQuantile(stream.uniform()) : exp(s * normalQuantile(stream.uniform()));
  const mcse = (Math.sqrt(Math.PI / 2) * (kind === 'normal' ? 1 : s)) / Math.sqrt(draws);
  const fits = 1500;
  const squares = new Array<number>(6).fill(0);
  for (let i = 0; i < fits; i++) {
    const [x, y] = [0, 1].map(() => fit(Float64Array.from({ length: draws }, draw), mcse)) as [
      EffectScore,
      EffectScore,
    ];
    const errors = summaryErrors(x, y, levels, { ends: 1, spread: 1 });
    const all = (one: EffectScore) => [one.point, one.se!, ...one.intervals.flat()];
    const [mine, others] = [all(x), all(y)];
    mine.forEach((value, k) => {
      const z = (value - others[k]!) / errors[k]!;
      squares[k]! += (z * z) / fits;
    });
  }
  // the root of a mean of 1,500 squares is good to 2 %
  for (const square of squares) expect(Math.abs(log(Math.sqrt(square)))).toBeLessThan(0.06);
});

test('without intervals the errors are those of a normal posterior', () => {
  const one: EffectScore = { point: 1, se: 0.5, intervals: [], mcse: 0.03 };
  const [point, se] = summaryErrors(one, { ...one, mcse: 0.04 }, [], { ends: 1, spread: 1 });
  expect(point).toBeCloseTo(0.05, 14);
  expect(se! / point!).toBeCloseTo(Math.sqrt(1 / 2) / Math.sqrt(Math.PI / 2), 14);
});
