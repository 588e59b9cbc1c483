import { mean, sum } from '../../core/stats.ts';
import { durbinWatson } from '../../inference/leastSquares/summary.ts';
import { type Column, fixedColumns, keptChannels } from '../columns.ts';
import type { Diagnostics, Estimate, Estimator } from '../contract.ts';
import { curveParameters } from '../curves/parameters.ts';
import { singleEquationConditioning } from '../mediaColumns.ts';
import { perHead, totals } from '../perHead.ts';
import { refuse, refuseChannels, refuseTooMany } from '../refusal.ts';
import { bootstrapBlock } from '../regression/uncertainty.ts';
import { channelResponse } from '../response.ts';
import { ensembleCurves, ensembleEffects } from './answers.ts';
import { type Candidate, candidates } from './candidates.ts';
import { betweenModels, withinModels } from './ensemble.ts';
import { bestCandidates } from './search.ts';
import { type EffectShareRidgeSettings, effectShareRidgeSettingsSchema } from './settings.ts';
import { dimensionOf } from './transforms.ts';

/** Ridge regression whose transforms are searched for fit and for effect shares near spend shares, as Robyn's are.
 *  @see docs/methods/effect-share-ridge.md */
export const effectShareRidge: Estimator<EffectShareRidgeSettings> = {
  id: 'effect-share-ridge',
  about: 'ridge regression with transforms searched for fit and for effect shares near spend shares, as in Robyn',
  settingsSchema: effectShareRidgeSettingsSchema,
  conditionsOn: singleEquationConditioning,
  fit: (data, settings, request): Estimate => {
    const dataset = perHead(data);
    const { periods } = dataset;
    // by name: a candidate is a point whose coordinates belong to channels, and listing them in another order is no other search
    const channels = byName(keptChannels(dataset, settings.channels));
    const fixed = fixedColumns(dataset, settings);
    const refused = refuseChannels(dataset, channels);
    if (refused !== undefined) return refused;
    const y = dataset.outcome.values;
    if (fixed.length >= y.length) {
      return refuseTooMany(fixed.length, y.length, 'unpenalized columns');
    }
    if (fixed.length + channels.length >= y.length) {
      return refuse(
        'too-few-periods',
        `${fixed.length + channels.length} columns and their curves for ${y.length} rows`,
      );
    }
    if (y.every((value) => value === y[0])) return refuse('unsupported', 'the outcome never moves');
    const { intervals } = settings;
    const block = intervals === 'models' ? 0 : bootstrapBlock(intervals, periods);
    if (typeof block !== 'number') return block;
    // of the data as they came: spend per head would weigh small geos like large ones
    const spends = byName(keptChannels(data, settings.channels)).map(({ spend }) => sum(spend.window));
    if (!(sum(spends) > 0)) return refuse('all-zero-channel', 'no spend in the window: there are no spend shares');
    const chosen = bestCandidates(dimensionOf(channels), candidates(dataset, channels, fixed, spends, settings), {
      ...{ budget: settings.candidates, count: settings.models, weight: settings.share_weight },
      stream: request.stream('search'),
    });
    const dependent = fixed.filter((_, j) => !chosen[0]!.design.unpenalized.includes(j));
    if (dependent.length > 0) {
      const names = dependent.map(({ name }) => name).join(', ');
      return refuse('rank-deficient', `a combination of other columns: ${names}`);
    }

    const models = chosen.map(({ curves, fit }) => ({
      responses: channels.map((channel, c) => channelResponse(dataset, channel, curves[c]!)),
      media: fit.coefficients.slice(fixed.length),
    }));
    const ensemble =
      intervals === 'models'
        ? betweenModels(models)
        : withinModels(models, chosen, y, {
            ...{ periods, block, replicates: intervals.bootstrap },
            stream: () => request.stream('bootstrap'),
          });
    const fitted = Float64Array.from(y, (_, i) => mean(chosen.map((each) => each.fitted[i]!)));
    const unconverged = chosen.filter(({ fit }) => !fit.converged).length;
    const answers = {
      effects: ensembleEffects(request, ensemble),
      ...ensembleCurves(request, ensemble),
      fitted: totals(fitted, dataset),
      parameters: bestParameters(
        chosen[0]!,
        fixed,
        models[0]!.responses.map(({ channel }) => channel),
      ),
      diagnostics: searchDiagnostics(chosen, y, fitted, periods, settings),
    };
    if (unconverged === 0) return { status: 'ok', ...answers };
    return { status: 'nonconverged', reason: `${unconverged} of ${chosen.length} chosen fits did not end`, ...answers };
  },
};

/** Coefficients and transforms of the best model: an average of coefficients on different curves is none. */
function bestParameters({ fit, curves }: Candidate, fixed: readonly Column[], channels: readonly string[]) {
  const names = [...fixed.map(({ name }) => name), ...channels];
  return [
    ...names.map((name, j) => ({ name, value: fit.coefficients[j]! })),
    ...channels.flatMap((channel, c) => curveParameters(channel, curves[c]!)),
  ];
}

/** Of the average fit, and of the best model: its two objectives and its penalty. */
function searchDiagnostics(
  chosen: readonly Candidate[],
  y: Float64Array,
  fitted: Float64Array,
  periods: number,
  settings: EffectShareRidgeSettings,
): Diagnostics {
  const { nrmse, rssd, penalty, fit } = chosen[0]!;
  const residuals = y.map((value, i) => value - fitted[i]!);
  const center = mean(y);
  const squares = (values: Float64Array) => sum(values.map((value) => value * value));
  const all: [string, number][] = [
    ['nrmse', nrmse],
    ['decomp_rssd', rssd],
    ['penalty', penalty.alpha],
    ['df_effective', fit.df],
    ['candidates', settings.candidates],
    ['models', chosen.length],
    ['r2', 1 - squares(residuals) / squares(y.map((value) => value - center))],
    ['durbin_watson', durbinWatson(residuals, periods)],
  ];
  return Object.fromEntries(all.filter(([, value]) => Number.isFinite(value)));
}

function byName<T extends { readonly name: string }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
