import type { Plan } from '../plan/types.ts';
import type { RunRecord } from './record.ts';

/** The question an arm has been furthest off on, as far as a run has come. */
export type Worst = {
  readonly cell: string;
  readonly arm: string;
  readonly channel: string;
  /** mean error over mean truth */
  readonly bias: number;
  /** Monte Carlo standard error of it, the mean truth taken as known */
  readonly mcse: number;
  readonly n: number;
};

/** Sums over the answered datasets of one question. */
type Tally = { n: number; truth: number; error: number; squares: number };

/** Datasets whose truth is remembered: attempts of one come close together. */
const REMEMBERED = 4096;
/** A mean of fewer errors says little. */
const FEWEST = 5;
/** Nearer to 0, a bias is within what chance does. */
const BEYOND_CHANCE = 3;

/** Watches the rows of a run as they come: for the eye, the tables are made from the journal in the end. Rows of earlier
 *  runs have no part in it. */
export function openWatch(plan: Plan): {
  readonly see: (records: readonly RunRecord[]) => void;
  /** null while nothing is further off than chance */
  readonly worst: () => Worst | null;
} {
  const cells = new Map(plan.cells.map((cell) => [cell.id, cell]));
  const arms = new Map(plan.arms.map((arm) => [arm.id, arm.name]));
  const truths = new Map<string, readonly (number | null)[]>();
  /** by cell and arm; one tally a question of the cell */
  const tallies = new Map<string, { readonly cell: string; readonly arm: string; readonly questions: Tally[] }>();

  const see = (records: readonly RunRecord[]): void => {
    for (const record of records) {
      const dataset = `${record.cell} ${record.replicate}`;
      if (record.kind === 'truth') {
        if (truths.size >= REMEMBERED) truths.delete(truths.keys().next().value!);
        truths.set(dataset, record.values);
        continue;
      }
      const values = truths.get(dataset);
      if (record.status !== 'ok' || values === undefined) continue;
      const key = `${record.cell} ${record.arm}`;
      const found = tallies.get(key) ?? { cell: record.cell, arm: record.arm, questions: values.map(none) };
      tallies.set(key, found);
      record.effects.forEach((effect, q) => {
        const truth = values[q] ?? null;
        if (effect !== null && truth !== null) add(found.questions[q]!, truth, effect.point - truth);
      });
    }
  };

  const worst = (): Worst | null => {
    let most: Worst | null = null;
    for (const { cell: id, arm, questions } of tallies.values()) {
      const cell = cells.get(id);
      if (cell === undefined) continue;
      questions.forEach((tally, q) => {
        const found = biasOf(tally);
        if (found === null || Math.abs(found.bias) <= Math.abs(most?.bias ?? 0)) return;
        most = { cell: cell.name, arm: arms.get(arm) ?? arm, channel: cell.estimands[q]!.channel, ...found };
      });
    }
    return most;
  };
  return { see, worst };
}

const none = (): Tally => ({ n: 0, truth: 0, error: 0, squares: 0 });

function add(tally: Tally, truth: number, error: number): void {
  tally.n += 1;
  tally.truth += truth;
  tally.error += error;
  tally.squares += error * error;
}

/** null where it is not known to be off: too few, no more than chance, or a truth of 0. */
function biasOf({ n, truth, error, squares }: Tally): Pick<Worst, 'bias' | 'mcse' | 'n'> | null {
  if (n < FEWEST || truth === 0) return null;
  const spread = Math.max(0, squares - (error * error) / n) / (n - 1);
  const mcse = Math.abs((Math.sqrt(spread / n) * n) / truth);
  const bias = error / truth;
  return Math.abs(bias) > BEYOND_CHANCE * mcse ? { bias, mcse, n } : null;
}
