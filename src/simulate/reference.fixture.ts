import { exp, log } from '../core/math.ts';
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
    const { terms, interactions = [], floor, link } = world.nodes[i]!;
    const f = (term: Term) => bent(term, (s) => value(term.from, s), t);
    let v = exogenous.base[i]![t]!;
    for (const [k, term] of terms.entries()) v += (exogenous.paths[i]![k]?.[t] ?? 1) * (term.effect * f(term));
    for (const { between, effect } of interactions) {
      const [one, other] = between.map((source) => f(terms.find(({ from }) => from === source)!));
      v += effect * (one! * other!);
    }
    v = v * (exogenous.scale[i]?.[t] ?? 1) + (exogenous.noise[i]?.[t] ?? 0);
    if (link === 'log') v = exp(v);
    v = floor === null ? v : Math.max(floor, v);
    known.set(key, v);
    return v;
  };
  return Object.fromEntries(
    world.nodes.map(({ name }) => [name, Float64Array.from({ length }, (_, t) => value(name, t))]),
  );
}

/** What comes out of a term's curves. */
function bent({ lag, adstock, saturation, order, transform }: Term, x: (t: number) => number, t: number): number {
  const weights = adstock === null ? [1] : adstockWeights(adstock);
  const f = (value: number) => {
    if (saturation === null) return value;
    const curve: Saturation = saturations[saturation.curve as keyof typeof saturations];
    return curve.value(value, saturation.parameters);
  };
  let total = 0;
  weights.forEach((w, l) => {
    const s = t - lag - l;
    // before the first period there is nothing, of which a logarithm knows nothing either
    if (transform === 'log') total += s < 0 ? 0 : w * log(x(s));
    else total += w * (order === 'saturation-first' ? f(x(s)) : x(s));
  });
  return order === 'saturation-first' ? total : f(total);
}
