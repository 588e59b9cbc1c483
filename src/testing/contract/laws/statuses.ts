import type { Dataset } from '../../../dataset/types.ts';
import type { Estimate, RefusalReason } from '../../../estimate/contract.ts';
import { isAnswered, wordsOf } from '../answers.ts';
import { eachPart, withParts } from '../change.ts';
import type { Law } from '../types.ts';

const reasons: Readonly<Record<RefusalReason, true>> = {
  'rank-deficient': true,
  'more-columns-than-rows': true,
  'constant-channel': true,
  'all-zero-channel': true,
  'too-few-periods': true,
  unsupported: true,
};

/** What cannot be told from the data, or hardly. */
const hard: Readonly<Record<string, (dataset: Dataset) => Dataset>> = {
  'two channels with the same spend': (dataset) => {
    const [first, second] = dataset.channels;
    const names = second === undefined ? [first!.name, 'twin'] : [first!.name, second.name];
    return withParts(dataset, { channels: names.map((name) => ({ ...first!, name })) });
  },
  'three periods': (dataset) => shortened(dataset, 3),
  'constant spend': (dataset) =>
    withParts(dataset, {
      channels: dataset.channels.map((channel) => ({
        ...channel,
        spend: eachPart(channel.spend, (values) => new Float64Array(values.length).fill(2)),
      })),
    }),
};

export const statuses: Law = {
  name: 'statuses used properly',
  about: 'what cannot be fitted is refused with a reason; nothing is thrown, and an error is a fault, not an answer',
  check: async ({ dataset, request, plain, fit }) => {
    if (plain.effects.every((effect) => effect === null)) return 'plain data: not one question has an answer';
    const own = misused(plain);
    if (own !== undefined) return `plain data: ${own}`;
    for (const [name, change] of Object.entries(hard)) {
      const data = change(dataset);
      const last = data.periods - 1;
      const asked = request.estimands.filter(({ channel }) => data.channels.some((one) => one.name === channel));
      const wrong = misused(
        await fit(
          data,
          asked.map((estimand) => ({ ...estimand, window: [0, last] as const })),
        ),
      );
      if (wrong !== undefined) return `${name}: ${wrong}`;
    }
    return undefined;
  },
};

function misused(estimate: Estimate): string | undefined {
  if (estimate.status === 'nonconverged') return estimate.reason === '' ? 'nonconverged without a reason' : undefined;
  if (isAnswered(estimate) || estimate.status === 'invalid-output') return undefined;
  if (estimate.status !== 'refused')
    return `${wordsOf(estimate)}; what the data do not allow is refused, with a reason`;
  if (!Object.hasOwn(reasons, estimate.reason)) {
    return `refused for ${JSON.stringify(estimate.reason)}; allowed: ${Object.keys(reasons).join(', ')}`;
  }
  return estimate.detail === '' ? `refused as ${estimate.reason} without a detail` : undefined;
}

function shortened(dataset: Dataset, periods: number): Dataset {
  const { periods: all, geos } = dataset;
  const cut = (values: Float64Array) =>
    Float64Array.from({ length: geos.length * periods }, (_, i) => {
      const g = Math.floor(i / periods);
      return values[g * all + (i - g * periods)]!;
    });
  return withParts(dataset, {
    periods,
    dates: dataset.dates === null ? null : dataset.dates.slice(0, periods),
    channels: dataset.channels.map(({ volume, ...channel }) => ({
      ...channel,
      spend: { ...channel.spend, window: cut(channel.spend.window) },
      ...(volume === undefined ? {} : { volume: { ...volume, window: cut(volume.window) } }),
    })),
    controls: dataset.controls.map((control) => ({ ...control, values: cut(control.values) })),
    outcome: { ...dataset.outcome, values: cut(dataset.outcome.values) },
  });
}
