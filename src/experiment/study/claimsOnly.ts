import { z } from 'zod';
import { claimSchema } from '../claims/schema.ts';
import { slug } from './slug.ts';

/** `kind: claims`: claims that need no data, as on the shape of curves. */
export const claimsOnlySchema = z
  .strictObject({
    kind: z.literal('claims'),
    name: slug.meta({ description: 'Names the study and its results folder.' }),
    question: z.string().optional().meta({ description: 'What the study asks, in a sentence.' }),
    sources: z.array(z.string().min(1)).default([]).meta({ description: 'Where the claims come from.' }),
    claims: z
      .array(
        claimSchema.refine(({ curves }) => curves !== undefined, {
          message: 'a study of `kind: claims` simulates nothing: its claims are of `curves`',
        }),
      )
      .min(1, 'a study of `kind: claims` needs at least one claim'),
  })
  .meta({ title: 'Plumbline claims', description: 'Claims that need no data.' });

/** The study that it is: one without worlds and arms. */
export function withoutData({ name, question, sources, claims }: z.output<typeof claimsOnlySchema>) {
  return {
    ...{ name, sources, claims: claims.map((claim) => ({ ...sourceOf(sources), ...claim })) },
    ...(question === undefined ? {} : { question }),
    ...{ scenarios: [], periods: [], arms: [], estimands: [{ kind: 'roas.total' as const }], replicates: 1 },
    ...{ levels: [0.95], seed: 0, limits: {} },
  };
}

/** Where there is one source, every claim is its. */
export function sourceOf(sources: readonly string[]): { readonly source?: string } {
  return sources.length === 1 ? { source: sources[0]! } : {};
}
