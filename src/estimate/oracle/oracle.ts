import type { ZodType } from 'zod';
import { z } from 'zod';
import { normalQuantile } from '../../core/distributions.ts';
import type { Stream } from '../../core/random/stream.ts';
import { estimandKey } from '../../dataset/estimand.ts';
import type { Effect, Estimate, Estimator, Interval } from '../contract.ts';

/** The true effects of the replicate by `channel|estimand key`, null where undefined; the experiment fills them in. */
export const truthSettings = { effects: z.record(z.string(), z.number().nullable()).optional() };

type TruthSettings = { readonly effects?: Readonly<Record<string, number | null>> | undefined };

/** What an oracle makes of one true value. */
export type Answer = Omit<Effect, 'estimand'>;

/** One number that `score` must find for an oracle, by measure id, policy and level, as a function of nothing unknown. */
export type Expected = {
  readonly measure: string;
  readonly policy: 'as-analyzed' | 'strict' | 'strict-upper';
  /** null for measures without one */
  readonly level: number | null;
  readonly expected: number;
};

/** Equal-tailed normal intervals center ± z·se. */
export function normalIntervals(center: number, se: number, levels: readonly number[]): readonly Interval[] {
  return levels.map((level) => {
    const half = normalQuantile((1 + level) / 2) * se;
    return { level, lower: center - half, upper: center + half };
  });
}

/** An estimator that is told the truth and spoils it in a known way. Every estimand of a replicate has a noise stream of
 *  its own, so that asking for more of them changes nothing; fitted values are 0, as there is no model of the outcome.
 *  An answer of null fails the whole fit; such an oracle draws its noise once a fit (`noiseOf: fit`), for all estimands. */
export function oracle<Settings extends TruthSettings>(parts: {
  readonly id: string;
  readonly about: string;
  readonly settingsSchema: ZodType<Settings>;
  readonly noiseOf?: 'estimand' | 'fit';
  readonly answer: (truth: number, noise: Stream, settings: Settings, levels: readonly number[]) => Answer | null;
}): Estimator<Settings> {
  return {
    id: parts.id,
    about: parts.about,
    settingsSchema: parts.settingsSchema,
    needsTruth: true,
    conditionsOn: (_settings, dataset) => ({ variables: dataset.channels.map(({ name }) => name), models: [] }),
    fit: (dataset, settings, { estimands, levels, stream }): Estimate => {
      const { effects: truths } = settings;
      if (truths === undefined)
        return { status: 'error', detail: `${parts.id}: effects: the true values were not given` };
      const effects: (Effect | null)[] = [];
      for (const estimand of estimands) {
        const key = `${estimand.channel}|${estimandKey(estimand)}`;
        const truth = truths[key] ?? null;
        if (truth === null) {
          effects.push(null);
          continue;
        }
        const noise = stream(parts.noiseOf === 'fit' ? 'oracle' : `oracle/${key}`);
        const answer = parts.answer(truth, noise, settings, levels);
        if (answer === null)
          return { status: 'refused', reason: 'unsupported', detail: `${parts.id}: fails on this draw` };
        effects.push({ estimand, ...answer });
      }
      const fitted = new Float64Array(dataset.geos.length * dataset.periods);
      return { status: 'ok', effects, fitted, parameters: [], diagnostics: {} };
    },
  };
}
