import { readTextFile } from '../core/files.node.ts';
import { type ColumnLook, firstLook, type PanelLook } from '../dataset/firstLook.ts';
import type { DataSpec } from '../dataset/spec.ts';
import { decimalsFor, fixed } from './digits.ts';
import { describeSeries } from './look/describeSeries.ts';
import { bold } from './style.ts';
import { table } from './table.ts';

/** A first look at a user's file: what columns it has, how they go together, and what is odd about them.
 *  @param spec of a fit file, where there is one */
export function describeCsv(file: string, spec?: DataSpec): { readonly json: unknown; readonly text: string } {
  const content = readTextFile(file, 'CSV file');
  const look = firstLook(content, file);
  const { rows, columns, panel } = look;
  const series = describeSeries(content, file, look, spec);
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
  const geos = panel === null ? '' : `\n${panelText(panel)}`;
  return {
    json: { file, rows, columns, panel, ...series.json },
    text: `${head}${geos}\n\n${lines}\n\n${series.text}`,
  };
}

function panelText({ geo, date, geos, dates, missing, duplicates }: PanelLook): string {
  const more = missing === null || missing.more === 0 ? '' : `, and ${counted(missing.more, 'more pair')}`;
  const flaws = [
    ...(missing === null ? [] : [`no row for ${missing.geo} at ${missing.date}${more}`]),
    ...(duplicates === 0 ? [] : [`${counted(duplicates, 'row')} of a geo and date that stand there already`]),
  ];
  const state = flaws.length === 0 ? 'every pair once' : flaws.join('; ');
  return `looks like ${counted(geos, 'geo')} (${geo}) × ${counted(dates, 'period')} (${date}): ${state}`;
}

const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** A date column has its first and last date for its range; text has none. */
function numbersOf(column: ColumnLook): readonly string[] {
  const { kind, distinct, zeros, negative, mean, sd, min, max, first, last } = column;
  if (kind === 'text') return ['', '', counted(distinct, 'value')];
  if (kind === 'date') return ['', '', '', '', first, last];
  // the spread decides the digits: a mean near 0 has none of its own
  const decimals = decimalsFor([sd === 0 || sd === null ? mean : sd]);
  return [String(zeros), String(negative), ...[mean, sd, min, max].map((x) => fixed(x, decimals))];
}
