import fc from 'fast-check';
import { matchers, scenarios } from 'plumbline/testing';
import { loadScenario } from 'plumbline/testing/scenarios';
import { expect, test } from 'vitest';
import 'plumbline/testing/vitest';
import mine from '../mine.mjs';

expect.extend(matchers);

// fewer resamples and datasets than one would take for a release: this runs at every save
const quick = { estimator: mine, settings: { samples: 40 } };
const size = { periods: 52, replicates: 100 };

/** A world on which it should be right: what is spent acts at once and in proportion. */
const line = `
name: line
about: sales = 100 + 2·tv + 3·radio + noise
nodes:
  tv:    { spend: { mean: 20, noise: { lognormal: 0.3 } } }
  radio: { spend: { mean: 10, noise: { lognormal: 0.3 } } }
  sales:
    outcome: { level: 100, noise: { normal: 10 } }
    responses: { tv: { effect: 2 }, radio: { effect: 3 } }
burn_in: 0
`;

test('it keeps the contract of an estimator', async () => {
  await expect(quick).toKeepTheContract();
});

test('it is right where its assumptions hold', async () => {
  await expect(quick).toBeUnbiased(line, size);
  // percentile intervals from 40 resamples are a little narrow
  await expect(quick).toCoverNominally(line, { ...size, within: 0.05 });
  await expect(quick).toBeNoWorseThan('ols', line, size);
});

test('it is wrong where spend carries over, and we know it', async () => {
  await expect(quick).not.toRecoverRoas(loadScenario('clean'), { ...size, within: 0.2 });
});

test('whatever the world, it answers or says why not', async () => {
  await fc.assert(
    fc.asyncProperty(scenarios({ channels: 2 }), async (world) => {
      await expect(quick).toRecoverRoas(world, { periods: 20, replicates: 20, within: 1e6, failures: 0.9 });
    }),
    { numRuns: 3 },
  );
});
