import type { Probe, Rules } from './endpoints/probe.ts';
import { holm } from './holm.ts';
import { type Differences, signFlipMaxT } from './signFlip.ts';
import type { Endpoint } from './types.ts';

/** Verdicts on endpoints that are tested side by side: **regression** where one is worse by more than its margin and that is no
 *  chance, by p-values adjusted for their number; **pass** where it is shown to be within its margin; else **inconclusive**.
 *  @param byFlips adjust by sign flips instead of Holm's method, where all are single questions of paired replicates
 *  @see statistics.md §7 */
export function decide(probes: readonly Probe[], rules: Rules, byFlips = false): readonly Endpoint[] {
  const adjusted = (byFlips ? flipped(probes) : null) ?? holm(probes.map(({ p }) => p));
  return probes.map((probe, i): Endpoint => {
    const p = adjusted[i]!;
    const regressed = probe.worse && p <= rules.margins.alpha;
    const verdict = regressed ? 'regression' : probe.passes ? 'pass' : 'inconclusive';
    return { ...probe.endpoint, p, verdict, needs: verdict === 'inconclusive' ? replicatesNeeded(probe) : null };
  });
}

function flipped(probes: readonly Probe[]): number[] | null {
  const differences = probes.flatMap((probe): readonly Differences[] =>
    probe.differences === null ? [] : [probe.differences],
  );
  if (differences.length === 0 || differences.length < probes.length) return null;
  const last = Math.max(...differences.map(({ at }) => at[at.length - 1]!));
  return signFlipMaxT(differences, last + 1);
}

/** n·(radius/distance)², rounded up to two significant digits, with the distance that is left to go: to the margin where the change
 *  is within it, else to no change. */
function replicatesNeeded({ radius, loss, limit, endpoint: { n } }: Probe): number | null {
  const distance = loss < limit ? limit - loss : loss;
  // NaN or Infinity where nobody can say, which no whole number comes of
  const exact = n * (radius / distance) * (radius / distance);
  let unit = 1;
  while (exact > 100 * unit) unit *= 10;
  const needed = Math.ceil(exact / unit) * unit;
  return needed > n && Number.isSafeInteger(needed) ? needed : null;
}
