import { type Boundary, oneLook } from './boundary.ts';
import { decide } from './decide.ts';
import type { Probe, Rules } from './endpoints/probe.ts';
import { groupsOf, placesOf } from './groups.ts';
import { defaultMargins, type Margins } from './margins.ts';
import { matchVersions } from './match.ts';
import { tierOf } from './sameness.ts';
import { openSides } from './sides.ts';
import type { Comparison, Endpoint, Sameness, Tier, Verdict, Version } from './types.ts';

export type CompareOptions = {
  readonly margins?: Margins;
  /** `anytime(planned, alpha)` where results are looked at more than once */
  readonly boundary?: Boundary;
  /** of two independent runs; every arm is then tested */
  readonly unpaired?: boolean;
  /** test again what was red there, and nothing else */
  readonly confirms?: Comparison;
};

/** Names an endpoint within a comparison. */
export function endpointKey(endpoint: Omit<Endpoint, 'verdict' | 'p' | 'needs'>): string {
  const { measure, arm, cell, channel, estimand, level } = endpoint;
  return JSON.stringify([measure, arm, cell, channel, estimand, level]);
}

/** Keys of the regressions of a comparison. */
export function redKeys({ gates, details }: Comparison): ReadonlySet<string> {
  return new Set([...gates, ...details].filter(({ verdict }) => verdict === 'regression').map(endpointKey));
}

const placeName = ({ arm, cell }: { readonly arm: string; readonly cell: string }): string =>
  JSON.stringify([arm, cell]);

/** The candidate against the baseline: three-state verdicts by arm and measure, and overall.
 *  @throws InputError where the two can't be compared
 *  @see statistics.md §7 */
export function compareVersions(baseline: Version, candidate: Version, options: CompareOptions = {}): Comparison {
  const { margins = defaultMargins, boundary = oneLook, unpaired = false, confirms } = options;
  const rules: Rules = { margins, boundary, paired: !unpaired };
  const { matched, remarks } = matchVersions(baseline, candidate);
  const sides = matched.map((match) => openSides(match, baseline.levels, unpaired));
  const summaries = sides.reduce((sum, { likeness }) => sum + (likeness?.summaries ?? 0), 0);
  const tested = confirms && new Set(confirms.sameness.filter(({ tier }) => tier === 'T2').map(placeName));
  const tiers = sides.map(({ likeness, match }): Tier => {
    if (likeness === null || tested?.has(placeName(match.a))) return 'T2';
    return tierOf(likeness, summaries);
  });
  const sameness = sides.map(({ match, a, b }, i): Sameness => {
    const { cell, arm } = match.a;
    return { cell, arm, tier: tiers[i]!, n: Math.min(a.length, b.length) };
  });
  const changed = sides.filter((_, i) => tiers[i] === 'T2');
  const arms = [...new Set(changed.map(({ match }) => match.a.arm))];
  const place = placesOf(changed);
  const groups = arms.flatMap((arm) =>
    groupsOf(
      changed.filter(({ match }) => match.a.arm === arm),
      baseline.levels,
      rules,
      place,
    ),
  );
  const red = confirms && redKeys(confirms);
  const asked = ({ endpoint }: Probe): boolean => red === undefined || red.has(endpointKey(endpoint));
  const gates = decide(groups.map(({ gate }) => gate).filter(asked), rules);
  const singles = groups.flatMap((group) => group.singles).filter(asked);
  const details = decide(singles, rules, margins.multiplicity === 'max-t');
  const shorter = sides.flatMap(({ left, match }) =>
    left === 0 ? [] : [`${match.a.arm} in ${match.a.cell}: ${left} replicates are in one of the two only`],
  );
  return {
    ...{ paired: !unpaired, verdict: overall(gates, details), sameness, gates, details },
    remarks: [...remarks, ...shorter],
  };
}

/** Red where anything is; green where every gate is. */
export function overall(gates: readonly Endpoint[], details: readonly Endpoint[]): Verdict {
  if ([...gates, ...details].some(({ verdict }) => verdict === 'regression')) return 'regression';
  return gates.every(({ verdict }) => verdict === 'pass') ? 'pass' : 'inconclusive';
}
