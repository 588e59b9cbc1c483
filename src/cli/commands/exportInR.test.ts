import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Performance } from '../../score/types.ts';
import { cli, inFolder } from '../cli.fixture.ts';

/** R reads the long form where there is R; with this set (tools/ci/external.sh) there must be. */
const mustRun = process.env.PLUMBLINE_EXTERNAL_EXAMPLES === 'all';
const hasR = mustRun || spawnSync('Rscript', ['--version']).status === 0;

const study = `name: exported
scenarios: [unobserved-confounder]
periods: 13
estimators:
  noisy: { use: oracle-normal, sd: 1 }
  failing: { use: oracle-failing, sd: 1, cutoff: 0.5 }
  ols: { use: ols }
replicates: 60
levels: [0.95, 0.8]
seed: 4
`;

/** Performance from the long form alone, with errors theta − true as the truth moves. Formulas of Morris, White & Crowther
 *  (2019), Table 6; the error of empSE there is for normal errors, and here the one that is not: Var(s²) ≈ (m₄ − s⁴(n − 3)/
 *  (n − 1))/n and the delta method (statistics.md §3). */
const program = `
long <- read.csv("long.csv")
say <- function(part, measure, value, mcse)
  cat(part$method[1], part$channel[1], measure, sprintf("%.17g", c(value, mcse)), sum(!is.na(part$theta)), "\\n")
for (all in split(long, list(long$dgm, long$estimand, long$method, long$channel), drop = TRUE)) {
  part <- all[!is.na(all$theta), ]
  n <- nrow(part)
  e <- part$theta - part$true
  V <- part$se^2
  s2 <- sum((e - mean(e))^2) / (n - 1)
  m4 <- mean((e - mean(e))^4)
  mse <- mean(e^2)
  mod <- sqrt(mean(V))
  cover <- mean(part$lower <= part$true & part$true <= part$upper)
  below <- mean(part$true < part$lower)
  say(all, "bias", mean(e), sqrt(s2 / n))
  say(all, "empirical_se", sqrt(s2), sqrt((m4 - s2^2 * (n - 3) / (n - 1)) / n) / (2 * sqrt(s2)))
  say(all, "mse", mse, sqrt(sum((e^2 - mse)^2) / (n * (n - 1))))
  say(all, "model_se", mod, sqrt(var(V) / (4 * n * mod^2)))
  say(all, "coverage", cover, sqrt(cover * (1 - cover) / n))
  say(all, "noncoverage_below", below, sqrt(below * (1 - below) / n))
  say(all, "width", mean(part$upper - part$lower), sd(part$upper - part$lower) / sqrt(n))
}
`;
const atLevel = ['coverage', 'noncoverage_below', 'width'];

test.skipIf(!hasR)(
  'R finds performance.csv in the long form: estimates, their Monte Carlo errors and counts',
  async () => {
    await inFolder({ 'study.yaml': study, 'check.R': program }, async (folder) => {
      const run = await cli(['run', 'study.yaml', '--workers', '0', '--out', 'results', '--json'], folder);
      const performance = JSON.parse(run.out) as Performance[];
      await cli(['export', 'results', '--out', 'long.csv'], folder);
      const { stdout, stderr } = spawnSync('Rscript', ['check.R'], { cwd: folder, encoding: 'utf8' });
      expect(stderr).toBe('');
      const found = stdout.trim().split('\n');
      // 3 methods × 2 channels × 7 measures
      expect(found).toHaveLength(42);
      for (const line of found) {
        const [arm, channel, measure, value, mcse, n] = line.trim().split(' ') as [string, string, string, ...string[]];
        const level = atLevel.includes(measure) ? 0.95 : null;
        const own = performance.find(
          (row) =>
            row.arm === arm &&
            row.channel === channel &&
            row.measure === measure &&
            row.level === level &&
            row.policy === 'as-analyzed',
        )!;
        expect(own.n).toBe(Number(n));
        for (const [ours, theirs] of [
          [own.value!, Number(value)],
          [own.mcse!, Number(mcse)],
        ] as const) {
          expect(Math.abs(ours - theirs), line).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(theirs)));
        }
      }
      const failed = performance.find(({ arm, measure }) => arm === 'failing' && measure === 'bias')!;
      expect(failed.nFailed).toBeGreaterThan(0);
    });
  },
);
