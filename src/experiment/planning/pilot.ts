import { mean, median, sd } from '../../core/stats.ts';
import type { RecordedReader } from '../plan/recording.ts';
import type { EstimatorSource } from '../plan/sources.ts';
import { type Plan, type PlannedCell, runsIn } from '../plan/types.ts';
import { openLaboratory } from '../run/laboratory.ts';

/** Few fits of one arm in one cell. */
export type ArmPilot = {
  readonly cell: number;
  readonly arm: number;
  readonly fits: number;
  readonly failed: number;
  /** median time of a fit; the first one, in which the code is compiled, then weighs little */
  readonly ms: number;
  /** spread of the error over the mean truth, of the channel where it is largest; null where fewer than two fits answered */
  readonly relativeSd: number | null;
};

export type Pilot = {
  readonly arms: readonly ArmPilot[];
  /** median time of a dataset, of the cells that were tried */
  readonly simulate: readonly { readonly cell: number; readonly ms: number }[];
};

export type PilotOptions = {
  readonly estimatorOf: EstimatorSource;
  readonly readRecorded: RecordedReader;
  /** milliseconds */
  readonly clock: () => number;
  /** fits of an arm in a cell */
  readonly replicates: number;
  /** after which an arm gets no further fit in a cell */
  readonly budgetMs: number;
};

/** Fits the first replicates of a study in this thread, each arm in the smallest and the largest cell it runs in, to learn how
 *  long a fit takes and how much it varies. Nothing is kept of the rows: the study makes them again. */
export async function runPilot(plan: Plan, options: PilotOptions): Promise<Pilot> {
  const { estimatorOf, readRecorded, clock, replicates, budgetMs } = options;
  const laboratory = await openLaboratory(plan, estimatorOf, clock, undefined, readRecorded);
  const arms: ArmPilot[] = [];
  const simulate: { cell: number; ms: number }[] = [];
  for (const [cell, members] of places(plan)) {
    const tried = members.map((arm) => ({ arm, ms: [] as number[], failed: 0, answers: [] as Answer[] }));
    const dataMs: number[] = [];
    const most = Math.min(replicates, plan.replicates);
    for (let replicate = 0; replicate < most; replicate++) {
      const open = tried.filter(({ ms }) => ms.reduce((total, one) => total + one, 0) < budgetMs);
      let truth: readonly (number | null)[] = [];
      for await (const record of laboratory.run(
        cell,
        replicate,
        open.map(({ arm }) => arm),
      )) {
        if (record.kind === 'truth') {
          truth = record.values;
          dataMs.push(record.ms);
          continue;
        }
        const own = open.find(({ arm }) => plan.arms[arm]!.id === record.arm)!;
        own.ms.push(record.ms);
        if (record.status === 'ok')
          own.answers.push({ truth, points: record.effects.map((one) => one?.point ?? null) });
        else own.failed += 1;
      }
    }
    simulate.push({ cell, ms: median(dataMs) });
    for (const { arm, ms, failed, answers } of tried) {
      arms.push({ cell, arm, fits: ms.length, failed, ms: median(ms), relativeSd: relativeSd(answers) });
    }
  }
  return { arms, simulate };
}

type Answer = { readonly truth: readonly (number | null)[]; readonly points: readonly (number | null)[] };

/** Periods of all geos: what a fit's time grows with. */
export const sizeOf = ({ periods, world }: PlannedCell): number => periods * (world.geos?.names.length ?? 1);

/** Cells to try, with the arms to try there. */
function places(plan: Plan): ReadonlyMap<number, readonly number[]> {
  const chosen = new Map<number, number[]>();
  for (const arm of plan.arms.keys()) {
    const cells = [...plan.cells.keys()].filter((cell) => runsIn(plan, cell, arm));
    const bySize = cells.sort((a, b) => sizeOf(plan.cells[a]!) - sizeOf(plan.cells[b]!));
    const [first, last] = [bySize[0], bySize.at(-1)];
    if (first === undefined || last === undefined) continue;
    const ends = sizeOf(plan.cells[first]!) === sizeOf(plan.cells[last]!) ? [first] : [first, last];
    for (const cell of ends) chosen.set(cell, [...(chosen.get(cell) ?? []), arm]);
  }
  return chosen;
}

/** s(e − Rθ)/|mean θ|, the spread that the error of relative bias comes from. @see statistics.md §3 */
function relativeSd(answers: readonly Answer[]): number | null {
  const channels = answers[0]?.points.length ?? 0;
  const spreads = Array.from({ length: channels }, (_, k) => {
    const known = answers.filter(({ truth, points }) => truth[k] != null && points[k] !== null);
    if (known.length < 2) return Number.NaN;
    const truth = known.map((one) => one.truth[k]!);
    const error = known.map((one, i) => one.points[k]! - truth[i]!);
    const ratio = mean(error) / mean(truth);
    return sd(error.map((e, i) => e - ratio * truth[i]!)) / Math.abs(mean(truth));
  }).filter(Number.isFinite);
  return spreads.length === 0 ? null : Math.max(...spreads);
}
