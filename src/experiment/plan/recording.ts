import { InputError } from '../../core/errors.ts';
import { hashJson } from '../../core/hash.ts';
import { RNG_VERSION } from '../../core/random/stream.ts';
import { type Estimand, type EstimandRequest, estimandKey } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { RecordedTruth, RecordedWorld } from '../../scenario/recorded/types.ts';
import type { Recording } from './types.ts';
import { ID_DIGITS } from './unit.ts';

/** Reads one dataset of a recorded world, by its place in it.
 *  @throws InputError where its file is gone, wrong, or other than when the study was planned */
export type RecordedReader = (recording: Recording, index: number) => Dataset;

/** Where there are no files: a plan without recorded worlds needs none. */
export const noRecordings: RecordedReader = ({ folder }) => {
  throw new InputError({ file: folder, message: 'recorded data cannot be read here' });
};

/** By what it is, wherever it lies and whatever its files are called. */
export function recordedCellId({ data, datasets, truth, periods }: RecordedWorld): string {
  const places = new Map(datasets.map(({ file }, i) => [file, i]));
  const known = (truth ?? []).map(({ dataset, estimand, value }) => [places.get(dataset), estimand, value]);
  const digests = datasets.map(({ digest }) => digest);
  return hashJson({ recorded: { data, digests, truth: known }, periods, rng: RNG_VERSION }).slice(0, ID_DIGITS);
}

/** The estimands of a recorded world that requests ask for: request by request, each for all channels in the order of the
 *  data. A request that leaves window, tail or held set open takes what the truth has.
 *  @throws InputError where the truth has no such value, or several */
export function recordedEstimands(
  truth: readonly RecordedTruth[],
  channels: readonly string[],
  requests: readonly EstimandRequest[],
): readonly Estimand[] {
  return requests.flatMap((request) => {
    const fits = truth.map(({ estimand }) => estimand).filter((estimand) => answers(estimand, request));
    if (fits.length === 0) {
      const kinds = [...new Set(truth.map(({ estimand: { held: _, ...total } }) => estimandKey(total)))];
      const message = `the truth has no ${request.kind} as asked; it has ${kinds.join(', ') || 'no value'}`;
      throw new InputError({ message });
    }
    return channels.map((channel): Estimand => {
      const own = fits.filter((estimand) => estimand.channel === channel);
      const keys = [...new Set(own.map(estimandKey))];
      if (keys.length > 1) {
        const message = `the truth has several ${request.kind} for ${channel}: ${keys.join(', ')}; say which by window, tail or held`;
        throw new InputError({ message });
      }
      // a channel whose truth nobody knows is asked the same question, and scored nowhere
      return own[0] ?? { ...fits[0]!, channel };
    });
  });
}

/** True values of every dataset, in the order of the estimands; null where none is known. */
export function recordedValues(
  { datasets, truth }: Pick<RecordedWorld, 'datasets' | 'truth'>,
  estimands: readonly Estimand[],
): readonly (readonly (number | null)[])[] {
  const nameOf = (dataset: string, estimand: Estimand) =>
    JSON.stringify([dataset, estimand.channel, estimandKey(estimand)]);
  const known = new Map((truth ?? []).map(({ dataset, estimand, value }) => [nameOf(dataset, estimand), value]));
  return datasets.map(({ file }) => estimands.map((estimand) => known.get(nameOf(file, estimand)) ?? null));
}

function answers(estimand: Estimand, { kind, window, tail, held }: EstimandRequest): boolean {
  return (
    estimand.kind === kind &&
    (window === undefined || window.every((t, i) => t === estimand.window[i])) &&
    (tail === undefined || tail === estimand.tail) &&
    (held === undefined || [...held].sort().join() === (estimand.held ?? []).join())
  );
}
