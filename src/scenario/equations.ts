import { bentText, termText } from './arrowText.ts';
import { number, times, wave } from './figures.ts';
import type { NodeGeo } from './geos.ts';
import type { Component, NoiseComponent, ScaleComponent, World, WorldNode } from './world.ts';

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
  { base, rescale, terms, scale, noise, floor, geo, interactions = [], link, of }: WorldNode,
  clock: string,
  series: (name: string) => string,
): string {
  const exogenous = base
    .filter((part) => part.kind !== 'level' || part.value !== 0)
    .map((part) => componentText(part, clock));
  const own = rescale === undefined ? exogenous : [`rescaled(${sum(exogenous)} to ${rescale.join('..')})`];
  const level = geo?.kind === 'level' ? [`N_g(0, ${number(geo.sd)})`] : [];
  const bent = (source: string) =>
    bentText(
      terms.find(({ from }) => from === source),
      series(source),
    );
  const products = interactions.map(({ between, effect }) => `${times(effect)}${between.map(bent).join('·')}`);
  const arrows = (of === undefined ? terms : terms.slice(1)).map((term) => termText(term, series(term.from), clock));
  const parts = [...own, ...level, ...arrows, ...products];
  const factors = scale.map((part) => scaleText(part, clock));
  const inner = factors.length > 0 && parts.length > 1 ? `(${sum(parts)})` : sum(parts);
  const value = sum(
    [[inner, ...factors].join(' · '), ...noise.map((part) => componentText(part, clock))].filter(
      (part) => part !== '0',
    ),
  );
  const whole = geo?.kind === 'spread' ? `${spreadText(geo)} · (${value})` : value;
  const linked = link === 'log' ? `exp(${whole})` : whole;
  const bounded = floor === null ? linked : `max(${number(floor)}, ${linked})`;
  return of === undefined ? bounded : `${series(of)}] / ${bounded}`;
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
    case 'step':
      return `${times(part.size)}[t ≥ ${part.at}]`;
    case 'trend-break':
      return `${times(part.slope)}max(0, t − ${part.at})`.replace('− -', '+ ');
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

function spreadText({ sd, targeting }: Extract<NodeGeo, { kind: 'spread' }>): string {
  return `lognormal_g(${number(sd)}${targeting === 0 ? '' : `, targeting ${number(targeting)}`})`;
}

function sum(parts: readonly string[]): string {
  return parts.length === 0 ? '0' : parts.join(' + ').replaceAll('+ -', '− ');
}
