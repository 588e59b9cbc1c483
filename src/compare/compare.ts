import { InputError } from '../core/errors.ts';
import { defaultMargins, type Margins } from '../experiment/study/margins.ts';
import { type Boundary, oneLook } from './boundary.ts';
import { decide } from './decide.ts';
import type { Probe, Rules } from './endpoints/probe.ts';
import { groupsOf, placesOf } from './groups.ts';
import { matchVersions } from './match.ts';
import { tierOf, weakest } from './sameness.ts';
import { chainOf, hasFailures, openSides, type Sides, sizeOf } from './sides.ts';
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

/** The candidate against the baseline: three-state verdicts by arm and measure, and overall. How failed fits count is what the
 *  baseline declares.
 *  @throws InputError where the two can't be compared
 *  @see statistics.md §7 */
export function compareVersions(baseline: Version, candidate: Version, options: CompareOptions = {}): Comparison {
  const { margins = defaultMargins, boundary = oneLook, unpaired = false, confirms } = options;
  const policy = baseline.policy ?? 'as-analyzed';
  const rules: Rules = { margins, boundary, paired: !unpaired, policy };
  const { levels } = baseline;
  mustSuit(rules);
  const { matched, remarks } = matchVersions(baseline, candidate);
  const sides = matched.map((match) => openSides(match, levels, unpaired));
  const sameness = samenessOf(sides, policy, confirms);
  // what is confirmed has the names that it had: an arm that has changed in the fresh results alone is none of it
  const before = confirms && testedIn(confirms);
  const changed = sides.filter(({ match }, i) => (before ? before.has(nameOf(match.a)) : sameness[i]!.tier === 'T2'));
  const arms = [...new Set(changed.map(({ match }) => match.a.arm))];
  const place = placesOf(changed);
  const groups = (under: Rules) =>
    arms.flatMap((arm) => {
      const own = changed.filter(({ match }) => match.a.arm === arm);
      return groupsOf(own, sides, levels, under, place);
    });
  const red = confirms && redKeys(confirms);
  const asked = ({ endpoint }: Probe): boolean => red === undefined || red.has(endpointKey(endpoint));
  const judged = groups(rules);
  const gates = decide(judged.map(({ gate }) => gate).filter(asked), rules);
  const singles = judged.flatMap((group) => group.singles).filter(asked);
  const details = decide(singles, rules, margins.multiplicity === 'max-t');
  const analyzed = { ...rules, policy: 'as-analyzed' } as const;
  const beside = policy === 'as-analyzed' ? [] : groups(analyzed).map(({ gate }) => gate);
  return {
    ...{ paired: !unpaired, verdict: overall(gates, details), policy, sameness, gates, details },
    asAnalyzed: decide(beside.filter(asked), analyzed),
    remarks: [...remarks, ...otherPolicy(baseline, candidate), ...sides.flatMap(partners)],
  };
}

/** @throws InputError where the correction for many questions does not hold */
export function mustSuit({ margins, boundary, paired }: Pick<Rules, 'margins' | 'boundary' | 'paired'>): void {
  if (margins.multiplicity !== 'max-t' || (paired && boundary.oneLook)) return;
  const why = paired ? 'holds for one look only' : 'flips signs of paired differences, which independent runs have not';
  throw new InputError({ path: 'multiplicity', message: `max-t ${why}; use holm` });
}

const nameOf = ({ arm, cell }: { readonly arm: string; readonly cell: string }): string => JSON.stringify([arm, cell]);

/** Arms in cells that were changed, and so tested. */
const testedIn = ({ sameness }: Comparison): ReadonlySet<string> =>
  new Set(sameness.filter(({ tier }) => tier === 'T2').map(nameOf));

/** How each arm in each cell was found: the first tier that holds, of all summaries together. */
function samenessOf(sides: readonly Sides[], policy: Comparison['policy'], confirms?: Comparison): Sameness[] {
  const tested = confirms && testedIn(confirms);
  const summaries = sides.reduce((sum, { likeness }) => sum + (likeness?.summaries ?? 0), 0);
  const own = ({ likeness, match }: Sides): Tier =>
    likeness === null || tested?.has(nameOf(match.a)) ? 'T2' : tierOf(likeness, summaries);
  return sides.map((one) => {
    const { cell, arm } = one.match.a;
    // its answers under the policy are those of other arms, where it fails
    const behind =
      policy === 'fallback' && hasFailures(one)
        ? (['a', 'b'] as const).flatMap((side) => chainOf(one, side, sides).map(own))
        : [];
    return { cell, arm, tier: weakest([own(one), ...behind]), n: sizeOf(one) };
  });
}

function otherPolicy({ policy }: Version, candidate: Version): readonly string[] {
  const [own, other] = [policy ?? 'as-analyzed', candidate.policy ?? 'as-analyzed'];
  if (own === other) return [];
  return [`the candidate's study declares policy ${other}; judged is by that of the baseline's, ${own}`];
}

const partners = ({ left, match }: Sides): readonly string[] =>
  left === 0 ? [] : [`${match.a.arm} in ${match.a.cell}: ${left} replicates are in one of the two only`];

/** Red where anything is; green where every gate is. */
export function overall(gates: readonly Endpoint[], details: readonly Endpoint[]): Verdict {
  if ([...gates, ...details].some(({ verdict }) => verdict === 'regression')) return 'regression';
  return gates.every(({ verdict }) => verdict === 'pass') ? 'pass' : 'inconclusive';
}
