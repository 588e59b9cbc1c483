import type { Stopped } from '../experiment/planning/target.ts';

/** What stopped a run to a target, and the number that came last or is still too wide. */
export function stopLines({ by, replicates, worst }: Stopped): readonly string[] {
  const head = {
    target: `stopped by the target at ${replicates} replicates: every Monte Carlo error is small enough`,
    max: `stopped by max, ${replicates} replicates: not every Monte Carlo error is small enough`,
  };
  if (by === null) return [];
  return [
    head[by],
    ...worst.map(({ measure, mcse, target, arm, cell, channel, level }) => {
      const what = `${measure}${level === null ? '' : ` ${level}`} of ${arm}, ${channel === '*' ? 'all channels' : channel}, in ${cell}`;
      return `  ${mcse === null ? 'unknown' : mcse.toPrecision(3)} of ${target}: ${what}`;
    }),
  ];
}
