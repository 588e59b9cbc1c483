import { existsSync, readdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { locate, parseYamlDocument, readSource } from '../../core/document.ts';
import { InputError, type Problem } from '../../core/errors.ts';
import { readTextFile } from '../../core/files.node.ts';
import { parseDataset } from '../../dataset/csv.ts';
import type { DataSpec } from '../../dataset/spec.ts';
import type { Dataset } from '../../dataset/types.ts';
import { type RecordedDocument, recordedSchema } from './schema.ts';
import { readTruth, type Standing } from './truth.ts';
import type { RecordedWorld } from './types.ts';

/** Does a text say `kind: recorded`?
 *  @throws InputError where it is no YAML */
export function isRecorded(text: string, file: string): boolean {
  const { value } = readSource(text, file);
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'recorded';
}

/** One dataset of a recorded world. Gaps between dates are none of an estimator's business here.
 *  @throws InputError with every problem of the file */
export function readRecordedDataset(folder: string, file: string, data: DataSpec): Dataset {
  const path = resolve(folder, file);
  return parseDataset(readTextFile(path, 'CSV file'), path, data).dataset;
}

/** Reads a recorded world with all of its datasets, one in memory at a time.
 *  @param truthFile holds the truth instead of the file that it names, for truths that were withheld
 *  @throws InputError with every problem of the world's own file, of a dataset, or of a truth file */
export function loadRecorded(file: string, truthFile?: string): RecordedWorld {
  const text = readTextFile(file, 'scenario file');
  const document = parseYamlDocument(text, file, recordedSchema);
  const { name, about = `recorded data, stated in ${file}`, sources, data, truth } = document;
  const folder = resolve(dirname(file), document.folder);
  const placed = (path: readonly string[], message: string) =>
    new InputError(locate(readSource(text, file), [{ path, message }]));
  const files = filesOf(document, folder, placed);
  const unknown = Object.values(truth.channels).find((channel) => !data.channels.includes(channel));
  if (unknown !== undefined)
    throw placed(['truth', 'channels'], `"${unknown}" is none of data.channels: ${data.channels.join(', ')}`);

  const read = files.map((csv) => {
    const { digest, periods } = readRecordedDataset(folder, csv, data);
    return { file: csv, digest, periods };
  });
  refuseUnequal(folder, read);
  const { periods } = read[0]!;
  const truthFiles = truthFile === undefined ? [truth.file].flat().map((one) => resolve(folder, one)) : [truthFile];
  const subject = { files, channels: data.channels, periods };
  const standing: Standing = new Map();
  const withheld = truthFile === undefined && truthFiles.every((one) => !existsSync(one));
  return {
    kind: 'recorded',
    file,
    name,
    about,
    sources,
    folder,
    data,
    periods,
    datasets: read.map(({ file: csv, digest }) => ({ file: csv, digest })),
    truth: withheld
      ? null
      : truthFiles.flatMap((one) => readTruth(readTextFile(one, 'truth file'), one, truth, subject, standing)),
    truthFiles,
  };
}

/** The CSVs by name, or those that fit the pattern, in order of name: data-10 comes after data-9. */
function filesOf(
  { datasets }: RecordedDocument,
  folder: string,
  placed: (path: readonly string[], message: string) => InputError,
): readonly string[] {
  if (typeof datasets !== 'string') {
    const twice = datasets.find((name, i) => datasets.indexOf(name) !== i);
    if (twice !== undefined) throw placed(['datasets'], `"${twice}" is listed twice`);
    return datasets;
  }
  const pieces = datasets.split('*');
  if (pieces.length > 2) throw placed(['datasets'], `"${datasets}"; a pattern has one *`);
  if (!existsSync(folder)) throw placed(['folder'], `there is no folder ${folder}`);
  const [before, after] = pieces;
  const fits = (name: string) =>
    after === undefined
      ? name === datasets
      : name.length >= before!.length + after.length && name.startsWith(before!) && name.endsWith(after);
  const found = readdirSync(folder).filter(fits).sort(inOrderOfName);
  if (found.length === 0) throw placed(['datasets'], `no file in ${folder} is called ${datasets}`);
  return found;
}

/** Numbers by size, the rest by code unit: no locale has a say. */
function inOrderOfName(a: string, b: string): number {
  const split = (name: string) => name.split(/(\d+)/);
  const [left, right] = [split(a), split(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i]!, right[i]!];
    const difference = i % 2 === 1 ? Number(x) - Number(y) : 0;
    if (difference !== 0) return difference;
    if (x !== y) return x < y ? -1 : 1;
  }
  return left.length - right.length;
}

/** A cell has one sample size, and a dataset counts once. */
function refuseUnequal(
  folder: string,
  read: readonly { readonly file: string; readonly digest: string; readonly periods: number }[],
): void {
  const [first] = read;
  const seen = new Map<string, string>();
  const problems = read.flatMap(({ file, digest, periods }): Problem[] => {
    const place = { file: resolve(folder, file) };
    const twin = seen.get(digest);
    seen.set(digest, twin ?? file);
    return [
      ...(periods === first!.periods
        ? []
        : [{ ...place, message: `${periods} periods in its window; ${first!.file} has ${first!.periods}` }]),
      ...(twin === undefined ? [] : [{ ...place, message: `the same data as ${twin}` }]),
    ];
  });
  if (problems.length > 0) throw new InputError(problems);
}
