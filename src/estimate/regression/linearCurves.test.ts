import { expect, test } from 'vitest';
import type { Estimate } from '../contract.ts';
import { ols } from '../ols/ols.ts';
import { testCurves, testDataset, testRequest } from '../testData.ts';

const window = [4, 30] as const;
const media = { given: { tv: testCurves, radio: testCurves } };

test('without noise the fitted curve is the outcome that other spending would have brought', () => {
  for (const geos of [1, 3]) {
    const { dataset, lost } = testDataset({ tv: 5, radio: 2 }, { geos });
    const scales = [0, 0.5, 1, 2];
    const curves = { window, tails: { tv: 3, radio: 1 }, scales, draws: 10 };
    const request = { ...testRequest('tv', ['roas.total'], window, 3), curves };
    const estimate = ols.fit(dataset, ols.settingsSchema.parse({ media }), request) as Estimate;
    if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate));
    expect(estimate.curves!.map(({ channel }) => channel)).toEqual(['tv', 'radio']);
    for (const { channel, contribution } of estimate.curves!) {
      const tail = channel === 'tv' ? 3 : 1;
      for (const [s, scale] of scales.entries()) {
        const expected = lost(channel, ...window, tail, 0) - lost(channel, ...window, tail, scale);
        expect(contribution[s]).toBeCloseTo(expected, 8);
      }
    }
  }
});

test('draws of a coefficient become draws of its curve, thinned; nothing is answered that was not asked', () => {
  const { dataset } = testDataset({ tv: 5 }, { noise: 1 });
  const asked = testRequest('tv', ['contribution'], window, 3);
  const settings = ols.settingsSchema.parse({ media: { given: { tv: testCurves } }, intervals: { bootstrap: 40 } });
  const curves = { window, tails: { tv: 3 }, scales: [0, 1], draws: 20 };
  const estimate = ols.fit(dataset, settings, { ...asked, curves }) as Estimate;
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate));
  const { contribution, draws } = estimate.curves![0]!;
  expect(contribution[1]).toBeCloseTo(estimate.effects[0]!.point, 10);
  expect(draws).toHaveLength(20);
  expect(draws![3]![1]).toBeCloseTo(estimate.effects[0]!.draws![6]!, 10);
  expect(ols.fit(dataset, settings, asked)).not.toHaveProperty('curves');
});
