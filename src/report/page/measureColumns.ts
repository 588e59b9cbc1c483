import { formatPerformance } from '../../score/format.ts';
import { estimandName, estimandWords } from '../data/estimandName.ts';
import { levelPercent } from '../data/percent.ts';
import type { PerformanceRow } from '../data/types.ts';
import type { Key } from './sorting.ts';

export type MeasureColumn = {
  readonly id: string;
  readonly title: string;
  readonly numeric: boolean;
  readonly key: (row: PerformanceRow) => Key;
  readonly text: (row: PerformanceRow) => string;
};

const text = (id: string, title: string, of: (row: PerformanceRow) => string): MeasureColumn => ({
  ...{ id, title, numeric: false, key: of, text: of },
});
const number = (id: string, title: string, of: (row: PerformanceRow) => number | null): MeasureColumn => ({
  ...{ id, title, numeric: true, key: of },
  text: (row) => (of(row) === null ? '–' : String(of(row))),
});

/** The table of every measure: what identifies a row, then its number as its Monte Carlo error lets it be read. */
export const measureColumns: readonly MeasureColumn[] = [
  text('world', 'World', ({ cell }) => cell.replace(/@\d+$/, '')),
  number('weeks', 'Weeks', ({ periods }) => periods),
  text('arm', 'Arm', ({ arm }) => arm),
  text('channel', 'Channel', ({ channel }) => (channel === '*' ? 'all together' : channel)),
  text('estimand', 'Estimand', ({ estimand }) => estimandWords(estimandName(estimand))),
  text('measure', 'Measure', ({ measure, level }) => `${measure}${level === null ? '' : ` ${levelPercent(level)} %`}`),
  {
    ...{ id: 'value', title: 'Value ± MCSE', numeric: true },
    key: ({ value }) => value,
    text: formatPerformance,
  },
  number('n', 'n', ({ n }) => n),
  number('failed', 'Failed', ({ nFailed }) => nFailed),
  text('policy', 'Policy', ({ policy }) => policy),
];
