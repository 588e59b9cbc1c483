import { expect, test } from 'vitest';
import type { CellFailures } from '../experiment/output/failures.ts';
import type { Plan } from '../experiment/plan/types.ts';
import { cli, inFolder } from './cli.fixture.ts';
import { failureLines } from './failureText.ts';
import { fixedTruthLines } from './fixedTruthLines.ts';
import { stopLines } from './stopLines.ts';

const failure = (channel: string, p: number, informative: boolean): CellFailures => ({
  ...{
    cell: 'clean@52',
    arm: 'bayesian',
    channel,
    estimand: 'roas.total[0..51+8]',
    n: 200,
    nFailed: 12,
    shadow: 'ols',
  },
  check: { nFailed: 12, nAnswered: 188, failed: 0.4, answered: 0.1, difference: 0.3, mcse: 0.06, p, informative },
});

test('a warning for each arm and cell, by the channel that says it loudest', () => {
  expect(failureLines({ failures: [failure('tv', 0.3, false)] })).toEqual([]);
  const lines = failureLines({ failures: [failure('tv', 0.001, true), failure('search', 0.00001, true)] });
  expect(lines).toHaveLength(3);
  expect(lines[2]).toBe(
    '  bayesian in clean@52 failed on 12 of 200: there the error of ols on search differs by 0.300 ± 0.060 (p < 0.0001)',
  );
});

test('what stopped a run, and where the largest error is', () => {
  const worst = [
    {
      ...{ cell: 'clean@52', arm: 'ols', channel: '*', estimand: 'roas.total', measure: 'coverage', level: 0.8 },
      ...{ n: 300, mcse: 0.0123, target: 0.01 },
    },
  ];
  expect(stopLines({ by: 'max', replicates: 300, looks: 3, worst })).toEqual([
    'stopped by max, 300 replicates: not every Monte Carlo error is small enough',
    '  0.0123 of 0.01: coverage 0.8 of ols, all channels, in clean@52',
  ]);
  expect(stopLines({ by: null, replicates: 300, looks: 3, worst })).toEqual([]);
});

test('a prior told the truth is warned of where the truth stays put', () => {
  const plan = (told: readonly string[], draws?: readonly object[]) =>
    ({
      arms: [{ name: 'bayesian', told }],
      cells: [{ world: draws === undefined ? {} : { draws } }],
    }) as unknown as Plan;
  const told = fixedTruthLines(plan(['center'])).join(' ');
  expect(told).toContain('bayesian was told the truth to center a prior on, which wins by construction');
  expect(told).toContain('At one fixed truth so does any prior that happens to lie there');
  expect(fixedTruthLines(plan(['curves']))).toEqual([]);
  // each replicate draws its world, and the prior is told each truth
  expect(fixedTruthLines(plan(['center'], [{}])).join(' ')).not.toContain('At one fixed truth');
});

const study = (policy: string) => `name: failing
scenarios: [unobserved-confounder]
periods: 13
estimators:
  noisy: { use: oracle-normal, sd: 1 }
  failing: { use: oracle-failing, sd: 1, cutoff: 0, fallback: [noisy] }
replicates: 20
seed: 3
policy: ${policy}
`;

test.each([
  ['as-analyzed', /^failing +x1 .* (\d+) +(\d+)$/m, (n: number, failed: number) => n + failed === 20],
  ['complete-case', /^noisy +x1 .* (\d+) +(\d+)$/m, (n: number, failed: number) => n < 20 && failed === 0],
  ['fallback', /^failing +x1 .* (\d+) +(\d+)$/m, (n: number, failed: number) => n === 20 && failed > 0],
  ['strict', /^failing +x1 .* (\d+) +(\d+)$/m, (n: number, failed: number) => n + failed === 20],
])('tables are read by the declared policy %s, with n and failures', async (policy, line, holds) => {
  await inFolder({ 'study.yaml': study(policy) }, async (folder) => {
    const { code, out } = await cli(['run', 'study.yaml', '--workers', '0', '--out', 'results'], folder);
    expect(code).toBe(0);
    const [, n, failed] = line.exec(out)!;
    expect(holds(Number(n), Number(failed)), out).toBe(true);
    expect(out.includes(`policy ${policy}, as declared`)).toBe(policy !== 'as-analyzed');
    if (policy !== 'strict') return;
    // half of the fits fail, and so half of the intervals are missing
    const share = Number(/^failing +x1 .* (0\.\d+) \[/m.exec(out)![1]);
    expect(share).toBeLessThanOrEqual(Number(n) / 20);
  });
});
