import { estimandKey } from '../../dataset/estimand.ts';
import type { EffectScore } from '../../score/types.ts';
import type { Replicate, Trial } from '../trial/trial.ts';
import { countAboveP } from './pValues.ts';
import type { Check } from './types.ts';

/** One subject's answers to one question where the truth is known. */
export type Answered = {
  readonly estimand: number;
  readonly label: string;
  /** replicates that have a truth */
  readonly asked: number;
  readonly rows: readonly { readonly replicate: number; readonly truth: number; readonly effect: EffectScore }[];
  /** why the first fit without an answer has none */
  readonly reason: string | undefined;
};

/** Question by question; those without any truth (no spend) are left out.
 *  @param subject index of the trial's subject */
export function answersTo(rows: readonly Replicate[], { plan }: Pick<Trial, 'plan'>, subject = 0): readonly Answered[] {
  return plan.cells[0]!.estimands.flatMap((estimand, k) => {
    const asked = rows.filter(({ values }) => values[k] !== null && values[k] !== undefined);
    if (asked.length === 0) return [];
    const silent = asked.find(({ attempts }) => answerOf(attempts[subject]!, k) === null)?.attempts[subject];
    return [
      {
        estimand: k,
        label: `${estimand.channel} ${estimandKey(estimand)}`,
        asked: asked.length,
        rows: asked.flatMap(({ replicate, values, attempts }) => {
          const effect = answerOf(attempts[subject]!, k);
          return effect === null ? [] : [{ replicate, truth: values[k]!, effect }];
        }),
        reason: silent && `${silent.status}${silent.reason === undefined ? '' : `: ${silent.reason}`}`,
      },
    ];
  });
}

/** A fit that did not converge is no answer (statistics.md §4). */
export function answerOf({ status, effects }: Replicate['attempts'][number], estimand: number): EffectScore | null {
  return status === 'ok' ? (effects[estimand] ?? null) : null;
}

/** Failed fits are judged beside what succeeded: else leaving out hard data would be a way to pass.
 *  @param allowed share */
export function failureChecks(answered: readonly Answered[], allowed: number): readonly Check[] {
  if (answered.length === 0)
    return [{ of: 'truth', p: 0, measured: 'no question has a true answer here; is anything spent?' }];
  return answered.map(({ label, asked, rows, reason, estimand }) => ({
    of: label,
    estimand,
    p: countAboveP(asked - rows.length, asked, allowed),
    measured: `${asked - rows.length} of ${asked} fits gave no answer, ${allowed} of them may${reason === undefined ? '' : `; the first: ${reason}`}`,
  }));
}
