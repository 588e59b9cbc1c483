import type { Comparison, Endpoint, Tier, Verdict } from '../compare/types.ts';
import { green, red, yellow } from './style.ts';
import { table } from './table.ts';

const tierWords: Readonly<Record<Tier, string>> = {
  identical: 'equal bit for bit',
  T0: 'equal to 1e-9',
  T1: "equal within their chains' Monte Carlo error",
  T2: 'changed',
};

/** Results folders. */
export type Names = { readonly baseline: string; readonly candidate: string };

/** `4 equal bit for bit, 1 changed`: arms in cells. */
export function samenessLine({ sameness, paired }: Comparison): string {
  if (!paired) return 'unpaired: two independent runs, not replicates of the same data; not for CI';
  const kinds = Object.entries(tierWords).flatMap(([tier, words]) => {
    const count = sameness.filter((one) => one.tier === tier).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return `arms in cells: ${kinds.join(', ')}`;
}

/** The gates, and of the single questions those that did not pass. */
export function shownEndpoints({ gates, details }: Comparison): readonly Endpoint[] {
  return [...gates, ...details.filter(({ verdict }) => verdict === 'regression')];
}

/** Single questions that are not red, and not shown to be within their margin. */
export function openDetails({ details }: Comparison): string | null {
  const open = details.filter(({ verdict }) => verdict === 'inconclusive').length;
  return open === 0 ? null : `${open} of ${details.length} single questions are inconclusive by themselves: --json`;
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

const paint: Readonly<Record<Verdict, (text: string) => string>> = {
  pass: (text) => green(text),
  regression: (text) => red(text),
  inconclusive: (text) => yellow(text),
};

export const columns = ['arm', 'measure', 'of', 'baseline', 'candidate', 'change', 'margin', 'n', 'verdict'] as const;

/** What `plumbline compare` prints. */
export function comparedText(comparison: Comparison, { baseline, candidate }: Names): string {
  const shown = shownEndpoints(comparison);
  const rows = shown.flatMap((endpoint) => {
    const remark = endpointRemark(endpoint);
    const line = [...endpointName(endpoint), ...endpointNumbers(endpoint), paint[endpoint.verdict](endpoint.verdict)];
    return remark === '' ? [line] : [line, `  ${remark}`];
  });
  const numeric = ['baseline', 'candidate', 'change', 'margin', 'n'];
  const titles = columns.map((title) => ({
    title,
    align: numeric.includes(title) ? ('right' as const) : ('left' as const),
  }));
  const open = openDetails(comparison);
  return [
    `${paint[comparison.verdict](comparison.verdict)}: ${candidate} against ${baseline}`,
    samenessLine(comparison),
    ...(rows.length === 0 ? [] : ['', table(titles, rows), '', legend]),
    ...(open === null ? [] : [open]),
    ...comparison.remarks,
  ].join('\n');
}

export const legend =
  'bias and RMSE in shares of the mean truth; change: candidate − baseline, for rmse_ratio candidate/baseline, with one-sided bounds';
