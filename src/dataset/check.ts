import { InputError, type Problem } from '../core/errors.ts';
import type { Dataset } from './types.ts';

/** Everything that is wrong with a dataset's shapes and numbers; empty when it is sound. */
export function datasetProblems(dataset: Dataset): readonly Problem[] {
  const { periods, history, future, channels, controls, outcome } = dataset;
  const geos = dataset.geos.length;
  const problems: Problem[] = [];
  const wrong = (path: string, message: string) => problems.push({ path, message });

  if (geos === 0) wrong('geos', 'no geo; national data are one');
  if (channels.length === 0) wrong('channels', 'no channel');
  for (const [name, count] of Object.entries({ periods, history, future })) {
    if (!Number.isInteger(count) || count < (name === 'periods' ? 1 : 0))
      wrong(name, `${count} is no number of periods`);
  }
  if (!Number.isFinite(dataset.firstPeriod)) wrong('firstPeriod', `${dataset.firstPeriod} is no calendar position`);
  if (dataset.dates !== null && dataset.dates.length !== periods) {
    wrong('dates', `${dataset.dates.length} dates for ${periods} periods`);
  }

  const check = (path: string, values: Float64Array, length: number, atLeast = -Infinity) => {
    if (values.length !== length) wrong(path, `${values.length} values; ${length} are needed`);
    const index = values.findIndex((value) => !Number.isFinite(value) || value < atLeast);
    if (index !== -1) {
      const allowed = atLeast === 0 ? 'a finite number, 0 or more' : 'a finite number';
      wrong(`${path}[${index}]`, `${values[index]} where ${allowed} is needed`);
    }
  };
  check('population', dataset.population, geos, 0);
  const empty = dataset.population.indexOf(0);
  if (empty !== -1) wrong(`population[${empty}]`, '0 where a number above 0 is needed');
  for (const channel of channels) {
    for (const kind of ['spend', 'volume'] as const) {
      const series = channel[kind];
      if (series === undefined) continue;
      check(`${channel.name}.${kind}.history`, series.history, geos * history, 0);
      check(`${channel.name}.${kind}.window`, series.window, geos * periods, 0);
      check(`${channel.name}.${kind}.future`, series.future, geos * future, 0);
    }
  }
  for (const control of controls) check(control.name, control.values, geos * periods);
  check(outcome.name, outcome.values, geos * periods);

  const names = [...channels, ...controls, outcome].map((series) => series.name);
  for (const name of new Set(names.filter((name, index) => names.indexOf(name) !== index))) {
    wrong(name, `"${name}" names more than one series`);
  }
  const repeated = dataset.geos.find((geo, index) => dataset.geos.indexOf(geo) !== index);
  if (repeated !== undefined) wrong('geos', `"${repeated}" names more than one geo`);
  return problems;
}

/** The dataset itself, once it is known to be sound.
 *  @throws InputError with every problem */
export function checkDataset(dataset: Dataset): Dataset {
  const problems = datasetProblems(dataset);
  if (problems.length > 0) throw new InputError(problems);
  return dataset;
}
