import { z } from 'zod';
import { adstocks, saturations } from '../../media/registry.ts';
import { buildModel, type MmmModel } from '../bayesian/model.ts';
import { readPart } from './read.ts';
import type { ReferenceProblem } from './types.ts';

const numbers = z.array(z.number());
const prior = z.tuple([z.string()], z.number());
const input = z.object({
  y: numbers.min(2),
  media_by_channel: z.array(numbers).min(1),
  controls_by_column: z.array(numbers).default([]),
  adstock: z.object({
    kind: z.enum(Object.keys(adstocks) as [keyof typeof adstocks]),
    max_lag: z.int().min(1),
    normalize: z.boolean(),
  }),
  saturation: z.enum(Object.keys(saturations) as [keyof typeof saturations]),
  priors: z.record(z.string(), z.union([prior, z.array(prior)])),
});

/** A `bayesian-mmm` problem's model on its data as they stand. Channels and controls are numbered from 1, as in the answers.
 *  @throws InputError where the problem's input cannot be read */
export function readModel(problem: ReferenceProblem): MmmModel {
  const { y, media_by_channel, controls_by_column, adstock, saturation, priors } = readPart(problem, 'input', input);
  return buildModel(
    {
      y: Float64Array.from(y),
      history: 0,
      channels: media_by_channel.map((spend, m) => ({
        name: `${m + 1}`,
        spend: Float64Array.from(spend),
        adstock: adstocks[adstock.kind],
        maxLag: adstock.max_lag,
        normalize: adstock.normalize,
        saturation: saturations[saturation],
        order: 'adstock-first',
      })),
      columns: controls_by_column.map((values, c) => ({ name: `${c + 1}`, values: Float64Array.from(values) })),
    },
    (base, label) => {
      const given = priors[base] ?? [`none given for ${base}`];
      // one prior for all, or a list of one each
      return (Array.isArray(given[0]) ? given[Number(label) - 1] : given) as [string, ...number[]];
    },
  );
}
