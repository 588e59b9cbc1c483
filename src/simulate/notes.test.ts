import { expect, test } from 'vitest';
import { sum } from '../core/stats.ts';
import type { EstimandRequest } from '../dataset/estimand.ts';
import type { World, WorldNode } from '../scenario/world.ts';
import { compileWorld, simulate } from './simulate.ts';
import { hill, node, spend, term, world } from './worlds.fixture.ts';

const draw = { seed: 9, replicate: 0, periods: 20 };
const run = (given: World, requests: readonly EstimandRequest[]) =>
  simulate(compileWorld(given), { ...draw, requests });
const level = (value: number) => ({ base: [{ kind: 'level', value }] }) as const;

test('no spend in the window: the ROAS is missing and says why, the contribution is 0', () => {
  const off = { kind: 'flights', on: 5, off: 5, start: 5, between: 0 } as const;
  const pulsed = world([
    spend('tv', 10, { scale: [off] }),
    node('y', 'outcome', { ...level(50), terms: [term('tv', 2)] }),
  ]);
  const kinds = ['roas.total', 'mroas.total', 'roas.attributed', 'roas.blended', 'contribution'] as const;
  const requests = kinds.map((kind) => ({ kind, window: [0, 4] as const }));
  const { truth } = run(pulsed, requests);
  for (const effect of truth.effects.slice(0, 4)) {
    expect(effect.value).toBeNull();
    expect(effect.note).toBe('no spend in the window (0)');
  }
  expect(truth.effects[4]).toMatchObject({ value: 0 });
});

test('blended ROAS is missing where the channel saves more elsewhere than it costs', () => {
  const saves = world([
    spend('tv', 10),
    spend('search', 100, { scale: [], terms: [term('tv', -2)] }),
    node('y', 'outcome', { ...level(500), terms: [term('tv', 2), term('search', 1)] }),
  ]);
  const { dataset, truth } = run(saves, [{ kind: 'roas.blended' }, { kind: 'roas.net' }]);
  const spent = sum(dataset.channels[0]!.spend.window);
  const [blended, , net] = truth.effects;
  expect(blended!.value).toBeNull();
  expect(blended!.note).toMatch(/^own and induced spend sum to -/);
  expect(Number(blended!.note!.split(' ').at(-1))).toBeCloseTo(spent - 2 * spent, 9);
  // (2 − 2·1) of sales, and 2 saved
  expect(net!.value).toBeCloseTo(2, 9);
});

/** The direct and the mediated path meet in `visits`, which is not held and saturates. */
const interacting = world([
  spend('tv', 20),
  spend('search', 5, { scale: [], terms: [term('tv', 1)] }),
  node('visits', 'mediator', { terms: [term('tv', 1), term('search', 1)] }),
  node('y', 'outcome', { ...level(500), terms: [term('visits', 100, hill(30, 1))] }),
]);

test('where paths meet on a curve, the split depends on the order, and the note gives both', () => {
  const { dataset, truth } = run(interacting, [{ kind: 'contribution' }, { kind: 'roas.mediated', held: [] }]);
  const tv = dataset.channels[0]!.spend.window;
  const f = (visits: number) => (100 * visits) / (visits + 30);
  // search is tv + 5; off: search falls while tv is 0; on: search falls while tv runs
  const off = sum(tv.map((x) => f(x + 5) - f(5)));
  const on = sum(tv.map((x) => f(x + x + 5) - f(x + 5)));
  const mediated = truth.effects[2]!;
  expect(mediated.value! * sum(tv)).toBeCloseTo(off, 8);
  expect(mediated.note).toBe(
    `order matters: the mediated contribution is ${Number(off.toPrecision(4))} with the channel off, ${Number(on.toPrecision(4))} with it on`,
  );
  expect(truth.effects[0]!.note).toBeUndefined();
});

test('no such note where the outcome is additive, saturating mediators or not', () => {
  const nodes = interacting.nodes.map(
    (each): WorldNode => (each.name === 'visits' ? { ...each, terms: [term('search', 1, hill(10, 2))] } : each),
  );
  const direct = world([...nodes.slice(0, 3), { ...nodes[3]!, terms: [...nodes[3]!.terms, term('tv', 3)] }]);
  for (const { note } of run(direct, [{ kind: 'roas.mediated' }, { kind: 'roas.direct' }]).truth.effects)
    expect(note).toBeUndefined();
});

test('the truth is the expectation over multiplicative noise of the outcome: effect × 1, whatever was drawn', () => {
  const noisy = world([
    spend('tv', 20),
    node('y', 'outcome', {
      ...level(100),
      scale: [
        { kind: 'lognormal', sd: 0.5 },
        { kind: 'flights', on: 1, off: 1, start: 0, between: 0.5 },
      ],
      noise: [{ kind: 'normal', sd: 3 }],
      terms: [term('tv', 4)],
    }),
  ]);
  const { dataset, truth } = run(noisy, [{ kind: 'contribution' }, { kind: 'roas.attributed' }]);
  const tv = dataset.channels[0]!.spend.window;
  tv.forEach((x, t) => {
    expect(truth.effects[0]!.perPeriod![t]).toBeCloseTo(4 * x * (t % 2 === 0 ? 1 : 0.5), 10);
  });
  expect(truth.effects[1]!.value).toBeCloseTo(truth.effects[0]!.value! / sum(tv), 12);
  expect(truth.effects[0]!.note).toBeUndefined();
  // the data keep their noise
  expect(dataset.outcome.values[0]).not.toBeCloseTo(100 + 4 * tv[0]!, 1);
});

test('where noise cannot be averaged in closed form, the truth is given the draw and says so', () => {
  const floored = world([
    spend('tv', 20),
    node('y', 'outcome', { ...level(-40), floor: 0, noise: [{ kind: 'normal', sd: 20 }], terms: [term('tv', 2)] }),
  ]);
  const { dataset, truth } = run(floored, [{ kind: 'contribution' }]);
  expect(truth.effects[0]!.note).toBe('given this draw of the outcome’s noise, as its floor binds');
  // never more than the floor leaves
  expect(truth.effects[0]!.value).toBeLessThanOrEqual(sum(dataset.outcome.values) + 1e-9);

  const fed = world([
    spend('tv', 20, { terms: [term('y', 0.1, { lag: 1 })] }),
    spend('search', 20, { terms: [term('y', 0.1, { lag: 1 })] }),
    node('y', 'outcome', {
      ...level(40),
      scale: [{ kind: 'lognormal', sd: 0.2 }],
      terms: [term('tv', 1), term('search', 1)],
    }),
  ]);
  expect(run(fed, [{ kind: 'roas.total' }]).truth.effects[0]!.note).toMatch(/multiplicative noise, as it feeds back$/);
});
