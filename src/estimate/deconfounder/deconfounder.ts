import { keptChannels } from '../columns.ts';
import type { Estimate, Estimator } from '../contract.ts';
import { mediaColumns, singleEquationConditioning } from '../mediaColumns.ts';
import { perHead } from '../perHead.ts';
import { leastSquaresAnswers } from '../regression/leastSquaresAnswers.ts';
import { type DeconfounderSettings, deconfounderSettingsSchema } from './settings.ts';
import { substituteConfounder } from './substitute.ts';

/** Least squares with a substitute for the hidden causes that channels share: what a factor model makes of their joint spend.
 *  @see docs/methods/deconfounder.md; Wang & Blei (2019), The blessings of multiple causes */
export const deconfounder: Estimator<DeconfounderSettings> = {
  id: 'deconfounder',
  about:
    'least squares beside a substitute confounder: factors of the channels’ joint spend, chosen by a predictive check',
  settingsSchema: deconfounderSettingsSchema,
  conditionsOn: singleEquationConditioning,
  fit: (data, settings, request): Estimate => {
    const dataset = perHead(data);
    const media = mediaColumns(dataset, settings);
    if ('status' in media) return media;
    const { responses } = media;
    const channels = keptChannels(dataset, settings.channels);
    const substitute = substituteConfounder(dataset, channels, settings.factors, request.stream('predictive-check'));
    if (substitute.status === 'refused') return substitute;
    const fixed = media.columns.slice(0, -responses.length);
    const columns = [...fixed, ...substitute.columns, ...media.columns.slice(-responses.length)];
    const found = leastSquaresAnswers(dataset, columns, responses, settings, request);
    if (found.status === 'refused') return found;
    const factors = { factors: substitute.columns.length, predictive_check: substitute.check };
    return { status: 'ok', ...found.answers, diagnostics: { ...found.diagnostics, ...factors } };
  },
};
