import { openStream } from '../../core/random/stream.ts';
import { type EstimandKind, estimandKey } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate, FitRequest } from '../../estimate/contract.ts';
import { checkEstimate } from '../../estimate/contractCheck.ts';
import { testDataset } from '../../estimate/testData.ts';
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

/** @throws InputError from the settings */
export function openBench({ estimator, settings }: ReadySubject, options: ContractOptions): OpenBench {
  const { dataset = contractDataset(), estimands = ['roas.total'], tolerance = DEFAULT_TOLERANCE } = options;
  const parsed = estimator.settingsSchema.parse({ ...settings, ...options.settings });
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
