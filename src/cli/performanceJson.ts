import type { Results } from '../experiment/runStudy.node.ts';
import type { Identified, MissReason } from '../score/miss.ts';
import type { Performance } from '../score/types.ts';

/** A row of performance with the graph's verdict on its question; null for questions across channels. */
export type JudgedPerformance = Performance & {
  readonly identified: Identified | null;
  readonly adjusts: boolean | null;
  /** why the question was missed; null: it was not */
  readonly missed: MissReason | null;
};

export function performanceJson({
  plan,
  performance,
  verdicts,
  misses,
  across,
}: Results): readonly JudgedPerformance[] {
  const keyOf = ({ cell, arm, channel, estimand }: Performance) => JSON.stringify([cell, arm, channel, estimand]);
  const reasons = new Map((misses?.missed ?? []).map(({ bias, reason }) => [keyOf(bias), reason]));
  const policies = plan.policy === undefined ? [] : (across?.policies ?? []);
  return [...performance, ...policies].map((row) => {
    const verdict = row.channel === '*' ? undefined : verdicts?.named(row.cell, row.arm, row.channel, row.estimand);
    const missed = reasons.get(keyOf(row)) ?? null;
    return { ...row, identified: verdict?.identified ?? null, adjusts: verdict?.adjusts ?? null, missed };
  });
}
