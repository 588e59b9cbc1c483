import { expect, test } from 'vitest';
import { exp, log } from '../core/math.ts';
import { mean, sd, sum } from '../core/stats.ts';
import type { EstimandRequest } from '../dataset/estimand.ts';
import type { World, WorldNode } from '../scenario/world.ts';
import { compileWorld, simulate } from './simulate.ts';
import { hill, node, spend, term, world } from './worlds.fixture.ts';

const draw = { seed: 9, replicate: 0, periods: 20 };
const run = (given: World, requests: readonly EstimandRequest[], more: object = {}) =>
  simulate(compileWorld(given), { ...draw, ...more, requests });
const level = (value: number) => ({ base: [{ kind: 'level', value }] }) as const;

const multiplicative = (given: Partial<WorldNode> = {}) =>
  world([
    spend('tv', 40),
    spend('search', 20),
    node('y', 'outcome', {
      ...level(6),
      link: 'log',
      noise: [
        { kind: 'normal', sd: 0.3 },
        { kind: 'ar1', phi: 0.6, sd: 0.16 },
      ],
      terms: [term('tv', 0.5, hill(40, 1)), term('search', 0.3, hill(20, 1))],
      ...given,
    }),
  ]);
// .09 + .0256/(1 − .36) = .13 is the variance of the noise in each period
const mgf = exp(0.065);
const eta = (tv: number, search: number) => 6 + (0.5 * tv) / (tv + 40) + (0.3 * search) / (search + 20);

test('the truth is the expectation over the noise: E exp(m + N(0, v)) = exp(m + v/2)', () => {
  const { dataset, truth } = run(multiplicative(), [{ kind: 'contribution' }, { kind: 'mroas.total' }]);
  const [tv, search] = dataset.channels.map((channel) => channel.spend.window);
  tv!.forEach((x, t) => {
    const expected = mgf * (exp(eta(x, search![t]!)) - exp(eta(0, search![t]!)));
    expect(truth.effects[0]!.perPeriod![t]).toBeCloseTo(expected, 8);
  });
  const more = sum(tv!.map((x, t) => mgf * (exp(eta(1.01 * x, search![t]!)) - exp(eta(x, search![t]!)))));
  expect(truth.effects[2]!.value).toBeCloseTo(more / (0.01 * sum(tv!)), 8);
  // the data keep their noise: its logarithm has the sd that the equation states, √.13
  const residuals = dataset.outcome.values.map((y, t) => log(y) - eta(tv![t]!, search![t]!));
  expect(sd([...residuals])).toBeGreaterThan(0.2);
});

test('the mean of data over many draws is that expectation', () => {
  // spend and all else but the noise stay: 4,000 replicates of a world whose spend is constant
  const constant = multiplicative();
  const nodes = constant.nodes.map((each) => (each.role === 'spend' ? { ...each, scale: [] } : each));
  const model = compileWorld(world(nodes));
  const sold = Array.from(
    { length: 4000 },
    (_, replicate) => simulate(model, { seed: 3, replicate, periods: 1, requests: [] }).dataset.outcome.values[0]!,
  );
  const expected = mgf * exp(eta(40, 20));
  // five standard errors of a lognormal mean, for these fixed streams
  expect(Math.abs(mean(sold) / expected - 1)).toBeLessThan((5 * Math.sqrt(exp(0.13) - 1)) / Math.sqrt(4000));
});

test('what a channel brings depends on the others, and the note says by how much', () => {
  const { dataset, truth } = run(multiplicative(), [{ kind: 'contribution' }, { kind: 'roas.direct' }]);
  const [tv, search] = dataset.channels.map((channel) => channel.spend.window);
  const beside = sum(tv!.map((x, t) => mgf * (exp(eta(x, search![t]!)) - exp(eta(0, search![t]!)))));
  const without = sum(tv!.map((x) => mgf * (exp(eta(x, 0)) - exp(eta(0, 0)))));
  const short = (value: number) => String(Number(value.toPrecision(4)));
  expect(truth.effects[0]!.note).toBe(
    `not additive: the outcome multiplies its causes; it contributes ${short(beside)} beside the other channels, ${short(without)} without them`,
  );
  expect(truth.effects[2]!.note).toBe('not additive: the outcome multiplies its causes');
});

test('attributed: what is sold less what would be without the channel’s terms in the equation', () => {
  const { dataset, truth } = run(multiplicative(), [{ kind: 'roas.attributed' }]);
  const [tv, search] = dataset.channels.map((channel) => channel.spend.window);
  const gained = sum(tv!.map((x, t) => mgf * exp(eta(x, search![t]!)) * (1 - exp((-0.5 * x) / (x + 40)))));
  expect(truth.effects[0]!.value).toBeCloseTo(gained / sum(tv!), 10);
});

test('fed back, the noise has no closed form: the truth is given the draw and says so', () => {
  const fed = multiplicative();
  const nodes = fed.nodes.map((each) =>
    each.name === 'search' ? { ...each, terms: [term('y', 0.001, { lag: 1 })] } : each,
  );
  const { truth } = run(world(nodes), [{ kind: 'roas.total' }]);
  expect(truth.effects[0]!.note).toMatch(/; given this draw of the outcome’s multiplicative noise, as it feeds back$/);
});

test('noise whose exp has no mean is refused', () => {
  const heavy = multiplicative({ noise: [{ kind: 'student-t', df: 5, sd: 0.1 }] });
  expect(() => compileWorld(heavy)).toThrow('nodes.y: noise whose exp has no mean; allowed are normal and ar1');
});

const priced = (price: number, floor: number, link: Pick<WorldNode, 'link'>) =>
  world([
    node('price', 'process', {
      base: [
        { kind: 'level', value: price },
        { kind: 'ar1', phi: 0.8, sd: 0.5 },
      ],
      floor,
    }),
    spend('tv', 40),
    node('y', 'outcome', {
      ...level(6),
      ...link,
      terms: [term('price', -1.5, { transform: 'log' }), term('tv', 0.01)],
    }),
  ]);

test('the coefficient of log(price) is the elasticity of a logarithmic outcome', () => {
  const { dataset } = run(priced(20, 1, { link: 'log' }), []);
  const [price, tv] = [dataset.controls[0]!.values, dataset.channels[0]!.spend.window];
  dataset.outcome.values.forEach((y, t) => {
    // y = e⁶·price^{−1.5}·e^{.01 tv}; √ is the stdlib’s, so this is someone else’s power
    expect(y / (exp(6 + 0.01 * tv[t]!) / price[t]! / Math.sqrt(price[t]!))).toBeCloseTo(1, 12);
  });
});

test('in an additive world it adds its multiple of the logarithm', () => {
  const { dataset } = run(priced(20, 1, {}), []);
  const tv = dataset.channels[0]!.spend.window;
  dataset.outcome.values.forEach((y, t) => {
    expect(y).toBeCloseTo(6 - 1.5 * Math.log(dataset.controls[0]!.values[t]!) + 0.01 * tv[t]!, 12);
  });
});

test('a price of 0 is refused by name', () => {
  expect(() => run(priced(-20, 0, {}), [])).toThrow(
    'y.price: a logarithm received 0; allowed is more than 0 (set a floor above 0)',
  );
});
