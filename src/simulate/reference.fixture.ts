import { adstockWeights } from '../media/adstock.ts';
import { saturations } from '../media/registry.ts';
import type { Saturation } from '../media/types.ts';
import type { Term, World } from '../scenario/world.ts';
import type { Exogenous } from './exogenous.ts';

/** The world's definition read literally: v_t by recursion on its equation, no plan, no ranges, no shared terms.
 *  @param fixed nodes whose whole series is given */
export function solveLiterally(
  world: World,
  exogenous: Exogenous,
  length: number,
  fixed: Readonly<Record<string, Float64Array>> = {},
): Readonly<Record<string, Float64Array>> {
  const known = new Map<string, number>();
  const value = (name: string, t: number): number => {
    if (t < 0) return 0;
    const given = fixed[name];
    if (given !== undefined) return given[t]!;
    const key = `${name}@${t}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const i = world.nodes.findIndex((node) => node.name === name);
    const { terms, floor } = world.nodes[i]!;
    let v = exogenous.base[i]![t]!;
    for (const term of terms) v += response(term, (s) => value(term.from, s), t);
    v = v * (exogenous.scale[i]?.[t] ?? 1) + (exogenous.noise[i]?.[t] ?? 0);
    v = floor === null ? v : Math.max(floor, v);
    known.set(key, v);
    return v;
  };
  return Object.fromEntries(
    world.nodes.map(({ name }) => [name, Float64Array.from({ length }, (_, t) => value(name, t))]),
  );
}

function response({ lag, adstock, saturation, order, effect }: Term, x: (t: number) => number, t: number): number {
  const weights = adstock === null ? [1] : adstockWeights(adstock);
  const f = (value: number) => {
    if (saturation === null) return value;
    const curve: Saturation = saturations[saturation.curve as keyof typeof saturations];
    return curve.value(value, saturation.parameters);
  };
  let total = 0;
  weights.forEach((w, l) => {
    total += w * (order === 'saturation-first' ? f(x(t - lag - l)) : x(t - lag - l));
  });
  return effect * (order === 'saturation-first' ? total : f(total));
}
