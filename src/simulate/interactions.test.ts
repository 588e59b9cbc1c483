import { expect, test } from 'vitest';
import { sum } from '../core/stats.ts';
import type { EstimandRequest } from '../dataset/estimand.ts';
import type { Interaction, World } from '../scenario/world.ts';
import { compileWorld, simulate } from './simulate.ts';
import { geometric, hill, node, spend, term, world } from './worlds.fixture.ts';

const draw = { seed: 9, replicate: 0, periods: 20 };
const run = (given: World, requests: readonly EstimandRequest[]) =>
  simulate(compileWorld(given), { ...draw, requests });

/** y = 500 + 100·f(tv) + 60·g(search) + effect·f(tv)·g(search), f and g of Hill. */
const pair = (interactions: readonly Interaction[]) =>
  world([
    spend('tv', 40),
    spend('search', 20),
    node('y', 'outcome', {
      base: [{ kind: 'level', value: 500 }],
      noise: [{ kind: 'normal', sd: 5 }],
      terms: [term('tv', 100, hill(40, 1)), term('search', 60, hill(20, 1))],
      interactions,
    }),
  ]);
const f = (x: number) => x / (x + 40);
const g = (x: number) => x / (x + 20);

test.each([80, -50])('an interaction of %s counts in full for each of the two, on the bent responses', (effect) => {
  const { dataset, truth } = run(pair([{ between: ['tv', 'search'], effect }]), [
    { kind: 'contribution' },
    { kind: 'roas.attributed' },
  ]);
  const [tv, search] = dataset.channels.map((channel) => channel.spend.window);
  const together = sum(tv!.map((x, t) => effect * f(x) * g(search![t]!)));
  const alone = [sum(tv!.map((x) => 100 * f(x))), sum(search!.map((x) => 60 * g(x)))];
  const short = (value: number) => String(Number(value.toPrecision(4)));
  for (const c of [0, 1]) {
    const { value, note } = truth.effects[c]!;
    expect(value).toBeCloseTo(alone[c]! + together, 8);
    const partner = ['search', 'tv'][c]!;
    expect(note).toBe(
      `not additive: interaction with ${partner}; it contributes ${short(alone[c]! + together)} beside the other channels, ${short(alone[c]!)} without them`,
    );
    const spent = sum(dataset.channels[c]!.spend.window);
    expect(truth.effects[2 + c]!.value).toBeCloseTo((alone[c]! + together) / spent, 10);
  }
});

test('an interaction of 0 is the additive world, to the bit and without a note', () => {
  const requests = [{ kind: 'contribution' }, { kind: 'roas.direct' }, { kind: 'roas.attributed' }] as const;
  const [none, zero] = [pair([]), pair([{ between: ['tv', 'search'], effect: 0 }])].map((w) => run(w, requests));
  expect(zero!.dataset.digest).toBe(none!.dataset.digest);
  expect(zero!.truth.effects).toEqual(none!.truth.effects);
  for (const { note } of zero!.truth.effects) expect(note).toBeUndefined();
});

test('its effect is among the generating parameters', () => {
  const { parameters } = run(pair([{ between: ['tv', 'search'], effect: 80 }]), []).truth;
  expect(parameters).toMatchObject({ 'y.tv*search.effect': 80, 'y.tv.effect': 100 });
});

test('without their own effects two channels can still bring something together', () => {
  const nodes = pair([{ between: ['search', 'tv'], effect: 30 }]).nodes.map((each) => ({
    ...each,
    terms: each.terms.map((arrow) => ({ ...arrow, effect: 0 })),
  }));
  const { dataset, truth } = run(world(nodes), [{ kind: 'contribution' }]);
  const [tv, search] = dataset.channels.map((channel) => channel.spend.window);
  const together = sum(tv!.map((x, t) => 30 * f(x) * g(search![t]!)));
  expect(truth.effects.map(({ value }) => value!.toPrecision(9))).toEqual(Array(2).fill(together.toPrecision(9)));
  expect(truth.effects[0]!.note).toMatch(/, 0 without them$/);
});

test('carryover acts in a product as it does alone', () => {
  const carried = world([
    spend('tv', 40),
    spend('search', 20),
    node('y', 'outcome', {
      terms: [term('tv', 0, geometric(0.5, 2)), term('search', 0, { lag: 1 })],
      interactions: [{ between: ['tv', 'search'], effect: 3 }],
    }),
  ]);
  const { dataset } = run(carried, []);
  const [tv, search] = dataset.channels.map((channel) => channel.spend.window);
  for (let t = 1; t < draw.periods; t++)
    expect(dataset.outcome.values[t]).toBeCloseTo(((3 * (2 * tv![t]! + tv![t - 1]!)) / 3) * search![t - 1]!, 8);
});

test('where a channel feeds its partner, the split into direct and mediated depends on the order, and both are given', () => {
  const fed = world([
    spend('tv', 40),
    spend('search', 5, { scale: [], terms: [term('tv', 0.5)] }),
    node('y', 'outcome', {
      base: [{ kind: 'level', value: 500 }],
      terms: [term('tv', 2), term('search', 1)],
      interactions: [{ between: ['tv', 'search'], effect: 0.1 }],
    }),
  ]);
  const { dataset, truth } = run(fed, [{ kind: 'roas.mediated' }, { kind: 'roas.direct' }, { kind: 'contribution' }]);
  const tv = dataset.channels[0]!.spend.window;
  // search is 5 + tv/2; off: tv is 0, so the product is; on: search falls by tv/2 beside tv as it is
  const off = sum(tv.map((x) => 0.5 * x));
  const on = sum(tv.map((x) => 0.5 * x + 0.1 * x * 0.5 * x));
  const short = (value: number) => String(Number(value.toPrecision(4)));
  expect(truth.effects[0]!.value).toBeCloseTo(off / sum(tv), 9);
  expect(truth.effects[0]!.note).toBe(
    `order matters: the mediated contribution is ${short(off)} with the channel off, ${short(on)} with it on; not additive: interaction with search`,
  );
  const direct = sum(tv.map((x) => 2 * x + 0.1 * x * (5 + 0.5 * x)));
  expect(truth.effects[2]!.value).toBeCloseTo(direct / sum(tv), 9);
  expect(truth.effects[4]!.value).toBeCloseTo(direct + off, 8);
});

test('an interaction without a response to bend is refused', () => {
  const nodes = pair([{ between: ['tv', 'radio'], effect: 1 }]);
  expect(() => compileWorld(nodes)).toThrow('nodes.y.interactions: "radio" has no response that interacts');
});
