import type { Comparison, Endpoint, EndpointMeasure, Tier, Verdict } from '../../compare/types.ts';
import type { Stopped } from '../../compare/untilDecided.ts';

export const tierWords: Readonly<Record<Tier, string>> = {
  identical: 'equal bit for bit',
  T0: 'equal to 1e-9',
  T1: "equal within their chains' Monte Carlo error",
  T2: 'changed',
};

/** `4 equal bit for bit, 1 changed`: arms in cells, weakest likeness last. */
export function tierCounts(sameness: Comparison['sameness']): string {
  const kinds = Object.entries(tierWords).flatMap(([tier, words]) => {
    const count = sameness.filter((one) => one.tier === tier).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return kinds.join(', ');
}

export const policyWords: Readonly<Record<Comparison['policy'], string>> = {
  'as-analyzed': 'as analyzed: on the fits that succeeded, failures an endpoint of their own',
  'complete-case': 'policy complete-case, declared by the study: on replicates where every arm succeeded',
  fallback:
    'policy fallback, declared by the study: failed fits replaced by the first arm of their chain that answered',
  strict: 'policy strict, declared by the study: a failed fit does not cover',
};

/** Why the looking of `--until-decided` ended, and when it looked. */
export function stoppedLine({ by, replicates, max, looks }: Stopped, verdict: Verdict): string {
  const why = {
    pass: `decided at ${replicates} replicates: pass`,
    regression:
      verdict === 'regression'
        ? `decided at ${replicates} replicates: regression`
        : `stopped at ${replicates} replicates by a regression that fresh replicates did not show`,
    max: `not decided: stopped at the maximum, ${max} replicates (to go on: a larger --max, and --looks as it was: ${max} where it was not given)`,
    rows: `not decided: no more than ${replicates} replicates can be had, of at most ${max}`,
  };
  return `${why[by]}; looks at ${looks.join(', ')}`;
}

export const unpairedWords = 'UNPAIRED: two independent runs, not replicates of the same data; not for CI';

/** As a table names it. @example measureName({ measure: 'coverage', level: 0.95 }) // 'coverage 95 %' */
export function measureName({ measure, level }: Pick<Endpoint, 'measure' | 'level'>): string {
  const names: Readonly<Record<EndpointMeasure, string>> = {
    bias: 'bias',
    rmse_ratio: 'RMSE',
    coverage: `coverage ${percentOf(level)}`,
    failures: 'failed fits',
  };
  return names[measure];
}

/** As a sentence says it. @example measureWords({ measure: 'coverage', level: 0.95 }) // 'coverage of 95 % intervals' */
export function measureWords(endpoint: Pick<Endpoint, 'measure' | 'level'>): string {
  if (endpoint.measure === 'coverage') return `coverage of ${percentOf(endpoint.level)} intervals`;
  return endpoint.measure === 'failures' ? 'share of failed fits' : measureName(endpoint);
}

const percentOf = (level: number | null): string => `${Number((100 * (level ?? 0)).toPrecision(4))}\u00a0%`;
