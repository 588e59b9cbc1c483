import { expect, test } from '@jest/globals';
import { estimatorContract, matchers } from 'plumbline/testing';
import { loadScenario } from 'plumbline/testing/scenarios';
import mine from '../mine.mjs';

expect.extend(matchers);

const quick = { estimator: mine, settings: { samples: 40 } };

test('it keeps the contract of an estimator', async () => {
  const { pass, message, laws } = await estimatorContract(quick);
  expect([pass, message]).toEqual([true, 'raw-spend keeps all 10 laws of the contract']);
  expect(laws.map(({ law }) => law)).toContain('currency units');
});

test('a demand that nobody saw biases it', async () => {
  await expect(quick).not.toBeUnbiased(loadScenario('hidden-demand'), { periods: 52, replicates: 50 });
});
