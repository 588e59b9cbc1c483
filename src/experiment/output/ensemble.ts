import { type EnsembleScore, ensembleScore, type WorldScore, worldScores } from '../../score/ensemble.ts';
import { questionKey, questions } from '../../score/questions.ts';
import { countFailures } from '../../score/sample.ts';
import type { Plan } from '../plan/types.ts';
import type { ArmTables } from './armTables.ts';
import { type Cell, csvLines } from './csv.ts';

/** Proper scores of one arm in one cell. */
export type CellWorldScores = {
  readonly cell: number;
  readonly arm: number;
  /** which of the study's requests */
  readonly question: number;
  readonly estimand: string;
  /** most failures of any channel */
  readonly nFailed: number;
  readonly scores: readonly WorldScore[];
};

/** A proper score of one arm over all worlds of one length. */
export type EnsembleRow = EnsembleScore & {
  readonly periods: number;
  readonly arm: string;
  readonly estimand: string;
  readonly nFailed: number;
  /** what of the truth the arm was told: a prior centered on it wins by construction */
  readonly told: string | null;
};

export function worldScoresIn(plan: Plan, cell: number, arms: readonly ArmTables[]): readonly CellWorldScores[] {
  const { estimands } = plan.cells[cell]!;
  return arms.flatMap(({ arm, tables }) =>
    questions(estimands).map((members, question): CellWorldScores => {
      const own = members.map((k) => tables[k]!);
      return {
        ...{ cell, arm, question, estimand: questionKey(members.map((k) => estimands[k]!)) },
        nFailed: Math.max(...own.map((table) => countFailures(table).failed)),
        scores: worldScores(own, plan.levels),
      };
    }),
  );
}

/** Averages over cells of one length, of the arms that have the score in all of them: others met easier or harder worlds.
 *  Empty for a single world. */
export function ensembleOf(plan: Plan, cells: readonly CellWorldScores[]): readonly EnsembleRow[] {
  const lengths = [...new Set(plan.cells.map(({ periods }) => periods))];
  return lengths.flatMap((periods) => {
    const worlds = plan.cells.flatMap((cell, c) => (cell.periods === periods ? [c] : []));
    if (worlds.length < 2) return [];
    return plan.arms.flatMap(({ name, told }, arm) =>
      [...plan.estimands.keys()].flatMap((question) => {
        const own = cells.filter((one) => one.arm === arm && one.question === question && worlds.includes(one.cell));
        if (own.length < worlds.length) return [];
        const keys = own[0]!.scores.map(({ measure, level }) => ({ measure, level }));
        return keys.flatMap((key): readonly EnsembleRow[] => {
          const scores = own.flatMap(({ scores: all }) =>
            all.filter(({ measure, level }) => measure === key.measure && level === key.level),
          );
          if (scores.length < worlds.length) return [];
          const nFailed = own.reduce((sum, one) => sum + one.nFailed, 0);
          const { kind } = plan.estimands[question]!;
          return [
            { periods, arm: name, estimand: kind, ...ensembleScore(scores), nFailed, told: told?.join('+') ?? null },
          ];
        });
      }),
    );
  });
}

const columns = [
  'study',
  'periods',
  'arm',
  'estimand',
  'measure',
  'level',
  'value',
  'mcse',
  'worlds',
  'n',
  'n_failed',
  'told',
];

/** Undefined where there is no ensemble. */
export function ensembleCsv(plan: Plan, rows: readonly EnsembleRow[]): string | undefined {
  if (rows.length === 0) return undefined;
  const lines = rows.map(
    ({ periods, arm, estimand, measure, level, value, mcse, worlds, n, nFailed, told }): readonly Cell[] => [
      ...[plan.name, periods, arm, estimand, measure, level, value, mcse, worlds, n, nFailed, told],
    ],
  );
  return csvLines([columns, ...lines]);
}
