import { check } from '../../core/document.ts';
import { InputError } from '../../core/errors.ts';
import { openStream } from '../../core/random/stream.ts';
import { type EstimandKind, estimandKey, estimandKinds } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate, FitRequest } from '../../estimate/contract.ts';
import { checkEstimate } from '../../estimate/contractCheck.ts';
import { testDataset } from '../../estimate/testData.ts';
import { checkKeys } from '../trial/knownKeys.ts';
import type { ReadySubject } from '../trial/subject.ts';
import type { Bench } from './types.ts';

export type ContractOptions = {
  /** settings as in YAML; those beside the estimator go first */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** plain data that the estimator can answer; default: forty weeks of the channels tv and radio with a control, price */
  readonly dataset?: Dataset;
  /** default `roas.total` */
  readonly estimands?: readonly EstimandKind[];
  /** how far two answers that should be equal may differ, relative to their size; default 1e-6 */
  readonly tolerance?: number;
};

/** Doubles carry sixteen digits; a fit by iteration keeps fewer. Commonly used, yet arbitrary. */
const DEFAULT_TOLERANCE = 1e-6;
/** An oracle is told this of every effect. */
const TRUTH = 1.5;

/** The data of the contract where none are given: a hill curve behind a geometric adstock, and noise. */
export function contractDataset(): Dataset {
  return testDataset({ tv: 2, radio: 3 }, { noise: 0.5 }).dataset;
}

export type OpenBench = Omit<Bench, 'plain'>;

const known: Readonly<Record<keyof ContractOptions, true>> = {
  settings: true,
  dataset: true,
  estimands: true,
  tolerance: true,
};

/** @throws InputError for settings that the schema refuses, and options that there are not */
export function openBench({ estimator, settings }: ReadySubject, options: ContractOptions): OpenBench {
  checkKeys(options, Object.keys(known), 'options');
  const { dataset = contractDataset(), estimands = ['roas.total'], tolerance = DEFAULT_TOLERANCE } = options;
  const unknown = estimands.find((kind) => !estimandKinds.includes(kind));
  if (unknown !== undefined) {
    const message = `received ${JSON.stringify(unknown)}; allowed: ${estimandKinds.join(', ')}`;
    throw new InputError({ path: 'options.estimands', message });
  }
  const { data: parsed, findings } = check(estimator.settingsSchema, { ...settings, ...options.settings });
  if (findings.length > 0) {
    throw new InputError(findings.map(({ path, ...rest }) => ({ ...rest, path: ['settings', ...path].join('.') })));
  }
  const tail = Math.min(3, dataset.future);
  const request: FitRequest = {
    estimands: dataset.channels.flatMap(({ name }) =>
      estimands.map((kind) => ({ channel: name, kind, window: [0, dataset.periods - 1] as const, tail })),
    ),
    levels: [0.5, 0.8, 0.95],
    stream: (role) => openStream(['testing', 'contract', role]),
  };
  const isOracle = estimator.needsTruth === true;
  const truths = (asked: FitRequest['estimands'], data: Dataset, factor: number) =>
    Object.fromEntries(
      asked.map((estimand) => {
        const spends = data.channels.find(({ name }) => name === estimand.channel)?.spend.window.some((x) => x > 0);
        return [`${estimand.channel}|${estimandKey(estimand)}`, spends ? factor * TRUTH : null];
      }),
    );
  return {
    dataset,
    request,
    tolerance,
    isOracle,
    fit: async (data, asked = request.estimands, factor = 1): Promise<Estimate> => {
      const told = isOracle ? { ...(parsed as object), effects: truths(asked, data, factor) } : parsed;
      const question = { ...request, estimands: asked };
      try {
        return checkEstimate(await estimator.fit(data, told, question), question, data.geos.length * data.periods);
      } catch (error) {
        return { status: 'error', detail: `thrown: ${error instanceof Error ? error.message : String(error)}` };
      }
    },
  };
}
