import { median, sorted, sum } from '../../core/stats.ts';
import { type Labeled, type Oddity, short } from './types.ts';

/** Neighbors in size that are a factor of so much apart, with several values on both sides, are not one unit. Thousands for
 *  ones, cents for dollars; our convention between the two. */
const split = 50;
const fewest = 3;

type Named = { readonly name: string; readonly values: Float64Array };

/** A series whose values fall into two groups far apart in size: part of it may be in other units. */
export function mixedUnits({ name, values, periods, geos }: Labeled): Oddity | undefined {
  // geo by geo: a small region beside a large one is no other unit
  for (const [g, geo] of geos.entries()) {
    const sizes = sorted(
      values
        .subarray(g * periods, (g + 1) * periods)
        .map(Math.abs)
        .filter((value) => value > 0),
    );
    for (let i = fewest; i <= sizes.length - fewest; i++) {
      if (sizes[i]! / sizes[i - 1]! < split) continue;
      const where = geos.length === 1 ? '' : ` in ${geo}`;
      const message = `${i} values up to ${short(sizes[i - 1]!)} and ${sizes.length - i} from ${short(sizes[i]!)} on${where}, nothing between: one unit?`;
      return { kind: 'units', series: name, message };
    }
  }
  return undefined;
}

/** Spend that never exceeds 1 looks scaled, and its ROAS is then per unit of that scale. */
export function scaledSpend({ name, values }: Named): Oddity | undefined {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  if (!(most > 0 && most <= 1)) return undefined;
  const message = `spend never exceeds ${short(most)}: where it was scaled to 1, ROAS is outcome per unit of that scale, not of money`;
  return { kind: 'units', series: name, message };
}

/** A channel whose typical spend is a thousandth of another's, or media that cost more than all they could have brought.
 *  @param outcome summed only where it is positive throughout */
export function spendAgainst(channels: readonly Named[], outcome: Named): readonly Oddity[] {
  const typical = channels.map(({ values }) => {
    const present = values.filter((value) => value > 0);
    return present.length === 0 ? 0 : median(present);
  });
  const largest = typical.indexOf(typical.reduce((a, b) => Math.max(a, b), 0));
  const tiny = channels.flatMap(({ name }, c): Oddity[] => {
    if (!(typical[c]! > 0) || typical[c]! * 1000 > typical[largest]!) return [];
    const message = `typical spend ${short(typical[c]!)}, of ${channels[largest]!.name} ${short(typical[largest]!)}: the same units?`;
    return [{ kind: 'units', series: name, message }];
  });
  const spent = sum(channels.map(({ values }) => sum(values)));
  const earned = sum(outcome.values);
  if (!(outcome.values.every((y) => y >= 0) && spent > earned)) return tiny;
  const message = `${short(earned)} in all, and ${short(spent)} was spent: the same money, the same units?`;
  return [...tiny, { kind: 'units', series: outcome.name, message }];
}
