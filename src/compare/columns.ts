import { mean } from '../core/stats.ts';
import type { ComparedRow, Question } from './types.ts';

/** What one version answered to a question, on the replicates that count. */
export type Column = {
  /** places of the replicates, among those of the arm */
  readonly at: Int32Array;
  /** point − truth */
  readonly error: Float64Array;
  /** one a level: 1 where the interval holds the truth */
  readonly covered: readonly Float64Array[];
};

/** A question with both versions' answers; paired columns have the same places. */
export type Answered = Question & {
  readonly cell: string;
  readonly arm: string;
  readonly meanTruth: number;
  readonly a: Column;
  readonly b: Column;
};

/** One arm in one cell: 1 where the fit failed. */
export type Failed = { readonly at: Int32Array; readonly values: Float64Array };

const answers = (row: ComparedRow, k: number): boolean =>
  row.status === 'ok' && (row.effects[k] ?? null) !== null && (row.truth[k] ?? null) !== null;

/** @param a and `b` are the versions' rows; of the same data one by one, where `paired`, and then only replicates that both
 *    answered count
 *  @param place of a replicate */
export function columnsOf(
  question: Question & { readonly cell: string; readonly arm: string },
  k: number,
  [a, b]: readonly [readonly ComparedRow[], readonly ComparedRow[]],
  paired: boolean,
  place: (replicate: number) => number,
): Answered {
  const counts = (own: readonly ComparedRow[]) =>
    own.filter((_, i) => (paired ? answers(a[i]!, k) && answers(b[i]!, k) : answers(own[i]!, k)));
  const column = (rows: readonly ComparedRow[]): Column => {
    const kept = counts(rows);
    const levels = kept[0]?.effects[k]?.intervals.length ?? 0;
    const truth = (row: ComparedRow): number => row.truth[k]!;
    return {
      at: Int32Array.from(kept, ({ replicate }) => place(replicate)),
      error: Float64Array.from(kept, (row) => row.effects[k]!.point - truth(row)),
      covered: Array.from({ length: levels }, (_, level) =>
        Float64Array.from(kept, (row) => {
          const [lower, upper] = row.effects[k]!.intervals[level]!;
          return lower <= truth(row) && truth(row) <= upper ? 1 : 0;
        }),
      ),
    };
  };
  const truths = a.flatMap((row) => row.truth[k] ?? []);
  return { ...question, meanTruth: truths.length === 0 ? 0 : mean(truths), a: column(a), b: column(b) };
}

/** A fit failed where its status is not ok, or where it is silent on a question that the arm answers elsewhere.
 *  @param asked by question: does either version answer it anywhere? */
export function failuresOf(
  rows: readonly ComparedRow[],
  asked: readonly boolean[],
  place: (replicate: number) => number,
): Failed {
  const failed = (row: ComparedRow): boolean =>
    row.status !== 'ok' ||
    asked.some((yes, k) => yes && (row.truth[k] ?? null) !== null && (row.effects[k] ?? null) === null);
  return {
    at: Int32Array.from(rows, ({ replicate }) => place(replicate)),
    values: Float64Array.from(rows, (row) => (failed(row) ? 1 : 0)),
  };
}
