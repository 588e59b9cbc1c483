import type { Problem } from '../../core/errors.ts';
import { compareDates, datesBetween, readDate } from '../dates.ts';
import type { Cell } from './records.ts';
import { isMissing, type Mended, neededIn, type Roles, rowsByGeo } from './roles.ts';
import { readNumber, type Table } from './table.ts';

type Row = readonly Cell[];

/** Puts a row where a period has none, and a value where a cell has none, on the straight line between the nearest values
 *  of the same geo before and after. What has no value on one side cannot be filled, nor can a gap of no whole number of
 *  periods, or one longer than the data.
 *  @param problems gets what cannot be filled */
export function interpolateMissing(table: Table, roles: Roles, problems: Problem[]): Mended {
  const done: Problem[] = [];
  const rows = rowsByGeo(table, roles.geo).flatMap((group) => {
    const own = group.map((index) => table.rows[index]!);
    const before = new Set(own);
    return withValues(withRows(own, table, roles, problems, done), before, table, roles, problems, done);
  });
  return { table: { ...table, rows }, done };
}

/** One geo's rows, and between them those of the periods that had none, without numbers. */
function withRows(
  rows: readonly Row[],
  { file }: Table,
  { date, extended, windowed, period }: Roles,
  problems: Problem[],
  done: Problem[],
): readonly Row[] {
  if (date === undefined) return rows;
  return rows.flatMap((row, t) => {
    const before = rows[t - 1];
    const [from, to] = [before === undefined ? undefined : readDate(before[date]!.text), readDate(row[date]!.text)];
    if (before === undefined || from === undefined || to === undefined) return [row];
    const between = datesBetween(from, to, period, rows.length);
    const cell = row[date]!;
    if (between === undefined) {
      // dates that fall, stand twice or change their form are complained of by whoever reads the panel
      const later = from.form === to.form && compareDates(from, to) < 0;
      const message = `"${cell.text}" is no whole number of ${period}s after "${before[date]!.text}", or too many: nothing to fill in`;
      if (later) problems.push({ file, line: cell.line, column: cell.column, path: 'date', message });
      return [row];
    }
    const added = between.map((label) =>
      before.map((own, j): Cell => {
        if (j === date) return { ...own, text: label };
        return extended.includes(j) || windowed.includes(j) ? { ...own, text: '' } : own;
      }),
    );
    if (between.length > 0) {
      const what = between.length === 1 ? `"${between[0]}"` : `${between.length} ${period}s from "${between[0]}" on`;
      done.push({
        file,
        line: cell.line,
        column: cell.column,
        path: 'date',
        message: `${what} had no row before this one: filled in`,
      });
    }
    return [...added, row];
  });
}

/** One geo's rows with every missing number on the line between its neighbors.
 *  @param written the rows of the file; of those put between them it has been said already */
function withValues(
  rows: readonly Row[],
  written: ReadonlySet<Row>,
  { file, header }: Table,
  roles: Roles,
  problems: Problem[],
  done: Problem[],
): readonly Row[] {
  const filled = rows.map((row) => [...row]);
  for (const j of [...roles.extended, ...roles.windowed]) {
    const known = rows.map((row) => (isMissing(row[j]!.text) ? undefined : readNumber(row[j]!.text)));
    rows.forEach((row, t) => {
      const cell = row[j]!;
      if (!isMissing(cell.text) || !neededIn(row, roles).includes(j)) return;
      const left = known.findLastIndex((value, s) => s < t && value !== undefined);
      const right = known.findIndex((value, s) => s > t && value !== undefined);
      const place = { file, line: cell.line, column: cell.column, path: header[j]!.text };
      if (left === -1 || right === -1) {
        problems.push({ ...place, message: `no value ${left === -1 ? 'before' : 'after'} it to interpolate from` });
        filled[t]![j] = { ...cell, text: '0' };
        return;
      }
      const share = (t - left) / (right - left);
      const text = String((1 - share) * known[left]! + share * known[right]!);
      filled[t]![j] = { ...cell, text };
      if (written.has(row))
        done.push({ ...place, message: `no value: ${Number(Number(text).toPrecision(6))} is put there` });
    });
  }
  return filled;
}
