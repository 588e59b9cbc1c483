import type { Plan } from '../plan/types.ts';
import type { Measured } from './compare.ts';
import type { Evidence } from './evidence.ts';
import type { Operand } from './operand.ts';

/** Why there is no number to judge, or none with an error, in a few words. */
export function whyNothing(plan: Plan, evidence: Evidence, sides: readonly Operand[], { value, n }: Measured): string {
  for (const { cell, arms } of sides) {
    for (const arm of arms) {
      const { notes } = evidence(cell, arm);
      const where = `${plan.arms[arm]!.name} in ${plan.cells[cell]!.name}`;
      if (notes.length === 0) return `no rows of ${where}`;
      const failures = notes.filter(({ status }) => status !== 'ok');
      if (failures.length < notes.length) continue;
      const { status, reason } = failures[0]!;
      return `all ${notes.length} fits of ${where} failed, the first: ${status}${reason === '' ? '' : ` (${reason})`}`;
    }
  }
  const missing = sides.flatMap(({ diagnostic, parameter }) => diagnostic ?? parameter ?? []);
  if (n === 0 && missing.length > 0) return `no replicate in which every fit reports ${missing[0]} and answers`;
  if (n === 0) return 'no replicate has all that the measure needs';
  if (value === null) return 'the measure is not defined on these replicates';
  return n === 1 ? 'one replicate has no Monte Carlo error' : 'its Monte Carlo error is not defined';
}
