import { type EnsembleScore, openEnsemble, replicateScores } from '../../score/ensemble.ts';
import { questions } from '../../score/questions.ts';
import { countFailures } from '../../score/sample.ts';
import type { Plan } from '../plan/types.ts';
import type { ArmTables } from './armTables.ts';
import { type Cell, csvLines } from './csv.ts';

/** A proper score of one arm over all worlds of one length. */
export type EnsembleRow = EnsembleScore & {
  readonly periods: number;
  readonly arm: string;
  readonly estimand: string;
  readonly measure: string;
  readonly level: number | null;
  /** most failures of any channel, summed over cells */
  readonly nFailed: number;
  /** what of the truth the arm was told: a prior centered on it wins by construction */
  readonly told: string | null;
};

/** One average in the making. `arm` and `question` are indices into the plan. */
type Average = Pick<EnsembleRow, 'periods' | 'measure' | 'level'> & {
  readonly arm: number;
  readonly question: number;
  readonly ensemble: ReturnType<typeof openEnsemble>;
  cells: number;
  nFailed: number;
};

/** Averages over cells of one length, of the arms that have the score in all of them: others met easier or harder worlds.
 *  There is none of a single world: one cell whose parameters are not drawn. */
export function openEnsembles(plan: Plan): {
  readonly add: (cell: number, arms: readonly ArmTables[]) => void;
  readonly end: () => readonly EnsembleRow[];
} {
  const averages = new Map<string, Average>();
  return {
    add: (cell, arms) => {
      const { estimands, periods, world } = plan.cells[cell]!;
      for (const { arm, tables } of arms) {
        for (const [question, members] of questions(estimands).entries()) {
          const own = members.map((k) => tables[k]!);
          const nFailed = Math.max(...own.map((table) => countFailures(table).failed));
          for (const scores of replicateScores(own, plan.levels)) {
            const { measure, level } = scores;
            const key = JSON.stringify([periods, arm, question, measure, level]);
            const average: Average = averages.get(key) ?? {
              ...{ periods, arm, question, measure, level, cells: 0, nFailed: 0 },
              ensemble: openEnsemble(),
            };
            average.ensemble.add(scores, world.draws !== undefined);
            average.cells += 1;
            average.nFailed += nFailed;
            averages.set(key, average);
          }
        }
      }
    },
    end: () => inOrder(plan, [...averages.values()]).flatMap((average) => rowOf(plan, average)),
  };
}

function rowOf(plan: Plan, { ensemble, cells, arm, question, ...rest }: Average): readonly EnsembleRow[] {
  const score = ensemble.end();
  if (score === undefined || score.worlds < 2) return [];
  if (cells < plan.cells.filter(({ periods }) => periods === rest.periods).length) return [];
  const { name, told } = plan.arms[arm]!;
  const { kind } = plan.estimands[question]!;
  return [{ ...rest, ...score, arm: name, estimand: kind, told: told?.join('+') ?? null }];
}

/** By length, arm and question, in the order of the plan; measures and levels as they came. */
function inOrder(plan: Plan, averages: readonly Average[]): readonly Average[] {
  const lengths = [...new Set(plan.cells.map(({ periods }) => periods))];
  const place = ({ periods }: Average): number => lengths.indexOf(periods);
  return [...averages].sort((a, b) => place(a) - place(b) || a.arm - b.arm || a.question - b.question);
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
