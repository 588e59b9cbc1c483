import { expect, test } from 'vitest';
import { loadScenario } from '../../scenario/load.node.ts';
import { resolveWorld } from '../../scenario/scenario.ts';
import { estimatedCurve } from './estimatedCurve.ts';
import { longRun, spendGrid, trueCurve } from './trueCurve.ts';

const spend = spendGrid(200);
const bent = (x: number) => 1 - Math.exp(-0.02 * x);
// weights 1, 1/2, 1/4: they sum to 1.75
const curves = {
  adstock: { curve: 'geometric', parameters: [0.5], maxLag: 3, normalize: false },
  saturation: { curve: 'exponential', parameters: [0.02] },
};

test('constant spend: what saturates first is then carried over, and the other way round', () => {
  const first = longRun(spend, { ...curves, order: 'saturation-first' }, 3);
  const last = longRun(spend, { ...curves, order: 'adstock-first' }, 3);
  for (const [i, x] of spend.entries()) {
    expect(first[i]).toBeCloseTo(3 * 1.75 * bent(x), 4);
    expect(last[i]).toBeCloseTo(3 * bent(1.75 * x), 4);
  }
});

test('a fit on curves that it was given has their order and weights', () => {
  const settings = { media: { given: { tv: { ...curves, order: 'saturation-first' } } } };
  const estimate = { status: 'ok', effects: [], fitted: new Float64Array(), diagnostics: {} } as const;
  const parameters = [{ name: 'tv', value: 3 }];
  expect(estimatedCurve({ use: 'ols', settings }, { ...estimate, parameters }, 'tv', spend, 200)).toEqual(
    longRun(spend, { ...curves, order: 'saturation-first' }, 3),
  );
});

test('the true curve has its arrow’s order', () => {
  const world = resolveWorld(loadScenario('saturation-first'));
  const own = {
    ...world,
    nodes: world.nodes.map((node) => ({ ...node, terms: node.terms.map((term) => ({ ...term, ...curves })) })),
  };
  const curve = trueCurve(own, 'tv', spend)!;
  for (const [i, x] of spend.entries()) expect(curve[i]).toBeCloseTo(150 * 1.75 * bent(x), 2);
});

test.each(['time-varying-effect', 'daily-observed-weekly'])('%s has no single true curve', (name) => {
  const world = resolveWorld(loadScenario(name));
  const channels = world.nodes.filter(({ role }) => role === 'spend');
  expect(channels.length).toBeGreaterThan(0);
  for (const { name: channel } of channels) expect(trueCurve(world, channel, spend)).toBeNull();
});
