import { expect, test } from 'vitest';
import { jointOf, shipped } from './draw.fixture.node.ts';
import { bestOfGrid, bounds, wanted } from './grid.fixture.ts';
import { trueOptimum } from './optimum.ts';
import { isSeparable } from './separable.ts';

test('synergy: with an interaction, as good as the best of 500,000 splits', () => {
  const joint = jointOf(shipped('synergy'), 2);
  const { spend, valueAt, model, route } = joint;
  expect(isSeparable(model, route)).toBe(false);
  const { best, count } = bestOfGrid(spend, valueAt);
  expect(count).toBeGreaterThan(wanted);
  const found = valueAt(trueOptimum(joint, false, 1, bounds, [1, 1, 1]));
  expect(found / best).toBeGreaterThan(1 - 1e-6);
  expect(found / best).toBeLessThan(1 + 1e-4);
});
