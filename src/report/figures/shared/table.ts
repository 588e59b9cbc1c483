import type { FigureTable } from '../figure.ts';
import type { Scored } from './rows.ts';

export type Column<Row> = {
  readonly key: string;
  readonly title: string;
  readonly of: (row: Row) => string | number | null;
  /** text where it is left out */
  readonly numeric?: boolean;
};

export function tableOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): FigureTable {
  return {
    columns: columns.map(({ key, title, numeric }) => ({ key, title, numeric: numeric ?? false })),
    rows: rows.map((row) => Object.fromEntries(columns.map(({ key, of }) => [key, of(row)]))),
  };
}

/** Columns that every scored row has, in full precision. */
export const scoredColumns: readonly Column<Scored>[] = [
  { key: 'cell', title: 'cell', of: (row) => row.cell },
  { key: 'arm', title: 'arm', of: (row) => row.arm },
  { key: 'channel', title: 'channel', of: (row) => row.channel },
  { key: 'estimand', title: 'estimand', of: (row) => row.estimand },
  { key: 'target', title: 'target', of: (row) => row.target },
  { key: 'policy', title: 'policy', of: (row) => row.policy },
  { key: 'measure', title: 'measure', of: (row) => row.measure },
  { key: 'level', title: 'level', of: (row) => row.level, numeric: true },
  { key: 'value', title: 'value', of: (row) => row.value, numeric: true },
  { key: 'mcse', title: 'MCSE', of: (row) => row.mcse, numeric: true },
  { key: 'lower', title: 'lower', of: (row) => row.lower, numeric: true },
  { key: 'upper', title: 'upper', of: (row) => row.upper, numeric: true },
  { key: 'n', title: 'n', of: (row) => row.n, numeric: true },
  { key: 'n_failed', title: 'failed', of: (row) => row.nFailed, numeric: true },
];
