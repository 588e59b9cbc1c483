import type { AttemptRecord } from '../run/record.ts';

/** Limits a study declares. @see statistics.md §4 */
export type ConvergenceLimits = { readonly rhat: number; readonly essPerChain: number };

/** The attempt under the limits of the study. A fit keeps its numbers whatever it reached, so other limits need no
 *  refit. Only a fit that says what it reached is judged again (`rhat_max`, `ess_bulk_min`, `ess_tail_min`, `chains`),
 *  and one that failed by its own account only if that was not for want of work (`out_of_budget` is 0). */
export function judged(attempt: AttemptRecord, limits: ConvergenceLimits | undefined): AttemptRecord {
  const { status, diagnostics } = attempt;
  const { rhat_max: rhat, ess_bulk_min: bulk, ess_tail_min: tail, chains } = diagnostics;
  const isOpen = status === 'ok' || (status === 'nonconverged' && diagnostics.out_of_budget === 0);
  const reached = { rhat, bulk, tail, chains };
  if (limits === undefined || !isOpen || !isComplete(reached)) return attempt;
  const problems = shortcomings(reached, limits);
  const { reason: _, ...rest } = attempt;
  if (problems.length === 0) return { ...rest, status: 'ok' };
  return { ...rest, status: 'nonconverged', reason: problems.join('; ') };
}

type Reached = { readonly rhat: number; readonly bulk: number; readonly tail: number; readonly chains: number };

function isComplete(reached: Readonly<Record<keyof Reached, number | undefined>>): reached is Reached {
  return Object.values(reached).every((value) => value !== undefined);
}

function shortcomings({ rhat, bulk, tail, chains }: Reached, limits: ConvergenceLimits): readonly string[] {
  const ess = Math.min(bulk, tail);
  return [
    ...(rhat > limits.rhat ? [`R-hat ${rhat} > ${limits.rhat}`] : []),
    ...(ess < limits.essPerChain * chains ? [`ESS ${ess} < ${limits.essPerChain} × ${chains} chains`] : []),
  ];
}
