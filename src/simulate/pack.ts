import { stringify } from 'yaml';
import { estimandKey } from '../dataset/estimand.ts';
import type { Dataset } from '../dataset/types.ts';
import { csvCell, dataSpecOf, numberText } from '../dataset/write.ts';
import type { Truth } from './truth.ts';

/** Names of the CSVs of a pack, from 1, in an order that is also alphabetical.
 *  @example datasetFile(0, 200) // 'data-0001.csv' */
export function datasetFile(index: number, count: number): string {
  return `data-${String(index + 1).padStart(Math.max(4, String(count).length), '0')}.csv`;
}

export const truthHeader = 'dataset,channel,estimand,value\n';

/** The rows of truth.csv of one dataset, one a channel and estimand; an effect that is not defined has no value. */
export function truthRows(file: string, { effects }: Pick<Truth, 'effects'>): string {
  return effects
    .map(({ estimand, value }) => {
      const cells = [file, estimand.channel, estimandKey(estimand), value === null ? '' : numberText(value)];
      return `${cells.map(csvCell).join(',')}\n`;
    })
    .join('');
}

/** pack.yaml: the recorded world that the files of a pack are. */
export function packYaml(about: string, dataset: Dataset): string {
  const pack = { kind: 'recorded', name: dataset.name, about, data: dataSpecOf(dataset) };
  return stringify(pack, { lineWidth: 0 });
}
