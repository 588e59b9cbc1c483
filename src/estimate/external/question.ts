import type { Channel, Dataset, ExtendedSeries, Series } from '../../dataset/types.ts';
import { dataSpecOf, datasetCsv } from '../../dataset/write.ts';
import type { CurveRequest, FitRequest } from '../contract.ts';
import { PROTOCOL_VERSION, type Question } from './protocol.ts';
import type { ExternalSettings } from './settings.ts';

/** What is written to the program: nothing but the dataset, the program's settings and what is asked.
 *  @param writeFile puts a CSV where the program can read it, and says where */
export function questionOf(
  dataset: Dataset,
  { send, settings }: Pick<ExternalSettings, 'send' | 'settings'>,
  { estimands, levels, curves, stream }: FitRequest,
  writeFile: (text: string) => string,
): Question {
  // 31 bits: the widest seed that R, Python and C++ all take
  const seed = stream('external').next32() >>> 1;
  return {
    protocol: PROTOCOL_VERSION,
    id: `${dataset.digest.slice(0, 16)}-${seed}`,
    dataset: send === 'csv' ? csvOf(dataset, writeFile) : arraysOf(dataset),
    settings,
    seed,
    estimands: estimands.map(({ window, held, ...rest }) => ({
      ...rest,
      window: [...window],
      ...(held === undefined ? {} : { held: [...held] }),
    })),
    levels: [...levels],
    ...(curves === undefined ? {} : { curves: curvesAsked(curves) }),
  };
}

function curvesAsked({ window, tails, scales, draws }: CurveRequest): Question['curves'] {
  return { window: [...window], tails: { ...tails }, scales: [...scales], draws };
}

function factsOf(dataset: Dataset) {
  const { name, period, geos, population, periods, history, future, dates, firstPeriod, carryoverStart } = dataset;
  return {
    name,
    period,
    geos: [...geos],
    population: [...population],
    periods,
    history,
    future,
    dates: dates === null ? null : [...dates],
    first_period: firstPeriod,
    carryover_start: carryoverStart,
  };
}

function arraysOf(dataset: Dataset): Question['dataset'] {
  return {
    format: 'arrays',
    ...factsOf(dataset),
    channels: dataset.channels.map(channelOf),
    controls: dataset.controls.map(seriesOf),
    outcome: seriesOf(dataset.outcome),
  };
}

function csvOf(dataset: Dataset, writeFile: (text: string) => string): Question['dataset'] {
  const path = writeFile(datasetCsv(dataset, 'all'));
  return { format: 'csv', ...factsOf(dataset), path, columns: { ...dataSpecOf(dataset) } };
}

const channelOf = ({ name, units, spend, volume }: Channel) => ({
  name,
  ...unitsOf(units),
  spend: extendedOf(spend),
  ...(volume === undefined ? {} : { volume: extendedOf(volume) }),
});

const seriesOf = ({ name, units, values }: Series) => ({ name, ...unitsOf(units), values: [...values] });

const extendedOf = ({ history, window, future }: ExtendedSeries) => ({
  history: [...history],
  window: [...window],
  future: [...future],
});

const unitsOf = (units: string | undefined) => (units === undefined ? {} : { units });
