import { z } from 'zod';
import { InputError } from '../core/errors.ts';
import type { Estimator } from './contract.ts';

/** Fills in what a user's estimator may leave out: without `conditionsOn` it is taken to condition on all that the data
 *  hold, without `settingsSchema` any object will do.
 *  @param file where it comes from, for messages
 *  @param path which value there
 *  @throws InputError with everything that is missing or wrong */
export function asEstimator(value: unknown, file: string, path: string): Estimator {
  const wrong = (message: string) => ({ file, path, message });
  if (typeof value !== 'object' || value === null) {
    const received = value === undefined ? 'nothing' : typeof value;
    throw new InputError(
      wrong(`the ${path === 'default' ? 'default export' : path} is ${received}; an object with id and fit is needed`),
    );
  }
  const given = value as Partial<Estimator>;
  const problems = [];
  if (typeof given.id !== 'string' || given.id === '') problems.push(wrong('id: a name is needed'));
  if (typeof given.fit !== 'function') problems.push(wrong('fit: a function (dataset, settings, request) is needed'));
  if (given.conditionsOn !== undefined && typeof given.conditionsOn !== 'function') {
    problems.push(wrong('conditionsOn: a function (settings, dataset) or nothing'));
  }
  if (given.calibration !== undefined && typeof given.calibration !== 'function') {
    problems.push(wrong('calibration: a function (design, settings) or nothing'));
  }
  if (given.settingsSchema !== undefined && typeof given.settingsSchema.safeParse !== 'function') {
    problems.push(wrong('settingsSchema: a zod schema or nothing'));
  }
  if (problems.length > 0) throw new InputError(problems);
  const everything: Estimator['conditionsOn'] = (_settings, dataset) => ({
    variables: [...dataset.channels, ...dataset.controls].map(({ name }) => name),
    models: [],
  });
  return {
    id: given.id!,
    about: given.about ?? `from ${file}`,
    settingsSchema: given.settingsSchema ?? z.looseObject({}),
    ...(given.needsTruth === undefined ? {} : { needsTruth: given.needsTruth }),
    conditionsOn: given.conditionsOn?.bind(value) ?? everything,
    fit: given.fit!.bind(value),
    ...(given.calibration === undefined ? {} : { calibration: given.calibration.bind(value) }),
  };
}
