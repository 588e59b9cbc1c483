import { expect, test } from 'vitest';
import type { InputError } from '../../core/errors.ts';
import { failingAnswers, failingShare } from '../../estimate/oracle/expected.ts';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { runStudy } from '../runStudy.node.ts';
import { inFolder } from '../small.fixture.node.ts';
import { parseStudy } from '../study/study.ts';

const claims = [
  'arm: failing, channel: x1, measure: bias, policy: fallback, below: 0',
  'arm: failing, channel: x1, measure: bias, policy: complete-case, below: 0',
  'arm: noisy, channel: x1, measure: rmse, policy: complete-case, below: 9',
  "arm: failing, channel: '*', measure: coverage, policy: fallback, above: 0.1",
  "arm: noisy, channel: '*', measure: rank_accuracy, policy: complete-case, above: 0.1",
  'arm: failing, channel: x1, measure: bias, against: { arm: noisy }, policy: complete-case, below: 0',
];
const text = (stated: readonly string[]) => `
name: claimed
scenarios: [unobserved-confounder]
periods: 13
estimators:
  failing: { use: oracle-failing, sd: 1, cutoff: 0.5, fallback: [noisy] }
  noisy: { use: oracle-normal, sd: 1 }
replicates: 300
levels: [0.8]
seed: 3
claims:
${stated.map((claim) => `  - { ${claim} }`).join('\n')}
`;
const study = (stated: readonly string[]) => parseStudy(text(stated), 'claimed.yaml');

test('a claim under a policy is judged on the number of that policy, with the failures of the arm itself', async () => {
  await inFolder(async (out) => {
    const { claims: judged, across, performance } = await runStudy({ study: study(claims), out, workers: 0 });
    const of = (arm: string, channel: string, measure: string, policy: string) =>
      across!.policies.find(
        (row) => row.arm === arm && row.channel === channel && row.measure === measure && row.policy === policy,
      )!;
    const rows = [
      of('failing', 'x1', 'bias', 'fallback'),
      of('failing', 'x1', 'bias', 'complete-case'),
      of('noisy', 'x1', 'rmse', 'complete-case'),
      of('failing', '*', 'coverage', 'fallback'),
      of('noisy', '*', 'rank_accuracy', 'complete-case'),
    ];
    for (const [i, { value, n }] of rows.entries()) {
      expect(judged[i]!.value).toBeCloseTo(value!, 12);
      expect(judged[i]!.n).toBe(n);
    }
    const failed = performance.find(({ arm, measure }) => arm === 'failing' && measure === 'bias')!.nFailed;
    expect(judged.map((claim) => claim.failed)).toEqual([failed, failed, 0, failed, 0, failed]);
    expect(judged[0]!.what).toBe('bias of x1, failing, unobserved-confounder@13 (fallback)');

    // closed form: the mean of the truncated noise, and 0 from the arm that stands in
    const settings = { sd: 1, cutoff: 0.5 };
    const alone = failingAnswers(settings, []).find(({ measure }) => measure === 'bias')!.expected;
    const [fallback, complete] = judged as [(typeof judged)[number], (typeof judged)[number]];
    expect(Math.abs(fallback.value! - (1 - failingShare(0.5)) * alone) / fallback.mcse!).toBeLessThan(4.5);
    expect(Math.abs(complete.value! - alone) / complete.mcse!).toBeLessThan(4.5);
    expect(judged[5]!.n).toBe(300 - failed);
  });
});

test.each([
  ['arm: noisy, channel: x1, measure: bias, policy: fallback, below: 1', 'policy: noisy declares no fallback'],
  [
    'arm: noisy, channel: x1, measure: bias, policy: complete-cases, below: 1',
    'policy: unknown policy "complete-cases"; did you mean "complete-case"?',
  ],
  [
    "arm: noisy, channel: '*', measure: coverage, policy: strict, above: 0",
    'policy: strict says nothing across channels',
  ],
  [
    'arm: noisy, channel: x1, measure: bias, policy: strict-upper, below: 1',
    'policy: strict-upper says nothing of bias; only coverage can count a failure as a miss',
  ],
])('%s is refused in one line', async (claim, message) => {
  const error = await planStudy(study([claim]), nodeSurroundings('.')).then(
    () => undefined,
    (thrown: unknown) => thrown as InputError,
  );
  expect(error!.problems).toHaveLength(1);
  expect(error!.message).toContain(`claims.0.${message}`);
});
