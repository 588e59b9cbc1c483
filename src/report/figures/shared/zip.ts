import { wilson } from '../../../score/measures/share.ts';
import { estimandName } from '../../data/estimandName.ts';
import type { View } from '../figure.ts';
import type { Panel } from './grid.ts';
import { groupBy } from './group.ts';
import { cellNames } from './names.ts';
import { type RelativeError, relativeErrors } from './relative.ts';

/** One interval of a zip, on the scale of its channel's mean truth, with 0 for the truth; where that is negative, `lower`
 *  is the end to the right. */
export type Tooth = RelativeError & {
  readonly covers: boolean;
  readonly lower: number;
  readonly upper: number;
  /** of the estimate from the truth: in standard errors where there are any, else in half widths of the interval */
  readonly distance: number;
  /** share of intervals that lie nearer, and half its own: between 0 and 1 */
  readonly centile: number;
};
type Open = Omit<Tooth, 'centile'>;

/** An arm in a cell, of what it aims at or of what it does not: nearest estimate first. */
export type Zip = Panel<Tooth> & {
  readonly arm: string;
  readonly coverage: number;
  readonly replicates: number;
  /** Wilson's 95 %, each replicate counted once however many channels it answers: channels of a replicate may miss together */
  readonly interval: readonly [lower: number, upper: number];
};

/** Zips by cell, in the order of the data. */
export function zips(view: View): readonly { readonly cell: string; readonly panels: readonly Zip[] }[] {
  const open = openTeeth(view);
  const nameOf = cellNames(view.data);
  return [...groupBy(open, ({ row }) => row.cell)].map(([cell, own]) => {
    const keys = new Set(own.map(({ row }) => row.estimand));
    const kinds = new Set([...keys].map(estimandName));
    const several = (estimand: string) => (keys.size > kinds.size ? estimand : estimandName(estimand));
    const panels = [...groupBy(own, ({ row }) => JSON.stringify([row.arm, row.estimand, row.target])).values()].map(
      (teeth) => {
        const { arm, estimand, target } = teeth[0]!.row;
        const which = keys.size > 1 ? ` · ${several(estimand)}` : '';
        return closed(arm, `${arm}${which}${target === 'off' ? ' · off target' : ''}`, teeth);
      },
    );
    return { cell: nameOf(cell), panels };
  });
}

function openTeeth(view: View): readonly Open[] {
  const level = view.data.study.levels.findIndex((own) => Math.abs(own - view.level) < 1e-9);
  const errors = relativeErrors(view);
  return errors.flatMap((one) => {
    const { row, covers, unit } = one;
    if (covers === null) return [];
    const end = (side: 'lower' | 'upper') => (row[side][level]! - row.truth!) * unit;
    return [{ ...one, covers, lower: end('lower'), upper: end('upper'), distance: distanceOf(one, level) }];
  });
}

function distanceOf({ row, error, unit, se }: RelativeError, level: number): number {
  const spread = se !== null && se > 0 ? se : (Math.abs(unit) * (row.upper[level]! - row.lower[level]!)) / 2;
  if (error === 0) return 0;
  return spread > 0 ? Math.abs(error) / spread : Number.MAX_VALUE;
}

function closed(arm: string, title: string, teeth: readonly Open[]): Zip {
  const rows = teeth
    .toSorted((a, b) => a.distance - b.distance)
    .map((one, i): Tooth => ({ ...one, centile: (i + 0.5) / teeth.length }));
  const coverage = rows.filter(({ covers }) => covers).length / rows.length;
  const replicates = new Set(rows.map(({ row }) => row.replicate)).size;
  return { arm, title, rows, coverage, replicates, interval: wilson(coverage * replicates, replicates) };
}
