import { normalCdf } from '../../core/distributions.ts';
import { estimandKey } from '../../dataset/estimand.ts';
import { failingShare } from '../../estimate/oracle/expected.ts';
import { relativePrecisionId } from '../../score/paired/differences.ts';
import type { KnownAnswer } from '../../score/selfCheck.ts';
import type { Performance } from '../../score/types.ts';
import type { AcrossArms } from '../output/acrossArms.ts';
import type { Plan, PlannedArm } from '../plan/types.ts';

/** Names of what is no measure of one arm, in the rows of the self-check. */
const only = { b: 'only_b_failed', shadow: 'shadow_difference' } as const;
const versus = (armA: string, armB: string): string => `${armB} − ${armA}`;

/** What is seen with all arms side by side, as rows that the self-check can hold against what is known. */
export function rowsAcross({ policies, differences, failures, failurePairs }: AcrossArms): readonly Performance[] {
  const plain = { target: 'on', policy: 'as-analyzed', level: null, lower: null, upper: null } as const;
  return [
    ...policies,
    ...differences.map(({ armA, armB, nFailedA, nFailedB, ...row }): Performance => {
      return { ...plain, ...row, arm: versus(armA, armB), nFailed: nFailedA + nFailedB };
    }),
    ...failurePairs.map(({ cell, armA, armB, n, both, onlyA, onlyB }): Performance => {
      const value = onlyB / n;
      const mcse = Math.sqrt((value * (1 - value)) / n);
      const name = { cell, arm: versus(armA, armB), channel: '*', estimand: '*', measure: only.b };
      return { ...plain, ...name, value, mcse, n, nFailed: both + onlyA + onlyB };
    }),
    ...failures.flatMap(({ cell, arm, channel, estimand, n, nFailed, check }): readonly Performance[] => {
      if (check === null) return [];
      const { difference: value, mcse } = check;
      return [{ ...plain, cell, arm, channel, estimand, measure: only.shadow, value, mcse, n, nFailed }];
    }),
  ];
}

type Sized = { readonly sd: number; readonly delta?: number; readonly cutoff?: number };

/** What must come out where the arms of a plan fail, fall back and differ as its oracles do. Their noises are independent, so
 *  leaving out replicates where another one failed changes nothing for an arm.
 *  @param alone what is known of each arm by itself
 *  @see statistics.md §8 */
export function knownAcross(plan: Plan, alone: readonly KnownAnswer[]): readonly KnownAnswer[] {
  const failing = plan.arms.filter(({ use }) => use === 'oracle-failing');
  if (failing.length !== 1) return [];
  const [broken] = failing as [PlannedArm];
  const complete = alone
    .filter(
      ({ measure, policy }) => ['bias', 'coverage'].includes(measure) && (policy ?? 'as-analyzed') === 'as-analyzed',
    )
    .map((known): KnownAnswer => ({ ...known, policy: 'complete-case' }));
  const shifted = plan.arms.find(({ use }) => use === 'oracle-shifted');
  const normal = plan.arms.find(({ use }) => use === 'oracle-normal');
  const pair = shifted !== undefined && normal !== undefined ? ([shifted, normal] as const) : undefined;
  return [
    ...complete,
    ...plan.cells.flatMap(({ name: cell, estimands }) =>
      estimands.flatMap((estimand) => {
        const question = { cell, channel: estimand.channel, estimand: estimandKey(estimand), level: null };
        return [
          ...fallbackAnswers(broken, alone, question),
          ...(pair === undefined ? [] : differenceAnswers(pair, question)),
          ...shadowAnswers(plan, broken, question),
        ];
      }),
    ),
    ...plan.cells.flatMap(({ name: cell }) => failureAnswers(plan, broken, cell)),
  ];
}

type Question = Required<Pick<KnownAnswer, 'cell' | 'channel' | 'estimand'>> & { readonly level: null };

/** A mean over the fits that succeed and, for the others, over those of the arm that stands in: weighted by their shares. */
function fallbackAnswers(
  { name, settings, fallback }: PlannedArm,
  alone: readonly KnownAnswer[],
  question: Question,
): readonly KnownAnswer[] {
  const [second] = fallback ?? [];
  if (second === undefined) return [];
  const share = failingShare((settings as { cutoff: number }).cutoff);
  const ofArm = (arm: string) =>
    alone.filter((known) => known.arm === arm && known.channel === question.channel && known.cell === question.cell);
  return ofArm(name).flatMap((known): readonly KnownAnswer[] => {
    if (!['bias', 'coverage'].includes(known.measure) || known.policy !== 'as-analyzed') return [];
    const other = ofArm(second).find(({ measure, level }) => measure === known.measure && level === known.level);
    if (other === undefined) return [];
    const expected = (1 - share) * known.expected + share * other.expected;
    return [{ ...known, policy: 'fallback', expected }];
  });
}

/** Errors N(δ, s₁²) and N(0, s₂²). */
function differenceAnswers(
  [shifted, normal]: readonly [PlannedArm, PlannedArm],
  question: Question,
): readonly KnownAnswer[] {
  const [one, two] = [shifted.settings as Required<Sized>, normal.settings as Sized];
  const arm = versus(shifted.name, normal.name);
  const ratio = (one.sd * one.sd) / (two.sd * two.sd);
  return [
    { ...question, arm, measure: 'bias', expected: -one.delta },
    { ...question, arm, measure: 'mse', expected: two.sd * two.sd - one.sd * one.sd - one.delta * one.delta },
    { ...question, arm, measure: relativePrecisionId, expected: ratio - 1 },
  ];
}

/** OLS does not know the noise that breaks an oracle. */
function shadowAnswers({ arms }: Plan, { name }: PlannedArm, question: Question): readonly KnownAnswer[] {
  if (!arms.some(({ use }) => use === 'ols')) return [];
  return [{ ...question, arm: name, measure: only.shadow, expected: 0 }];
}

/** The noise is above its cutoff, of the fit as a whole; the arm before it never fails. */
function failureAnswers({ arms }: Plan, broken: PlannedArm, cell: string): readonly KnownAnswer[] {
  const first = arms[0]!;
  if (first === broken) return [];
  const expected = 1 - normalCdf((broken.settings as Required<Sized>).cutoff);
  return [{ cell, arm: versus(first.name, broken.name), channel: '*', level: null, measure: only.b, expected }];
}
