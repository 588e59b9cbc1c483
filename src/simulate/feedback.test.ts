import { expect, test } from 'vitest';
import { sum } from '../core/stats.ts';
import { compileWorld, simulate } from './simulate.ts';
import { geometric, hill, node, spend, term, world } from './worlds.fixture.ts';

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

/** Sixty weeks by hand: search follows the sales of the last three weeks, as far as they pass 60, and sells itself; tv is
 *  on air for four weeks of seven. Weights of a geometric carryover of .5 over three lags are 4/7, 2/7, 1/7.
 *  @param tvAt spend of tv in period i, counted from the first of the burn-in
 *  @param held the series of search, where it is given */
function unrolled(tvAt: (i: number) => number, length: number, held?: readonly number[]) {
  const [tv, search, sales]: number[][] = [[], [], []];
  const carried = (series: readonly number[], i: number) =>
    (4 * (series[i] ?? 0) + 2 * (series[i - 1] ?? 0) + (series[i - 2] ?? 0)) / 7;
  for (let i = 0; i < length; i++) {
    tv!.push(tvAt(i));
    search!.push(held?.[i] ?? Math.max(0, 0.4 * carried(sales!, i - 1) - 24));
    const [seen, clicked] = [carried(tv!, i), search![i]!];
    sales!.push(50 + (40 * seen) / (seen + 30) + (25 * clicked) / (clicked + 15));
  }
  return { tv: tv!, search: search!, sales: sales! };
}

test('sixty weeks with carryover inside the loop, curves and a floor that binds, and their truth, by hand', () => {
  const level = (value: number) => ({ base: [{ kind: 'level', value }] }) as const;
  const flights = { kind: 'flights', on: 4, off: 3, start: 0, between: 0 } as const;
  const follower = world([
    spend('tv', 30, { scale: [flights] }),
    node('search', 'spend', { ...level(-24), terms: [term('y', 0.4, { lag: 1, ...geometric(0.5, 3) })] }),
    node('y', 'outcome', {
      ...level(50),
      terms: [term('tv', 40, { ...geometric(0.5, 3), ...hill(30, 1) }), term('search', 25, hill(15, 1))],
    }),
  ]);
  const kinds = ['contribution', 'contribution.direct', 'mroas.total'] as const;
  const requests = kinds.map((kind) => ({ kind, window: [5, 40] as const, tail: 12 }));
  const { dataset, truth } = simulate(compileWorld(follower), { ...draw, periods: 60, requests });
  const start = 20 + dataset.history;
  const length = start + 60;
  const onAir = (i: number) => ((((i - start) % 7) + 7) % 7 < 4 ? 30 : 0);
  const scaledBy = (factor: number) => (i: number) => onAir(i) * (start + 5 <= i && i <= start + 40 ? factor : 1);
  const as = unrolled(onAir, length);
  expect(as.search.slice(start).some((x) => x === 0) && as.search.slice(start).some((x) => x > 5)).toBe(true);
  for (let t = 0; t < 60; t++) {
    expect(dataset.channels[0]!.spend.window[t]).toBe(as.tv[start + t]);
    expect(dataset.channels[1]!.spend.window[t]).toBeCloseTo(as.search[start + t]!, 10);
    expect(dataset.outcome.values[t]).toBeCloseTo(as.sales[start + t]!, 10);
  }
  const gained = (other: { readonly sales: readonly number[] }) =>
    sum(as.sales.slice(start + 5, start + 53).map((y, i) => y - other.sales[start + 5 + i]!));
  const [total, , direct, , marginal] = truth.effects;
  expect(total!.value).toBeCloseTo(gained(unrolled(scaledBy(0), length)), 9);
  expect(direct!.value).toBeCloseTo(gained(unrolled(scaledBy(0), length, as.search)), 9);
  // the budget rule answers: it is no small part
  expect(total!.value! / direct!.value!).toBeGreaterThan(1.02);
  const spent = sum(as.tv.slice(start + 5, start + 41));
  expect(marginal!.value).toBeCloseTo(-gained(unrolled(scaledBy(1.01), length)) / (0.01 * spent), 7);
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
