import { nationalDataset } from '../../dataset/national.ts';
import type { Dataset } from '../../dataset/types.ts';

/** Which form of the data an arm is fitted to: geo by geo as they are, or their national aggregate. */
export const dataForms = ['geo', 'national'] as const;

export type DataForm = (typeof dataForms)[number];

/** What an arm's estimator gets. Rows keep the digest of the data as simulated, so that arms are paired by it. */
export function dataFor({ data }: { readonly data?: DataForm | undefined }, dataset: Dataset): Dataset {
  return data === 'national' ? nationalDataset(dataset) : dataset;
}
