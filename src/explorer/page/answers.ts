import type { Answer, Row, Scene, Summary } from '../protocol.ts';
import type { Question } from '../types.ts';

/** All that workers told of the state on the page. */
export type Answers = {
  readonly generation: number;
  readonly arms: ReadonlyMap<string, ArmAnswers>;
  readonly scene: Scene | undefined;
};

export type ArmAnswers = {
  readonly rows: readonly Row[];
  readonly summary: readonly Summary[];
  readonly done: boolean;
  /** why it cannot run here */
  readonly wrong?: string;
};

export const noAnswers: ArmAnswers = { rows: [], summary: [], done: false };

/** One channel of one arm, an answer a dataset. */
export type Lane = {
  readonly answers: readonly Answer[];
  readonly summary: Summary | undefined;
  readonly failed: number;
};

export function laneOf(arm: ArmAnswers, channel: string, question: Question): Lane {
  const mine = (one: { readonly channel: string; readonly question: Question }): boolean =>
    one.channel === channel && one.question === question;
  return {
    answers: arm.rows.flatMap((row) => scoredOf(row).filter(mine)),
    summary: arm.summary.find(mine),
    failed: failuresOf(arm.rows),
  };
}

/** What a dataset adds to the scores: of a fit that failed the truths alone, whatever numbers it gave (a chain that did
 *  not converge gives some), since neither bias nor its error counts them. */
export function scoredOf({ status, answers }: Row): readonly Answer[] {
  if (status === 'ok') return answers;
  return answers.map((answer) => ({ ...answer, point: null, se: null, lower: null, upper: null }));
}

export function failuresOf(rows: readonly Row[]): number {
  return rows.filter(({ status }) => status !== 'ok').length;
}

/** Least, mean and largest truth of some answers; undefined where none has one. */
export function truthOf(
  answers: readonly Answer[],
): { readonly least: number; readonly mean: number; readonly most: number } | undefined {
  const truths = answers.flatMap(({ truth }) => (truth === null ? [] : [truth]));
  if (truths.length === 0) return undefined;
  const mean = truths.reduce((sum, truth) => sum + truth, 0) / truths.length;
  return { least: Math.min(...truths), mean, most: Math.max(...truths) };
}
