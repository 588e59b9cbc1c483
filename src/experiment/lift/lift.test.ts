import { expect, test } from 'vitest';
import { mean, sd } from '../../core/stats.ts';
import type { LiftTest } from '../../estimate/liftTests/settings.ts';
import { loadScenario } from '../../scenario/load.node.ts';
import { resolveWorld } from '../../scenario/scenario.ts';
import type { World } from '../../scenario/world.ts';
import { compileWorld, simulate } from '../../simulate/simulate.ts';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { parseStudy } from '../study/study.ts';
import { checkLiftRequest } from './request.ts';
import { withLiftTests } from './withLiftTests.ts';

const worlds = new Map<string, World>();
const worldOf = (name: string): World => {
  const world = worlds.get(name) ?? resolveWorld(loadScenario(name));
  worlds.set(name, world);
  return world;
};
const item: LiftTest & { readonly se: number } = {
  channel: 'search',
  window: [20, 31],
  tail: 0,
  scale: 0,
  use: 'likelihood',
  design: 'known-noise',
  se: 50,
};
type Test = LiftTest & { readonly effect: number; readonly cost: { readonly spend_saved: number } };

const resolved = (tests: readonly object[], replicate = 0, name = 'confounded-linear'): readonly Test[] => {
  const cell = { world: worldOf(name), periods: 40 };
  const { lift_tests } = withLiftTests({ lift_tests: tests }, cell, { seed: 3, replicate }) as { lift_tests: Test[] };
  return lift_tests;
};

test('results are the replayed truth and the test’s own normal noise; more error errs to the same side', () => {
  const model = compileWorld(worldOf('confounded-linear'));
  const requests = [{ kind: 'contribution', window: [20, 31], tail: 0 }] as const;
  const z = Array.from({ length: 200 }, (_, replicate) => {
    const { truth } = simulate(model, { seed: 3, replicate, periods: 40, requests });
    const true_ = truth.effects.find(({ estimand }) => estimand.channel === 'search')!.value!;
    const [one] = resolved([item], replicate);
    const [wide] = resolved([{ ...item, se: 500 }], replicate);
    const [biased] = resolved([{ ...item, bias: 0.2 }], replicate);
    expect((wide!.effect - true_) / 500).toBeCloseTo((one!.effect - true_) / 50, 9);
    expect(biased!.effect - one!.effect).toBeCloseTo(0.2 * true_, 9);
    expect(one!.cost.spend_saved).toBeCloseTo(true_, 9); // a dollar brings a dollar there
    return (one!.effect - true_) / 50;
  });
  // fixed seed: 200 standard normals
  expect(Math.abs(mean(z))).toBeLessThan(0.25);
  expect(Math.abs(sd(z) - 1)).toBeLessThan(0.2);
});

test('equal tests err apart, whether repeated or written twice, and a measured one is left alone', () => {
  const twice = resolved([{ ...item, repeat: 2 }]);
  const written = resolved([item, { ...item, bias: 0 }]);
  expect(twice.map(({ effect }) => effect)).toEqual(written.map(({ effect }) => effect));
  expect(twice[0]!.effect).not.toBe(twice[1]!.effect);
  const measured = { channel: 'tv', window: [0, 3], tail: 0, scale: 0, use: 'likelihood', effect: 5, se: 1 };
  expect(resolved([measured, item])[0]).toEqual(measured);
  const untouched = { media: 'default', lift_tests: [measured] };
  expect(withLiftTests(untouched, { world: worldOf('clean'), periods: 40 }, { seed: 1, replicate: 0 })).toBe(untouched);
});

test('raising spend is seen as a positive effect', () => {
  const [up] = resolved([{ ...item, scale: 2, se: 1e-9 }]);
  const [off] = resolved([{ ...item, se: 1e-9 }]);
  expect(up!.effect / off!.effect).toBeCloseTo(1, 9); // straight lines
});

const study = (arms: string, scenario = 'confounded-linear') =>
  parseStudy(
    `{ name: lift, scenarios: [${scenario}], periods: 40, estimators: { ${arms} }, replicates: 4, levels: [0.8], seed: 5 }`,
    'lift.yaml',
  );
const linear = (test: string) =>
  `a: { use: bayesian-linear, lift_tests: [{ channel: search, window: [20, 31], ${test} }] }`;

test('arms are named by what is swept and say what they were told', async () => {
  const { arms } = await planStudy(
    study(linear('design: known-noise, se: { each: [50, 25] }, repeat: { each: [1, 4] }')),
    nodeSurroundings('.'),
  );
  expect(arms.map(({ name }) => name)).toEqual([
    'a[se=50,repeat=1]',
    'a[se=50,repeat=4]',
    'a[se=25,repeat=1]',
    'a[se=25,repeat=4]',
  ]);
  expect(arms[0]!.told).toEqual(['lift_tests']);
});

test('results do not depend on what was asked before, nor on what else is', () => {
  const geo = { ...item, design: 'geo-lift', se: undefined, window: [20, 27] };
  const alone = [0, 1].map((replicate) => resolved([geo], replicate, 'geo-targeting'));
  resolved([item]);
  const again = [1, 0].map((replicate) => resolved([item, { ...geo, tail: 2 }, geo], replicate, 'geo-targeting')[2]);
  expect(again).toEqual([alone[1]![0], alone[0]![0]]);
  expect(alone[0]![0]!.effect).not.toBe(alone[1]![0]!.effect);
});

test.each([
  [
    linear('design: geo-lift'),
    'confounded-linear',
    'geo-lift needs a world with 4 geos or more; confounded-linear has 1',
  ],
  [linear('design: geo-lift, before: 30'), 'geo-targeting', 'compares with 30 periods before the window; there are 20'],
  [linear('design: known-noise, se: 0'), 'clean', 'lift_tests.0.se'],
  [linear('design: known-noise, se: 1, scale: 1'), 'clean', 'a test must change spend'],
  [linear('effect: 3, se: 1').replace('search', 'serch'), 'clean', 'did you mean "search"'],
  [
    linear('effect: 3, se: 1').replace('[20, 31]', '[20, 40]'),
    'clean',
    '[20, 40] is not in the data; allowed is 0 to 39',
  ],
  [
    'a: { use: bayesian-linear, lift_tests: [{ channel: media, window: [1, 2], design: geo-lift }] }'.replace(
      'media',
      'tv',
    ),
    'geo-national-media',
    'tv is bought for all geos at once',
  ],
])('%s in %s is one clear line', async (arms, scenario, message) => {
  const failed = await planStudy(study(arms, scenario), nodeSurroundings('.')).catch((error: Error) => error);
  expect(String(failed)).toContain(message);
  expect((failed as Error).message.split('\n')).toHaveLength(1);
});

test('a recorded world cannot be replayed', () => {
  const recording = { folder: '.', data: {} as never, datasets: [] };
  expect(() => checkLiftRequest({ lift_tests: [item] }, { world: worldOf('clean'), recording })).toThrow(
    'lift_tests.0.design: known-noise needs a simulated world; in a recorded one, state the effect and se of a test that was run',
  );
});
