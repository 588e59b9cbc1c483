import { InputError } from '../../core/errors.ts';
import { nodeRecordings } from '../../experiment/load/recorded.node.ts';
import { replicateCost } from '../../experiment/plan/cost.ts';
import { type Plan, runsIn } from '../../experiment/plan/types.ts';
import { refuseOtherCode } from '../../experiment/replay/otherCode.node.ts';
import { again } from '../../experiment/replay/replay.node.ts';
import { openData } from '../../experiment/run/data.ts';
import { dataIn } from '../../experiment/run/dataIn.ts';
import { drawnWorld } from '../../simulate/drawParameters.ts';
import { posteriorOf } from './posterior.ts';
import type { PosteriorFacts } from './types.ts';
import { shownCells } from './worlds.ts';

/** By the plan's cost formula: some 3 s of `bayesian-mmm` on one core (0.7 µs a unit, measured on the quickstart). */
const MOST_WORK = 4_000_000;
/** The formula is rough, so the clock has the last word; on a machine that is not busy it is never heard. */
const MOST_SECONDS = 15;
/** More would not be looked at one by one. */
const MOST_FITS = 24;

/** Fits of replicate 0 made again, as many as a few seconds hold, in one cell a scenario: the shortest sample first of all
 *  arms. Arms whose programs lie outside are left alone.
 *  @param folder results folder, to see whether the code is still that of the rows
 *  @returns with a sentence on what was left out */
export async function refits(
  folder: string,
  plan: Plan,
): Promise<{ readonly posteriors: readonly PosteriorFacts[]; readonly note: string | null }> {
  try {
    refuseOtherCode(folder, plan);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return {
      posteriors: [],
      note: 'The results are of another version of the code, so no fit was made again: posteriors and estimated curves are not shown.',
    };
  }
  const wanted = places(plan);
  const begun = performance.now();
  const posteriors: PosteriorFacts[] = [];
  let [work, made] = [0, 0];
  for (const [c, a] of wanted) {
    const cost = replicateCost(plan.cells[c]!, [plan.arms[a]!]);
    if (work + cost > MOST_WORK || made === MOST_FITS || performance.now() - begun > 1000 * MOST_SECONDS) continue;
    work += cost;
    made += 1;
    const facts = await refit(plan, c, a);
    if (facts !== null) posteriors.push(facts);
  }
  const left = wanted.length - made;
  return {
    posteriors,
    note:
      left === 0
        ? null
        : `Of replicate 0, ${made} of ${wanted.length} fits were made again for posteriors and curves; the others take too long.`,
  };
}

/** Short samples cost least; cells in the order of the plan. */
function places(plan: Plan): readonly (readonly [cell: number, arm: number])[] {
  return shownCells(plan).flatMap(({ scenario, recording }) => {
    const own = plan.cells.filter((cell) => cell.scenario === scenario);
    const shortest = own.reduce((best, cell) => (cell.periods < best.periods ? cell : best));
    const c = plan.cells.indexOf(shortest);
    if (recording !== undefined) return [];
    return plan.arms.flatMap(({ use, source }, a) =>
      runsIn(plan, c, a) && use !== 'external' && source === undefined ? [[c, a] as const] : [],
    );
  });
}

const REPLICATE = 0;

async function refit(plan: Plan, c: number, a: number): Promise<PosteriorFacts | null> {
  const [cell, arm] = [plan.cells[c]!, plan.arms[a]!];
  const { estimate, settings } = await again(plan, { cell: c, arm: a, replicate: REPLICATE }, '.');
  if (estimate === null) return null;
  const { dataset, values } = openData(plan, nodeRecordings('.'))(cell, REPLICATE);
  return posteriorOf({
    ...{ cell, arm, replicate: REPLICATE, settings, estimate, truths: values },
    world: drawnWorld(cell.world, { seed: plan.seed, replicate: REPLICATE }),
    dataset: dataIn(plan, cell, arm, dataset),
  });
}
