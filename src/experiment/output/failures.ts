import { estimandKey } from '../../dataset/estimand.ts';
import { isAsked } from '../../score/answers.ts';
import { wilson } from '../../score/measures/share.ts';
import { type McNemar, mcnemar } from '../../score/paired/mcnemar.ts';
import { type Missingness, missingness } from '../../score/policies/missingness.ts';
import { countFailures } from '../../score/sample.ts';
import type { Plan } from '../plan/types.ts';
import type { ArmTables } from './armTables.ts';
import { type Cell, csvLines } from './csv.ts';
import { pairsIn } from './differences.ts';

/** An arm that failed in a cell, for one question, and what OLS says of the data that it failed on. */
export type CellFailures = {
  readonly cell: string;
  readonly arm: string;
  readonly channel: string;
  readonly estimand: string;
  /** replicates with a truth, and those of them without an answer */
  readonly n: number;
  readonly nFailed: number;
  /** the arm that the check looks at; null where no other arm of the cell is OLS */
  readonly shadow: string | null;
  readonly check: Missingness | null;
};

/** McNemar's test on the failures of two arms in a cell. */
export type FailurePair = McNemar & { readonly cell: string; readonly armA: string; readonly armB: string };

export function failuresIn(plan: Plan, cell: number, arms: readonly ArmTables[]): readonly CellFailures[] {
  const { name, estimands } = plan.cells[cell]!;
  return arms.flatMap((own) => {
    const shadow = arms.find((other) => other !== own && plan.arms[other.arm]!.use === 'ols');
    return estimands.flatMap((estimand, k): readonly CellFailures[] => {
      const { withTruth, failed } = countFailures(own.tables[k]!);
      if (failed === 0 || !isAsked(own.tables[k]!)) return [];
      return [
        {
          ...{ cell: name, arm: plan.arms[own.arm]!.name, channel: estimand.channel, estimand: estimandKey(estimand) },
          ...{ n: withTruth, nFailed: failed, shadow: shadow === undefined ? null : plan.arms[shadow.arm]!.name },
          check: shadow === undefined ? null : missingness(own.tables[k]!, shadow.tables[k]!),
        },
      ];
    });
  });
}

/** Pairs of which at least one failed. */
export function failurePairsIn(plan: Plan, cell: number, arms: readonly ArmTables[]): readonly FailurePair[] {
  return pairsIn(arms).flatMap(([a, b]) => {
    const [first, second] = [a.tables[0], b.tables[0]];
    if (first === undefined || second === undefined) return [];
    const test = mcnemar(first, second);
    if (test.both + test.onlyA + test.onlyB === 0) return [];
    return [{ cell: plan.cells[cell]!.name, armA: plan.arms[a.arm]!.name, armB: plan.arms[b.arm]!.name, ...test }];
  });
}

/** The cells and arms whose failures say something of the data, each once, by the question that says it loudest. */
export function informativeFailures(rows: readonly CellFailures[]): readonly CellFailures[] {
  const worst = new Map<string, CellFailures>();
  for (const row of rows) {
    if (row.check?.informative !== true) continue;
    const key = JSON.stringify([row.cell, row.arm]);
    const known = worst.get(key);
    if (known === undefined || row.check.p! < known.check!.p!) worst.set(key, row);
  }
  return [...worst.values()];
}

const columns = [
  ...['study', 'cell', 'scenario', 'periods', 'arm', 'channel', 'estimand', 'n', 'n_failed', 'share', 'lower', 'upper'],
  ...['shadow', 'shadow_n_failed', 'shadow_n_answered', 'shadow_error_failed', 'shadow_error_answered'],
  ...['difference', 'mcse', 'p', 'informative'],
];

/** One row an arm, cell and question with failures; undefined where there are none. */
export function failuresCsv(plan: Plan, rows: readonly CellFailures[]): string | undefined {
  if (rows.length === 0) return undefined;
  const lines = rows.map(({ cell, arm, channel, estimand, n, nFailed, shadow, check }): readonly Cell[] => {
    const [lower, upper] = wilson(nFailed, n);
    return [
      ...[...placeOf(plan, cell), arm, channel, estimand, n, nFailed, nFailed / n, lower, upper, shadow],
      ...[check?.nFailed ?? null, check?.nAnswered ?? null, check?.failed ?? null, check?.answered ?? null],
      ...[check?.difference ?? null, check?.mcse ?? null, check?.p ?? null, check?.informative ?? null],
    ];
  });
  return csvLines([columns, ...lines]);
}

const pairColumns = [
  ...['study', 'cell', 'scenario', 'periods', 'arm_a', 'arm_b', 'n', 'both_failed', 'only_a_failed', 'only_b_failed'],
  'p',
];

/** McNemar's tests, one row a cell and pair; undefined where nothing failed. */
export function failurePairsCsv(plan: Plan, rows: readonly FailurePair[]): string | undefined {
  if (rows.length === 0) return undefined;
  const lines = rows.map(({ cell, armA, armB, n, both, onlyA, onlyB, p }): readonly Cell[] => [
    ...[...placeOf(plan, cell), armA, armB, n, both, onlyA, onlyB, p],
  ]);
  return csvLines([pairColumns, ...lines]);
}

function placeOf(plan: Plan, name: string): readonly Cell[] {
  const { scenario, periods } = plan.cells.find((cell) => cell.name === name)!;
  return [plan.name, name, scenario, periods];
}
