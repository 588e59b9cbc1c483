import { normalQuantile } from '../../core/distributions.ts';
import { mean } from '../../core/stats.ts';
import { exactMcnemar } from '../../score/paired/mcnemar.ts';
import { type Column, contrastOf, meanEffect } from '../contrast.ts';
import { discordantPairs, tangoStatistic } from '../tango.ts';
import { differenceOf, finite, type Probe, pairwise, type Rules, sharedNames } from './probe.ts';

/** Failed fits of an arm in a cell, both versions. */
export type FailedPair = { readonly cell: string; readonly arm: string; readonly a: Column; readonly b: Column };

/** Share of failed fits. In one cell: Tango's test for non-inferiority, the exact McNemar test in support of a regression; the
 *  aggregate of several by its mean over replicates. @see statistics.md §4, §7 */
export function failuresProbe(cells: readonly FailedPair[], rules: Rules): Probe {
  const { margins, boundary, paired } = rules;
  const { failures: margin, alpha } = margins;
  const effects = cells.map(({ a, b }) => differenceOf(rules, a, b));
  const more = contrastOf(meanEffect(effects), true);
  const radius = boundary.radius(more, alpha);
  const [first] = cells;
  const pairs = paired && boundary.oneLook && cells.length === 1 ? discordantPairs(first!.a, first!.b) : undefined;
  return {
    endpoint: {
      ...{ measure: 'failures', ...sharedNames(cells.map(named)), level: null },
      baseline: finite(mean(cells.map(({ a }) => mean(a.values)))),
      candidate: finite(mean(cells.map(({ b }) => mean(b.values)))),
      ...{
        change: finite(more.estimate),
        lower: finite(more.estimate - radius),
        upper: finite(more.estimate + radius),
      },
      ...{ margin, n: more.n },
    },
    passes: pairs
      ? tangoStatistic(pairs.lost, pairs.won, pairs.n, margin) <= -normalQuantile(1 - alpha)
      : more.estimate + radius < margin,
    worse: more.estimate > margin,
    p: pairs ? exactMcnemar(pairs.lost, pairs.won) : boundary.p(more),
    ...{ radius, loss: more.estimate, limit: margin },
    differences: paired && cells.length === 1 ? { ...pairwise(first!.a, first!.b), twoSided: false } : null,
  };
}

const named = ({ cell, arm }: FailedPair) => ({ cell, arm, channel: '*', estimand: '*' });
