import type { Problem } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import { isPart, PART_COLUMN, type Part, parts } from '../parts.ts';
import type { Panel } from './panel.ts';
import type { Table } from './table.ts';

/** Rows of each part, geo by geo, in order of time. */
export type PartRows = Readonly<Record<Part, readonly number[]>>;

/** The column that marks parts without being named: `part`, where it says nothing but history, window and future. */
export function unnamedPart({ header, rows }: Table, used: readonly string[]): number | undefined {
  const index = header.findIndex(({ text }) => text === PART_COLUMN);
  if (index === -1 || used.includes(PART_COLUMN)) return undefined;
  return rows.every((row) => isPart(row[index]!.text)) ? index : undefined;
}

/** Sorts the rows of a panel into parts; all are the window where no column says otherwise. Other words, a part that
 *  comes after a later one, a geo without a window, and geos whose parts differ in length are problems. */
export function partRows(table: Table, column: number | undefined, panel: Panel, problems: Problem[]): PartRows {
  const found: Record<Part, number[]> = { history: [], window: [], future: [] };
  if (column === undefined) return { ...found, window: panel.order };
  const path = table.header[column]!.text;
  const at = (row: number, message: string, guess?: string) => {
    const { line, column: place } = table.rows[row]![column]!;
    const problem = { file: table.file, line, column: place, path, message };
    problems.push(guess === undefined ? problem : { ...problem, guess });
  };
  const lengths = panel.rows.map((rows, g) => {
    let latest = 0;
    for (const row of rows) {
      const { text } = table.rows[row]![column]!;
      if (!isPart(text)) {
        const allowed = `"${text}"; allowed are ${parts.join(', ')}`;
        at(row, allowed, closest(text, parts));
        continue;
      }
      const rank = parts.indexOf(text);
      if (rank < latest) at(row, `${text} after ${parts[latest]}; a geo's rows go ${parts.join(', ')}`);
      latest = Math.max(latest, rank);
      found[text].push(row);
    }
    const own = parts.map((part) => rows.filter((row) => table.rows[row]![column]!.text === part).length);
    if (own[1] === 0 && rows.length > 0) at(rows[0]!, `no row of ${nameOf(panel, g)} is in the window`);
    return own.join(' + ');
  });
  const odd = lengths.findIndex((length) => length !== lengths[0]);
  if (odd !== -1) {
    const first = `${nameOf(panel, 0)} has ${lengths[0]}`;
    at(panel.rows[odd]![0]!, `${nameOf(panel, odd)} has ${lengths[odd]} rows of ${parts.join(' + ')}, ${first}`);
  }
  return found;
}

const nameOf = ({ geos }: Panel, g: number): string => (geos.length === 1 ? 'the file' : `geo "${geos[g]}"`);
