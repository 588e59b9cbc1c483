import type { Problem } from '../../core/errors.ts';
import type { Panel } from './panel.ts';
import { numericColumn, type Table } from './table.ts';

/** People in each geo, from a column that repeats them in all of its rows: one that is not above 0, or that changes
 *  within its geo, is a problem. */
export function geoPopulation(table: Table, index: number, panel: Panel, problems: Problem[]): Float64Array {
  const before = problems.length;
  const people = numericColumn(table, index, problems);
  const population = new Float64Array(panel.geos.length);
  if (problems.length > before) return population;
  const path = table.header[index]!.text;
  panel.geos.forEach((geo, g) => {
    const own = panel.rows[g]!;
    const first = people[own[0]!]!;
    const wrong = own.find((row) => !(people[row]! > 0) || people[row]! !== first);
    population[g] = first;
    if (wrong === undefined) return;
    const { line, column, text } = table.rows[wrong]![index]!;
    const message =
      people[wrong]! > 0
        ? `${text} where the rows of geo "${geo}" before it have ${first}; its population is one number`
        : `${text} in geo "${geo}" where a number above 0 is needed`;
    problems.push({ file: table.file, line, column, path, message });
  });
  return population;
}
