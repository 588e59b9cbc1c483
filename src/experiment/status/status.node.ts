import { statSync } from 'node:fs';
import { type AttemptStatus, attemptStatuses } from '../../score/types.ts';
import { type JournalIndex, readJournals, TORN } from '../journal/index.node.ts';
import { mergePlans } from '../merge/mergePlans.ts';
import { canonicalHash } from '../output/canonical.ts';
import { readPlan } from '../output/folder.node.ts';
import { replicateCost } from '../plan/cost.ts';
import { type Plan, runsIn } from '../plan/types.ts';
import { resultsOf } from './folders.node.ts';

/** A run touches its part of the journal once a second; on a shared disk it may take a few until others see it. */
const FRESH_MS = 10_000;

export type StudyStatus = {
  readonly study: string;
  readonly complete: boolean;
  readonly total: number;
  /** units with a row, lost ones included */
  readonly done: number;
  /** rows that are not ok, as the fits themselves say */
  readonly failed: number;
  readonly byStatus: Readonly<Record<AttemptStatus, number>>;
  readonly missing: number;
  /** parts of the journal that a run is writing */
  readonly running: readonly string[];
  /** attempts a second of the runs under way, since they began; null without any */
  readonly perSecond: number | null;
  /** until the runs under way would have done all that is missing, by the plan's formula of cost */
  readonly secondsLeft: number | null;
  /** canonical.ts; null while incomplete */
  readonly hash: string | null;
  readonly damage: readonly string[];
};

/** How far a study is, by what its results folders hold; several folders, and the shards of
 *  one, are read as one. Nothing is written.
 *  @param now milliseconds since 1970
 *  @throws InputError where they are no results folders, or of different studies */
export function studyStatus(named: readonly string[], now: number): StudyStatus {
  const folders = named.flatMap(resultsOf);
  const plan = mergePlans(folders.map((folder) => ({ folder, plan: readPlan(folder) })));
  const index = readJournals(folders, plan);
  try {
    const { total, done, byStatus } = index.ledger.counts();
    const complete = done === total;
    const fresh = freshParts(index, now);
    return {
      ...{ study: plan.name, complete, total, done, failed: done - byStatus.ok, byStatus, missing: total - done },
      ...pace(plan, index, fresh, now),
      hash: complete ? canonicalHash(plan, index) : null,
      // what a run is writing at this moment is not damage
      damage: index.damage.filter((line) => !fresh.some((part) => isLastOf(index.parts[part]!, line))),
    };
  } finally {
    index.close();
  }
}

const isLastOf = (part: string, damage: string): boolean => damage.startsWith(`${part}:`) && damage.endsWith(TORN);

/** Parts that were touched lately, by their places. */
function freshParts({ parts }: JournalIndex, now: number): readonly number[] {
  return parts.flatMap((file, part) => (Math.abs(now - statSync(file).mtimeMs) < FRESH_MS ? [part] : []));
}

/** How fast the parts grow that are fresh, and when they would be through. */
function pace(
  plan: Plan,
  index: JournalIndex,
  fresh: readonly number[],
  now: number,
): Pick<StudyStatus, 'running' | 'perSecond' | 'secondsLeft'> {
  const seconds = index.parts.map((file) => {
    const { birthtimeMs, mtimeMs } = statSync(file);
    return (mtimeMs - birthtimeMs) / 1000;
  });
  const made = index.parts.map(() => ({ attempts: 0, cost: 0 }));
  let missing = 0;
  for (const { slot, cost } of attemptsOf(plan, index)) {
    const part = index.partOf(slot);
    if (part === undefined) missing += cost;
    else {
      made[part]!.attempts += 1;
      made[part]!.cost += cost;
    }
  }
  // a file system that does not know when a file was made says 0, or some later time
  const timed = fresh.filter((part) => seconds[part]! > 0 && seconds[part]! < now / 2000);
  const rate = (what: 'attempts' | 'cost'): number =>
    timed.reduce((sum, part) => sum + made[part]![what] / seconds[part]!, 0);
  return {
    running: missing > 0 ? fresh.map((part) => index.parts[part]!) : [],
    perSecond: missing > 0 && timed.length > 0 ? rate('attempts') : null,
    secondsLeft: missing > 0 && rate('cost') > 0 ? missing / rate('cost') : null,
  };
}

/** Every attempt of the plan with its estimated work. */
function* attemptsOf(
  plan: Plan,
  { ledger }: JournalIndex,
): Generator<{ readonly slot: number; readonly cost: number }> {
  for (const [c, cell] of plan.cells.entries()) {
    for (const [a, arm] of plan.arms.entries()) {
      if (!runsIn(plan, c, a)) continue;
      const cost = replicateCost(cell, [arm], plan.cost);
      for (let replicate = 0; replicate < plan.replicates; replicate++)
        yield { slot: ledger.attemptSlot(c, replicate, a), cost };
    }
  }
}

/** As in the other files that users read. */
export function statusJson(status: StudyStatus, now: number) {
  const { study, complete, total, done, failed, byStatus, missing, running, perSecond, secondsLeft, hash, damage } =
    status;
  return {
    ...{ study, complete, total, done, failed },
    by_status: Object.fromEntries(attemptStatuses.map((name) => [name, byStatus[name]])),
    ...{ missing, running, per_second: perSecond, seconds_left: secondsLeft },
    ends_at: secondsLeft === null ? null : new Date(now + 1000 * secondsLeft).toISOString(),
    ...{ results_hash: hash, damaged_lines: damage },
  };
}
