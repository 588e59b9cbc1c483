import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { World } from '../../scenario/world.ts';
import { worlds } from '../arbitrary.fixture.ts';
import { compileWorld, simulate } from '../simulate.ts';
import { node, spend, term, world } from '../worlds.fixture.ts';
import { half, jointOf } from './draw.fixture.node.ts';
import { isSeparable } from './separable.ts';

const periods = 8;
const anyWorld = fc.oneof(
  worlds({ feedback: false, bends: false }),
  worlds({ feedback: false, bends: true }),
  worlds({ feedback: true, bends: true, rich: 'linear' }),
  worlds({ feedback: false, bends: true, rich: 'log' }),
);
const scale = fc.double({ min: 0, max: 2, noNaN: true });

test('one channel off and all else held is minus its direct contribution, as the truth of effects has it', () => {
  fc.assert(
    fc.property(anyWorld, (given) => {
      const joint = jointOf(given, periods, { ...half, effects: 'direct' });
      const requests = [{ kind: 'contribution.direct', tail: joint.tail }] as const;
      const { effects } = simulate(compileWorld(given), { seed: 5, replicate: 0, periods, requests }).truth;
      const all = joint.channels.map(() => 1);
      const size = Math.max(...effects.map(({ value }) => Math.abs(value!)), joint.valueAt(all), 1);
      joint.channels.forEach((channel, i) => {
        const without = joint.valueAt(all.map((one, j) => (j === i ? 0 : one)));
        const known = effects.find(({ estimand }) => estimand.channel === joint.model.nodes[channel]!.name)!.value!;
        expect(Math.abs(joint.valueAt(all) - without - known)).toBeLessThanOrEqual(1e-9 * size);
      });
    }),
    { numRuns: 40 },
  );
});

test('where the equations say that channels do not meet, what they bring adds up', () => {
  let [apart, joined] = [0, 0];
  fc.assert(
    fc.property(
      anyWorld,
      scale,
      scale,
      fc.constantFrom('total' as const, 'direct' as const),
      (given, a, b, effects) => {
        const { valueAt, aloneAt, model, route, channels } = jointOf(given, periods, { ...half, effects });
        fc.pre(channels.length === 2);
        if (!isSeparable(model, route)) {
          joined += 1;
          return;
        }
        apart += 1;
        const [both, one, other] = [valueAt([a, b]), valueAt([a, 0]), valueAt([0, b])];
        const first = aloneAt(0);
        expect(Math.abs(one - (first(a) - first(0)))).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(one)));
        expect(Math.abs(both - one - other)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(one) + Math.abs(other)));
      },
    ),
    { numRuns: 150 },
  );
  expect(Math.min(apart, joined)).toBeGreaterThan(10);
});

/** tv makes visits and search happen; visits and search sell. */
const funnel: World = world([
  spend('tv', 10, { scale: [] }),
  spend('search', 1, { scale: [], terms: [term('tv', 0.5)] }),
  node('visits', 'mediator', { base: [{ kind: 'level', value: 3 }], terms: [term('tv', 2)] }),
  node('y', 'outcome', {
    base: [{ kind: 'level', value: 9 }],
    terms: [term('tv', 1), term('visits', 4), term('search', 5)],
  }),
]);

test('by hand: what is decided is bought as decided, unpaid mediators respond, or are held', () => {
  // a period: tv 10, search 1 + 5 = 6, visits 23; a unit of tv sells 1 by itself and 2·4 by visits
  const { spend: spent, valueAt } = jointOf(funnel, periods);
  expect(spent).toEqual([80, 48]);
  expect(valueAt([2, 0.5])).toBeCloseTo(periods * (20 * 9 + 3 * 5), 9);
  expect(valueAt([0, 0])).toBe(0);
  const held = jointOf(funnel, periods, { ...half, effects: 'direct' });
  expect(held.valueAt([2, 0.5])).toBeCloseTo(periods * (20 * 1 + 3 * 5), 9);
});

test('a part of the window: spend outside of it is as it was', () => {
  const { spend: spent, valueAt } = jointOf(funnel, periods, { ...half, window: [2, 4] });
  expect(spent).toEqual([30, 18]);
  expect(valueAt([2, 0.5])).toBeCloseTo(3 * (20 * 9 + 3 * 5), 9);
});

test('products, a floor and an exp where channels have met are seen; of one channel alone they are not', () => {
  const said = (outcome: Partial<World['nodes'][number]>) => {
    const nodes = funnel.nodes.map((each) => (each.name === 'y' ? { ...each, ...outcome } : each));
    const { model, route } = jointOf({ ...funnel, nodes }, periods);
    return isSeparable(model, route);
  };
  expect(said({})).toBe(true);
  expect(said({ interactions: [{ between: ['tv', 'search'], effect: 0.1 }] })).toBe(false);
  expect(said({ interactions: [{ between: ['tv', 'visits'], effect: 0.1 }] })).toBe(true);
  expect(said({ floor: 0 })).toBe(false);
  expect(said({ link: 'log' })).toBe(false);
});
