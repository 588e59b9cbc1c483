import { z } from 'zod';
import { elasticNetSettingsSchema, fixedPenalty } from '../elasticNet/settings.ts';

const { l1_ratio: _, ...shape } = elasticNetSettingsSchema.shape;

/** Settings of `ridge` and `lasso`, as in YAML: those of `elastic-net`, its mixing being settled. */
export const penalizedSettingsSchema = z.strictObject(shape).superRefine(fixedPenalty);

export type PenalizedSettings = z.infer<typeof penalizedSettingsSchema>;
