import { z } from 'zod';
import { InputError } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import type { Sign } from '../../inference/nonNegative/signed.ts';
import type { Column } from '../columns.ts';
import { olsSettingsSchema } from '../ols/settings.ts';
import { lagFits, lagMisfit } from '../regression/intervalSettings.ts';

const signNames = { 'non-negative': 1, 'non-positive': -1, free: 0 } as const satisfies Record<string, Sign>;

/** Settings of `non-negative`, as in YAML: those of `ols`, and signs column by column. */
export const nonNegativeSettingsSchema = z
  .strictObject({
    ...olsSettingsSchema.shape,
    /** of channels, controls, `trend`, `sin_1` …; by default channels are non-negative and all else is free */
    signs: z.record(z.string(), z.enum(['non-negative', 'non-positive', 'free'])).default({}),
  })
  .refine(lagFits, lagMisfit);

export type NonNegativeSettings = z.infer<typeof nonNegativeSettingsSchema>;

/** The sign of each column's coefficient.
 *  @throws InputError for names that no column has */
export function signsOf(
  columns: readonly Pick<Column, 'name' | 'role'>[],
  signs: NonNegativeSettings['signs'],
): readonly Sign[] {
  const names = columns.filter(({ role }) => role !== 'intercept').map(({ name }) => name);
  const unknown = Object.keys(signs).filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new InputError(
      unknown.map((name) => {
        const guess = closest(name, names);
        const message = `the model has no column "${name}"; allowed: ${names.join(', ')}`;
        return { path: `signs.${name}`, message, ...(guess === undefined ? {} : { guess }) };
      }),
    );
  }
  return columns.map(({ name, role }) => {
    const said = role === 'intercept' ? undefined : signs[name];
    if (said !== undefined) return signNames[said];
    return role === 'channel' ? 1 : 0;
  });
}
