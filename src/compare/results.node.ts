import { existsSync } from 'node:fs';
import { canonicalJson } from '../core/canonicalJson.ts';
import { InputError } from '../core/errors.ts';
import { estimandKey } from '../dataset/estimand.ts';
import { type JournalIndex, readJournals } from '../experiment/journal/index.node.ts';
import { mergePlans } from '../experiment/merge/mergePlans.ts';
import { judged } from '../experiment/output/convergence.ts';
import { readPlan } from '../experiment/output/folder.node.ts';
import { pairsOf, scored } from '../experiment/output/rows.ts';
import { type Plan, runsIn } from '../experiment/plan/types.ts';
import { resultsOf } from '../experiment/status/folders.node.ts';
import type { ComparedArm, ComparedRow, Version } from './types.ts';

/** The results of one version, read from its folder and those of its shards. */
export type ComparedResults = {
  readonly folder: string;
  /** of all shards together */
  readonly plan: Plan;
  /** is it one folder, not the shards of one? */
  readonly isWhole: boolean;
  readonly version: Version;
  /** attempts that are still to be made, those whose machine died among them */
  readonly missing: number;
  /** the same of its first replicates alone */
  readonly first: (replicates: number) => Pick<ComparedResults, 'version' | 'missing'>;
  readonly damage: readonly string[];
  readonly close: () => void;
};

/** @throws InputError where it is no results folder, or one of another kind */
export function openCompared(folder: string): ComparedResults {
  if (!existsSync(folder)) throw new InputError({ file: folder, message: 'there is no such results folder' });
  const folders = resultsOf(folder);
  const plan = mergePlans(folders.map((one) => ({ folder: one, plan: readPlan(one) })));
  if (plan.calibration !== undefined)
    throw new InputError({ file: folder, message: 'is a study of calibration; compared are studies of estimators' });
  const index = readJournals(folders, plan);
  const first: ComparedResults['first'] = (replicates) => {
    const part = { ...plan, replicates: Math.min(plan.replicates, replicates) };
    return { version: versionOf(folder, part, index), missing: missingIn(part, index) };
  };
  return {
    ...{ folder, plan, isWhole: folders.length === 1 && folders[0] === folder },
    ...first(plan.replicates),
    first,
    damage: index.damage,
    close: index.close,
  };
}

/** @param plan with the replicates that are wanted, at most those of the journal's */
function versionOf(label: string, plan: Plan, index: JournalIndex): Version {
  const arms = plan.cells.flatMap((_, cell) =>
    plan.arms.flatMap((_arm, arm) => (runsIn(plan, cell, arm) ? [armOf(plan, index, cell, arm)] : [])),
  );
  const { levels, policy, decision } = plan;
  return {
    ...{ label, levels, arms },
    ...(policy === undefined ? {} : { policy }),
    ...(decision === undefined ? {} : { decision: canonicalJson(decision) }),
  };
}

function missingIn(plan: Plan, { ledger }: JournalIndex): number {
  let missing = 0;
  for (const cell of plan.cells.keys())
    for (const arm of plan.arms.keys())
      for (let i = 0; runsIn(plan, cell, arm) && i < plan.replicates; i++)
        if (ledger.isMissing(ledger.attemptSlot(cell, i, arm))) missing += 1;
  return missing;
}

function armOf(plan: Plan, index: JournalIndex, c: number, a: number): ComparedArm {
  const [cell, { name, fallback }] = [plan.cells[c]!, plan.arms[a]!];
  return {
    ...{ cell: cell.name, arm: name, ...(fallback === undefined ? {} : { fallback }) },
    questions: cell.estimands.map((estimand) => ({ channel: estimand.channel, estimand: estimandKey(estimand) })),
    rows: () => rowsOf(plan, index, c, a),
  };
}

function* rowsOf(plan: Plan, index: JournalIndex, c: number, a: number): Generator<ComparedRow> {
  const pairs = pairsOf(plan, index, c, a);
  const settled = (function* () {
    for (const { attempt, truth } of pairs) yield { attempt: judged(attempt, plan.convergence), truth };
  })();
  for (const { replicate, attempt, truth } of scored(settled)) {
    const { digest, status, effects } = attempt;
    const decision = attempt.decision === undefined ? null : canonicalJson(attempt.decision);
    yield { replicate, digest, status, truth: truth.values, effects, decision };
  }
}
