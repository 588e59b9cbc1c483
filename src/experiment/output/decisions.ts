import { ruleIds } from '../../simulate/decision/request.ts';
import { decisionKey } from '../decision/plan.ts';
import { type Plan, runsIn } from '../plan/types.ts';
import { judged } from './convergence.ts';
import { type Cell, csvLines } from './csv.ts';
import { pairsOf, type RecordSource } from './rows.ts';

const columns = [
  ...['study', 'cell', 'scenario', 'periods', 'arm', 'replicate', 'unit', 'status', 'decision', 'channel'],
  ...['scale', 'scale_sd', 'optimum', 'regret', 'misplaced', ...ruleIds.map((id) => `regret_${id}`)],
];

/** What was decided on every fit, one row a fit and channel; undefined for a study that decides nothing. */
export function decisionsCsv(plan: Plan, source: RecordSource): string | undefined {
  if (plan.decision === undefined) return undefined;
  const rows = plan.cells.flatMap((_, c) =>
    plan.arms.flatMap((_arm, a) => (runsIn(plan, c, a) ? armRows(plan, source, c, a) : [])),
  );
  return csvLines([columns, ...rows]);
}

function armRows(plan: Plan, source: RecordSource, c: number, a: number): readonly (readonly Cell[])[] {
  const cell = plan.cells[c]!;
  const key = decisionKey(cell, plan.decision!);
  return [...pairsOf(plan, source, c, a)].flatMap(({ attempt: raw, truth }) => {
    const { decision, replicate, unit, status } = judged(raw, plan.convergence);
    if (decision === undefined) return [];
    const { scales, spread, regret, misplaced } = decision;
    const place = [plan.name, cell.name, cell.scenario, cell.periods, plan.arms[a]!.name, replicate, unit, status, key];
    const rules = ruleIds.map((id) => truth?.decision?.regret[id] ?? null);
    return Object.keys(scales).map((channel) => [
      ...[...place, channel, scales[channel]!, spread?.[channel] ?? null, truth?.decision?.optimum[channel] ?? null],
      ...[regret, misplaced, ...rules],
    ]);
  });
}
