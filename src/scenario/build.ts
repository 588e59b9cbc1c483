import { camelKeys } from '../core/naming.ts';
import type { AdstockSpec, SaturationSpec } from '../media/types.ts';
import { buildEffectGeo, buildGeos, buildNodeGeo } from './buildGeos.ts';
import { buildObservation } from './buildObservation.ts';
import type { Driver, InteractionsDocument } from './schema/curves.ts';
import { type NodeDocument, roles } from './schema/node.ts';
import type { ScenarioDocument } from './schema/scenario.ts';
import type { SeriesParts } from './schema/series.ts';
import type { Component, NoiseComponent, ScaleComponent, Term, World, WorldNode } from './world.ts';

/** The world that a well-shaped document describes. Whether it makes sense is for `meaning.ts` to say: without an
 *  outcome, `outcome` is empty. */
export function buildWorld(document: ScenarioDocument): World {
  const { burnIn, firstPeriod, future, name, about, period, nested } = camelKeys(document);
  const visible = document.observed ?? Object.keys(document.nodes).filter((node) => !document.nodes[node]!.latent);
  const nodes = Object.entries(document.nodes).map(([node, written]) =>
    buildNode(node, written, !visible.includes(node)),
  );
  return {
    name,
    about,
    period,
    nodes,
    outcome: nodes.find(({ role }) => role === 'outcome')?.name ?? '',
    observed: nodes.filter((node) => !node.latent).map((node) => node.name),
    burnIn,
    firstPeriod,
    nested,
    minFuture: future,
    ...buildGeos(document.geos),
    ...buildObservation(document),
  };
}

function buildNode(name: string, written: NodeDocument, latent: boolean): WorldNode {
  const role = roles.find((candidate) => written[candidate] !== undefined)!;
  const { process, spend, exposure, mediator, outcome } = written;
  const parts = (process ?? spend ?? exposure?.cost ?? mediator ?? outcome)!;
  const level = 'level' in parts ? parts.level : (spend?.mean ?? 0);
  const floor = spend === undefined ? ((process ?? exposure?.cost ?? mediator ?? outcome)!.floor ?? null) : 0;
  const rescale = (process ?? spend ?? mediator)?.rescale;
  const bought = exposure === undefined ? undefined : { [exposure.of]: 1 };
  const arrows = [bought, written.drivers, exposure?.cost.drivers, outcome?.drivers, written.responses];
  return {
    name,
    role,
    latent,
    ...(exposure === undefined ? {} : { of: exposure.of }),
    ...(written.units === undefined ? {} : { units: written.units }),
    base: [{ kind: 'level', value: level }, ...baseOf(parts)],
    ...(rescale === undefined ? {} : { rescale }),
    scale: scaleOf(parts),
    noise: noiseOf(parts),
    terms: arrows.flatMap((group) =>
      Object.entries((group ?? {}) as Record<string, Driver>).map(([from, arrow]) => buildTerm(from, arrow)),
    ),
    floor,
    ...interactionsOf(written.interactions),
    ...(outcome?.scale === 'log' ? { link: 'log' } : {}),
    ...(written.shared ? { shared: true } : {}),
    ...buildNodeGeo(written.geo),
  };
}

function baseOf(parts: SeriesParts): readonly Component[] {
  const { trend, seasonal, ar1, normal, calendar, pulses, step, trend_break: trendBreak } = parts;
  return [
    ...given(trend).map((slope) => ({ kind: 'trend', slope }) as const),
    ...given(seasonal).map((part) => ({ kind: 'seasonal', ...part }) as const),
    ...given(ar1).map((part) => ({ kind: 'ar1', ...part }) as const),
    ...given(normal).map((sd) => ({ kind: 'normal', sd }) as const),
    ...given(calendar).map((part) => ({ kind: 'calendar', ...part }) as const),
    ...given(pulses).map((part) => ({ kind: 'pulses', ...part }) as const),
    ...given(step).map((part) => ({ kind: 'step', ...part }) as const),
    ...given(trendBreak).map((part) => ({ kind: 'trend-break', ...part }) as const),
  ];
}

function scaleOf({ flights, seasonal_scale: seasonal, noise }: SeriesParts): readonly ScaleComponent[] {
  return [
    ...given(flights).map((part) => ({ kind: 'flights', ...part }) as const),
    ...given(seasonal).map((part) => ({ kind: 'seasonal', ...part }) as const),
    ...given(noise?.lognormal).map((sd) => ({ kind: 'lognormal', sd }) as const),
  ];
}

function noiseOf({ noise }: SeriesParts): readonly NoiseComponent[] {
  return [
    ...given(noise?.normal).map((sd) => ({ kind: 'normal', sd }) as const),
    ...given(noise?.ar1).map((part) => ({ kind: 'ar1', ...part }) as const),
    ...given(noise?.student_t).map((part) => ({ kind: 'student-t', ...part }) as const),
  ];
}

function buildTerm(from: string, arrow: Driver): Term {
  if (typeof arrow === 'number')
    return { from, lag: 0, adstock: null, saturation: null, order: 'adstock-first', effect: arrow };
  const { lag, adstock, saturation, order, effect, geo, transform, varies } = arrow;
  return {
    from,
    lag,
    adstock: acting(adstock),
    saturation: acting(saturation),
    order,
    effect,
    ...buildEffectGeo(geo),
    ...(transform === undefined ? {} : { transform }),
    ...pathsOf(varies),
  };
}

function pathsOf(varies: Exclude<Driver, number>['varies']): Pick<Term, 'varies'> {
  if (varies === undefined) return {};
  return {
    varies: [
      ...given(varies.random_walk).map((part) => ({ kind: 'random-walk', ...part }) as const),
      ...given(varies.seasonal).map((part) => ({ kind: 'seasonal', ...part }) as const),
      ...given(varies.step).map((part) => ({ kind: 'step', ...part }) as const),
    ],
  };
}

function interactionsOf(written: InteractionsDocument | undefined): Pick<WorldNode, 'interactions'> {
  return written === undefined ? {} : { interactions: written };
}

/** `none` and a curve left out are one world, and must have one hash. */
function acting<Spec extends AdstockSpec | SaturationSpec>(spec: Spec | undefined): Spec | null {
  return spec === undefined || spec.curve === 'none' ? null : spec;
}

/** What was written, as a list: one, several or none. */
function given<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
