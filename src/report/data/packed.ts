import { type Packed, packRows, unpackRows } from './pack.ts';
import type { ReportData } from './types.ts';

/** Tables long enough to be worth packing. */
type PackedTable = 'performance' | 'estimates' | 'differences' | 'units';

/** What stands in the page before it is compressed. */
export type PackedReport = Omit<ReportData, PackedTable> & { readonly packed: Readonly<Record<PackedTable, Packed>> };

export function packReport(data: ReportData): PackedReport {
  const { performance: scores, estimates, differences, units, ...rest } = data;
  return {
    ...rest,
    packed: {
      performance: packRows(scores),
      estimates: packRows(estimates),
      differences: packRows(differences),
      units: packRows(units),
    },
  };
}

export function unpackReport({ packed, ...rest }: PackedReport): ReportData {
  return {
    ...rest,
    performance: unpackRows(packed.performance),
    estimates: unpackRows(packed.estimates),
    differences: unpackRows(packed.differences),
    units: unpackRows(packed.units),
  };
}
