import { openStream } from '../../../core/random/stream.ts';
import type { Dataset } from '../../../dataset/types.ts';
import { withOutcome, withParts, withSpend } from '../change.ts';
import type { Law } from '../types.ts';

/** Data at the edge of what can be fitted. */
const odd: Readonly<Record<string, (dataset: Dataset) => Dataset>> = {
  'plain data': (dataset) => dataset,
  'a constant outcome': (dataset) => withOutcome(dataset, () => 7),
  'an outcome of 0': (dataset) => withOutcome(dataset, () => 0),
  'one period of huge sales': (dataset) => withOutcome(dataset, (y, t) => (t === 5 ? 1e12 : y)),
  'constant spend': (dataset) => withFirst(dataset, () => 3),
  'spend in one period only': (dataset) => withFirst(dataset, (_, t) => (t === 4 ? 3 : 0)),
  'two channels all but the same': (dataset) => {
    const [first, second, ...others] = dataset.channels;
    if (second === undefined) return dataset;
    const noise = openStream(['testing', 'contract', 'noise']);
    const twin = { ...withSpend(first!, (x) => x * (1 + 1e-10 * noise.uniform())), name: second.name };
    return withParts(dataset, { channels: [first!, twin, ...others] });
  },
};

function withFirst(dataset: Dataset, change: (x: number, t: number) => number): Dataset {
  const [first, ...others] = dataset.channels;
  return withParts(dataset, { channels: [withSpend(first!, change), ...others] });
}

export const noNaN: Law = {
  name: 'no NaN',
  about: 'what is answered is finite numbers in the shape of an estimate, on odd data too',
  check: async ({ dataset, fit }) => {
    for (const [name, change] of Object.entries(odd)) {
      const estimate = await fit(change(dataset));
      if (estimate.status === 'invalid-output') return `${name}: ${estimate.detail}`;
    }
    return undefined;
  },
};
