import { expect, test } from 'vitest';
import { runSelfCheck } from './selfCheck.node.ts';

test('the oracles come out right through the whole harness', async () => {
  // 10,000 replicates are for `plumbline audit --self`; with this seed the result is the same every time
  const result = await runSelfCheck({ workers: 0, replicates: 400 });
  expect(result!.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(result!.passed).toBe(true);
  expect(result!.checks.length).toBeGreaterThan(100);
  expect(result!.checks.length).toBeLessThanOrEqual(200);
  expect(result!.lines.at(-1)).toMatch(/^177 of 177 checks hold/);
});

test('stopped, it gives no verdict', async () => {
  expect(await runSelfCheck({ workers: 0, replicates: 10, signal: AbortSignal.abort() })).toBeNull();
});
