import { nodeRecordings } from '../../experiment/load/recorded.node.ts';
import { judged } from '../../experiment/output/convergence.ts';
import type { RecordSource } from '../../experiment/output/rows.ts';
import { replicateCost } from '../../experiment/plan/cost.ts';
import { type Plan, runsIn } from '../../experiment/plan/types.ts';
import { again } from '../../experiment/replay/replay.node.ts';
import { openData } from '../../experiment/run/data.ts';
import { dataIn } from '../../experiment/run/dataIn.ts';
import { messageOf } from '../../experiment/run/failure.ts';
import type { AttemptRecord, RunRecord } from '../../experiment/run/record.ts';
import { drawnWorld } from '../../simulate/drawParameters.ts';
import { posteriorOf } from './posterior.ts';
import { type LeftOut, refitNote } from './refitNote.ts';
import type { PosteriorFacts } from './types.ts';
import { shownCells } from './worlds.ts';

/** By the plan's cost formula: some 3 s of `bayesian-mmm` on one core (0.7 µs a unit, measured on the quickstart). */
const MOST_WORK = 4_000_000;
/** The formula is rough, so the clock has the last word; on a machine that is not busy it is never heard. */
const MOST_SECONDS = 15;
/** More would not be looked at one by one. */
const MOST_FITS = 24;

/** Fits of replicate 0 made again, as many as a few seconds hold, in one cell a scenario: the shortest sample first of all
 *  arms. Only fits that the study counts as successful are drawn; arms whose programs lie outside, and fits that ended
 *  the process that made them, are left alone.
 *  @returns with a sentence on what was left out */
export async function refits(
  plan: Plan,
  source: RecordSource,
): Promise<{ readonly posteriors: readonly PosteriorFacts[]; readonly note: string | null }> {
  const wanted = places(plan);
  const begun = performance.now();
  const posteriors: PosteriorFacts[] = [];
  const left: LeftOut[] = [];
  let [work, made] = [0, 0];
  for (const [c, a] of wanted) {
    const why = notToRefit(plan, source, c, a);
    if (why !== null) {
      left.push({ why });
      continue;
    }
    const cost = replicateCost(plan.cells[c]!, [plan.arms[a]!]);
    if (work + cost > MOST_WORK || made === MOST_FITS || performance.now() - begun > 1000 * MOST_SECONDS) {
      left.push({ why: 'beyond what a page makes again' });
      continue;
    }
    work += cost;
    made += 1;
    const found = await refitOr(plan, c, a);
    if ('why' in found) left.push(found);
    else posteriors.push(found);
  }
  return { posteriors, note: refitNote(wanted.length, left) };
}

/** Short samples cost least; cells in the order of the plan. */
function places(plan: Plan): readonly (readonly [cell: number, arm: number])[] {
  return shownCells(plan).flatMap(({ scenario }) => {
    const own = plan.cells.filter((cell) => cell.scenario === scenario);
    const shortest = own.reduce((best, cell) => (cell.periods < best.periods ? cell : best));
    const c = plan.cells.indexOf(shortest);
    if (shortest.recording !== undefined) return [];
    return plan.arms.flatMap((_, a) => (runsIn(plan, c, a) ? [[c, a] as const] : []));
  });
}

const REPLICATE = 0;

/** Why a fit is not even tried: by its arm, or by what the study itself says of it. */
function notToRefit(plan: Plan, { ledger, read }: RecordSource, c: number, a: number): string | null {
  const { use, source } = plan.arms[a]!;
  if (use === 'external' || source !== undefined) return 'of programs outside of plumbline';
  const attempt = read(ledger.attemptSlot(c, REPLICATE, a)) as AttemptRecord | undefined;
  if (attempt === undefined) return 'not made by the study yet';
  const { status } = judged(attempt, plan.convergence);
  if (status === 'timeout' || status === 'oom' || status === 'lost')
    return 'out of time or memory, or lost, in the study';
  return status === 'ok' ? null : FAILED;
}

const FAILED = 'failed';

/** One fit made again; one that goes wrong is left out, and costs no other its place on the page. */
async function refitOr(plan: Plan, c: number, a: number): Promise<PosteriorFacts | LeftOut> {
  try {
    return await refit(plan, c, a);
  } catch (error) {
    return { why: 'that could not be made again', detail: messageOf(error) };
  }
}

async function refit(plan: Plan, c: number, a: number): Promise<PosteriorFacts | LeftOut> {
  const [cell, arm] = [plan.cells[c]!, plan.arms[a]!];
  const { estimate, settings, records } = await again(plan, { cell: c, arm: a, replicate: REPLICATE }, '.');
  const attempt = records.find(isAttempt);
  if (estimate === null || attempt === undefined || judged(attempt, plan.convergence).status !== 'ok')
    return { why: FAILED };
  const { dataset, values } = openData(plan, nodeRecordings('.'))(cell, REPLICATE);
  const facts = posteriorOf({
    ...{ cell, arm, replicate: REPLICATE, settings, estimate, truths: values },
    world: drawnWorld(cell.world, { seed: plan.seed, replicate: REPLICATE }),
    dataset: dataIn(plan, cell, arm, dataset),
  });
  return facts ?? { why: 'without an answer that has a truth' };
}

const isAttempt = (record: RunRecord): record is AttemptRecord => record.kind === 'attempt';
