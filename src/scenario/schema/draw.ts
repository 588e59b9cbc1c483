import { z } from 'zod';
import { lawFamilies } from '../draws/law.ts';

const two = z.tuple([z.number(), z.number()]);

/** A number that is drawn once a replicate, for editors; `draws/law.ts` reads it and says what is wrong with it. */
export const drawSchema = z
  .strictObject({
    draw: z.strictObject({
      ...Object.fromEntries(lawFamilies.map((family) => [family, two.optional()])),
      within: two.optional().meta({ description: 'Bounds: what falls outside is drawn again.' }),
    }),
  })
  .meta({
    description:
      'Drawn once a replicate: normal [mean, sd], uniform [lower, upper], lognormal [mean, sd] of the logarithm, beta [a, b] or gamma [shape, rate].',
  });
