import { wilson } from '../../../score/measures/share.ts';
import { estimandName } from '../../data/estimandName.ts';
import type { View } from '../figure.ts';
import type { Panel } from './grid.ts';
import { groupBy } from './group.ts';
import { cellNames } from './names.ts';
import { type RelativeError, relativeErrors } from './relative.ts';

/** One interval of a zip, on the scale of its channel's mean truth, with 0 for the truth. */
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

/** An arm in a cell, nearest estimate first. */
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
    const panels = [...groupBy(own, ({ row }) => JSON.stringify([row.arm, row.estimand])).values()].map((teeth) => {
      const { arm, estimand } = teeth[0]!.row;
      return closed(arm, keys.size > 1 ? `${arm} · ${several(estimand)}` : arm, teeth);
    });
    return { cell: nameOf(cell), panels };
  });
}

function openTeeth(view: View): readonly Open[] {
  const level = view.data.study.levels.findIndex((own) => Math.abs(own - view.level) < 1e-9);
  const errors = relativeErrors(view);
  const placeOf = ({ row }: RelativeError) => JSON.stringify([row.cell, row.channel, row.estimand]);
  // an exact answer does not tell its scale: its neighbours do
  const scales = new Map(
    errors.flatMap((one) =>
      one.error === 0 ? [] : [[placeOf(one), one.error / (one.row.point! - one.row.truth!)] as const],
    ),
  );
  return errors.flatMap((one) => {
    const scale = scales.get(placeOf(one)) ?? 1;
    const { row, covers } = one;
    if (covers === null) return [];
    const end = (side: 'lower' | 'upper') => (row[side][level]! - row.truth!) * scale;
    return [{ ...one, covers, lower: end('lower'), upper: end('upper'), distance: distanceOf(one, scale, level) }];
  });
}

function distanceOf({ row, error, se }: RelativeError, scale: number, level: number): number {
  const spread = se !== null && se > 0 ? se : ((row.upper[level]! - row.lower[level]!) * scale) / 2;
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
