import { resolve } from 'node:path';
import type { Problem } from '../../core/errors.ts';
import { readTextFile } from '../../core/files.node.ts';
import { parseDataset } from '../../dataset/csv.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { RecordedWorld } from './types.ts';

/** The first dataset of a recorded world, and what is odd about any of them: gaps between dates, which a study takes no
 *  notice of.
 *  @throws InputError where a file is gone or wrong by now */
export function lookAt({ folder, datasets, data }: Pick<RecordedWorld, 'folder' | 'datasets' | 'data'>): {
  readonly first: Dataset;
  readonly warnings: readonly Problem[];
} {
  const read = (file: string) => parseDataset(readTextFile(resolve(folder, file), 'CSV file'), file, data);
  const { dataset: first, warnings } = read(datasets[0]!.file);
  return { first, warnings: [...warnings, ...datasets.slice(1).flatMap(({ file }) => read(file).warnings)] };
}
