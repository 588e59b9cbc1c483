import { normalQuantile } from '../../core/distributions.ts';
import { canonicalJson } from '../../core/hash.ts';
import { log } from '../../core/math.ts';
import { estimandKey } from '../../dataset/estimand.ts';
import { isPriorKind } from '../../estimate/bayesian/roas/aimedEstimand.ts';
import { decompose, type Part, partOf, shrinkage } from '../../score/decomposition.ts';
import { type Plan, runsIn } from '../plan/types.ts';
import { type Answers, answersOf, errorsOf } from './armAnswers.ts';
import { type Cell, csvLines } from './csv.ts';
import { type PriorFamily, priorFamilies, priorOf, type StatedPrior } from './priorFamilies.ts';
import type { RecordSource } from './rows.ts';
import { targetsOf } from './targets.ts';

const columns = [
  ...['study', 'cell', 'scenario', 'periods', 'arm', 'channel', 'estimand', 'reference', 'longest'],
  ...[
    'bias',
    'bias_mcse',
    'asymptotic',
    'asymptotic_mcse',
    'finite_sample',
    'finite_sample_mcse',
    'prior',
    'prior_mcse',
  ],
  ...['n', 'nonconverged', 'reference_nonconverged', 'longest_nonconverged'],
  ...[
    'log_prior',
    'log_prior_mcse',
    'log_shrinkage',
    'log_shrinkage_mcse',
    'log_shrinkage_fit',
    'log_shrinkage_fit_mcse',
  ],
];

/** The bias of arms with a prior, taken apart: decomposition.csv. Undefined for a study that lacks the arms for it: some
 *  that differ in their prior alone, one of them with strength 1/256 or less. Fits that did not converge count: where
 *  there is hardly a prior they are many, and their points are still the best there are; their share stands beside.
 *  @see statistics.md §3 */
export function decompositionCsv(plan: Plan, source: RecordSource): string | undefined {
  const rows = priorFamilies(plan).flatMap((family) =>
    seriesOfCells(plan).flatMap((cells) => familyRows(plan, source, family, cells)),
  );
  return rows.length === 0 ? undefined : csvLines([columns, ...rows]);
}

/** Cells of one world at several lengths, as indices. */
function seriesOfCells({ cells }: Plan): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const [c, { scenario, set, recording }] of cells.entries()) {
    if (recording !== undefined) continue;
    const key = canonicalJson([scenario, set]);
    groups.set(key, [...(groups.get(key) ?? []), c]);
  }
  return [...groups.values()];
}

function familyRows(
  plan: Plan,
  source: RecordSource,
  { flat, arms }: PriorFamily,
  cells: readonly number[],
): readonly (readonly Cell[])[] {
  const references = cells
    .filter((c) => runsIn(plan, c, flat))
    .map((c) => ({ c, answers: answersOf(plan, source, c, flat) }))
    // of a run in parts, the longest that has been run
    .filter(({ answers }) => answers.nonconverged !== null);
  if (references.length === 0) return [];
  const lengthOf = (c: number) => plan.cells[c]!.periods;
  const { c: longest, answers: last } = references.reduce((a, b) => (lengthOf(b.c) > lengthOf(a.c) ? b : a));
  return references.flatMap(({ c, answers: reference }) => {
    const cell = plan.cells[c]!;
    return arms
      .filter((a) => runsIn(plan, c, a))
      .flatMap((a) => {
        const own = a === flat ? reference : answersOf(plan, source, c, a);
        const targets = targetsOf(plan, c, a);
        const prior = priorOf(plan.arms[a]!.settings)!;
        return cell.estimands.flatMap((estimand, k): (readonly Cell[])[] => {
          const { n, ...parts } = decompose(errorsOf(own, k), errorsOf(reference, k), errorsOf(last, k));
          if (n === 0) return [];
          const checked = targets[k] === 'on' && isPriorKind(estimand.kind);
          const check = checked ? shrinkageOf(plan.levels, prior, estimand.channel, own, reference, k) : noCheck;
          return [
            [
              ...[plan.name, cell.name, cell.scenario, cell.periods, plan.arms[a]!.name],
              ...[estimand.channel, estimandKey(estimand), plan.arms[flat]!.name, plan.cells[longest]!.periods],
              ...[parts.total, parts.asymptotic, parts.finiteSample, parts.prior].flatMap(pairOf),
              ...[n, own.nonconverged, reference.nonconverged, last.nonconverged],
              ...check.flatMap(pairOf),
            ],
          ];
        });
      });
  });
}

const pairOf = ({ value, mcse }: Part): readonly Cell[] => [value, mcse];
const none: Part = { value: null, mcse: null };
const noCheck: readonly Part[] = [none, none, none];

/** On the scale of log ROAS: what the prior did, what shrinkage from the truth says it should, and from what the data say by
 *  themselves. σ is the width of the reference's narrowest interval over that of a standard normal: no outlying draw
 *  moves it. */
function shrinkageOf(
  levels: readonly number[],
  prior: StatedPrior,
  channel: string,
  own: Answers,
  reference: Answers,
  k: number,
): readonly Part[] {
  const narrowest = levels.indexOf(Math.min(...levels));
  const width = 2 * normalQuantile((1 + levels[narrowest]!) / 2);
  const rows = own.truth[k]!.flatMap((truth, r) => {
    const [mine, flat] = [own.effects[k]![r], reference.effects[k]![r]];
    const [lower, upper] = flat?.intervals[narrowest] ?? [0, 0];
    const center = centerOf(prior, channel, truth);
    if (!mine || !flat || !(lower > 0 && flat.point > 0 && mine.point > 0 && truth > 0 && center > 0)) return [];
    const sd = (log(upper) - log(lower)) / width;
    const from = (start: number) => shrinkage(log(center), log(start), sd, prior.sd);
    return [{ did: log(mine.point) - log(flat.point), truth: from(truth), fit: from(flat.point) }];
  });
  return [rows.map(({ did }) => did), rows.map((row) => row.truth), rows.map(({ fit }) => fit)].map(partOf);
}

function centerOf({ center }: StatedPrior, channel: string, truth: number): number {
  if (typeof center === 'number') return center;
  const multiple = (center as { readonly truth?: number }).truth;
  return multiple !== undefined && Object.keys(center).length === 1
    ? multiple * truth
    : ((center as Readonly<Record<string, number>>)[channel] ?? Number.NaN);
}
