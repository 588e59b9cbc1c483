import { PART_COLUMN, type Part } from './parts.ts';
import type { DataSpec } from './spec.ts';
import type { Dataset, ExtendedSeries } from './types.ts';

/** Which rows of a dataset are written: the window, or history and future too, each marked in a column `part`. */
type Rows = 'window' | 'all';

/** A dataset as CSV: period number (or date), geo and population where there are geos, channels, `<channel>.volume`
 *  where it differs from spend, controls, outcome. One row a geo and period, geo by geo; numbers to full precision, so
 *  that reading them gives the same bits. With all rows, a column `part` says `history`, `window` or `future`; controls
 *  and outcome are empty outside of the window, and periods are numbered by the calendar, the window's first being
 *  `firstPeriod`. */
export function datasetCsv(dataset: Dataset, rows: Rows = 'window'): string {
  const { geos, population } = dataset;
  const names = labelsOf(dataset, rows);
  const series = seriesOf(dataset);
  const header = [
    names.period,
    ...(names.part === undefined ? [] : [names.part]),
    ...(names.place === undefined ? [] : [names.place.geo, names.place.population]),
    ...series.map(({ name }) => name),
  ];
  const lines = [header.map(csvCell).join(',')];
  for (const [g, geo] of geos.entries()) {
    const place = names.place === undefined ? [] : [csvCell(geo), numberText(population[g]!)];
    for (const { part, label, t } of rowsOf(dataset, rows)) {
      const numbers = series.map(({ cell }) => cell(part, g, t));
      const mark = names.part === undefined ? [] : [part];
      lines.push([csvCell(label), ...mark, ...place, ...numbers].join(','));
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The `data:` part of a file that reads what `datasetCsv` writes with all rows. */
export function dataSpecOf(dataset: Dataset): DataSpec {
  const { period, part, place } = labelsOf(dataset, 'all');
  const volumes = dataset.channels.flatMap(({ name, volume }) =>
    volume === undefined ? [] : [[name, volumeColumn(name)]],
  );
  return {
    date: period,
    ...(part === undefined ? {} : { part }),
    ...place,
    outcome: dataset.outcome.name,
    channels: dataset.channels.map(({ name }) => name),
    ...(volumes.length === 0 ? {} : { volumes: Object.fromEntries(volumes) }),
    controls: dataset.controls.map(({ name }) => name),
    period: dataset.period,
  };
}

type Labels = {
  readonly period: string;
  readonly part?: string;
  readonly place?: { readonly geo: string; readonly population: string };
};

/** Columns that are no series; a series of the same name pushes them aside. National data of one head have no geo. */
function labelsOf(dataset: Dataset, rows: Rows): Labels {
  const taken = new Set(seriesOf(dataset).map(({ name }) => name));
  const free = (name: string): string => (taken.has(name) ? free(`${name}_`) : name);
  const [first] = dataset.geos;
  const national = dataset.geos.length === 1 && first === 'national' && dataset.population[0] === 1;
  return {
    period: free(rows === 'all' || dataset.dates === null ? 'period' : 'date'),
    ...(rows === 'all' ? { part: free(PART_COLUMN) } : {}),
    ...(national ? {} : { place: { geo: free('geo'), population: free('population') } }),
  };
}

/** What a channel's money bought stands in a column of its own. */
const volumeColumn = (channel: string): string => `${channel}.volume`;

type Column = { readonly name: string; readonly cell: (part: Part, g: number, t: number) => string };

function seriesOf({ channels, controls, outcome, ...lengths }: Dataset): readonly Column[] {
  const count = { history: lengths.history, window: lengths.periods, future: lengths.future };
  const extended = (name: string, series: ExtendedSeries): Column => ({
    name,
    cell: (part, g, t) => numberText(series[part][g * count[part] + t]!),
  });
  const windowed = (name: string, values: Float64Array): Column => ({
    name,
    cell: (part, g, t) => (part === 'window' ? numberText(values[g * count.window + t]!) : ''),
  });
  return [
    ...channels.map(({ name, spend }) => extended(name, spend)),
    ...channels.flatMap(({ name, volume }) => (volume === undefined ? [] : [extended(volumeColumn(name), volume)])),
    ...[...controls, outcome].map(({ name, values }) => windowed(name, values)),
  ];
}

function rowsOf({ history, periods, future, firstPeriod, dates }: Dataset, rows: Rows) {
  const range = (part: Part, length: number, labelOf: (t: number) => string) =>
    Array.from({ length }, (_, t) => ({ part, t, label: labelOf(t) }));
  if (rows === 'window') return range('window', periods, (t) => dates?.[t] ?? String(t));
  return [
    ...range('history', history, (t) => String(firstPeriod - history + t)),
    ...range('window', periods, (t) => String(firstPeriod + t)),
    ...range('future', future, (t) => String(firstPeriod + periods + t)),
  ];
}

/** All digits, and the sign of −0, which is a bit too. */
export const numberText = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));

/** Text as a cell of a CSV, quoted where it has to be. */
export function csvCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
