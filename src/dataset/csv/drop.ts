import type { Problem } from '../../core/errors.ts';
import { isMissing, type Mended, neededIn, type Roles } from './roles.ts';
import type { Table } from './table.ts';

/** Leaves out rows that lack a number, and rows that stand twice, cell by cell. All geos lose the date of a row that one of
 *  them loses, as they need the same dates. What is left counts as consecutive. */
export function dropMissing(table: Table, roles: Roles): Mended {
  const { date, geo } = roles;
  const { file, header } = table;
  const done: Problem[] = [];
  const seen = new Map<string, number>();
  const once = table.rows.filter((row) => {
    const { line } = row[0]!;
    const key = JSON.stringify(row.map(({ text }) => text));
    const first = seen.get(key);
    if (first === undefined) seen.set(key, line);
    // without a date, equal rows are two equal periods
    if (first === undefined || date === undefined) return true;
    done.push({ file, line, message: `the same as line ${first} in every cell: left out` });
    return false;
  });
  const whole = once.filter((row) => {
    const empty = neededIn(row, roles).filter((j) => isMissing(row[j]!.text));
    if (empty.length === 0) return true;
    const names = empty.map((j) => header[j]!.text).join(', ');
    done.push({ file, line: row[0]!.line, message: `no value of ${names}: the row is left out` });
    return false;
  });
  const geos = new Set(once.map((row) => (geo === undefined ? '' : row[geo]!.text)));
  const geosAt = new Map<string, Set<string>>();
  for (const row of whole) {
    if (date === undefined || geo === undefined) break;
    const at = row[date]!.text;
    geosAt.set(at, (geosAt.get(at) ?? new Set()).add(row[geo]!.text));
  }
  const rows = whole.filter((row) => {
    if (date === undefined || geo === undefined || geosAt.get(row[date]!.text)!.size === geos.size) return true;
    done.push({ file, line: row[0]!.line, message: `another geo lacks "${row[date]!.text}": the row is left out` });
    return false;
  });
  return { table: { ...table, rows }, done };
}
