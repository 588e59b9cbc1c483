import type { ZodType } from 'zod';
import { InputError } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import type { Dataset } from '../../dataset/types.ts';
import { asEstimator } from '../../estimate/asEstimator.ts';
import type { Conditioning, Estimate, Estimator, FitRequest } from '../../estimate/contract.ts';
import { estimators } from '../../estimate/registry.ts';
import { checkKeys } from './knownKeys.ts';

/** An estimator as a user has it: all but `id` and `fit` may be left out, and settings may be of any type. */
export type AnyEstimator = {
  readonly id: string;
  readonly about?: string;
  readonly settingsSchema?: ZodType;
  readonly needsTruth?: boolean;
  readonly conditionsOn?: (settings: never, dataset: Dataset) => Conditioning;
  readonly fit: (dataset: Dataset, settings: never, request: FitRequest) => Estimate | Promise<Estimate>;
};

/** What is put to the test: an estimator, the id of a built-in one, or either with settings as in YAML. */
export type Subject =
  | string
  | AnyEstimator
  | { readonly estimator: string | AnyEstimator; readonly settings?: Readonly<Record<string, unknown>> };

export type ReadySubject = { readonly estimator: Estimator; readonly settings: Readonly<Record<string, unknown>> };

/** @param path which argument, for messages
 *  @throws InputError for what is no estimator, keys beside `estimator` and `settings`, and for an id that is not built in */
export function readySubject(subject: unknown, path: string): ReadySubject {
  const paired = typeof subject === 'object' && subject !== null && 'estimator' in subject;
  const { estimator, settings = {} } = paired
    ? (subject as { estimator: unknown; settings?: object })
    : { estimator: subject };
  if (paired) checkKeys(subject, ['estimator', 'settings'], path);
  const found = typeof estimator === 'string' ? builtIn(estimator, path) : asEstimator(estimator, 'expect(…)', path);
  return { estimator: found, settings: settings as ReadySubject['settings'] };
}

function builtIn(id: string, path: string): Estimator {
  const known: Readonly<Record<string, Estimator>> = estimators;
  if (Object.hasOwn(known, id)) return known[id]!;
  const ids = Object.keys(known);
  const guess = closest(id, ids);
  const message = `unknown estimator "${id}"; built in are ${ids.join(', ')}`;
  throw new InputError({ path, message, ...(guess === undefined ? {} : { guess }) });
}
