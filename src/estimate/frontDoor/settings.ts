import { z } from 'zod';
import { columnSettings } from '../columns.ts';
import { adstock, mediaSchema } from '../curves/settings.ts';
import { intervalSettings, lagFits, lagMisfit } from '../regression/intervalSettings.ts';

/** Settings of `front-door`, as in YAML; parsing what was parsed changes nothing. */
export const frontDoorSettingsSchema = z
  .strictObject({
    /** the channel whose whole effect runs through the mediator */
    channel: z.string().min(1),
    /** the control that carries it: site visits, say */
    mediator: z.string().min(1),
    /** other channels that may feed the mediator too: `all`, or names */
    upper: z.union([z.literal('all'), z.array(z.string())]).default('all'),
    /** curves of the mediator's equation, an arrow each; given ones are keyed `tv->visits` */
    mediator_media: z.union([z.literal('linear'), mediaSchema]).default('linear'),
    /** the outcome's memory of the mediator, which acts linearly */
    mediator_adstock: adstock.prefault('none'),
    /** curves of the other channels in the outcome equation */
    media: mediaSchema.default('default'),
    ...columnSettings,
    ...intervalSettings,
  })
  .refine(lagFits, lagMisfit);

export type FrontDoorSettings = z.infer<typeof frontDoorSettingsSchema>;
