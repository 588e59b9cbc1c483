import { expect, test } from 'vitest';
import { buildDataset } from '../../dataset/build.ts';
import { testDataset } from '../testData.ts';
import { gradientBoosting } from './gradientBoosting.ts';
import { randomForest } from './randomForest.ts';
import { all, each, fit, okFit, small } from './trees.fixture.ts';

test.each(each)('%s: geos and what settings ask for', (id, estimator) => {
  const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 1, geos: 3 });
  const { diagnostics, effects } = okFit(estimator, dataset, { trend: true, heldout: { splits: 2 } });
  const names = Object.keys(diagnostics);
  expect(names).toEqual(expect.arrayContaining(['importance.intercept.geo 1', 'importance.trend', 'importance.price']));
  expect(names).toEqual(expect.arrayContaining(['heldout_rmse', 'r2', 'lowest_share.radio', 'durbin_watson']));
  const shares = names.filter((name) => name.startsWith('importance.')).map((name) => diagnostics[name]!);
  expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
  expect(diagnostics).toMatchObject({ trees: 20, bootstrap_replicates: 20, block_length: 4 });
  expect(effects[0]!.draws).toHaveLength(20);
  expect('oob_r2' in diagnostics).toBe(id === 'random-forest');
  if (id === 'random-forest') expect(diagnostics.oob_r2).toBeLessThan(diagnostics.r2!);
  expect('mcse' in effects[0]!).toBe(id === 'random-forest');
  expect(Object.keys(okFit(estimator, dataset, { intercepts: 'common' }).diagnostics)).not.toContain(
    'importance.intercept.geo 1',
  );
  expect(okFit(estimator, dataset, { channels: ['radio'], controls: 'none' }).effects).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(estimator.conditionsOn(estimator.settingsSchema.parse({ controls: 'none' }), dataset)).toEqual({
    variables: ['tv', 'radio'],
    models: [],
  });
});

test.each(each)(
  '%s: neither the order of channels and controls nor a constant control changes a bit',
  (_id, estimator) => {
    const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 1 });
    const before = okFit(estimator, dataset).effects;
    const turned = [...dataset.channels].reverse();
    const ones = { name: 'a constant', values: new Float64Array(40).fill(1) };
    expect(okFit(estimator, { ...dataset, channels: turned, controls: [ones, ...dataset.controls] }).effects).toEqual(
      before,
    );
    expect(okFit(estimator, { ...dataset, controls: [] }, { channels: [] }).effects[0]).toBeNull();
  },
);

test.each(each)('%s: refuses what has no answer', (_id, estimator) => {
  const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 1 });
  const { digest: _, ...parts } = dataset;
  const silent = dataset.channels.map((channel) => ({
    ...channel,
    spend: { ...channel.spend, window: channel.spend.window.map(() => 0) },
  }));
  expect(fit(estimator, buildDataset({ ...parts, channels: silent }))).toMatchObject({
    status: 'refused',
    reason: 'all-zero-channel',
  });
  expect(fit(estimator, dataset, { min_leaf: 21 })).toEqual({
    status: 'refused',
    reason: 'too-few-periods',
    detail: '40 rows cannot be split into leaves of 21',
  });
  expect(fit(estimator, dataset, { intervals: { bootstrap: 20, block: 41 } })).toMatchObject({
    reason: 'too-few-periods',
  });
  const flat = { name: 'sales', values: new Float64Array(40).fill(5) };
  const { effects, diagnostics } = okFit(estimator, { ...dataset, outcome: flat });
  expect(effects[0]).toMatchObject({ point: 0, se: 0 });
  expect(diagnostics).not.toHaveProperty('r2');
});

test('settings are strict, and reading them twice changes nothing', () => {
  for (const { settingsSchema } of all) {
    const once = settingsSchema.parse(small);
    expect(settingsSchema.parse(once)).toEqual(once);
    for (const wrong of [{ trees: 0 }, { depth: 0 }, { features: 0 }, { min_leaf: 0 }, { intervals: 'classical' }]) {
      expect(settingsSchema.safeParse(wrong).success).toBe(false);
    }
  }
  expect(randomForest.settingsSchema.safeParse({ learning_rate: 0.1 }).success).toBe(false);
  expect(gradientBoosting.settingsSchema.safeParse({ learning_rate: 2 }).success).toBe(false);
});
