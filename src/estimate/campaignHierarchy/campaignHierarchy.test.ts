import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { buildDataset } from '../../dataset/build.ts';
import type { EstimandKind } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate, FitRequest } from '../contract.ts';
import { checkEstimate } from '../contractCheck.ts';
import { ols } from '../ols/ols.ts';
import { testDataset } from '../testData.ts';
import { campaignHierarchy } from './campaignHierarchy.ts';

const names = ['brand', 'generic', 'video', 'feed', 'radio'];
const linear = {
  adstock: { curve: 'geometric', parameters: [0.4], maxLag: 3, normalize: true },
  saturation: { curve: 'none', parameters: [] },
  order: 'adstock-first',
} as const;
const given = { given: Object.fromEntries(names.map((name) => [name, linear])) };
const parents = { search: ['brand', 'generic'], social: ['video', 'feed'] };
const sampler = { chains: 2, warmup: 150, draws: 500 };
const effects = { brand: 2, generic: 2.4, video: 1, feed: 1.5, radio: 0.7 };
const { dataset } = testDataset(effects, { noise: 1, curves: linear });

const kinds: readonly EstimandKind[] = ['roas.total', 'contribution', 'roas.direct', 'mroas.total', 'roas.mediated'];
const request: FitRequest = {
  estimands: names.flatMap((channel) => kinds.map((kind) => ({ channel, kind, window: [0, 39] as const, tail: 2 }))),
  levels: [0.5, 0.95],
  stream: (role) => openStream(['campaigns', 'fit', role]),
};
const settings = (over: object) => campaignHierarchy.settingsSchema.parse({ media: given, parents, sampler, ...over });
const fit = (data: Dataset, over: object = {}, asked = request) =>
  campaignHierarchy.fit(data, settings(over), asked) as Estimate;

function answered(estimate: Estimate, data = dataset, asked = request) {
  const checked = checkEstimate(estimate, asked, data.outcome.values.length);
  if (checked.status !== 'ok') throw new Error(JSON.stringify(checked));
  const value = (channel: string, kind: EstimandKind) =>
    checked.effects[asked.estimands.findIndex((e) => e.channel === channel && e.kind === kind)]!;
  const parameter = (name: string) => checked.parameters.find((p) => p.name === name)?.value;
  return { ...checked, value, parameter };
}

/** The same data with some channels' spend added up to one. */
function merged(sums: Readonly<Record<string, readonly string[]>>): Dataset {
  const { digest: _, ...parts } = dataset;
  const channels = Object.entries(sums).map(([name, members]) => {
    const spends = members.map((member) => dataset.channels.find((c) => c.name === member)!.spend);
    const add = (part: 'history' | 'window' | 'future') =>
      spends[0]![part].map((_, i) => spends.reduce((sum, spend) => sum + spend[part][i]!, 0));
    return { name, spend: { history: add('history'), window: add('window'), future: add('future') } };
  });
  return buildDataset({ ...parts, channels });
}

test('without pooling it is least squares', () => {
  const ours = answered(fit(dataset, { pooling: 'none' }));
  const theirs = answered(ols.fit(dataset, ols.settingsSchema.parse({ media: given }), request) as Estimate);
  ours.effects.forEach((effect, e) => {
    const other = theirs.effects[e]!;
    if (effect === null) expect(other).toBeNull();
    else {
      expect(effect.point).toBeCloseTo(other.point, 8);
      expect(effect.se!).toBeCloseTo(other.se!, 8);
      expect(effect.intervals[1]!.upper).toBeCloseTo(other.intervals[1]!.upper, 8);
    }
  });
});

test('pooled completely, linear campaigns are one channel of their summed spend', () => {
  const sums = { search: ['brand', 'generic'], social: ['video', 'feed'], radio: ['radio'] };
  const media = { given: { search: linear, social: linear, radio: linear } };
  const estimands = Object.keys(sums).map(
    (channel) => ({ channel, kind: 'roas.total', window: [0, 39], tail: 2 }) as const,
  );
  const one = ols.fit(merged(sums), ols.settingsSchema.parse({ media }), { ...request, estimands }) as Estimate;
  if (one.status !== 'ok') throw new Error(one.status);
  const ours = answered(fit(dataset, { pooling: 'complete' }));
  for (const [e, [parent, members]] of Object.entries(sums).entries()) {
    for (const member of members) {
      expect(ours.value(member, 'roas.total')!.point).toBeCloseTo(one.effects[e]!.point, 8);
      expect(ours.value(member, 'roas.total')!.se!).toBeCloseTo(one.effects[e]!.se!, 8);
    }
    if (parent !== 'radio') expect(ours.parameter(`roas[${parent}]`)).toBeCloseTo(one.effects[e]!.point, 8);
  }
});

test('partial pooling lies between both ends, and reaches each as the spread may', () => {
  const [none, complete] = [
    answered(fit(dataset, { pooling: 'none' })),
    answered(fit(dataset, { pooling: 'complete' })),
  ];
  const spread = (sd: number) => ({ priors: { spread: ['half-normal', sd] } });
  const [tight, wide] = [answered(fit(dataset, spread(1e-3))), answered(fit(dataset, spread(100)))];
  for (const name of names) {
    const at = (from: typeof none) => from.value(name, 'roas.total')!;
    // the posterior median of 1,000 draws is within five of its errors
    expect(Math.abs(at(tight).point - at(complete).point)).toBeLessThan(5 * at(tight).mcse! + 2e-3);
    expect(Math.abs(at(wide).point - at(none).point)).toBeLessThan(0.35 * at(none).se!);
    expect(at(wide).se! / at(none).se!).toBeLessThan(1.15);
  }
});

test('what a parent brings is what its campaigns bring: ROAS weighted by spend', () => {
  for (const pooling of ['partial', 'complete', 'none']) {
    const { parameter, value } = answered(fit(dataset, { pooling }));
    const spend = (name: string) =>
      dataset.channels.find((c) => c.name === name)!.spend.window.reduce((a, b) => a + b, 0);
    const [brand, generic] = [spend('brand'), spend('generic')];
    const mean = (f: (name: string) => number) => (brand * f('brand') + generic * f('generic')) / (brand + generic);
    // medians do not add up exactly; the ends do
    expect(parameter('roas[search]')).toBeCloseTo(
      mean((name) => value(name, 'roas.total')!.point),
      pooling === 'partial' ? 1 : 9,
    );
  }
});

test('response curves end where contributions are, at the spend that was', () => {
  const curves = {
    window: [0, 39] as const,
    tails: Object.fromEntries(names.map((n) => [n, 2])),
    scales: [0, 0.5, 1],
    draws: 50,
  };
  const asked = { ...request, curves };
  for (const pooling of ['partial', 'complete', 'none']) {
    const { curves: found, value } = answered(fit(dataset, { pooling }, asked), dataset, asked);
    expect(found!.map(({ channel }) => channel)).toEqual(names);
    for (const { channel, contribution, draws } of found!) {
      expect(contribution[2]).toBeCloseTo(value(channel, 'contribution')!.point, 8);
      expect(contribution[1]! * 2).toBeCloseTo(contribution[2]!, 8);
      expect(draws?.length).toBe(pooling === 'partial' ? 50 : undefined);
    }
  }
});

test('a family that drives a mediator is answered for its total effect from a fit without that mediator', () => {
  const mediators = { brand: ['video'] };
  for (const pooling of ['partial', 'none']) {
    const all = answered(fit(dataset, { pooling }));
    const told = answered(fit(dataset, { pooling, mediators }));
    const without = answered(fit(dataset, { pooling, channels: names.filter((name) => name !== 'brand') }));
    for (const name of ['video', 'feed']) {
      const total = told.value(name, 'roas.total')!.point;
      if (pooling === 'none') expect(total).toBeCloseTo(without.value(name, 'roas.total')!.point, 9);
      else expect(Math.abs(total - without.value(name, 'roas.total')!.point)).toBeLessThan(0.1);
      expect(told.value(name, 'roas.direct')!.point).toBe(all.value(name, 'roas.direct')!.point);
      expect(told.parameter(`roas[${name}]`)).toBeCloseTo(total, 9);
    }
    for (const name of ['brand', 'generic', 'radio']) {
      expect(told.value(name, 'roas.total')!.point).toBe(all.value(name, 'roas.total')!.point);
    }
    expect(told.parameter('roas[social]')).toBeDefined();
    expect(Object.keys(told.diagnostics).some((name) => name.startsWith('total.'))).toBe(true);
  }
  expect(campaignHierarchy.conditionsOn(settings({ mediators }), dataset)).toEqual({
    variables: [...names, 'price'],
    models: ['brand'],
  });
});

test('a parent with a mediator among its own campaigns has no ROAS that counts each effect once', () => {
  const told = answered(fit(dataset, { pooling: 'none', mediators: { brand: ['generic'] } }));
  expect(told.parameter('roas[search]')).toBeUndefined();
  expect(told.parameter('roas[social]')).toBeDefined();
});

test('a campaign that is alone in the equation is its own parent, as least squares has it', () => {
  const two = { channels: ['brand', 'radio'] };
  const alone = answered(fit(dataset, two));
  const theirs = answered(fit(dataset, { ...two, pooling: 'none' }));
  expect(alone.parameters.map(({ name }) => name)).toEqual([
    'intercept',
    'price',
    'roas[brand]',
    'roas[radio]',
    'sigma',
  ]);
  for (const name of two.channels) {
    const [ours, other] = [alone.value(name, 'roas.total')!, theirs.value(name, 'roas.total')!];
    expect(Math.abs(ours.point - other.point)).toBeLessThan(5 * ours.mcse!);
    expect(ours.se! / other.se!).toBeGreaterThan(0.9);
    expect(ours.se! / other.se!).toBeLessThan(1.1);
  }
});

test('more campaigns than weeks can be fitted, as long as the weeks outnumber what is not pooled', () => {
  const short = testDataset(effects, { noise: 1, curves: linear, periods: 6 }).dataset;
  const asked = { ...request, estimands: request.estimands.map((e) => ({ ...e, window: [0, 5] as const })) };
  expect(fit(short, { pooling: 'none' }, asked)).toMatchObject({ status: 'refused', reason: 'more-columns-than-rows' });
  expect(['ok', 'nonconverged']).toContain(fit(short, {}, asked).status);
});

test('bad names are refused in one line each, with a guess', () => {
  const problem = (over: object) => () => campaignHierarchy.conditionsOn(settings(over), dataset);
  expect(problem({ parents: { search: ['brnd', 'generic'] } })).toThrow(
    'parents.search[0]: the data have no channel "brnd"; allowed: brand, generic, video, feed, radio; did you mean "brand"?',
  );
  expect(problem({ parents: { a: ['brand', 'video'], b: ['feed', 'brand'] } })).toThrow('already a campaign of "a"');
  expect(problem({ parents: { radio: ['brand', 'generic'] } })).toThrow('"radio" is a channel itself');
  expect(problem({ mediators: { brand: ['brand'] } })).toThrow('"brand" cannot drive itself');
  const bad = (over: object) => () => settings(over);
  expect(bad({ parents: {} })).toThrow('at least one parent');
  expect(bad({ parents: { search: ['brand'] } })).toThrow();
  expect(bad({ priors: { spread: ['normal', 0, 1] } })).toThrow('spread is positive, and normal is not');
  expect(bad({ priors: { tau: ['half-normal', 1] } })).toThrow('spread[social]');
  expect(bad({ pooling: 'none', priors: { sigma: ['half-normal', 1] } })).toThrow('only `pooling: partial` has priors');
});

test('an outcome that leaves nothing to explain is refused where noise is to be learned', () => {
  const exact = testDataset({ brand: 2, generic: 2 }, { curves: linear }).dataset;
  const flat = buildDataset({ ...exact, outcome: { name: 'sales', values: new Float64Array(40).fill(7) } });
  const asked = { ...request, estimands: request.estimands.slice(0, 1) };
  const parentsOf = { parents: { search: ['brand', 'generic'] } };
  expect(fit(flat, parentsOf, asked)).toMatchObject({
    status: 'refused',
    detail: expect.stringContaining('does not move'),
  });
  expect(fit(exact, parentsOf, asked)).toMatchObject({
    status: 'refused',
    detail: expect.stringContaining('without rest'),
  });
  expect(
    answered(fit(exact, { ...parentsOf, pooling: 'complete' }, asked), exact, asked).effects[0]!.point,
  ).toBeCloseTo(2, 9);
});

test('a calibration has every parameter, what follows from them, and its truths within the prior', () => {
  const settingsOf = (over: object) =>
    settings({ priors: { spread: ['half-normal', 0.5], sigma: ['half-normal', 2] }, ...over });
  const calibration = campaignHierarchy.calibration!(dataset, settingsOf({}));
  expect(calibration.quantities).toEqual([
    ...['intercept', 'price', ...names.map((name) => `roas[${name}]`)],
    ...['mean[search]', 'mean[social]', 'spread[search]', 'spread[social]', 'sigma'],
    ...['roas[search]', 'roas[social]', 'total_contribution', 'log_likelihood'],
  ]);
  const simulated = calibration.simulate(99, (role) => openStream(['campaigns', 'calibration', role]));
  if (simulated.status !== 'ok') throw new Error(simulated.reason);
  const known = Object.fromEntries(calibration.quantities.map((name, q) => [name, simulated.known[q]!]));
  expect(known['mean[search]']!.truth).toBe(0);
  expect(known['spread[search]']!.truth).toBeGreaterThan(0);
  const roas = (name: string) => known[`roas[${name}]`]!;
  const [search, brand, generic] = [roas('search'), roas('brand'), roas('generic')];
  for (const at of [(of: typeof search) => of.truth, (of: typeof search) => of.draws[7]!]) {
    const share = (at(search) - at(generic)) / (at(brand) - at(generic));
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.7);
  }
  expect(() => campaignHierarchy.calibration!(dataset, settings({ pooling: 'none' }))).toThrow('pooling');
});
