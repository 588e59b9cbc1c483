import { type Estimand, estimandKey } from '../dataset/estimand.ts';
import { type Answers, type CellRow, isAsked, packAnswers } from './answers.ts';
import { decisionRows, withDecision } from './decision.ts';
import { decisionMeasureIds } from './measures/decisions.ts';
import type { Measure, Score } from './measures/measure.ts';
import { rankAccuracyId } from './measures/rankAccuracy.ts';
import { measures } from './measures/registry.ts';
import { asAnalyzed } from './policies/asAnalyzed.ts';
import type { Policy } from './policies/policy.ts';
import { policies as allPolicies } from './policies/registry.ts';
import { pooledCoverage } from './pooledCoverage.ts';
import { rankRows } from './rankRows.ts';
import { countFailures, samplesOf } from './sample.ts';
import type { Performance, Target } from './types.ts';

/** Channel of a measure that looks across channels. */
const allChannels = '*';

/** All attempts of one arm in one cell. */
export type CellArm = {
  readonly cell: string;
  readonly arm: string;
  readonly levels: readonly number[];
  /** of the cell, request by request, then channel by channel */
  readonly estimands: readonly Estimand[];
  /** one an estimand: does the arm aim at it? */
  readonly targets: readonly Target[];
  /** in a study of decisions, what was decided: the key that stands in their rows */
  readonly decision?: string;
  /** in any order; read once, so a journal can be streamed through */
  readonly rows: Iterable<CellRow>;
};

/** Every measure of one (cell, arm), by estimand, measure, level and policy, in that order, whatever the order of the rows.
 *
 *  There are no rows for a question the arm never answers though it succeeds (it does not know the channel), nor for
 *  measures that need what its fits never give (draws, standard errors). A value is null where it is not defined.
 *  nFailed counts the arm's own failures under every policy. As analyzed, n + nFailed is the number of replicates with a truth, but for measures that need more than the fit gave there, or that look
 *  at significant estimates only.
 *  @see statistics.md §3, §4 */
export function aggregate(cellArm: CellArm, policies: readonly Policy[] = allPolicies): Performance[] {
  const { rows, ...named } = cellArm;
  return aggregateAnswers(named, packRows(rows, named), policies);
}

/** Rows of a cell and arm as tables: one an estimand and, in a study of decisions, behind them one a measure of these. */
export function packRows(
  rows: Iterable<CellRow>,
  { estimands, levels, decision }: Pick<CellArm, 'estimands' | 'levels' | 'decision'>,
): Answers[] {
  const { length } = estimands;
  if (decision === undefined) return packAnswers(rows, length, levels.length);
  const decided = function* (): Generator<CellRow> {
    for (const row of rows) yield withDecision(row, length);
  };
  return packAnswers(decided(), length + decisionMeasureIds.length, levels.length);
}

/** The same from the tables of `packRows`. */
export function aggregateAnswers(
  cellArm: Omit<CellArm, 'rows'>,
  tables: readonly Answers[],
  policies: readonly Policy[] = allPolicies,
): Performance[] {
  const { estimands, targets, levels, decision } = cellArm;
  const name = { cell: cellArm.cell, arm: cellArm.arm };
  const perEstimand = tables.slice(0, estimands.length).flatMap((answers, k): Performance[] => {
    const question = {
      ...name,
      channel: estimands[k]!.channel,
      estimand: estimandKey(estimands[k]!),
      target: targets[k]!,
    };
    return scoreEstimand(answers, k, levels, policies).map((row) => ({ ...question, ...row }));
  });
  // strict says nothing across channels
  const across = policies.filter((policy) => policy === asAnalyzed || policy.answers !== undefined);
  const own = rankRows(estimands, targets, tables);
  const ownCoverage = pooledCoverage(estimands, targets, tables, levels.length);
  const acrossChannels = across.flatMap((policy): Performance[] => {
    const seen = policy.answers === undefined ? tables : tables.map((answers, k) => policy.answers!(answers, k));
    const covered = pooledCoverage(estimands, targets, seen, levels.length).map((pooled) => ({
      ...{ ...name, channel: allChannels, estimand: pooled.estimand, target: pooled.target },
      ...measured(
        policy,
        measures.coverage.id,
        levels[pooled.level]!,
        pooled.score,
        ownCoverage.find(({ estimand, level }) => estimand === pooled.estimand && level === pooled.level)?.nFailed ?? 0,
      ),
    }));
    const ranked = rankRows(estimands, targets, seen).map(({ estimand, target, score }, i) => ({
      ...{ ...name, channel: allChannels, estimand, target },
      ...measured(policy, rankAccuracyId, null, score, own[i]!.nFailed),
    }));
    const decided = decisionRows(seen.slice(estimands.length), tables.slice(estimands.length)).map((row) => ({
      // every fit is meant to be decided on, whatever effect it aims at
      ...{ ...name, channel: allChannels, estimand: decision!, target: 'on' as const },
      ...measured(policy, row.measure, null, row.score, row.nFailed),
    }));
    return [...covered, ...ranked, ...decided];
  });
  return [...perEstimand, ...acrossChannels];
}

type Measured = Omit<Performance, 'cell' | 'arm' | 'channel' | 'estimand' | 'target'>;

function scoreEstimand(
  answers: Answers,
  k: number,
  levels: readonly number[],
  policies: readonly Policy[],
): Measured[] {
  if (!isAsked(answers)) return [];
  const own = viewOf(answers, levels);
  // whatever a policy puts in their place: the arm's own failures stand on every row
  const nFailed = own.failed;
  const views = policies.map((policy) => {
    const seen = policy.answers?.(answers, k);
    return { policy, ...(seen === undefined ? own : viewOf(seen, levels)) };
  });
  return Object.values<Measure>(measures).flatMap((measure) => {
    const levelIndices = measure.perLevel ? [...levels.keys()] : [null];
    return levelIndices.flatMap((level) =>
      views.flatMap(({ policy, samples, withTruth, failed }) => {
        const sample = samples(measure, level);
        if (sample.n === 0 && (failed < withTruth || !isExpected(measure))) return [];
        const score = policy.score(measure, sample, withTruth - sample.n);
        return score === null ? [] : [measured(policy, measure.id, sample.level, score, nFailed)];
      }),
    );
  });
}

function viewOf(answers: Answers, levels: readonly number[]) {
  return { samples: samplesOf(answers, levels), ...countFailures(answers) };
}

/** Where every fit failed nobody knows what it would have given; draws are then not expected. */
function isExpected(measure: Measure): boolean {
  return !measure.needs.includes('draws') && !measure.needs.includes('mcse');
}

function measured(policy: Policy, measure: string, level: number | null, score: Score, nFailed: number): Measured {
  const { value, mcse, lower, upper, n } = score;
  return { policy: policy.id, measure, level, value, mcse, lower, upper, n, nFailed };
}
