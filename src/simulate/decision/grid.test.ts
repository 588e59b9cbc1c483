import { expect, test } from 'vitest';
import { sum } from '../../core/stats.ts';
import { jointOf, shipped } from './draw.fixture.node.ts';
import { bestOfGrid, bounds, wanted } from './grid.fixture.ts';
import { trueOptimum } from './optimum.ts';
import { isSeparable } from './separable.ts';

/** A function of one scale from a fine table: straight lines between 6,000 places miss a smooth curve by some 1e-8. */
function looked(curve: (scale: number) => number): (scale: number) => number {
  const n = 6000;
  const table = Float64Array.from({ length: n + 1 }, (_, k) => curve(bounds[0] + ((bounds[1] - bounds[0]) * k) / n));
  return (scale) => {
    const place = Math.min(n, Math.max(0, ((scale - bounds[0]) / (bounds[1] - bounds[0])) * n));
    const k = Math.min(n - 1, Math.floor(place));
    return table[k]! + (place - k) * (table[k + 1]! - table[k]!);
  };
}

test.each(['saturation-s-shaped', 'confounded-funnel'])('%s: as good as the best of 500,000 splits', (name) => {
  const joint = jointOf(shipped(name), 13);
  const { spend, valueAt, model, route } = joint;
  expect(isSeparable(model, route)).toBe(true);
  const all = [1, 1, 1];
  const ones = valueAt(all);
  const curves = spend.map((_, c) => looked((scale) => valueAt(all.map((one, i) => (i === c ? scale : one))) - ones));
  const { best, count } = bestOfGrid(spend, (scales) => ones + sum(scales.map((scale, c) => curves[c]!(scale))));
  expect(count).toBeGreaterThan(wanted);
  const found = valueAt(trueOptimum(joint, true, 1, bounds, all));
  // the grid's step costs at most some millionths, the search less
  expect(found / best).toBeGreaterThan(1 - 1e-6);
  expect(found / best).toBeLessThan(1 + 1e-4);
});
