import { adstocks, saturations } from '../media/registry.ts';
import type { AdstockSpec, CurveParameter, SaturationSpec } from '../media/types.ts';
import type { EffectGeo, NodeGeo } from './geos.ts';
import type { Component, NoiseComponent, ScaleComponent, Term, World, WorldNode } from './world.ts';

/** The equations of a world in words, one line a node, in declared order. Where there are geos, a node of which each has
 *  its own is indexed by g as well, and a subscript g marks what is drawn once a geo.
 *  @example 'search[t] = max(0, (60 + 30·demand[t]) · lognormal(0.2))' */
export function equations(world: World): readonly string[] {
  const clock = world.firstPeriod === 0 ? 't' : `(t + ${world.firstPeriod})`.replace('+ -', '− ');
  const own = world.nodes.filter(({ shared }) => world.geos !== undefined && shared !== true).map(({ name }) => name);
  const series = (name: string) => `${name}[${own.includes(name) ? 'g,' : ''}t`;
  return world.nodes.map(
    (node) => `${series(node.name)}] = ${equation(node, clock, series)}${node.latent ? '   (latent)' : ''}`,
  );
}

/** @param clock the calendar position of period t, as text
 *  @param series a node with its indices, up to the lag: `search[g,t` */
function equation(
  { base, rescale, terms, scale, noise, floor, geo }: WorldNode,
  clock: string,
  series: (name: string) => string,
): string {
  const exogenous = base
    .filter((part) => part.kind !== 'level' || part.value !== 0)
    .map((part) => componentText(part, clock));
  const own = rescale === undefined ? exogenous : [`rescaled(${sum(exogenous)} to ${rescale.join('..')})`];
  const level = geo?.kind === 'level' ? [`N_g(0, ${number(geo.sd)})`] : [];
  const parts = [...own, ...level, ...terms.map((term) => termText(term, series(term.from)))];
  const factors = scale.map((part) => scaleText(part, clock));
  const inner = factors.length > 0 && parts.length > 1 ? `(${sum(parts)})` : sum(parts);
  const value = sum(
    [[inner, ...factors].join(' · '), ...noise.map((part) => componentText(part, clock))].filter(
      (part) => part !== '0',
    ),
  );
  const whole = geo?.kind === 'spread' ? `${spreadText(geo)} · (${value})` : value;
  return floor === null ? whole : `max(${number(floor)}, ${whole})`;
}

function componentText(part: Component | NoiseComponent, clock: string): string {
  switch (part.kind) {
    case 'level':
      return number(part.value);
    case 'trend':
      return `${times(part.slope)}t`;
    case 'seasonal':
      return `${times(part.amplitude)}${wave(part, clock)}`;
    case 'ar1':
      return `AR1(phi ${number(part.phi)}, sd ${number(part.sd)})`;
    case 'normal':
      return `N(0, ${number(part.sd)})`;
    case 'student-t':
      return `t(df ${number(part.df)}, sd ${number(part.sd)})`;
    case 'calendar':
      return `${times(part.size)}[period ${part.at.join(', ')} of ${part.every}]`;
    case 'pulses':
      return `${times(part.size)}[with probability ${number(part.probability)}]`;
  }
}

function scaleText(part: ScaleComponent, clock: string): string {
  switch (part.kind) {
    case 'flights': {
      const between = part.between === 0 ? '' : `, ${number(part.between)} between`;
      return `flights(${part.on} on, ${part.off} off${between}${part.start === 0 ? '' : `, start ${part.start}`})`;
    }
    case 'lognormal':
      return `lognormal(${number(part.sd)})`;
    case 'seasonal':
      return `(1 + ${times(part.amplitude)}${wave(part, clock)})`;
  }
}

function wave({ every, phase }: { readonly every: number; readonly phase: number | 'random' }, clock: string): string {
  const shift = phase === 0 ? '' : ` + ${phase === 'random' ? 'random phase' : number(phase)}`;
  return `sin(2π(${clock}/${number(every)}${shift}))`;
}

function spreadText({ sd, targeting }: Extract<NodeGeo, { kind: 'spread' }>): string {
  return `lognormal_g(${number(sd)}${targeting === 0 ? '' : `, targeting ${number(targeting)}`})`;
}

/** @param series of the source, up to the lag */
function termText({ lag, adstock, saturation, order, effect, geo }: Term, series: string): string {
  const source = `${series}${lag === 0 ? '' : ` − ${lag}`}]`;
  const carry = (inner: string) => (adstock === null ? inner : `${adstock.curve}(${inner}; ${adstockText(adstock)})`);
  const bend = (inner: string) =>
    saturation === null ? inner : `${saturation.curve}(${inner}; ${saturationText(saturation)})`;
  const factor = geo === undefined ? times(effect) : effectText(effect, geo);
  return `${factor}${order === 'adstock-first' ? bend(carry(source)) : carry(bend(source))}`;
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

function sum(parts: readonly string[]): string {
  return parts.length === 0 ? '0' : parts.join(' + ').replaceAll('+ -', '− ');
}

/** A coefficient before what it multiplies; 1 and −1 go without saying. */
function times(value: number): string {
  if (Math.abs(value) === 1) return value === 1 ? '' : '-';
  return `${number(value)}·`;
}

/** Six figures: dials leave values such as 27.000000000000004. */
function number(value: number): string {
  return String(Number(value.toPrecision(6)));
}
