import type { Plan } from '../plan/types.ts';
import type { Pilot } from './pilot.ts';

/** Replicates that a wanted Monte Carlo error takes, beside the error at the replicates of the study. */
export type Need = {
  readonly measure: 'coverage' | 'relative_bias';
  readonly level: number | null;
  readonly arm: string | null;
  readonly wanted: number;
  readonly replicates: number;
  /** at the replicates of the study */
  readonly mcse: number;
};

/** Coverage needs c(1 − c)/d² if it is what the level says; relative bias (s/d)², with s from the pilot, of the cell and
 *  channel that vary most. Few replicates know s to a third or so: a rough number.
 *  @see statistics.md §3; Morris, White & Crowther (2019), §5.3 */
export function needs(
  plan: Pick<Plan, 'levels' | 'arms' | 'replicates'>,
  wanted: { readonly coverage: number; readonly relativeBias: number },
  pilot: Pilot | null,
): readonly Need[] {
  const { levels, arms, replicates } = plan;
  const need = (measure: Need['measure'], spread: number, target: number): Omit<Need, 'level' | 'arm'> => ({
    ...{ measure, wanted: target, replicates: replicatesFor(spread, target) },
    mcse: spread / Math.sqrt(replicates),
  });
  const coverage = levels.map((level) => ({
    ...need('coverage', Math.sqrt(level * (1 - level)), wanted.coverage),
    ...{ level, arm: null },
  }));
  const bias = arms.flatMap(({ name }, a): readonly Need[] => {
    const spreads = (pilot?.arms ?? []).flatMap(({ arm, relativeSd }) =>
      arm === a && relativeSd !== null ? [relativeSd] : [],
    );
    if (spreads.length === 0) return [];
    return [{ ...need('relative_bias', Math.max(...spreads), wanted.relativeBias), level: null, arm: name }];
  });
  return [...coverage, ...bias];
}

/** The least n with spread/√n ≤ mcse; a rounding in the last place asks for no further replicate.
 *  @example replicatesFor(Math.sqrt(0.95 * 0.05), 0.01) // 475 */
export function replicatesFor(spread: number, mcse: number): number {
  const exact = ((spread / mcse) * spread) / mcse;
  return Math.max(1, Math.ceil(exact * (1 - 1e-12)));
}
