import { resolve } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { readRecordedDataset } from '../../scenario/recorded/load.node.ts';
import type { RecordedReader } from '../plan/recording.ts';

/** @param root folder that paths are relative to: that of the study file */
export function nodeRecordings(root: string): RecordedReader {
  return ({ folder, data, datasets }, index) => {
    const { file, digest } = datasets[index]!;
    const dataset = readRecordedDataset(resolve(root, folder), file, data);
    if (dataset.digest === digest) return dataset;
    const message = `its numbers changed since the study was planned: digest ${dataset.digest.slice(0, 12)}, not ${digest.slice(0, 12)}`;
    throw new InputError({ file: resolve(root, folder, file), message });
  };
}
