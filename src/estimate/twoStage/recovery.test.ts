import { expect, test } from 'vitest';
import type { EstimandKind } from '../../dataset/estimand.ts';
import type { ChannelCurves } from '../../media/types.ts';
import type { Estimate } from '../contract.ts';
import { ols } from '../ols/ols.ts';
import { testRequest } from '../testData.ts';
import { carried, funnelData, givenCurves, plain } from './funnel.fixture.ts';
import { twoStageMediation } from './twoStage.ts';

// Linear funnels with errors in both equations. In them the effects of a unit of tv are total 2 + 4·0.5 = 4, direct 2 and
// mediated 2, whatever the carry-over: weights add up to 1, and a tail of 6 periods catches all.
const truth = [4, 2, 2];
const kinds: readonly EstimandKind[] = ['roas.total', 'roas.direct', 'roas.mediated'];

function funnel(curves: ChannelCurves, periods: number) {
  const { dataset } = funnelData({ arrow: curves, media: curves, periods, noise: [3, 4] });
  const request = testRequest('tv', kinds, [0, periods - 1], 6);
  const { media, mediator_media } = givenCurves(curves, curves);
  const answers = (estimate: Estimate) => {
    if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate));
    return estimate.effects;
  };
  return {
    twoStage: (over: object) => {
      const settings = { mediator: 'google', media, mediator_media, ...over };
      const parsed = twoStageMediation.settingsSchema.parse(settings);
      return answers(twoStageMediation.fit(dataset, parsed, request) as Estimate).map((effect) => effect!);
    },
    single: (over: object) =>
      answers(ols.fit(dataset, ols.settingsSchema.parse({ media, ...over }), request) as Estimate)[0]!,
  };
}
const without = { channels: ['tv', 'radio'] };

test.each<[string, ChannelCurves]>([
  ['spend', plain],
  ['spend', carried],
  ['residual', plain],
])(
  'google as %s: total, direct and mediated effects are found within 4.5 small standard errors',
  (mediator_as, curves) => {
    const { twoStage } = funnel(curves, 4000);
    for (const intervals of ['classical', 'hc3', 'newey-west']) {
      twoStage({ mediator_as, intervals }).forEach(({ point, se }, e) => {
        expect(Math.abs(point - truth[e]!) / se!).toBeLessThan(4.5);
        expect(se! / truth[e]!).toBeLessThan(0.05);
      });
    }
  },
);

test('a single equation with google answers the direct question, without it the total one', () => {
  const { single } = funnel(plain, 4000);
  const direct = single({});
  expect(Math.abs(direct.point - 2) / direct.se!).toBeLessThan(4.5);
  const total = single(without);
  expect(Math.abs(total.point - 4) / total.se!).toBeLessThan(4.5);
});

test('carry-over on the way through google is lost on one column, in the residual way and without google alike', () => {
  // tv is independent between weeks, so its column catches of the way through google, whose weights are w⋆w, the share
  // that lies along w: Σ(w⋆w)w/Σw², for w = (8, 4, 2, 1)/15: (64·8 + 64·4 + 48·2 + 32)/(85·15) = .703
  const { single, twoStage } = funnel(carried, 4000);
  const caught = 2 + 2 * (896 / 1275);
  for (const { point, se } of [single(without), twoStage({ mediator_as: 'residual' })[0]!]) {
    expect(Math.abs(point - caught) / se!).toBeLessThan(4.5);
    expect((4 - point) / se!).toBeGreaterThan(4.5);
  }
});

// Errors are independent, so blocks of one period estimate what the classical covariance does; 4.5 standard errors of a
// standard deviation from 1,000 replicates are 10 %
test.each(['spend', 'residual'])('delta method and joint bootstrap agree at large n, google as %s', (mediator_as) => {
  const { twoStage } = funnel(plain, 1500);
  const delta = twoStage({ mediator_as });
  twoStage({ mediator_as, intervals: { bootstrap: 1000, block: 1 } }).forEach(({ point, se }, e) => {
    expect(point).toBe(delta[e]!.point);
    expect(Math.abs(se! / delta[e]!.se! - 1)).toBeLessThan(0.1);
  });
});
