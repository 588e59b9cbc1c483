import { type Answered, columnsOf, failuresOf } from './columns.ts';
import { biasProbe } from './endpoints/bias.ts';
import { coverageProbe } from './endpoints/coverage.ts';
import { type FailedPair, failuresProbe } from './endpoints/failures.ts';
import type { Probe, Rules } from './endpoints/probe.ts';
import { rmseProbe } from './endpoints/rmse.ts';
import type { Sides } from './sides.ts';

/** A gate, and the single questions behind it where there are several. */
export type Group = { readonly gate: Probe; readonly singles: readonly Probe[] };

/** Numbers the replicates of all arms and cells, so that what shares a replicate is known to. */
export function placesOf(sides: readonly Sides[]): (replicate: number) => number {
  const replicates = new Set<number>();
  for (const { a, b } of sides) for (const rows of [a, b]) for (const { replicate } of rows) replicates.add(replicate);
  const places = new Map([...replicates].sort((x, y) => x - y).map((replicate, i) => [replicate, i]));
  return (replicate) => places.get(replicate)!;
}

/** All that is tested of one arm, over its cells. */
export function groupsOf(
  sides: readonly Sides[],
  levels: readonly number[],
  rules: Rules,
  place: (replicate: number) => number,
): readonly Group[] {
  const answered: Answered[] = [];
  const failed: FailedPair[] = [];
  for (const { match, a, b } of sides) {
    const { cell, arm, questions } = match.a;
    const asked = questions.map((_, k) => [...a, ...b].some(({ effects }) => (effects[k] ?? null) !== null));
    failed.push({ cell, arm, a: failuresOf(a, asked, place), b: failuresOf(b, asked, place) });
    for (const [k, question] of questions.entries()) {
      const columns = columnsOf({ ...question, cell, arm }, k, [a, b], rules.paired, place);
      if (columns.a.at.length > 0 && columns.b.at.length > 0) answered.push(columns);
    }
  }
  const withIntervals = answered.filter(({ a, b }) => a.covered.length === levels.length && b.covered.length > 0);
  return [
    grouped(answered, (some) => biasProbe(some, rules)),
    grouped(answered, (some) => rmseProbe(some, rules)),
    ...levels.map((level, index) => grouped(withIntervals, (some) => coverageProbe(some, index, level, rules))),
    grouped(failed, (some) => failuresProbe(some, rules)),
  ].flat();
}

function grouped<T>(all: readonly T[], probe: (some: readonly T[]) => Probe): readonly Group[] {
  if (all.length === 0) return [];
  return [{ gate: probe(all), singles: all.length === 1 ? [] : all.map((one) => probe([one])) }];
}
