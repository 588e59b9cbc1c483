import type { Dataset } from './types.ts';

/** The window of a dataset as CSV: date (or period number), geo and population where there are several, channels,
 *  `<channel>.volume` where it differs from spend, controls, outcome. One row a geo and period, geo by geo; numbers to
 *  full precision, so that reading them gives the same bits. */
export function datasetCsv(dataset: Dataset): string {
  const { dates, geos, periods, population } = dataset;
  const national = geos.length === 1;
  const series = [
    ...dataset.channels.map((channel) => ({ name: channel.name, values: channel.spend.window })),
    ...dataset.channels.flatMap((channel) =>
      channel.volume === undefined ? [] : [{ name: `${channel.name}.volume`, values: channel.volume.window }],
    ),
    ...dataset.controls,
    dataset.outcome,
  ];
  const header = [
    dates === null ? 'period' : 'date',
    ...(national ? [] : ['geo', 'population']),
    ...series.map((s) => s.name),
  ];
  const lines = [header.map(csvCell).join(',')];
  geos.forEach((geo, g) => {
    for (let t = 0; t < periods; t++) {
      const numbers = series.map(({ values }) => String(values[g * periods + t]!));
      const labels = [dates === null ? String(t) : dates[t]!, ...(national ? [] : [geo, String(population[g])])];
      lines.push([...labels.map(csvCell), ...numbers].join(','));
    }
  });
  return `${lines.join('\n')}\n`;
}

function csvCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
