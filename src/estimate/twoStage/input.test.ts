import { expect, test } from 'vitest';
import { buildDataset } from '../../dataset/build.ts';
import type { Dataset } from '../../dataset/types.ts';
import { testRequest } from '../testData.ts';
import { funnelData, givenCurves, plain, saturating } from './funnel.fixture.ts';
import { twoStageMediation } from './twoStage.ts';

const { dataset } = funnelData();
const request = testRequest('tv', ['roas.total'], [0, 79], 0);
const given = givenCurves(plain, plain);
const settings = (over: object) => twoStageMediation.settingsSchema.parse({ mediator: 'google', ...over });
const fit = (data: Dataset, over: object = {}) => twoStageMediation.fit(data, settings({ ...given, ...over }), request);

test.each<[object, string]>([
  [
    { mediator: 'gogle' },
    'mediator: "gogle" is no channel of the data; allowed: tv, radio, google; did you mean "google"?',
  ],
  [{ mediator: 'price' }, 'mediator: "price" is no channel of the data; allowed: tv, radio, google'],
  [{ channels: ['tv', 'radio'] }, 'mediator: "google" cannot stand here; allowed: tv, radio'],
  [{ upper: ['tv', 'google'] }, 'upper[1]: "google" cannot stand here; allowed: tv, radio'],
  [{ upper: ['rado'] }, 'upper[0]: "rado" is no channel of the data; allowed: tv, radio; did you mean "radio"?'],
  [{ upper: [] }, 'upper: nothing feeds google; at least one channel is needed'],
  [{ channels: ['google'] }, 'upper: nothing feeds google; at least one channel is needed'],
  [{ mediator_media: { given: { 'tv->google': {} } } }, 'mediator_media.given: no curves for "radio->google"'],
  [
    { mediator_media: { given: 'truth' } },
    'mediator_media.given: received truth; only a study on a scenario can fill it in',
  ],
])('%o is answered in one line', (over, message) => {
  expect(() => fit(dataset, over)).toThrow(message);
});

test('a mediator that is no channel is found before any fit', () => {
  expect(() => twoStageMediation.conditionsOn(settings({ mediator: 'serch' }), dataset)).toThrow('no channel');
});

test('settings are strict, and reading them twice changes nothing', () => {
  const once = settings({ stages: { outcome: 'elastic-net' }, intervals: { bootstrap: 20 } });
  expect(twoStageMediation.settingsSchema.parse(once)).toEqual(once);
  for (const wrong of [
    { mediator_as: 'residuals' },
    { lag: 3 },
    { stages: { first: 'ols' } },
    { stages: { outcome: 'elastic-net' } },
    { stages: { mediator: { 'elastic-net': { penalty: 1 } } }, intervals: { bootstrap: 20 } },
    { stages: { mediator: { 'elastic-net': { media: 'default' } } }, intervals: { bootstrap: 20 } },
  ]) {
    expect(twoStageMediation.settingsSchema.safeParse({ mediator: 'google', ...wrong }).success).toBe(false);
  }
  expect(twoStageMediation.settingsSchema.safeParse({}).success).toBe(false);
});

const replaced = (name: string, window: (t: number) => number): Dataset => {
  const { digest: _, ...parts } = dataset;
  const channels = dataset.channels.map((channel) =>
    channel.name === name
      ? { ...channel, spend: { ...channel.spend, window: channel.spend.window.map((_x, t) => window(t)) } }
      : channel,
  );
  return buildDataset({ ...parts, channels });
};
const spendOf = (name: string) => dataset.channels.find((channel) => channel.name === name)!.spend.window;

test('what cannot be answered is refused, and says in which equation', () => {
  expect(fit(replaced('radio', () => 0))).toMatchObject({ reason: 'all-zero-channel' });
  expect(fit(replaced('google', () => 7))).toMatchObject({ reason: 'constant-channel' });
  expect(fit(replaced('radio', (t) => 2 * spendOf('tv')[t]!))).toEqual({
    status: 'refused',
    reason: 'rank-deficient',
    detail: 'equation of google: radio is a combination of tv',
  });
  const follows = replaced('google', (t) => 3 + 2 * spendOf('tv')[t]!);
  expect(fit(follows)).toMatchObject({
    reason: 'rank-deficient',
    detail: 'equation of sales: google is a combination of intercept, tv',
  });
  expect(fit(follows, { mediator_as: 'residual' })).toMatchObject({
    reason: 'rank-deficient',
    detail: 'google is a combination of intercept, price, tv, radio',
  });
  const flat = { ...saturating, saturation: { curve: 'hill', parameters: [1e-30, 1] } };
  expect(fit(dataset, { mediator_media: { given: { 'tv->google': flat, 'radio->google': plain } } })).toMatchObject({
    reason: 'constant-channel',
    detail: 'equation of google: the curves leave no variation: tv',
  });
  expect(fit(funnelData({ periods: 5 }).dataset)).toMatchObject({ reason: 'more-columns-than-rows' });
  expect(fit(dataset, { intervals: { bootstrap: 20, block: 81 } })).toMatchObject({ reason: 'too-few-periods' });
});
