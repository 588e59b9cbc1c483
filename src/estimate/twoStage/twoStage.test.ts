import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildDataset } from '../../dataset/build.ts';
import type { EstimandKind } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Effect, Estimate } from '../contract.ts';
import { checkEstimate } from '../contractCheck.ts';
import { ols } from '../ols/ols.ts';
import { testRequest } from '../testData.ts';
import { carried, type FunnelOptions, funnelData, givenCurves, plain, saturating } from './funnel.fixture.ts';
import { twoStageMediation } from './twoStage.ts';

const split: readonly EstimandKind[] = ['roas.total', 'roas.direct', 'roas.mediated'];
const settings = (over: object) => twoStageMediation.settingsSchema.parse({ mediator: 'google', ...over });

function fit(dataset: Dataset, over: object, request: ReturnType<typeof testRequest>) {
  const estimate = checkEstimate(
    twoStageMediation.fit(dataset, settings(over), request),
    request,
    dataset.outcome.values.length,
  );
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate));
  return estimate;
}
const points = (effects: readonly (Effect | null)[]) => effects.map((effect) => effect!.point);

// shared/reference/mediation.json: simulated, answers by statsmodels 0.13.5
const reference = JSON.parse(readFileSync(new URL('../audit/fixtures/mediation.json', import.meta.url), 'utf8'));

/** The reference problem as a funnel: shifts of a and m move intercepts alone, and keep spend above 0. */
function referenceFunnel(): Dataset {
  const { y, a, m, c } = reference.input as Readonly<Record<string, readonly number[]>>;
  const channel = (name: string, values: readonly number[]) => ({
    name,
    spend: { history: new Float64Array(0), window: Float64Array.from(values), future: new Float64Array(0) },
  });
  return buildDataset({
    name: 'reference',
    period: 'week',
    geos: ['all'],
    population: Float64Array.of(1),
    periods: y!.length,
    history: 0,
    future: 0,
    dates: null,
    firstPeriod: 0,
    channels: [
      channel(
        'a',
        a!.map((x) => x + 10),
      ),
      channel(
        'm',
        m!.map((x) => x + 100),
      ),
    ],
    controls: [{ name: 'c', values: Float64Array.from(c!) }],
    outcome: { name: 'y', values: Float64Array.from(y!) },
    carryoverStart: 'zero',
  });
}
const noCurves = {
  mediator: 'm',
  media: { given: { a: plain, m: plain } },
  mediator_media: { given: { 'a->m': plain } },
};

test.each(['spend', 'residual'])('statsmodels’ direct, indirect and total effect, with m as %s', (mediator_as) => {
  const request = testRequest('a', split, [0, 155], 0);
  const { effects, diagnostics } = fit(referenceFunnel(), { ...noCurves, mediator_as }, request);
  const { direct, indirect, total, se_direct, se_indirect_sobel, total_regression, r2_first } = reference.expected;
  expect(points(effects)[0]! / total).toBeCloseTo(1, 9);
  expect(points(effects)[0]! / total_regression).toBeCloseTo(1, 9);
  expect(points(effects)[1]! / direct).toBeCloseTo(1, 9);
  expect(points(effects)[2]! / indirect).toBeCloseTo(1, 9);
  // the delta method is Sobel's formula here; m's residual carries the first stage's error on, so that in both ways the
  // direct effect's error is the second regression's own
  expect(effects[1]!.se! / se_direct).toBeCloseTo(1, 7);
  expect(effects[2]!.se! / se_indirect_sobel).toBeCloseTo(1, 7);
  expect(diagnostics['first_stage.r2']! / r2_first).toBeCloseTo(1, 9);
  expect(diagnostics['share_mediated.a']! / (indirect / total)).toBeCloseTo(1, 9);
});

// google without errors of its own, so that the first stage is exact; its curve bends, so that it is no combination of the
// other columns
test.each<[string, FunnelOptions]>([
  ['national', { arrow: carried, media: saturating }],
  ['three geos', { arrow: carried, media: saturating, geos: 3 }],
  ['saturating arrows', { arrow: saturating, media: saturating, feed: [50, 30] }],
  ['google falls to 0', { arrow: carried, media: saturating, feed: [2, 1], level: -6 }],
])('without noise and with the generating curves every effect is the replayed one: %s', (_, options) => {
  const { dataset, lost } = funnelData({ noise: [0, 0], ...options });
  expect(Math.min(...dataset.channels[2]!.spend.window)).toBeGreaterThan(0);
  for (const [window, tail] of [
    [[0, 79], 6],
    [[20, 40], 6],
    [[70, 79], 2],
  ] as const) {
    const all = lost('tv', window, tail);
    const held = lost('tv', window, tail, { held: true });
    const more = lost('tv', window, tail, { scale: 1.01 });
    const moreHeld = lost('tv', window, tail, { scale: 1.01, held: true });
    const { spend } = all;
    const expected: Readonly<Partial<Record<EstimandKind, number>>> = {
      'roas.total': all.sales / spend,
      'roas.direct': held.sales / spend,
      'roas.mediated': (all.sales - held.sales) / spend,
      'mroas.total': -more.sales / (0.01 * spend),
      'mroas.direct': -moreHeld.sales / (0.01 * spend),
      contribution: all.sales,
      'contribution.direct': held.sales,
      'roas.net': (all.sales - all.google) / spend,
      'roas.blended': all.sales / (spend + all.google),
    };
    const kinds = Object.keys(expected) as EstimandKind[];
    const { effects } = fit(
      dataset,
      givenCurves(options.media!, options.arrow!),
      testRequest('tv', kinds, window, tail),
    );
    for (const [e, kind] of kinds.entries()) expect(points(effects)[e]! / expected[kind]!).toBeCloseTo(1, 6);
  }
});

test('the mediator, and a channel that is said not to feed it, have nothing mediated', () => {
  const { dataset } = funnelData({ arrow: carried, media: saturating });
  const over = { ...givenCurves(saturating, carried), upper: ['tv'] };
  for (const channel of ['google', 'radio']) {
    const { effects, diagnostics } = fit(dataset, over, testRequest(channel, split, [0, 79], 3));
    expect(effects[2]).toMatchObject({ point: 0, se: 0 });
    expect(effects[1]).toEqual({ ...effects[0]!, estimand: effects[1]!.estimand });
    expect(Object.keys(diagnostics).filter((name) => name.startsWith('share'))).toEqual(['share_mediated.tv']);
  }
  const single = ols.fit(
    dataset,
    ols.settingsSchema.parse({ media: over.media }),
    testRequest('google', split, [0, 79], 3),
  );
  const { effects } = fit(dataset, over, testRequest('google', split, [0, 79], 3));
  const { effects: alone } = single as Extract<Estimate, { status: 'ok' }>;
  expect(effects[0]!.point).toBe(alone[0]!.point);
  expect(effects[0]!.se! / alone[0]!.se!).toBeCloseTo(1, 9);
});

test('total is direct plus mediated, draw by draw, whatever curves, window and way', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('spend', 'residual'),
      fc.constantFrom(plain, carried, saturating),
      fc.constantFrom(plain, carried),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 39 }),
      fc.integer({ min: 0, max: 12 }),
      fc.constantFrom<object | string>('classical', 'newey-west', { bootstrap: 20 }),
      (mediator_as, media, arrow, first, more, tail, intervals) => {
        const { dataset } = funnelData({ arrow, media });
        const request = testRequest('tv', split, [first, first + more], tail);
        const { effects } = fit(dataset, { ...givenCurves(media, arrow), mediator_as, intervals }, request);
        const [total, direct, mediated] = points(effects);
        expect(direct! + mediated!).toBeCloseTo(total!, 9);
        effects[0]!.draws?.forEach((draw, r) => {
          expect(effects[1]!.draws![r]! + effects[2]!.draws![r]!).toBeCloseTo(draw, 9);
        });
      },
    ),
    { numRuns: 25 },
  );
});

test('where both equations take the same columns, the residual’s total is the regression without the mediator', () => {
  const { dataset } = funnelData();
  const request = testRequest('tv', split, [0, 79], 3);
  const { effects } = fit(dataset, { ...givenCurves(plain, plain), mediator_as: 'residual' }, request);
  const without = { media: { given: { tv: plain, radio: plain } }, channels: ['tv', 'radio'] };
  const single = ols.fit(dataset, ols.settingsSchema.parse(without), request) as Extract<Estimate, { status: 'ok' }>;
  expect(effects[0]!.point / single.effects[0]!.point).toBeCloseTo(1, 9);
});

test('an elastic net in either stage, with a small penalty, is near least squares; it draws its intervals', () => {
  const { dataset } = funnelData({ arrow: carried, media: saturating });
  const request = testRequest('tv', split, [0, 79], 3);
  const given = givenCurves(saturating, carried);
  const small = { 'elastic-net': { penalty: 1e-7, l1_ratio: 0.5 } };
  const least = fit(dataset, { ...given, intervals: { bootstrap: 40 } }, request);
  for (const stages of [{ mediator: small }, { outcome: small }, { mediator: small, outcome: small }]) {
    const { effects } = fit(dataset, { ...given, stages, intervals: { bootstrap: 40 } }, request);
    effects.forEach((effect, e) => {
      expect(effect!.point / least.effects[e]!.point).toBeCloseTo(1, 3);
      expect(effect!.se! / least.effects[e]!.se!).toBeCloseTo(1, 2);
      expect(effect!.draws).toHaveLength(40);
    });
  }
  const chosen = fit(
    dataset,
    { ...given, stages: { outcome: 'elastic-net' }, mediator_as: 'residual', intervals: { bootstrap: 20 } },
    request,
  );
  expect(chosen.diagnostics.penalty).toBeGreaterThan(0);
  expect(chosen.diagnostics['first_stage.penalty']).toBeUndefined();
});

test('parameters, diagnostics and what is conditioned on', () => {
  const { dataset } = funnelData({ arrow: carried, media: saturating });
  expect(twoStageMediation.conditionsOn(settings({}), dataset)).toEqual({
    variables: ['tv', 'radio', 'google', 'price'],
    models: ['google'],
  });
  const { parameters, diagnostics } = fit(
    dataset,
    { ...givenCurves(saturating, carried), intervals: 'newey-west' },
    testRequest('tv', split, [0, 79], 3),
  );
  const names = parameters.map(({ name }) => name);
  for (const name of ['tv', 'google', 'first_stage.tv', 'first_stage.price', 'tv->google.adstock.geometric.alpha']) {
    expect(names).toContain(name);
  }
  expect(names).not.toContain('first_stage.google');
  expect(diagnostics).toMatchObject({ newey_west_lag: 3 });
  for (const media of ['searched', 'default', 'linear']) {
    expect(fit(dataset, { mediator_media: media }, testRequest('tv', split, [0, 79], 3)).effects).toHaveLength(3);
  }
});

test('questions without an answer get none', () => {
  const { dataset } = funnelData();
  const given = givenCurves(plain, plain);
  const asked = testRequest('tv', ['roas.total', 'roas.attributed'], [0, 90], 0);
  expect(fit(dataset, given, asked).effects).toEqual([null, null]);
  const attributed = testRequest('tv', ['roas.attributed'], [0, 79], 0);
  expect(fit(dataset, { ...given, mediator_as: 'residual' }, attributed).effects).toEqual([null]);
  const left = testRequest('radio', ['roas.total', 'roas.mediated'], [0, 79], 0);
  expect(fit(dataset, { ...given, channels: ['tv', 'google'] }, left).effects).toEqual([null, null]);
});
