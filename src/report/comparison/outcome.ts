import type { Endpoint } from '../../compare/types.ts';
import { log } from '../../core/math.ts';

/** What a reader wants to know of an endpoint: a regression is `worse`, what is inconclusive `open`; a pass is `better`
 *  where, as for a regression, the change is beyond its margin and its bound, by itself, beyond no change; else it is the `same`. */
export type Outcome = 'worse' | 'open' | 'better' | 'same';

export const outcomes = ['worse', 'open', 'better', 'same'] as const satisfies readonly Outcome[];

/** Beside a number of endpoints. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  worse: 'worse',
  open: 'undecided',
  better: 'better',
  same: 'within the margin',
};

export function outcomeOf(endpoint: Endpoint): Outcome {
  if (endpoint.verdict === 'regression') return 'worse';
  if (endpoint.verdict === 'inconclusive') return 'open';
  return isBetter(endpoint) ? 'better' : 'same';
}

function isBetter(endpoint: Endpoint): boolean {
  const { measure, lower, upper } = endpoint;
  if (lower === null || upper === null) return false;
  const none = measure === 'rmse_ratio' ? 1 : 0;
  return (upper < none || lower > none) && lossOf(endpoint) < -1;
}

/** How much worse the candidate is, in units of the margin; below 0 it is better: growth of the distance from 0 (bias) or from
 *  the level (coverage), log ratio of the RMSEs, difference of the shares of failures. −∞ where nobody knows.
 *  @example lossOf({ measure: 'bias', baseline: 0.02, candidate: 0.12, margin: 0.05, … }) // 2 */
export function lossOf({ measure, level, baseline, candidate, change, margin }: Endpoint): number {
  if (measure === 'rmse_ratio') return change === null || change <= 0 ? -Infinity : log(change) / log(margin);
  if (baseline === null || candidate === null) return -Infinity;
  const from = measure === 'coverage' ? (level ?? 0) : 0;
  return (Math.abs(candidate - from) - Math.abs(baseline - from)) / margin;
}

/** Regressions first, then what is open, then passes; among them the worst first. Equal ones keep their order. */
export function bySeverity(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const ranks = { regression: 0, inconclusive: 1, pass: 2 };
  return endpoints
    .map((endpoint) => ({ endpoint, rank: ranks[endpoint.verdict], loss: lossOf(endpoint) }))
    .sort((a, b) => a.rank - b.rank || Number(b.loss > a.loss) - Number(b.loss < a.loss))
    .map(({ endpoint }) => endpoint);
}

/** @returns how many of each outcome, in the order of `outcomes`; what there is none of is left out */
export function outcomeCounts(endpoints: readonly Endpoint[]): readonly (readonly [Outcome, number])[] {
  const found = endpoints.map(outcomeOf);
  return outcomes
    .map((outcome) => [outcome, found.filter((one) => one === outcome).length] as const)
    .filter(([, count]) => count > 0);
}
