import type { EffectScore } from '../../score/types.ts';
import type { Plan } from '../plan/types.ts';
import { judged } from './convergence.ts';
import { pairsOf, type RecordSource } from './rows.ts';

/** One arm in one cell: what it answered, by estimand and replicate; null where it gave nothing. */
export type Answers = {
  readonly effects: readonly (readonly (EffectScore | null)[])[];
  readonly truth: readonly (readonly number[])[];
  /** of the fits that answered, the share that did not converge */
  readonly nonconverged: number | null;
};

/** @param c and `a` are indices into the plan */
export function answersOf(plan: Plan, source: RecordSource, c: number, a: number): Answers {
  const { estimands } = plan.cells[c]!;
  const effects = estimands.map((): (EffectScore | null)[] => Array.from({ length: plan.replicates }, () => null));
  const truth = estimands.map(() => Array.from({ length: plan.replicates }, () => Number.NaN));
  let [answered, failed] = [0, 0];
  for (const pair of pairsOf(plan, source, c, a)) {
    const attempt = judged(pair.attempt, plan.convergence);
    if (attempt.status !== 'ok' && attempt.status !== 'nonconverged') continue;
    answered += 1;
    if (attempt.status === 'nonconverged') failed += 1;
    for (const k of estimands.keys()) {
      effects[k]![attempt.replicate] = attempt.effects[k] ?? null;
      truth[k]![attempt.replicate] = pair.truth?.values[k] ?? Number.NaN;
    }
  }
  return { effects, truth, nonconverged: answered === 0 ? null : failed / answered };
}

/** Errors by replicate; NaN where there is none. */
export const errorsOf = ({ effects, truth }: Answers, k: number): Float64Array =>
  Float64Array.from(truth[k]!, (value, r) => (effects[k]![r]?.point ?? Number.NaN) - value);
