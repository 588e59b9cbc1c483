import fc from 'fast-check';
import { expect, test } from 'vitest';
import { elasticNet } from '../elasticNet/elasticNet.ts';
import { testDataset, testRequest } from '../testData.ts';
import { lasso, ridge } from './penalized.ts';

const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 2 });
const request = {
  ...testRequest('tv', ['roas.total', 'mroas.total'], [4, 30], 3),
  curves: { window: [4, 30] as const, tails: { tv: 3, radio: 3 }, scales: [0, 1, 2], draws: 5 },
};

test.each([
  ['ridge', ridge, 0],
  ['lasso', lasso, 1],
])('%s has the bits of the elastic net at its end', (_, estimator, l1_ratio) => {
  const some = fc.record({
    penalties: fc.constantFrom(undefined, { count: 8 }, [0.5, 0.1]),
    penalize: fc.constantFrom('all', 'channels'),
    non_negative: fc.boolean(),
    trend: fc.boolean(),
    intervals: fc.record({ bootstrap: fc.constant(20), select: fc.constantFrom('once', 'inside') }),
    heldout: fc.constantFrom(undefined, { share: 0.3, splits: 3 }),
  });
  fc.assert(
    fc.property(some, (settings) => {
      const named = estimator.fit(dataset, estimator.settingsSchema.parse(settings), request);
      const mixed = elasticNet.settingsSchema.parse({ ...settings, l1_ratio });
      expect(named).toEqual(elasticNet.fit(dataset, mixed, request));
      expect(named).toMatchObject({ status: 'ok', diagnostics: { l1_ratio } });
    }),
    { numRuns: 12 },
  );
});

test('the mixing is no setting of theirs; a fixed penalty is not looked for', () => {
  for (const { settingsSchema } of [ridge, lasso]) {
    expect(settingsSchema.safeParse({ l1_ratio: 0.5 }).success).toBe(false);
    expect(settingsSchema.safeParse({ penalty: 0.1 }).success).toBe(true);
    expect(settingsSchema.safeParse({ penalty: 0.1, penalties: [1] }).error?.issues[0]?.message).toContain('either');
  }
});
