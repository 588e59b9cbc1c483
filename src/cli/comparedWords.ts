import { NOT_CONFIRMED } from '../compare/confirm.ts';
import type { Comparison, Endpoint } from '../compare/types.ts';
import type { Stopped } from '../compare/untilDecided.ts';
import { policyWords, stoppedLine, tierCounts, unpairedWords } from '../report/comparison/words.ts';
import type { MarginsInForce } from './comparedMargins.ts';

/** A comparison with all that is told of it. */
export type Judged = {
  readonly comparison: Comparison;
  /** results folders */
  readonly baseline: string;
  readonly candidate: string;
  readonly inForce: MarginsInForce;
  /** of `--until-decided` */
  readonly stopped?: Stopped;
};

/** What was compared and how it was judged, a line each: sameness, policy, margins, looks. */
export function headLines({ comparison, inForce, stopped }: Judged): readonly string[] {
  return [
    samenessLine(comparison),
    policyLine(comparison),
    marginsLine(inForce),
    ...(stopped === undefined ? [] : [stoppedLine(stopped, comparison.verdict)]),
  ];
}

/** `4 equal bit for bit, 1 changed`: arms in cells. */
function samenessLine({ sameness, paired }: Comparison): string {
  return paired ? `arms in cells: ${tierCounts(sameness)}` : unpairedWords;
}

const policyLine = ({ policy }: Comparison): string => `judged ${policyWords[policy]}`;

function marginsLine({ margins, from }: MarginsInForce): string {
  const { bias, rmse_ratio: ratio, coverage, failures, alpha, multiplicity } = margins;
  return `margins (${from}): bias ±${bias}, RMSE ratio ${ratio}, coverage −${coverage}, failures +${failures}; one-sided α ${alpha}, ${multiplicity}`;
}

/** The gates, and of the single questions the regressions, confirmed or not. */
export function shownEndpoints({ gates, details }: Comparison): readonly Endpoint[] {
  const shown = ({ verdict, remark }: Endpoint) => verdict === 'regression' || remark === NOT_CONFIRMED;
  return [...gates, ...details.filter(shown)];
}

/** Gates as analyzed that say something else than those that were judged. */
export function otherAsAnalyzed({ gates, asAnalyzed }: Comparison): readonly Endpoint[] {
  return asAnalyzed.filter((one) => !gates.some((gate) => endpointLine(gate) === endpointLine(one)));
}

const endpointLine = (endpoint: Endpoint): string =>
  [...endpointName(endpoint), ...endpointNumbers(endpoint), endpoint.verdict].join(' ');

/** Single questions that are not red, and not shown to be within their margin. */
export function openDetails({ details }: Comparison): string | null {
  const open = details.filter(({ verdict }) => verdict === 'inconclusive').length;
  return open === 0
    ? null
    : `${open} of ${details.length} single questions are inconclusive by themselves: --html, --json`;
}

/** Names of what an endpoint is about, short of what it aggregates. */
export function endpointName({ arm, cell, channel, estimand, measure, level }: Endpoint): readonly string[] {
  const place = [cell, channel, estimand].filter((name) => name !== '*').join(' · ');
  return [arm, `${measure}${level === null ? '' : ` ${level}`}`, place === '' ? 'all' : place];
}

/** Baseline, candidate, change with its bounds, margin: as numbers of like scale. */
export function endpointNumbers(endpoint: Endpoint): readonly string[] {
  const { measure, baseline, candidate, change, lower, upper, margin, n } = endpoint;
  const digits = (x: number | null): string => (x === null ? '–' : x.toFixed(4).replace(/^-(?=0\.0*$)/, ''));
  const bounds = `${digits(change)} [${digits(lower)}, ${digits(upper)}]`;
  const limit = { bias: '±', rmse_ratio: '', coverage: '−', failures: '+' }[measure];
  return [digits(baseline), digits(candidate), bounds, `${limit}${margin}`, String(n)];
}

/** Why it is not decided, or what is odd. */
export function endpointRemark({ verdict, needs, remark }: Endpoint): string {
  const more = verdict === 'inconclusive' && needs !== null ? `needs about ${needs} replicates` : undefined;
  return [remark, more].filter((text) => text !== undefined).join('; ');
}

export const columns = ['arm', 'measure', 'of', 'baseline', 'candidate', 'change', 'margin', 'n', 'verdict'] as const;

export const legend =
  'bias and RMSE in shares of the mean truth; change: candidate − baseline, for rmse_ratio candidate/baseline, with one-sided bounds';
