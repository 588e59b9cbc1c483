import { expect, test } from 'vitest';
import { sum } from '../core/stats.ts';
import { compileWorld, simulate } from './simulate.ts';
import { geometric, node, spend, term, world } from './worlds.fixture.ts';

/** Search budget is a share of last week's sales: Δy_t = 3·tv_t + 2·.2·Δy_{t−1}. */
const budgetFromSales = world(
  [
    spend('tv', 30),
    spend('search', 5, { scale: [], terms: [term('y', 0.2, { lag: 1 })] }),
    node('y', 'outcome', {
      base: [{ kind: 'level', value: 100 }],
      noise: [{ kind: 'normal', sd: 4 }],
      terms: [term('tv', 3), term('search', 2)],
    }),
  ],
  { minFuture: 0 },
);
const draw = { seed: 5, replicate: 0, periods: 12 };

test('feedback between periods equals the recursion unrolled by hand', () => {
  const requests = [{ kind: 'contribution', window: [3, 6], tail: 4 }] as const;
  const { dataset, truth } = simulate(compileWorld(budgetFromSales), { ...draw, requests });
  const tv = dataset.channels[0]!.spend.window;
  const byHand: number[] = [];
  for (let t = 3; t <= 10; t++) byHand.push((t <= 6 ? 3 * tv[t]! : 0) + 0.4 * (byHand.at(-1) ?? 0));
  const [effect] = truth.effects;
  for (const [i, value] of byHand.entries()) expect(effect!.perPeriod![i]).toBeCloseTo(value, 9);
  expect(effect!.value).toBeCloseTo(sum(byHand), 8);
});

test('factual series follow the recursion: search answers to last week’s sales', () => {
  const { dataset } = simulate(compileWorld(budgetFromSales), { ...draw, requests: [] });
  const search = dataset.channels[1]!.spend.window;
  const sales = dataset.outcome.values;
  for (let t = 1; t < draw.periods; t++) expect(search[t]).toBe(5 + 0.2 * sales[t - 1]!);
});

test('with feedback the default tail is 52 and the note says what is left after it', () => {
  const requests = [{ kind: 'roas.total' }, { kind: 'roas.total', tail: 1 }, { kind: 'roas.direct' }] as const;
  const { dataset, truth } = simulate(compileWorld(budgetFromSales), { ...draw, requests });
  const [full, , short, , direct] = truth.effects;
  expect(full!.estimand.tail).toBe(52);
  // the whole geometric series: 3/(1 − .4), of which .4^52 is nothing
  expect(full!.value).toBeCloseTo(5, 8);
  expect(full!.note).toMatch(/^feedback: .* % of the effect comes in the 52 periods after the tail$/);
  // left after one period of tail: Δy_11·(.16 + .064 + …) of the whole
  const tv = dataset.channels[0]!.spend.window;
  let last = 0;
  for (const spent of tv) last = 3 * spent + 0.4 * last;
  const left = (100 * last * 0.16) / 0.6 / (5 * sum(tv));
  expect(short!.note).toContain(`feedback: ${left.toPrecision(2)} %`);
  // search held: the loop is cut
  expect(direct!.value).toBeCloseTo(3, 8);
  expect(direct!.note).toBeUndefined();
});

test('a channel’s own spend stays factual after the window, so its budget rule does not answer for it', () => {
  const requests = [{ kind: 'contribution', window: [2, 2], tail: 6 }] as const;
  const { dataset, truth } = simulate(compileWorld(budgetFromSales), { ...draw, requests });
  const search = truth.effects[1]!;
  expect(search.value).toBeCloseTo(2 * dataset.channels[1]!.spend.window[2]!, 9);
  expect(search.perPeriod!.subarray(1)).toEqual(new Float64Array(6));
});

test('an unstable world is refused by name, not answered with Infinity', () => {
  const nodes = budgetFromSales.nodes.map((each) =>
    each.name === 'search' ? { ...each, terms: [term('y', 1e9, { lag: 1, ...geometric(0.5, 2) })] } : each,
  );
  const model = compileWorld(world(nodes, { burnIn: 60 }));
  expect(() => simulate(model, { ...draw, requests: [] })).toThrow(
    /nodes\.(search|y): (Infinity|NaN) in period -?\d+ of world/,
  );
});
