import { mean } from '../core/stats.ts';
import { type Answers, isAnswered } from '../score/answers.ts';
import type { Column } from './contrast.ts';
import type { Rules } from './endpoints/probe.ts';
import type { Question } from './types.ts';

/** A question to one arm in one cell. */
export type Asked = Question & { readonly cell: string; readonly arm: string };

/** A question with both versions' errors, point − truth, on the replicates that count. */
export type Answered = Asked & { readonly meanTruth: number; readonly a: Column; readonly b: Column };

/** A question with both versions' intervals, one column a level: 1 where it holds the truth. */
export type Covered = Asked & { readonly a: readonly Column[]; readonly b: readonly Column[] };

/** Both versions' answers to one question; of the same data row by row, where they are paired. */
export type Two = { readonly a: Answers; readonly b: Answers };

/** Place of a replicate. */
export type PlaceOf = (replicate: number) => number;

const sides = ['a', 'b'] as const;
type Side = (typeof sides)[number];

const hasTruth = ({ truth }: Answers, i: number): boolean => !Number.isNaN(truth[i]);
const answers = (own: Answers, i: number): boolean => isAnswered(own, i) && hasTruth(own, i);

/** Rows of a side that count: paired, those that both versions answered. */
function answeredBy(two: Two, side: Side, paired: boolean): readonly number[] {
  return rowsOf(two[side], (i) => (paired ? answers(two.a, i) && answers(two.b, i) : answers(two[side], i)));
}

function rowsOf({ size }: Answers, counts: (row: number) => boolean): readonly number[] {
  const rows: number[] = [];
  for (let i = 0; i < size; i++) if (counts(i)) rows.push(i);
  return rows;
}

function columnOf(own: Answers, rows: readonly number[], place: PlaceOf, value: (row: number) => number): Column {
  return {
    at: Int32Array.from(rows, (i) => place(own.replicate[i]!)),
    values: Float64Array.from(rows, value),
  };
}

/** Null where one of the two never answers. */
export function errorsOf(question: Asked, two: Two, { paired }: Rules, place: PlaceOf): Answered | null {
  const [a, b] = sides.map((side) => {
    const own = two[side];
    return columnOf(own, answeredBy(two, side, paired), place, (i) => own.point[i]! - own.truth[i]!);
  });
  if (a!.at.length === 0 || b!.at.length === 0) return null;
  return { ...question, meanTruth: mean(two.a.truth.filter((x) => !Number.isNaN(x))), a: a!, b: b! };
}

/** An answer without an interval holds nothing, where others have one; nor does a failed fit, where the policy is strict. Null
 *  where neither version gives intervals, or nothing counts. */
export function coverageOf(question: Asked, two: Two, { paired, policy }: Rules, place: PlaceOf): Covered | null {
  if (!sides.some((side) => two[side].lower.some((column) => column.some((x) => !Number.isNaN(x))))) return null;
  const [a, b] = sides.map((side) => {
    const own = two[side];
    const strict = policy === 'strict';
    const rows = strict ? rowsOf(own, (i) => hasTruth(own, i)) : answeredBy(two, side, paired);
    return own.lower.map((lower, level) =>
      columnOf(own, rows, place, (i) => {
        const holds = lower[i]! <= own.truth[i]! && own.truth[i]! <= own.upper[level]![i]!;
        return isAnswered(own, i) && holds ? 1 : 0;
      }),
    );
  });
  if ([a!, b!].some((columns) => columns.some(({ at }) => at.length === 0))) return null;
  return { ...question, a: a!, b: b! };
}

/** 1 where a fit failed: its status is not ok, or it is silent on a question that the arm answers elsewhere.
 *  @param tables one a question
 *  @param asked by question: does either version answer it anywhere? */
export function failuresOf(tables: readonly Answers[], asked: readonly boolean[], place: PlaceOf): Column {
  const [first] = tables;
  const silent = (i: number): boolean =>
    tables.some((table, k) => asked[k]! && hasTruth(table, i) && Number.isNaN(table.point[i]));
  return columnOf(
    first!,
    rowsOf(first!, () => true),
    place,
    (i) => (first!.ok[i] !== 1 || silent(i) ? 1 : 0),
  );
}
