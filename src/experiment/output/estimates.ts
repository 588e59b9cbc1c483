import { estimandKey } from '../../dataset/estimand.ts';
import type { Verdict } from '../../score/miss.ts';
import type { Target } from '../../score/types.ts';
import type { Plan, PlannedArm, PlannedCell } from '../plan/types.ts';
import type { AttemptRecord } from '../run/record.ts';
import type { Cell } from './csv.ts';

/** Columns of estimates.csv: one row an attempt and estimand, failed attempts included. */
export function estimateColumns(levels: readonly number[]): readonly string[] {
  return [
    ...['study', 'cell', 'scenario', 'periods', 'arm', 'replicate', 'unit', 'digest', 'status', 'reason'],
    ...['channel', 'estimand', 'window', 'tail', 'target', 'identified', 'adjusts', 'truth', 'point', 'se', 'mcse'],
    ...levels.flatMap((level) => [`lower_${level}`, `upper_${level}`]),
    ...['crps', 'rank', 'draws', 'told'],
  ];
}

/** @param truth in the order of the cell's estimands; null where undefined or never recorded */
export function estimateRows(
  plan: Plan,
  cell: PlannedCell,
  arm: PlannedArm,
  targets: readonly Target[],
  verdicts: readonly Verdict[],
  attempt: AttemptRecord,
  truth: readonly (number | null)[],
): readonly (readonly Cell[])[] {
  const { replicate, unit, digest, status, reason } = attempt;
  const place = [plan.name, cell.name, cell.scenario, cell.periods, arm.name];
  return cell.estimands.map((estimand, i) => {
    const effect = attempt.effects[i] ?? null;
    const [first, last] = estimand.window;
    return [
      ...[...place, replicate, unit, digest, status, reason ?? null],
      ...[estimand.channel, estimandKey(estimand), `${first}..${last}`, estimand.tail, targets[i]!],
      ...[verdicts[i]!.identified, verdicts[i]!.adjusts, truth[i] ?? null],
      ...[effect?.point ?? null, effect?.se ?? null, effect?.mcse ?? null],
      ...plan.levels.flatMap((_, level) => effect?.intervals[level] ?? [null, null]),
      ...[effect?.crps ?? null, ...(effect?.rank ?? [null, null]), arm.told?.join('+') ?? null],
    ];
  });
}
