import { z } from 'zod';
import { columnSettings } from '../columns.ts';
import { mediaSchema } from '../curves/settings.ts';
import { elasticNetSettingsSchema } from '../elasticNet/settings.ts';
import { intervalSettings, lagFits, lagMisfit } from '../regression/intervalSettings.ts';

const { l1_ratio, penalties, cross_validation, penalty, penalize, non_negative, max_sweeps } =
  elasticNetSettingsSchema.shape;

/** The penalty's settings of `elastic-net`, under the same rules. */
const penaltySchema = z
  .strictObject({ l1_ratio, penalties, cross_validation, penalty, penalize, non_negative, max_sweeps })
  .superRefine((settings, context) => {
    for (const { path, message } of elasticNetSettingsSchema.safeParse(settings).error?.issues ?? []) {
      context.addIssue({ code: 'custom', path, message });
    }
  });

/** How one equation is fitted: `ols`, `elastic-net`, or `{ elastic-net: <its penalty> }`. */
const methodSchema = z.union([
  z.literal('ols'),
  z.literal('elastic-net').transform(() => ({ 'elastic-net': penaltySchema.parse({}) })),
  z.strictObject({ 'elastic-net': penaltySchema }),
]);

export type Method = z.output<typeof methodSchema>;
export type PenaltySettings = z.output<typeof penaltySchema>;

/** Settings of `two-stage-mediation`, as in YAML; parsing what was parsed changes nothing. */
export const twoStageSettingsSchema = z
  .strictObject({
    /** the channel through which others act, as google in a funnel */
    mediator: z.string().min(1),
    /** channels that may feed it: `all` others, or names */
    upper: z.union([z.literal('all'), z.array(z.string())]).default('all'),
    /** how it stands in the outcome equation (docs/methods/two-stage-mediation.md says what that changes) */
    mediator_as: z.enum(['spend', 'residual']).default('spend'),
    /** curves of the outcome equation */
    media: mediaSchema.default('default'),
    /** curves of the mediator's equation, an arrow each; given ones are keyed `facebook->google` */
    mediator_media: z.union([z.literal('linear'), mediaSchema]).default('linear'),
    ...columnSettings,
    stages: z
      .strictObject({ mediator: methodSchema.default('ols'), outcome: methodSchema.default('ols') })
      .prefault({}),
    ...intervalSettings,
  })
  .refine(lagFits, lagMisfit)
  .superRefine(({ stages, intervals }, context) => {
    if (typeof intervals === 'object' || (stages.mediator === 'ols' && stages.outcome === 'ols')) return;
    const message = `received ${intervals}, but an elastic net has no standard errors; allowed is { bootstrap: <samples> }`;
    context.addIssue({ code: 'custom', path: ['intervals'], message });
  });

export type TwoStageSettings = z.infer<typeof twoStageSettingsSchema>;
