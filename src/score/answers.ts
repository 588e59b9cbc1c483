import type { Attempt, DatasetTruth } from './types.ts';

/** One attempt beside the truth of its dataset. */
export type CellRow = {
  readonly replicate: number;
  readonly attempt: Pick<Attempt, 'digest' | 'status' | 'effects' | 'decision'>;
  readonly truth: Pick<DatasetTruth, 'digest' | 'values' | 'decision'>;
};

/** One arm's answers for one estimand, column by column in replicate order; NaN marks what is absent, inside this room
 *  only. A dozen numbers an attempt is all that stays in memory. */
export type Answers = {
  /** number of attempts */
  readonly size: number;
  readonly replicate: Float64Array;
  readonly truth: Float64Array;
  /** 1 where the status is ok, else 0 */
  readonly ok: Float64Array;
  readonly point: Float64Array;
  readonly se: Float64Array;
  readonly crps: Float64Array;
  readonly mcse: Float64Array;
  /** one column a level */
  readonly lower: readonly Float64Array[];
  readonly upper: readonly Float64Array[];
};

/** Packs the rows of one (cell, arm), in any order, read once: one table an estimand, sorted by replicate.
 *  A fit that did not converge keeps its numbers in the row but does not count as answered.
 *  @throws Error if a replicate or a dataset comes twice, or a row stands beside another dataset's truth
 *  @see statistics.md §2, §4 */
export function packAnswers(rows: Iterable<CellRow>, estimands: number, levels: number): Answers[] {
  const width = 6 + 2 * levels;
  const replicates: number[] = [];
  const digests = new Set<string>();
  const cells: number[] = [];
  for (const row of rows) {
    if (row.attempt.digest !== row.truth.digest)
      throw new Error(`replicate ${row.replicate}: truth of another dataset`);
    digests.add(row.attempt.digest);
    replicates.push(row.replicate);
    for (let k = 0; k < estimands; k++) cells.push(...numbersOf(row, k, levels));
  }
  if (digests.size < replicates.length)
    throw new Error('two replicates have the same data: same digest, or given twice');

  const order = replicates.map((_, i) => i).sort((a, b) => replicates[a]! - replicates[b]!);
  const column = (k: number, j: number) => Float64Array.from(order, (i) => cells[(i * estimands + k) * width + j]!);
  const replicate = Float64Array.from(order, (i) => replicates[i]!);
  return Array.from({ length: estimands }, (_, k) => ({
    size: order.length,
    replicate,
    truth: column(k, 0),
    ok: column(k, 1),
    point: column(k, 2),
    se: column(k, 3),
    crps: column(k, 4),
    mcse: column(k, 5),
    lower: Array.from({ length: levels }, (_, l) => column(k, 6 + 2 * l)),
    upper: Array.from({ length: levels }, (_, l) => column(k, 7 + 2 * l)),
  }));
}

/** Does attempt i count as answered? @see statistics.md §4 */
export function isAnswered({ ok, point }: Answers, i: number): boolean {
  return ok[i] === 1 && !Number.isNaN(point[i]);
}

/** Answered at least once, or never fitted: only an arm that fits and stays silent does not know the question. */
export function isAsked(answers: Answers): boolean {
  const attempts = Array.from({ length: answers.size }, (_, i) => i);
  return attempts.some((i) => isAnswered(answers, i)) || (answers.size > 0 && !answers.ok.includes(1));
}

/** truth, ok, point, se, crps, mcse, then lower and upper of each level */
function numbersOf({ attempt, truth }: CellRow, k: number, levels: number): number[] {
  const effect = attempt.effects[k] ?? null;
  const absent = Number.NaN;
  const numbers = [
    truth.values[k] ?? absent,
    attempt.status === 'ok' ? 1 : 0,
    effect?.point ?? absent,
    effect?.se ?? absent,
    effect?.crps ?? absent,
    effect?.mcse ?? absent,
  ];
  for (let l = 0; l < levels; l++) numbers.push(...(effect?.intervals[l] ?? [absent, absent]));
  return numbers;
}
