import { estimandKey } from '../dataset/estimand.ts';
import { decimalsFor, fixed } from './digits.ts';
import { percent, trueRoas } from './effectTable.ts';
import type { FitInput } from './fitInput.ts';
import { PRIOR_DRAWS, type PriorFindings, SHOWN_QUANTILES } from './fitPriorFindings.ts';
import { PRIOR_LEVELS, type PriorSummary } from './fitPriorSummary.ts';
import { assumptions } from './fitReport.ts';
import { quantileStrips } from './quantileStrips.ts';
import { bold, yellow } from './style.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

const right = 'right' as const;
const summaryColumns = [
  { title: 'median', align: right },
  ...PRIOR_LEVELS.map((level) => ({ title: percent(level), align: right })),
];

/** What the priors say, for people: of ROAS, of what media bring, of the outcome beside the data, and what is absurd in it. */
export function priorText(input: FitInput, found: PriorFindings, warnings: readonly string[]): string {
  const { file, dataset, spec } = input;
  const { channels, periods, period } = dataset;
  const head = `${spec.estimator.use} on ${file}: ${periods} ${period}s, ${channels.length} channels`;
  const parts = [
    [bold(head), `what the priors say before any data, ${PRIOR_DRAWS} draws`],
    [effectRows(input, found)],
    [equationRows(found)],
    ...outcomeParts(input, found),
    warnings.length === 0
      ? ['Nothing absurd was found in the priors.']
      : [yellow('Look again at the priors:'), ...warnings.flatMap((line) => wrap(`- ${line}`, 100, '  '))],
    assumptions(input.request.estimands, input.dataset.carryoverStart),
  ];
  return parts.map((lines) => lines.join('\n')).join('\n\n');
}

/** @param scale of what is shown: 100 for percent */
function summaryCells({ median, intervals }: PriorSummary, decimals: number): readonly string[] {
  const show = (x: number) => (Math.abs(x) === Infinity ? (x > 0 ? '∞' : '−∞') : fixed(x, decimals));
  return [show(median), ...intervals.map(({ lower, upper }) => `[${show(lower)}, ${show(upper)}]`)];
}

/** By what half of the draws reach: the far tails would leave no digit to the rest. */
const decimalsOf = (priors: readonly PriorSummary[]) => decimalsFor(priors.map(({ intervals }) => intervals[0]!.upper));

function effectRows({ spec }: FitInput, { effects }: PriorFindings): string {
  const known = spec.truth !== undefined;
  return table(
    [
      { title: 'channel' },
      { title: 'estimand' },
      ...summaryColumns,
      ...(known ? [{ title: 'truth', align: right }] : []),
    ],
    effects.map(({ estimand, prior }) => {
      const decimals = decimalsOf(effects.filter((e) => e.estimand.kind === estimand.kind).map((e) => e.prior));
      return [
        estimand.channel,
        estimandKey(estimand),
        ...summaryCells(prior, decimals),
        ...(known ? [fixed(trueRoas(spec, estimand), decimals)] : []),
      ];
    }),
  );
}

function equationRows({ mediaShare, explained, r2 }: PriorFindings): string {
  const rows = [
    ...(mediaShare === null ? [] : [['media, part of the outcome', ...summaryCells(mediaShare.prior, 2)]]),
    ['explained, part of the variance', ...summaryCells(explained, 2)],
    ['R² on the data', ...summaryCells(r2, decimalsFor([r2.median]))],
  ];
  return table([{ title: 'equation' }, ...summaryColumns], rows);
}

/** So that a table of large numbers stays on the page. */
const UNITS = ['', 'thousands', 'millions', 'billions', 'trillions'];
const LARGEST_SHOWN = 1e6;

/** The outcome's own table and picture, in thousands or millions where its numbers are long. */
function outcomeParts({ dataset }: FitInput, { outcome, quantiles }: PriorFindings): readonly (readonly string[])[] {
  const reach = outcome.flatMap(({ data, prior }) => [data!, prior.intervals[1]!.lower, prior.intervals[1]!.upper]);
  const largest = reach.reduce((max, x) => (Math.abs(x) < Infinity ? Math.max(max, Math.abs(x)) : max), 0);
  let power = 0;
  let scale = 1;
  while (largest / scale >= LARGEST_SHOWN && power < UNITS.length - 1) {
    power += 1;
    scale *= 1000;
  }
  const { name } = dataset.outcome;
  const title = power === 0 ? name : `${name}, ${UNITS[power]}`;
  const shown = outcome.map((row) => ({ ...row, data: row.data! / scale, prior: scaled(row.prior, scale) }));
  const decimals = decimalsFor(shown.flatMap(({ data, prior }) => [data, prior.intervals[0]!.upper]));
  const rows = table(
    [{ title }, { title: 'data', align: right }, ...summaryColumns],
    shown.map(({ name: what, data, prior }) => [what, fixed(data, decimals), ...summaryCells(prior, decimals)]),
  );
  const divide = (values: readonly number[]) => values.map((value) => value / scale);
  const picture = quantileStrips(SHOWN_QUANTILES, [
    { name: 'data', values: divide(quantiles.data) },
    { name: 'priors', values: divide(quantiles.prior) },
  ]);
  return [[rows], [bold(`quantiles of ${title}`), picture]];
}

const scaled = ({ median, intervals }: PriorSummary, scale: number): PriorSummary => ({
  median: median / scale,
  intervals: intervals.map(({ level, lower, upper }) => ({ level, lower: lower / scale, upper: upper / scale })),
});
