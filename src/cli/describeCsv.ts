import { readTextFile } from '../core/files.node.ts';
import { type ColumnLook, firstLook } from '../dataset/firstLook.ts';
import { decimalsFor, fixed } from './digits.ts';
import { bold } from './style.ts';
import { table } from './table.ts';

/** A first look at a user's file: what columns it has, and what is odd about them. */
export function describeCsv(file: string): { readonly json: unknown; readonly text: string } {
  const { rows, columns } = firstLook(readTextFile(file, 'CSV file'), file);
  const right = 'right' as const;
  const lines = table(
    [
      { title: 'column' },
      { title: 'kind' },
      ...['missing', 'zeros', 'below 0', 'mean', 'sd', 'min', 'max'].map((title) => ({ title, align: right })),
    ],
    columns.map((column) => [column.name, column.kind, String(column.missing), ...numbersOf(column)]),
  );
  const head = bold(`${file}: ${counted(rows, 'row')}, ${counted(columns.length, 'column')}`);
  return { json: { file, rows, columns }, text: `${head}\n\n${lines}` };
}

const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** A date column has its first and last date for its range; text has none. */
function numbersOf(column: ColumnLook): readonly string[] {
  const { kind, zeros, negative, mean, sd, min, max, first, last } = column;
  if (kind === 'text') return [];
  if (kind === 'date') return ['', '', '', '', first, last];
  // the spread decides the digits: a mean near 0 has none of its own
  const decimals = decimalsFor([sd === 0 || sd === null ? mean : sd]);
  return [String(zeros), String(negative), ...[mean, sd, min, max].map((x) => fixed(x, decimals))];
}
