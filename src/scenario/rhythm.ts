import type { Component, EffectPath, ScaleComponent, WorldNode } from './world.ts';

/** What a node follows that anyone knows beforehand: the date, or the region. Two nodes with one rhythm move together though
 *  neither drives the other. */
export type Rhythm =
  /** a sine: one frequency */
  | { readonly kind: 'wave'; readonly every: number }
  /** any shape that repeats (holidays, flights): every multiple of the frequency */
  | { readonly kind: 'cycle'; readonly every: number }
  /** a straight line over time */
  | { readonly kind: 'line' }
  /** a step, or a line that breaks */
  | { readonly kind: 'bend' }
  /** a level of the region's own, which spend follows by targeting */
  | { readonly kind: 'region' };

/** Every rhythm of a node, of its effects too: what moves an effect moves the node. */
export function rhythmsOf(node: WorldNode, outcome: boolean): readonly Rhythm[] {
  const parts = [...node.base, ...node.scale, ...node.terms.flatMap(({ varies = [] }) => varies)];
  const regional = outcome || (node.geo?.kind === 'spread' && node.geo.targeting !== 0);
  return [...parts.flatMap(rhythmOf), ...(node.geo !== undefined && regional ? [{ kind: 'region' } as const] : [])];
}

function rhythmOf(part: Component | ScaleComponent | EffectPath): readonly Rhythm[] {
  switch (part.kind) {
    case 'seasonal':
      return part.amplitude === 0 ? [] : [{ kind: 'wave', every: part.every }];
    case 'calendar':
      return part.size === 0 ? [] : [{ kind: 'cycle', every: part.every }];
    case 'flights':
      return part.off === 0 || part.between === 1 ? [] : [{ kind: 'cycle', every: part.on + part.off }];
    case 'trend':
      return part.slope === 0 ? [] : [{ kind: 'line' }];
    case 'trend-break':
      return part.slope === 0 ? [] : [{ kind: 'bend' }];
    case 'step':
      return ('size' in part ? part.size === 0 : part.factor === 1) ? [] : [{ kind: 'bend' }];
    default:
      return [];
  }
}

/** Are two rhythms correlated however long the series? Waves of different frequency are not; a cycle has every multiple of
 *  its frequency, so it meets the waves among those, and other cycles with a common divisor. */
export function together(a: Rhythm, b: Rhythm): boolean {
  const overTime = (rhythm: Rhythm) => rhythm.kind === 'line' || rhythm.kind === 'bend';
  if (overTime(a) || overTime(b)) return overTime(a) && overTime(b);
  if (a.kind === 'region' || b.kind === 'region') return a.kind === b.kind;
  if (a.kind === 'wave' && b.kind === 'wave') return a.every === b.every;
  if (a.kind === 'cycle' && b.kind === 'cycle') return commonDivisor(a.every, b.every) > 1;
  const [cycle, wave] = a.kind === 'cycle' ? [a, b] : [b, a];
  return Number.isInteger(cycle.every / (wave as { every: number }).every);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
