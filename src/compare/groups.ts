import { type Asked, coverageOf, errorsOf, failuresOf, type PlaceOf, type Two } from './columns.ts';
import { biasProbe } from './endpoints/bias.ts';
import { coverageProbe } from './endpoints/coverage.ts';
import { type FailedPair, failuresProbe } from './endpoints/failures.ts';
import type { Probe, Rules } from './endpoints/probe.ts';
import { rmseProbe } from './endpoints/rmse.ts';
import { type Sides, underPolicy } from './sides.ts';

/** A gate, and the single questions behind it where there are several. */
export type Group = { readonly gate: Probe; readonly singles: readonly Probe[] };

/** Numbers the replicates of all arms and cells, so that what shares a replicate is known to. */
export function placesOf(sides: readonly Sides[]): PlaceOf {
  const replicates = new Set<number>();
  for (const { a, b } of sides) for (const [first] of [a, b]) for (const one of first!.replicate) replicates.add(one);
  const places = new Map([...replicates].sort((x, y) => x - y).map((replicate, i) => [replicate, i]));
  return (replicate) => places.get(replicate)!;
}

/** All that is tested of one arm, over its cells. Failures are counted as they were, whatever the policy.
 *  @param all arms that are compared, for policies that look at other arms */
export function groupsOf(
  sides: readonly Sides[],
  all: readonly Sides[],
  levels: readonly number[],
  rules: Rules,
  place: PlaceOf,
): readonly Group[] {
  const asked = sides.flatMap((own) => {
    const { a, b, match } = underPolicy(rules.policy, own, all);
    const { cell, arm, questions } = match.a;
    return questions.map((question, k) => ({ asked: { ...question, cell, arm }, two: { a: a[k]!, b: b[k]! } }));
  });
  const every = <T>(of: (question: Asked, two: Two, rules: Rules, place: PlaceOf) => T | null): readonly T[] =>
    asked.flatMap((one) => of(one.asked, one.two, rules, place) ?? []);
  const answered = every(errorsOf);
  const covered = every(coverageOf);
  return [
    grouped(answered, (some) => biasProbe(some, rules)),
    grouped(answered, (some) => rmseProbe(some, rules)),
    ...levels.map((level, index) => grouped(covered, (some) => coverageProbe(some, index, level, rules))),
    grouped(sides.map(failedPair(place)), (some) => failuresProbe(some, rules)),
  ].flat();
}

const failedPair =
  (place: PlaceOf) =>
  ({ match, a, b }: Sides): FailedPair => {
    const { cell, arm, questions } = match.a;
    const asked = questions.map((_, k) => [a, b].some((tables) => tables[k]!.point.some((x) => !Number.isNaN(x))));
    return { cell, arm, a: failuresOf(a, asked, place), b: failuresOf(b, asked, place) };
  };

function grouped<T>(all: readonly T[], probe: (some: readonly T[]) => Probe): readonly Group[] {
  if (all.length === 0) return [];
  return [{ gate: probe(all), singles: all.length === 1 ? [] : all.map((one) => probe([one])) }];
}
