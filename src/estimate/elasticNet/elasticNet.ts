import { multiplyVector } from '../../core/linalg/products.ts';
import { sd } from '../../core/stats.ts';
import { elasticNet as fitElasticNet } from '../../inference/coordinateDescent/elasticNet.ts';
import { defaultLimits } from '../../inference/coordinateDescent/types.ts';
import type { Estimate, Estimator } from '../contract.ts';
import { curveParameters } from '../curves/parameters.ts';
import { mediaColumns, singleEquationConditioning } from '../mediaColumns.ts';
import { perHead, totals } from '../perHead.ts';
import { heldOutDiagnostics } from '../regression/heldOut.ts';
import { linearCurves } from '../regression/linearCurves.ts';
import { type Coefficient, linearEffects } from '../regression/linearEffects.ts';
import { bootstrapBlock } from '../regression/uncertainty.ts';
import { coefficientReplicates } from './bootstrap.ts';
import { penalizedColumns, wholeDesign } from './design.ts';
import { elasticNetDiagnostics } from './diagnostics.ts';
import { refitAt } from './heldOut.ts';
import { penaltySelection } from './selection.ts';
import { type ElasticNetSettings, elasticNetSettingsSchema } from './settings.ts';

/** Penalized least squares on curves that are given, default or searched, and taken as known in every interval.
 *  @see docs/methods/elastic-net.md */
export const elasticNet: Estimator<ElasticNetSettings> = {
  id: 'elastic-net',
  about:
    'elastic net (ridge, lasso) on transformed media: penalty by expanding-window cross-validation, block-bootstrap intervals',
  settingsSchema: elasticNetSettingsSchema,
  conditionsOn: singleEquationConditioning,
  fit: (data, settings, request): Estimate => {
    const dataset = perHead(data);
    const { periods } = dataset;
    const y = dataset.outcome.values;
    const media = mediaColumns(dataset, settings);
    if ('status' in media) return media;
    const { columns, responses } = media;
    const block = bootstrapBlock(settings.intervals, periods);
    if (typeof block !== 'number') return block;
    const penalized = penalizedColumns(columns, settings);
    const design = wholeDesign(penalized, columns);
    if ('status' in design) return design;
    const limits = { ...defaultLimits, maxSweeps: settings.max_sweeps };
    const selection = penaltySelection(penalized, design, y, periods, settings, limits);
    if (selection.status === 'refused') return selection;

    const selected = selection.choose(y);
    const fit = fitElasticNet(design, y, selected.penalty, limits);
    const fitted = new Float64Array(design.n);
    multiplyVector(design.x, design.n, design.k, fit.coefficients, fitted);
    const residuals = y.map((value, i) => value - fitted[i]!);
    const samples = coefficientReplicates(design, fit, { fitted, residuals, selected }, selection, {
      ...{ select: settings.intervals.select, replicates: settings.intervals.bootstrap },
      ...{ periods, block, limits, stream: request.stream('bootstrap') },
    });

    const coefficients = samples.draws.map(
      (draws, j): Coefficient => ({ value: fit.coefficients[j]!, se: sd(draws), draws }),
    );
    const unconverged = selected.unconverged + samples.unconverged + (fit.converged ? 0 : 1);
    const refit = refitAt(penalized, selected.penalty, limits);
    const heldOut = heldOutDiagnostics(penalized.x, y, penalized.k, settings.heldout, refit, () =>
      request.stream('heldout'),
    );
    const ofChannels = coefficients.slice(columns.length - responses.length);
    const answers = {
      effects: linearEffects(request, responses, ofChannels, 1),
      ...linearCurves(request, responses, ofChannels),
      fitted: totals(fitted, dataset),
      parameters: [
        ...columns.map(({ name }, j) => ({ name, value: coefficients[j]!.value, se: coefficients[j]!.se })),
        ...responses.flatMap((response) => curveParameters(response.channel, response.curves)),
      ],
      diagnostics: {
        ...elasticNetDiagnostics(fit, selected, columns, y, residuals, periods),
        sweeps: selected.sweeps + fit.sweeps + samples.sweeps,
        unconverged_fits: unconverged,
        bootstrap_replicates: settings.intervals.bootstrap,
        block_length: block,
        ...samples.diagnostics,
        ...heldOut,
      },
    };
    if (unconverged === 0) return { status: 'ok', ...answers };
    const fits = selected.fits + samples.fits + 1;
    const reason = `${unconverged} of ${fits} fits ended at ${limits.maxSweeps} sweeps with a duality gap above ${limits.tolerance} of the outcome's mean square`;
    return { status: 'nonconverged', reason, ...answers };
  },
};
