import { dirname } from 'node:path';
import { parseYamlDocument, readSource, type Source } from '../core/document.ts';
import { formatProblem, type Problem } from '../core/errors.ts';
import { readTextFile } from '../core/files.node.ts';
import { openStream, RNG_VERSION } from '../core/random/stream.ts';
import { buildDataset } from '../dataset/build.ts';
import type { MissingPolicy } from '../dataset/csv/missing.ts';
import { parseDataset } from '../dataset/csv.ts';
import type { Estimand } from '../dataset/estimand.ts';
import { oddities } from '../dataset/hygiene/oddities.ts';
import type { Dataset } from '../dataset/types.ts';
import type { FitRequest } from '../estimate/contract.ts';
import { unknownWord } from '../experiment/plan/findings.ts';
import { dataFor } from '../experiment/run/dataFor.ts';
import { estimandRequest } from '../experiment/study/estimandRequest.ts';
import { checkReadings } from './checkReadings.ts';
import { type FitSpec, fitSpecSchema } from './fitSpec.ts';
import { inSpec, specProblem } from './inSpec.ts';
import { remark } from './output.ts';

/** A CSV and a fit file, read and checked against each other. */
export type FitInput = {
  /** path of the CSV */
  readonly file: string;
  readonly dataset: Dataset;
  readonly spec: FitSpec;
  /** the fit file's text, for the places of problems */
  readonly source: Source;
  /** folder of the fit file */
  readonly folder: string;
  readonly request: FitRequest;
  /** what was done to the data, and what is odd about them; said on stderr already */
  readonly notes: readonly string[];
};

/** @throws InputError with everything wrong in the fit file */
export function readFitSpec(file: string): Pick<FitInput, 'spec' | 'source'> {
  const text = readTextFile(file, 'fit file');
  return { spec: parseYamlDocument(text, file, fitSpecSchema), source: readSource(text, file) };
}

/** @param missing what becomes of missing periods and values
 *  @throws InputError with the places of all that is wrong in either file */
export function readFitInput(file: string, specFile: string, missing: MissingPolicy = 'fail'): FitInput {
  const { spec, source } = readFitSpec(specFile);
  const text = readTextFile(file, 'CSV file');
  const { dataset: asWritten, warnings } = inSpec(source, [], () => parseDataset(text, file, spec.data, missing));
  const dataset = dataFor(spec.estimator, carriedIn(spec, asWritten, source));
  checkTruth(spec, dataset, source);
  checkReadings({ spec, dataset, source });
  const request = requestOf(spec, dataset, source);
  const notes = notesOn(file, asWritten, warnings);
  for (const note of notes) remark(`note: ${note}`);
  return { file, dataset, spec, source, folder: dirname(specFile), request, notes };
}

function notesOn(file: string, dataset: Dataset, warnings: readonly Problem[]): readonly string[] {
  const odd = oddities(dataset).map(({ series, message }) => ({ file, path: series, message }));
  return [...warnings, ...odd].map(formatProblem);
}

/** The data with the history that the fit file wants: a file without rows of it says nothing of spend before its first. */
function carriedIn({ carryover_start: start }: FitSpec, dataset: Dataset, source: Source): Dataset {
  if (start === undefined || start === dataset.carryoverStart) return dataset;
  if (start === 'history') {
    const message = 'history, but no row of the data is marked so; a column part: history, window, future does that';
    throw specProblem(source, [{ path: ['carryover_start'], message }]);
  }
  const none = new Float64Array(0);
  const { digest: _, ...rest } = dataset;
  const channels = dataset.channels.map(({ spend, ...channel }) => ({
    ...channel,
    spend: { ...spend, history: none },
  }));
  return buildDataset({ ...rest, channels, history: 0, carryoverStart: 'zero' });
}

/** True values for channels that are none of the data's. */
function checkTruth({ truth = {} }: FitSpec, { channels }: Dataset, source: Source): void {
  const names = channels.map(({ name }) => name);
  const strangers = Object.keys(truth).filter((name) => !names.includes(name));
  if (strangers.length === 0) return;
  throw specProblem(
    source,
    strangers.map((name) => ({ path: ['truth'], key: name, ...unknownWord('channel', name, names) })),
  );
}

/** A CSV has no graph to say how long a tail may be: without a word, none is counted, and the output says so. */
function requestOf({ estimands, levels, seed }: FitSpec, dataset: Dataset, source: Source): FitRequest {
  const last = dataset.periods - 1;
  const asked = estimands.map(estimandRequest).flatMap(({ kind, window, tail, held }, index): Estimand[] => {
    if (window !== undefined && window[1] > last) {
      const message = `the window ends in period ${window[1]}; the data end in period ${last}, counted from 0`;
      throw specProblem(source, [{ path: ['estimands', index, kind, 'window'], message }]);
    }
    return dataset.channels.map(({ name }) => ({
      channel: name,
      kind,
      window: window ?? [0, last],
      tail: tail ?? 0,
      ...(held === undefined ? {} : { held }),
    }));
  });
  const stream = (role: string) => openStream([RNG_VERSION, 'fit-file', seed, dataset.digest, role]);
  return { estimands: asked, levels, stream };
}
