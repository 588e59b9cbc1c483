import { expect, test } from 'vitest';
import { pow } from '../core/math.ts';
import { sum } from '../core/stats.ts';
import { type EstimandRequest, estimandKinds } from '../dataset/estimand.ts';
import type { World } from '../scenario/world.ts';
import { compileWorld, simulate } from './simulate.ts';
import { geometric, hill, node, spend, term, world } from './worlds.fixture.ts';

/** tv drives paid search with carryover, both drive sales with carryover: weights sum to 1, so that gains multiply. */
function chain(given: Partial<World> = {}): World {
  return world(
    [
      spend('tv', 40, { terms: [term('demand', 4)] }),
      spend('search', 60, { terms: [term('tv', 0.35, geometric(0.5, 4)), term('demand', 9, { lag: 1 })] }),
      node('demand', 'process', { latent: true, base: [{ kind: 'ar1', phi: 0.6, sd: 1 }] }),
      node('y', 'outcome', {
        base: [{ kind: 'level', value: 500 }],
        noise: [{ kind: 'normal', sd: 22 }],
        terms: [
          term('tv', 3, geometric(0.4, 8)),
          term('search', 5, { lag: 1, ...geometric(0.2, 3) }),
          term('demand', 90),
        ],
      }),
    ],
    given,
  );
}

const all: readonly EstimandRequest[] = estimandKinds.map((kind) => ({ kind }));
const draw = { seed: 'chains', replicate: 3, periods: 30 };
const pick = (effects: readonly { estimand: { kind: string; channel: string }; value: number | null }[]) =>
  Object.fromEntries(effects.map(({ estimand, value }) => [`${estimand.channel} ${estimand.kind}`, value!]));

test('a linear chain: direct is the arrow, mediated the product along the path, total their sum', () => {
  // the spends’ own multiplicative noise scales what drives them, so the gains are on scale-free chains
  const nodes = chain().nodes.map((each) => (each.name === 'search' ? { ...each, scale: [] } : each));
  const { dataset, truth } = simulate(compileWorld(chain({ nodes })), { ...draw, requests: all });
  const value = pick(truth.effects);
  const spent = dataset.channels.map(({ spend: { window } }) => sum(window));
  const expected = {
    'tv roas.direct': 3,
    'tv roas.mediated': 0.35 * 5,
    'tv roas.total': 3 + 0.35 * 5,
    'tv roas.blended': (3 + 0.35 * 5) / (1 + 0.35),
    'tv roas.net': 3 + 0.35 * 5 - 0.35,
    'tv mroas.total': 3 + 0.35 * 5,
    'tv mroas.direct': 3,
    'tv contribution': (3 + 0.35 * 5) * spent[0]!,
    'tv contribution.direct': 3 * spent[0]!,
    'search roas.total': 5,
    'search roas.direct': 5,
    'search roas.mediated': 0,
    'search mroas.total': 5,
    'search roas.net': 5,
  };
  for (const [name, closed] of Object.entries(expected)) expect(value[name], name).toBeCloseTo(closed, 8);
  // tv: (4 − 1) through search, and 1 + (3 − 1) from there
  expect(truth.tails).toEqual({ tv: 7, search: 3 });
});

test('tails cut the carryover: what a window of one period keeps of it', () => {
  const weights = Array.from({ length: 8 }, (_, l) => pow(0.4, l));
  const total = weights.reduce((a, b) => a + b);
  for (const tail of [0, 2, 7]) {
    const requests: readonly EstimandRequest[] = [{ kind: 'roas.direct', window: [4, 4], tail }];
    const { truth } = simulate(compileWorld(chain()), { ...draw, requests });
    const kept = weights.slice(0, tail + 1).reduce((a, b) => a + b) / total;
    expect(truth.effects[0]!.value, `tail ${tail}`).toBeCloseTo(3 * kept, 8);
  }
});

test('attributed ROAS counts carry-in and not carry-out', () => {
  const requests: readonly EstimandRequest[] = [{ kind: 'roas.attributed', window: [10, 12], tail: 5 }];
  const { dataset, truth } = simulate(compileWorld(chain()), { ...draw, requests });
  const { window } = dataset.channels[0]!.spend;
  const weights = Array.from({ length: 8 }, (_, l) => pow(0.4, l));
  const total = weights.reduce((a, b) => a + b);
  let attributed = 0;
  for (const t of [10, 11, 12]) for (const [l, w] of weights.entries()) attributed += (3 * w * window[t - l]!) / total;
  expect(truth.effects[0]!.value).toBeCloseTo(attributed / sum(window.subarray(10, 13)), 10);
  expect(truth.effects[0]!.estimand.tail).toBe(0);
});

test('a world of named mediators: those not named respond', () => {
  const nodes = [
    spend('tv', 40),
    node('visits', 'mediator', { terms: [term('tv', 2)] }),
    node('queries', 'mediator', { terms: [term('tv', 3)] }),
    node('y', 'outcome', { terms: [term('tv', 1), term('visits', 10), term('queries', 100)] }),
  ];
  const model = compileWorld(world(nodes));
  const direct = (held?: readonly string[]) =>
    simulate(model, { ...draw, requests: [{ kind: 'roas.direct', ...(held === undefined ? {} : { held }) }] }).truth
      .effects[0]!;
  expect(direct().value).toBeCloseTo(1, 10);
  expect(direct().estimand.held).toEqual(['queries', 'visits']);
  expect(direct(['visits']).value).toBeCloseTo(301, 8);
  expect(direct([]).value).toBeCloseTo(321, 8);
});

test('direct contributions add up to what all media do together, where the outcome is additive', () => {
  const responses = ['a', 'b', 'c'].map((name, i) =>
    term(name, 100 + 30 * i, { ...geometric(0.5, 4), ...hill(40, 1 + 0.5 * i) }),
  );
  const spends = [
    spend('a', 40),
    spend('b', 20, { terms: [term('a', 0.5)] }),
    spend('c', 60, { terms: [term('b', 1)] }),
  ];
  const full = world([...spends, node('y', 'outcome', { base: [{ kind: 'level', value: 300 }], terms: responses })]);
  const { dataset, truth } = simulate(compileWorld(full), {
    ...draw,
    requests: [{ kind: 'contribution.direct' }, { kind: 'contribution' }],
  });
  const parts = truth.effects.map(({ value }) => value!);
  // y with all media at zero over the window and its tail is carry-in alone: the literal sum of responses with and without
  const level = (channel: number, zeroed: boolean) => {
    const { history, window, future } = dataset.channels[channel]!.spend;
    const path = [...history, ...(zeroed ? window.map(() => 0) : window), ...future];
    const weights = [1, 0.5, 0.25, 0.125].map((w) => w / 1.875);
    let total = 0;
    for (let t = history.length; t < history.length + 30 + 3; t++) {
      const carried = weights.reduce((s, w, l) => s + w * (path[t - l] ?? 0), 0);
      const [kappa, slope] = [40, 1 + 0.5 * channel];
      total += ((100 + 30 * channel) * pow(carried, slope)) / (pow(carried, slope) + pow(kappa, slope));
    }
    return total;
  };
  const together = [0, 1, 2].reduce((s, c) => s + level(c, false) - level(c, true), 0);
  expect(parts[0]! + parts[1]! + parts[2]!).toBeCloseTo(together, 6);
  // total contributions count b’s part again for a, so they add up to more
  expect(parts[3]! + parts[4]! + parts[5]!).toBeGreaterThan(together + 1);
});
