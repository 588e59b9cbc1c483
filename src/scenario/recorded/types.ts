import { closest } from '../../core/spelling.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import type { DataSpec } from '../../dataset/spec.ts';

/** One true value of one dataset. */
export type RecordedTruth = {
  /** name of the dataset's file */
  readonly dataset: string;
  readonly estimand: Estimand;
  /** null where it is not defined */
  readonly value: number | null;
};

/** Datasets made elsewhere, read and found right. Nothing is known of what causes what. */
export type RecordedWorld = {
  readonly kind: 'recorded';
  /** the file that states it, for messages */
  readonly file: string;
  readonly name: string;
  readonly about: string;
  readonly sources: readonly string[];
  /** absolute path of the folder of the CSVs */
  readonly folder: string;
  readonly data: DataSpec;
  /** of the window, the same in all of them */
  readonly periods: number;
  /** one a replicate */
  readonly datasets: readonly { readonly file: string; readonly digest: string }[];
  /** null where the truth is withheld: its files are not there */
  readonly truth: readonly RecordedTruth[] | null;
  /** where the truth is, or would be */
  readonly truthFiles: readonly string[];
};

/** Estimates and truths name a dataset by its file, with or without the ending.
 *  @example datasetNamed(['data-0001.csv'], 'data-0001') // 'data-0001.csv' */
export function datasetNamed(files: readonly string[], name: string): string | undefined {
  return files.find((file) => file === name) ?? files.find((file) => stem(file) === name);
}

/** The dataset that a name of none was most likely meant to be. */
export function nearestDataset(files: readonly string[], name: string): string | undefined {
  return closest(name, files) ?? closest(name, files.map(stem));
}

const stem = (file: string): string => file.replace(/\.csv$/i, '');
