import { InputError, type Problem } from '../core/errors.ts';
import { buildDataset } from './build.ts';
import { readPanel } from './csv/panel.ts';
import { geoPopulation } from './csv/population.ts';
import { columnIndex, numericColumn, readTable } from './csv/table.ts';
import type { DataSpec } from './spec.ts';
import type { Dataset } from './types.ts';

/** More problems than anyone reads; the rest are counted. */
const shownProblems = 50;

/** A user's CSV as a dataset: spend before and after the rows is unknown, so history and future are empty and
 *  `carryoverStart` is `zero`. Dates stay labels; `firstPeriod` is the first date's position in its year (dates.ts).
 *  Gaps between dates come back as warnings: the rows are taken as consecutive.
 *  @throws InputError with every problem of the file, by line and column */
export function parseDataset(
  text: string,
  file: string,
  spec: DataSpec,
): { readonly dataset: Dataset; readonly warnings: readonly Problem[] } {
  const problems: Problem[] = [...usedTwice(spec)];
  const warnings: Problem[] = [];
  const table = readTable(text, file, problems);
  const find = (name: string | undefined, path: string) =>
    name === undefined ? undefined : columnIndex(table, name, path, problems);
  const date = find(spec.date, 'data.date');
  const geo = find(spec.geo, 'data.geo');
  const panel = readPanel(table, { date, geo }, spec.period, problems, warnings);

  const series = (name: string, path: string, atLeast?: number) => {
    const index = find(name, path);
    if (index === undefined) return new Float64Array(0);
    const inRowOrder = numericColumn(table, index, problems, atLeast);
    return Float64Array.from(panel.order, (row) => inRowOrder[row]!);
  };
  const none = new Float64Array(0);
  const channels = spec.channels.map((name, index) => ({
    name,
    spend: { history: none, window: series(name, `data.channels[${index}]`, 0), future: none },
  }));
  const controls = spec.controls.map((name, index) => ({ name, values: series(name, `data.controls[${index}]`) }));
  const outcome = { name: spec.outcome, values: series(spec.outcome, 'data.outcome') };
  const people = find(spec.population, 'data.population');
  const population =
    people === undefined ? new Float64Array(panel.geos.length).fill(1) : geoPopulation(table, people, panel, problems);
  if (problems.length > 0) throw new InputError(inOrder(problems));

  const dataset = buildDataset({
    name: file,
    period: spec.period,
    geos: panel.geos,
    population,
    periods: table.rows.length / panel.geos.length,
    history: 0,
    future: 0,
    dates: panel.dates,
    firstPeriod: panel.firstPeriod,
    channels,
    controls,
    outcome,
    carryoverStart: 'zero',
  });
  return { dataset, warnings };
}

function usedTwice(spec: DataSpec): Problem[] {
  const labels = [spec.geo, spec.population].filter((name) => name !== undefined);
  const names = [...labels, spec.outcome, ...spec.channels, ...spec.controls];
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...repeated].map((name) => ({ path: 'data', message: `column "${name}" is given more than one role` }));
}

/** By line and column; beyond `shownProblems` only their number. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const sorted = [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  const more = sorted.length - shownProblems;
  if (more <= 0) return sorted;
  return [...sorted.slice(0, shownProblems), { file: sorted.at(-1)!.file ?? '', message: `and ${more} more problems` }];
}
