import { InputError, type Problem } from '../core/errors.ts';
import { closest } from '../core/spelling.ts';
import { buildDataset } from './build.ts';
import { type MissingPolicy, mend } from './csv/missing.ts';
import { readPanel } from './csv/panel.ts';
import { partRows, unnamedPart } from './csv/parts.ts';
import { geoPopulation } from './csv/population.ts';
import type { Roles } from './csv/roles.ts';
import { columnIndex, numericColumn, readTable, type Table } from './csv/table.ts';
import { calendarPosition, readDate } from './dates.ts';
import type { DataSpec } from './spec.ts';
import type { Channel, Dataset, ExtendedSeries } from './types.ts';

/** More problems than anyone reads; the rest are counted. */
const shownProblems = 50;

/** A CSV as a dataset. Where a column marks the part of every row (spec.ts), spend before and after the window is read
 *  from the rows `history` and `future`, in which controls and outcome are ignored; else spend outside of the rows is
 *  unknown and `carryoverStart` is `zero`. Dates stay labels; `firstPeriod` is the position of the window's first date
 *  in its year (dates.ts).
 *  @param missing what becomes of periods without a row and cells without a value; where nothing is said, missing cells are
 *    problems and rows count as consecutive, which a warning says
 *  @throws InputError with every problem of the file, by line and column */
export function parseDataset(
  text: string,
  file: string,
  spec: DataSpec,
  missing?: MissingPolicy,
): { readonly dataset: Dataset; readonly warnings: readonly Problem[] } {
  const problems: Problem[] = [...usedTwice(spec), ...strayVolumes(spec)];
  const warnings: Problem[] = [];
  const written = readTable(text, file, problems);
  const { table, done } = mend(written, rolesIn(written, spec), missing ?? 'fail', problems);
  const find = (name: string | undefined, path: string) =>
    name === undefined ? undefined : columnIndex(table, name, path, problems);
  const date = find(spec.date, 'data.date');
  const geo = find(spec.geo, 'data.geo');
  const part = spec.part === undefined ? unnamedPart(table, namesIn(spec)) : find(spec.part, 'data.part');
  const gaps = missing === 'fail' ? problems : warnings;
  const panel = readPanel(table, { date, geo }, spec.period, problems, gaps, gapWords(missing));
  const rows = partRows(table, part, panel, problems);
  const tables = {
    history: { ...table, rows: rows.history.map((row) => table.rows[row]!) },
    window: { ...table, rows: rows.window.map((row) => table.rows[row]!) },
    future: { ...table, rows: rows.future.map((row) => table.rows[row]!) },
  };
  const windowed = (name: string, path: string) => {
    const index = find(name, path);
    return index === undefined ? new Float64Array(0) : numericColumn(tables.window, index, problems);
  };
  const extended = (name: string, path: string): ExtendedSeries => {
    const index = find(name, path);
    const values = (of: keyof typeof tables) =>
      index === undefined ? new Float64Array(0) : numericColumn(tables[of], index, problems, 0);
    return { history: values('history'), window: values('window'), future: values('future') };
  };
  const channels = spec.channels.map((name, i): Channel => {
    const spend = extended(name, `data.channels[${i}]`);
    const volume = spec.volumes?.[name];
    return volume === undefined ? { name, spend } : { name, spend, volume: extended(volume, `data.volumes.${name}`) };
  });
  const controls = spec.controls.map((name, i) => ({ name, values: windowed(name, `data.controls[${i}]`) }));
  const outcome = { name: spec.outcome, values: windowed(spec.outcome, 'data.outcome') };
  const people = find(spec.population, 'data.population');
  const population =
    people === undefined ? new Float64Array(panel.geos.length).fill(1) : geoPopulation(table, people, panel, problems);
  if (problems.length > 0) throw new InputError(inOrder(problems));
  warnings.push(...done);

  const count = (part: keyof typeof rows) => rows[part].length / panel.geos.length;
  const [history, periods] = [count('history'), count('window')];
  const dates = panel.dates?.slice(history, history + periods) ?? null;
  const first = dates === null ? undefined : readDate(dates[0]!);
  const dataset = buildDataset({
    name: file,
    period: spec.period,
    geos: panel.geos,
    population,
    periods,
    history,
    future: count('future'),
    dates,
    firstPeriod: first === undefined ? 0 : calendarPosition(first, spec.period),
    channels,
    controls,
    outcome,
    carryoverStart: history > 0 ? 'history' : 'zero',
  });
  return { dataset, warnings: inOrder(warnings) };
}

/** What becomes of periods without a row. */
function gapWords(missing: MissingPolicy | undefined): string {
  if (missing === 'fail') return '--missing interpolate fills the gap in, --missing drop goes on as if there were none';
  return 'the gap is ignored';
}

/** Columns that the file has, by their roles; those that it lacks are complained of when they are read. */
function rolesIn(table: Table, spec: DataSpec): Roles {
  const at = (name: string | undefined) => table.header.findIndex(({ text }) => text === name);
  const one = (name: string | undefined) => (at(name) === -1 ? undefined : at(name));
  const all = (names: readonly string[]) => names.map(at).filter((index) => index !== -1);
  return {
    date: one(spec.date),
    geo: one(spec.geo),
    part: spec.part === undefined ? unnamedPart(table, namesIn(spec)) : one(spec.part),
    extended: all([...spec.channels, ...Object.values(spec.volumes ?? {})]),
    windowed: all([...spec.controls, spec.outcome]),
    period: spec.period,
  };
}

function namesIn(spec: DataSpec): readonly string[] {
  const { geo, population, part, date, outcome, channels, volumes = {}, controls } = spec;
  const labels = [geo, population, part, date].filter((name) => name !== undefined);
  return [...labels, outcome, ...channels, ...Object.values(volumes), ...controls];
}

/** A volume belongs to a channel. */
function strayVolumes({ channels, volumes = {} }: DataSpec): Problem[] {
  return Object.keys(volumes)
    .filter((name) => !channels.includes(name))
    .map((name) => {
      const guess = closest(name, channels);
      const message = `"${name}" is no channel; there are ${channels.join(', ')}`;
      return { path: `data.volumes.${name}`, message, ...(guess === undefined ? {} : { guess }) };
    });
}

function usedTwice({ date: _, ...spec }: DataSpec): Problem[] {
  const names = namesIn(spec);
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...repeated].map((name) => ({ path: 'data', message: `column "${name}" is given more than one role` }));
}

/** By line and column; beyond `shownProblems` only their number. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const sorted = [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  const more = sorted.length - shownProblems;
  if (more <= 0) return sorted;
  return [...sorted.slice(0, shownProblems), { file: sorted.at(-1)!.file ?? '', message: `and ${more} more` }];
}
