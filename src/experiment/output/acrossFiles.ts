import type { Performance } from '../../score/types.ts';
import type { Verdicts } from '../identification/verdicts.ts';
import type { Plan } from '../plan/types.ts';
import { type Stopped, stopped } from '../planning/target.ts';
import type { AcrossArms } from './acrossArms.ts';
import { csvLines } from './csv.ts';
import { differencesCsv, referenceArms } from './differences.ts';
import { ensembleCsv } from './ensemble.ts';
import { failurePairsCsv, failuresCsv, informativeFailures } from './failures.ts';
import { performanceColumns, performanceRow } from './performance.ts';

/** Tables of what is seen with all arms side by side. */
export const acrossNames = ['policies.csv', 'differences.csv', 'failures.csv', 'mcnemar.csv', 'ensemble.csv'] as const;

/** Their texts; undefined for one without rows. */
export function acrossFiles(
  plan: Plan,
  { policies, differences, failures, failurePairs, ensemble }: AcrossArms,
  verdicts: Verdicts,
): Readonly<Record<(typeof acrossNames)[number], string | undefined>> {
  const rows = policies.map((row) => performanceRow(plan, row, verdicts));
  return {
    'policies.csv': rows.length === 0 ? undefined : csvLines([performanceColumns, ...rows]),
    'differences.csv': differencesCsv(plan, differences),
    'failures.csv': failuresCsv(plan, failures),
    'mcnemar.csv': failurePairsCsv(plan, failurePairs),
    'ensemble.csv': ensembleCsv(plan, ensemble),
  };
}

/** What the manifest says of policies, failures and of what stopped the run, where there is something to say. */
export function acrossManifest(plan: Plan, rows: readonly Performance[], across: AcrossArms) {
  const stop = stopOf(plan, rows, across);
  const informative = informativeFailures(across.failures);
  const references = referenceArms(plan);
  return {
    // with many arms in a cell not all pairs of them
    ...(references.length === 0 ? {} : { differences_against: references }),
    ...(plan.policy === undefined ? {} : { policy: plan.policy }),
    ...(stop === undefined ? {} : { stopped: stop }),
    ...(informative.length === 0
      ? {}
      : {
          informative_failures: informative.map(({ cell, arm, channel, estimand, n, nFailed, shadow, check }) => ({
            ...{ cell, arm, channel, estimand, n, n_failed: nFailed, shadow },
            ...{ difference: check!.difference, mcse: check!.mcse, p: check!.p },
          })),
        }),
  };
}

/** What stopped a study that runs to a target; undefined for any other. */
export function stopOf(plan: Plan, rows: readonly Performance[], across: AcrossArms | undefined): Stopped | undefined {
  if (plan.target === undefined) return undefined;
  return stopped(plan.target, [...rows, ...(across?.policies ?? [])], plan.replicates, plan.policy);
}
