import { leastSquares } from '../../inference/leastSquares/fit.ts';
import { signedLeastSquares } from '../../inference/nonNegative/signed.ts';
import { designMatrix, fixedColumns, keptChannels } from '../columns.ts';
import type { Estimate, Estimator } from '../contract.ts';
import { curveParameters } from '../curves/parameters.ts';
import { mediaColumns, singleEquationConditioning } from '../mediaColumns.ts';
import { perHead, totals } from '../perHead.ts';
import { refuseDependent, refuseTooMany } from '../refusal.ts';
import { olsDiagnostics } from '../regression/diagnostics.ts';
import { heldOutDiagnostics } from '../regression/heldOut.ts';
import { linearCurves } from '../regression/linearCurves.ts';
import { type NonNegativeSettings, nonNegativeSettingsSchema, signsOf } from './settings.ts';
import { signedSpread } from './spread.ts';

/** Least squares with channels that cannot do harm. @see docs/methods/non-negative.md */
export const nonNegative: Estimator<NonNegativeSettings> = {
  id: 'non-negative',
  about: 'least squares under signs, channels at least 0: exact active set; intervals cut at 0, or by block bootstrap',
  settingsSchema: nonNegativeSettingsSchema,
  conditionsOn: (settings, dataset) => {
    const channels = keptChannels(dataset, settings.channels).map(({ name }) => ({ name, role: 'channel' as const }));
    signsOf([...fixedColumns(dataset, settings), ...channels], settings.signs);
    return singleEquationConditioning(settings, dataset);
  },
  fit: (data, settings, request): Estimate => {
    const dataset = perHead(data);
    const media = mediaColumns(dataset, settings);
    if ('status' in media) return media;
    const { columns, responses } = media;
    const [x, y] = [designMatrix(columns), dataset.outcome.values];
    const signs = signsOf(columns, settings.signs);
    const whole = leastSquares(x, y, columns.length);
    if (whole.status === 'rank-deficient') return refuseDependent(columns, whole.dependent);
    if (whole.status === 'more-columns-than-rows') {
      return refuseTooMany(columns.length, y.length);
    }
    const signed = signedLeastSquares(x, y, signs);
    const spread = signedSpread(whole, signed, signs, settings, responses, dataset.periods, request);
    if (spread.status === 'refused') return spread;
    const { coefficients, residuals, bound } = signed;
    const fitted = y.map((value, i) => value - residuals[i]!);
    const rss = residuals.reduce((sum, e) => sum + e * e, 0);
    const refit = (rows: Float64Array, outcome: Float64Array) =>
      leastSquares(rows, outcome, columns.length).status === 'ok'
        ? signedLeastSquares(rows, outcome, signs).coefficients
        : null;
    return {
      status: 'ok',
      effects: spread.effects,
      ...linearCurves(request, responses, spread.coefficients.slice(-responses.length)),
      fitted: totals(fitted, dataset),
      parameters: [
        ...columns.map(({ name }, j) => ({ name, value: coefficients[j]!, se: spread.coefficients[j]!.se })),
        ...responses.flatMap((response) => curveParameters(response.channel, response.curves)),
      ],
      diagnostics: {
        ...olsDiagnostics({ ...whole, coefficients, residuals, fitted, rss }, columns, dataset.periods),
        n_bound: bound.length,
        n_bound_channels: bound.filter((j) => columns[j]!.role === 'channel').length,
        ...spread.diagnostics,
        ...heldOutDiagnostics(x, y, columns.length, settings.heldout, refit, () => request.stream('heldout')),
      },
    };
  },
};
