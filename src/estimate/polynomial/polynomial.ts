import { fitBasis } from '../basis/fit.ts';
import { identityLink } from '../basis/link.ts';
import type { BasisModel } from '../basis/types.ts';
import type { Estimator } from '../contract.ts';
import { singleEquationConditioning } from '../mediaColumns.ts';
import { type PolynomialSettings, polynomialSettingsSchema } from './settings.ts';

/** Powers 1..degree of adstocked spend over its largest in the window: all of them are between 0 and 1 there. */
const model = (degree: number): BasisModel => ({
  link: identityLink,
  carryoverOnly: true,
  basis: (channel, window) => {
    const largest = window.reduce((a, b) => Math.max(a, b), 0);
    return {
      names: Array.from({ length: degree }, (_, p) => `${channel}^${p + 1}`),
      columns: (series) => {
        const powers = [series.map((stock) => stock / largest)];
        while (powers.length < degree) powers.push(powers[0]!.map((base, i) => base * powers.at(-1)![i]!));
        return powers;
      },
    };
  },
});

/** Least squares on powers of adstocked spend. @see docs/methods/polynomial.md */
export const polynomial: Estimator<PolynomialSettings> = {
  id: 'polynomial',
  about: 'least squares on powers of adstocked spend in place of a saturation curve; effects by prediction',
  settingsSchema: polynomialSettingsSchema,
  conditionsOn: singleEquationConditioning,
  fit: (dataset, settings, request) => fitBasis(dataset, settings, request, model(settings.degree)),
};
