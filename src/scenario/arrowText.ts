import { adstocks, saturations } from '../media/registry.ts';
import type { AdstockSpec, CurveParameter, SaturationSpec } from '../media/types.ts';
import { number, times, wave } from './figures.ts';
import type { EffectGeo } from './geos.ts';
import type { EffectPath, Term } from './world.ts';

/** @param series of the source, up to the lag */
export function termText(term: Term, series: string, clock: string): string {
  const { effect, geo, varies = [] } = term;
  const factor = geo === undefined ? times(effect) : effectText(effect, geo);
  return `${factor}${varies.map((path) => `${pathText(path, clock)}·`).join('')}${bentText(term, series)}`;
}

/** What comes out of the curves of an arrow. */
export function bentText(term: Term | undefined, series: string): string {
  if (term === undefined) return `${series}]`;
  const { lag, adstock, saturation, order, transform } = term;
  const untransformed = `${series}${lag === 0 ? '' : ` − ${lag}`}]`;
  const source = transform === 'log' ? `log(${untransformed})` : untransformed;
  const carry = (inner: string) => (adstock === null ? inner : `${adstock.curve}(${inner}; ${adstockText(adstock)})`);
  const bend = (inner: string) =>
    saturation === null ? inner : `${saturation.curve}(${inner}; ${saturationText(saturation)})`;
  return order === 'adstock-first' ? bend(carry(source)) : carry(bend(source));
}

function pathText(path: EffectPath, clock: string): string {
  switch (path.kind) {
    case 'random-walk':
      return `exp(random walk, sd ${number(path.sd)})`;
    case 'seasonal':
      return `(1 + ${times(path.amplitude)}${wave(path, clock)})`;
    case 'step':
      return `(${number(path.factor)} if t ≥ ${path.at}, else 1)`;
  }
}

function effectText(effect: number, { law, sd }: EffectGeo): string {
  if (law === 'lognormal') return `${times(effect)}lognormal_g(${number(sd)})·`;
  return `${law === 'normal' ? 'N_g' : 'N⁺_g'}(${number(effect)}, ${number(sd)})·`;
}

function adstockText({ curve, parameters, maxLag, normalize }: AdstockSpec): string {
  const named = settings(adstocks[curve as keyof typeof adstocks].parameters, parameters);
  return [...named, `${maxLag} lags`, ...(normalize ? [] : ['not normalized'])].join(', ');
}

function saturationText({ curve, parameters }: SaturationSpec): string {
  return settings(saturations[curve as keyof typeof saturations].parameters, parameters).join(', ');
}

function settings(parameters: readonly CurveParameter[], values: readonly number[]): readonly string[] {
  return parameters.map(({ name }, j) => `${name} ${number(values[j]!)}`);
}
